package adjointlab.core.net;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.ParameterLayout.Block;
import adjointlab.core.field.Shape;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Kernels;
import adjointlab.core.math.Matrix;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// s·(W x + b), every input with every output.
///
/// @param inputs components of x
/// @param outputs components of the result
/// @param weights name of W [outputs×inputs], by rows
/// @param bias name of b [outputs], which follows W; "" for none
/// @param scale s
public record Dense(int inputs, int outputs, String weights, String bias, double scale) implements Part {
    /// W x + b.
    public Dense(int inputs, int outputs, String weights, String bias) {
        this(inputs, outputs, weights, bias, 1);
    }

    @Override
    public Shape in() {
        return Shape.vector(inputs);
    }

    @Override
    public Shape out() {
        return Shape.vector(outputs);
    }

    private boolean biased() {
        return !bias.isEmpty();
    }

    @Override
    public ParameterLayout parameters() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.of(weights, 0, outputs, inputs));
        if (biased()) {
            blocks.add(Block.of(bias, outputs * inputs, outputs));
        }
        return new ParameterLayout(blocks);
    }

    @Override
    public List<DenseLayer> layers() {
        return List.of(new DenseLayer(0, outputs, inputs, false, biased() ? outputs * inputs : -1));
    }

    @Override
    public Work prepare(int samples) {
        return new DenseWork(this, samples);
    }

    private static final class DenseWork implements Work {
        private final Dense dense;
        private final Matrix matrix = new Matrix();
        /// A cotangent times s.
        private final Batch scaled;
        private double[] theta = new double[0];
        private int at;

        DenseWork(Dense dense, int samples) {
            this.dense = dense;
            this.scaled = new Batch(dense.scale == 1 ? 0 : dense.outputs, samples);
        }

        @Override
        public void bind(double[] theta, int at) {
            this.theta = theta;
            this.at = at;
        }

        private Matrix weights(double[] from) {
            return matrix.at(from, at, dense.outputs, dense.inputs, dense.inputs);
        }

        private Matrix transposed() {
            return matrix.transposedAt(theta, at, dense.outputs, dense.inputs, dense.inputs);
        }

        private int biasAt() {
            return at + dense.outputs * dense.inputs;
        }

        private void product(double[] from, Batch x, Batch out) {
            if (dense.biased()) {
                Kernels.affine(weights(from), from, biasAt(), x, out);
            } else {
                Kernels.multiply(weights(from), x, out);
            }
        }

        private void scale(Batch batch) {
            if (dense.scale != 1) {
                Batches.times(dense.scale, batch);
            }
        }

        /// Of W x + b.
        private Batch ofProduct(Batch a) {
            if (dense.scale == 1) {
                return a;
            }
            scaled.copyFrom(a);
            Batches.times(dense.scale, scaled);
            return scaled;
        }

        @Override
        public void up(double t, Batch x, Trail trail, Batch out) {
            product(theta, x, out);
            scale(out);
        }

        @Override
        public double back(
                double t, Batch x, Trail trail, Batch a, Batch gxAcc, @Nullable ParameterGradient gThetaAcc) {
            Batch g = ofProduct(a);
            Kernels.multiplyAdd(transposed(), g, gxAcc);
            addGradient(g, x, gThetaAcc);
            return 0;
        }

        @Override
        public double backAfresh(
                double t, Batch x, Trail trail, Batch a, Batch gxOut, @Nullable ParameterGradient gThetaAcc) {
            Batch g = ofProduct(a);
            Kernels.multiply(transposed(), g, gxOut);
            addGradient(g, x, gThetaAcc);
            return 0;
        }

        private void addGradient(Batch g, Batch x, @Nullable ParameterGradient gThetaAcc) {
            if (gThetaAcc != null) {
                addOuter(g, x, gThetaAcc);
                addBias(g, gThetaAcc);
            }
        }

        private void addOuter(Batch g, Batch x, ParameterGradient gThetaAcc) {
            if (gThetaAcc.perSample()) {
                for (int s = 0; s < g.size(); s++) {
                    Kernels.outerProductAdd(g, x, s, gThetaAcc.data(), gThetaAcc.row(s) + at, dense.inputs);
                }
            } else {
                int start = gThetaAcc.row(0) + at;
                Kernels.outerProductAdd(
                        g, x, matrix.at(gThetaAcc.data(), start, dense.outputs, dense.inputs, dense.inputs));
            }
        }

        private void addBias(Batch g, ParameterGradient gThetaAcc) {
            if (!dense.biased()) {
                return;
            }
            if (!gThetaAcc.perSample()) {
                Kernels.rowSumsAdd(g, gThetaAcc.data(), gThetaAcc.row(0) + biasAt());
                return;
            }
            for (int s = 0; s < g.size(); s++) {
                for (int i = 0; i < g.dim(); i++) {
                    gThetaAcc.add(s, biasAt() + i, g.get(i, s));
                }
            }
        }

        @Override
        public void along(double t, Batch x, Trail trail, Tangent along, Batch outDot) {
            if (along.movesTheta()) {
                product(along.theta(), x, outDot);
                Kernels.multiplyAdd(weights(theta), along.x(), outDot);
            } else {
                Kernels.multiply(weights(theta), along.x(), outDot);
            }
            scale(outDot);
        }

        @Override
        public double backAlong(
                double t, Batch x, Trail trail, Batch xDot, Pull pull, @Nullable ParameterGradient gThetaAcc) {
            back(t, x, trail, pull.a(), pull.gxAcc(), gThetaAcc);
            Batch g = ofProduct(pull.aDot());
            Kernels.multiplyAdd(transposed(), g, pull.gxDotAcc());
            if (gThetaAcc != null) {
                addOuter(g, xDot, gThetaAcc);
            }
            return 0;
        }

        /// The scale in front of W belongs to the cotangent.
        @Override
        public void tell(double t, Batch x, Trail trail, Batch a, int first, DenseLayer.Listener listener) {
            listener.layer(first, x, t, ofProduct(a));
        }
    }
}
