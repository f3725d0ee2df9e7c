package adjointlab.core.field;

import adjointlab.core.field.ParameterLayout.Block;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Kernels;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.math.Matrix;
import java.util.List;

/// ḣ = (σ_w/√n) Wφ(h), with W shared over time and standard normal at the start: the field of Gao et al., "Global
/// convergence in neural ODEs", ICLR 2025, equation (2). The scale stands in the field, not in the weights, so that the
/// tangent kernel has a limit as n grows. Parameter `field.W [n×n]`.
///
/// @param dim n
/// @param activation φ
/// @param sigma σ_w
public record PreActivation(int dim, Activation activation, double sigma) implements VectorField {
    @Override
    public ParameterLayout parameters() {
        return new ParameterLayout(List.of(Block.of("field.W", 0, dim, dim)));
    }

    private double scale() {
        return sigma / Math.sqrt(dim);
    }

    @Override
    public void eval(double t, Batch y, double[] theta, Scratch scratch, Batch dyOut) {
        long mark = scratch.mark();
        Batch values = scratch.batch(dim, y.size());
        values.copyFrom(y);
        activation.values(values.data(), values.offset(), values.length(), values.data());
        Kernels.multiply(matrix(scratch).at(theta, 0, dim, dim, dim), values, dyOut);
        times(scale(), dyOut);
        scratch.release(mark);
    }

    @Override
    public double vjp(
            double t, Batch y, double[] theta, Batch a, Scratch scratch, Batch gyAcc, ParameterGradient gThetaAcc) {
        long mark = scratch.mark();
        Batch values = scratch.batch(dim, y.size());
        Batch slopes = scratch.batch(dim, y.size());
        Batch scaled = scratch.batch(dim, y.size());
        Batch below = scratch.batch(dim, y.size());
        values.copyFrom(y);
        activation.valuesAndSlopes(values.data(), values.offset(), values.length(), slopes.data(), slopes.offset());
        scaled.copyFrom(a);
        times(scale(), scaled);
        Kernels.multiply(matrix(scratch).transposedAt(theta, 0, dim, dim, dim), scaled, below);
        Kernels.scale(below, slopes);
        for (int i = 0; i < below.length(); i++) {
            gyAcc.data()[gyAcc.offset() + i] += below.data()[below.offset() + i];
        }
        addOuter(scaled, values, scratch, gThetaAcc);
        scratch.release(mark);
        return 0;
    }

    private void addOuter(Batch a, Batch values, Scratch scratch, ParameterGradient gThetaAcc) {
        if (!gThetaAcc.perSample()) {
            Kernels.outerProductAdd(a, values, matrix(scratch).at(gThetaAcc.data(), gThetaAcc.row(0), dim, dim, dim));
            return;
        }
        for (int s = 0; s < a.size(); s++) {
            for (int i = 0; i < dim; i++) {
                double ai = a.get(i, s);
                int row = gThetaAcc.row(s) + i * dim;
                for (int k = 0; k < dim; k++) {
                    gThetaAcc.data()[row + k] += ai * values.get(k, s);
                }
            }
        }
    }

    @Override
    public void jvp(double t, Batch y, double[] theta, Direction direction, Scratch scratch, Batch dfOut) {
        long mark = scratch.mark();
        Batch values = scratch.batch(dim, y.size());
        Batch slopes = scratch.batch(dim, y.size());
        values.copyFrom(y);
        activation.valuesAndSlopes(values.data(), values.offset(), values.length(), slopes.data(), slopes.offset());
        Kernels.multiply(matrix(scratch).at(direction.theta(), 0, dim, dim, dim), values, dfOut);
        Kernels.scale(slopes, direction.y());
        Kernels.multiplyAdd(matrix(scratch).at(theta, 0, dim, dim, dim), slopes, dfOut);
        times(scale(), dfOut);
        scratch.release(mark);
    }

    @Override
    public List<DenseLayer> denseLayers() {
        return List.of(new DenseLayer(0, dim, dim, false, -1));
    }

    /// The scale in front of W belongs to the cotangent.
    @Override
    public void layerCotangents(
            double t, Batch y, double[] theta, Batch a, Scratch scratch, DenseLayer.Listener listener) {
        long mark = scratch.mark();
        Batch values = scratch.batch(dim, y.size());
        Batch scaled = scratch.batch(dim, y.size());
        values.copyFrom(y);
        activation.values(values.data(), values.offset(), values.length(), values.data());
        scaled.copyFrom(a);
        times(scale(), scaled);
        listener.layer(0, values, t, scaled);
        scratch.release(mark);
    }

    private Matrix matrix(Scratch scratch) {
        return scratch.memory(this, _ -> new Matrix());
    }

    private static void times(double factor, Batch batch) {
        for (int i = batch.offset(); i < batch.offset() + batch.length(); i++) {
            batch.data()[i] *= factor;
        }
    }
}
