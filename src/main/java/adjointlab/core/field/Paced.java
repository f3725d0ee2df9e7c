package adjointlab.core.field;

import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Kernels;
import adjointlab.core.kernel.Scratch;
import java.util.List;

/// A field that each sample goes through at a pace of its own: f(t, y; θ) times the sample's number. Over [0, 1] a
/// sample with pace Δ so goes as far as f alone takes it in Δ seconds, and samples with gaps of different lengths are
/// solved together: Xia et al., NeurIPS 2021, let theirs flow so.
///
/// @param inner f
/// @param pace s for each unit of t, [n]; not copied: others may stand there at the next solve
public record Paced(VectorField inner, double[] pace) implements JointField {
    @Override
    public int dim() {
        return inner.dim();
    }

    @Override
    public int inputDim() {
        return inner.inputDim();
    }

    @Override
    public ParameterLayout parameters() {
        return inner.parameters();
    }

    @Override
    public void bind(double[] theta, Context context, Scratch scratch) {
        inner.bind(theta, context, scratch);
    }

    @Override
    public void eval(double t, Batch y, double[] theta, Scratch scratch, Batch dyOut) {
        inner.eval(t, y, theta, scratch, dyOut);
        scale(dyOut, dyOut);
    }

    @Override
    public double evalAndVjp(
            double t,
            Batch y,
            double[] theta,
            Batch a,
            Scratch scratch,
            Batch dyOut,
            Batch gyAcc,
            ParameterGradient gThetaAcc) {
        long mark = scratch.mark();
        Batch scaled = scaled(a, scratch);
        double timePart = inner.evalAndVjp(t, y, theta, scaled, scratch, dyOut, gyAcc, gThetaAcc);
        scratch.release(mark);
        scale(dyOut, dyOut);
        return timePart;
    }

    /// None where the field's record is what it gives, which is another number here.
    @Override
    public int recordLength(int samples) {
        return inner.slopeIsRecord() ? 0 : inner.recordLength(samples);
    }

    @Override
    public void evalAndRecord(double t, Batch y, double[] theta, Scratch scratch, Batch dyOut, double[] recordOut) {
        if (inner.slopeIsRecord()) {
            eval(t, y, theta, scratch, dyOut);
            return;
        }
        inner.evalAndRecord(t, y, theta, scratch, dyOut, recordOut);
        scale(dyOut, dyOut);
    }

    @Override
    public double vjpFromRecord(
            double t,
            Batch y,
            double[] theta,
            Batch a,
            Scratch scratch,
            double[] record,
            Batch gyAcc,
            ParameterGradient gThetaAcc) {
        if (inner.slopeIsRecord()) {
            return vjp(t, y, theta, a, scratch, gyAcc, gThetaAcc);
        }
        long mark = scratch.mark();
        double timePart = inner.vjpFromRecord(t, y, theta, scaled(a, scratch), scratch, record, gyAcc, gThetaAcc);
        scratch.release(mark);
        return timePart;
    }

    @Override
    public void jvp(double t, Batch y, double[] theta, Direction direction, Scratch scratch, Batch dfOut) {
        inner.jvp(t, y, theta, direction, scratch, dfOut);
        scale(dfOut, dfOut);
    }

    @Override
    public List<DenseLayer> denseLayers() {
        return inner.denseLayers();
    }

    @Override
    public void layerCotangents(
            double t, Batch y, double[] theta, Batch a, Scratch scratch, DenseLayer.Listener listener) {
        long mark = scratch.mark();
        inner.layerCotangents(t, y, theta, scaled(a, scratch), scratch, listener);
        scratch.release(mark);
    }

    private Batch scaled(Batch a, Scratch scratch) {
        Batch scaled = scratch.batch(a.dim(), a.size());
        scale(a, scaled);
        return scaled;
    }

    /// Padding goes at the last sample's pace: states repeat it there, and cotangents are zero.
    private void scale(Batch from, Batch out) {
        double[] data = out.data();
        if (from != out) {
            out.copyFrom(from);
        }
        int vectors = out.size() / Batch.LANES * Batch.LANES;
        int last = out.size() - 1;
        for (int i = 0; i < out.dim(); i++) {
            int row = out.row(i);
            Kernels.scale(data, row, vectors, pace, 0);
            for (int s = vectors; s < out.stride(); s++) {
                data[row + s] *= pace[Math.min(s, last)];
            }
        }
    }
}
