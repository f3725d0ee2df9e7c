package adjointlab.core.family;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.VectorField;
import adjointlab.core.math.Batch;
import adjointlab.core.math.Scratch;
import java.util.List;

/// Probabilities of classes: softmax of a linear layer. One output is the probability of the second of two classes,
/// whose other logit is 0.
///
/// @param logits the linear layer
record SoftmaxMap(NetMap logits) implements SideMap {
    @Override
    public ParameterLayout parameters() {
        return logits.parameters();
    }

    @Override
    public void eval(Batch x, double[] theta, Scratch scratch, Batch out) {
        logits.eval(x, theta, scratch, out);
        for (int s = 0; s < out.stride(); s++) {
            double largest = out.dim() == 1 ? 0 : Double.NEGATIVE_INFINITY;
            for (int i = 0; i < out.dim(); i++) {
                largest = Math.max(largest, out.get(i, s));
            }
            double sum = out.dim() == 1 ? Math.exp(-largest) : 0;
            for (int i = 0; i < out.dim(); i++) {
                double power = Math.exp(out.get(i, s) - largest);
                out.set(i, s, power);
                sum += power;
            }
            for (int i = 0; i < out.dim(); i++) {
                out.set(i, s, out.get(i, s) / sum);
            }
        }
    }

    @Override
    public void jvp(Batch x, double[] theta, VectorField.Direction direction, Scratch scratch, Batch outDotOut) {
        long mark = scratch.mark();
        Batch p = scratch.batch(outDotOut.dim(), outDotOut.size());
        eval(x, theta, scratch, p);
        logits.jvp(x, theta, direction, scratch, outDotOut);
        tangent(p, outDotOut, outDotOut);
        scratch.release(mark);
    }

    @Override
    public void vjp(Batch x, double[] theta, Batch a, Scratch scratch, Batch gxAcc, ParameterGradient gThetaAcc) {
        long mark = scratch.mark();
        Batch p = scratch.batch(a.dim(), a.size());
        Batch ofLogits = scratch.batch(a.dim(), a.size());
        eval(x, theta, scratch, p);
        tangent(p, a, ofLogits);
        logits.vjp(x, theta, ofLogits, scratch, gxAcc, gThetaAcc);
        scratch.release(mark);
    }

    @Override
    public List<DenseLayer> denseLayers() {
        return logits.denseLayers();
    }

    @Override
    public void layerCotangents(
            Batch x, double[] theta, Batch a, Scratch scratch, int first, DenseLayer.Listener listener) {
        long mark = scratch.mark();
        Batch p = scratch.batch(a.dim(), a.size());
        Batch ofLogits = scratch.batch(a.dim(), a.size());
        eval(x, theta, scratch, p);
        tangent(p, a, ofLogits);
        logits.layerCotangents(x, theta, ofLogits, scratch, first, listener);
        scratch.release(mark);
    }

    /// The Jacobian diag(p) − ppᵀ, which is its own transpose, times a direction; the direction may be the output.
    private static void tangent(Batch p, Batch direction, Batch out) {
        for (int s = 0; s < p.stride(); s++) {
            double mean = 0;
            for (int i = 0; i < p.dim(); i++) {
                mean += p.get(i, s) * direction.get(i, s);
            }
            for (int i = 0; i < p.dim(); i++) {
                out.set(i, s, p.get(i, s) * (direction.get(i, s) - mean));
            }
        }
    }
}
