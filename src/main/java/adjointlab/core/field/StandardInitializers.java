package adjointlab.core.field;

import adjointlab.core.field.ParameterLayout.Block;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.decomposition.qr.QRDecompositionHouseholder_DDRM;

/// The usual start weights. A matrix block [out×in] has fan-in `in`; a vector block belongs to the matrix before it.
public final class StandardInitializers {
    private StandardInitializers() {}

    /// Draws one number.
    @FunctionalInterface
    private interface Draw {
        double next(RandomGenerator random, int fanIn, int fanOut);
    }

    /// Weights and biases uniform in ±s/√in; with s = 1 PyTorch's default for linear layers.
    ///
    /// @param scale s
    public record PyTorch(double scale) implements Initializer {
        @Override
        public void fill(ParameterLayout layout, RandomGenerator random, double[] thetaOut) {
            Draw draw = (r, in, _) -> scale * ((2 * r.nextDouble() - 1) / Math.sqrt(in));
            fillBy(layout, random, draw, draw, thetaOut);
        }
    }

    /// Weights uniform in ±√(6/(in + out)), biases zero. Glorot and Bengio, AISTATS 2010, equation (16).
    public record Glorot() implements Initializer {
        @Override
        public void fill(ParameterLayout layout, RandomGenerator random, double[] thetaOut) {
            Draw draw = (r, in, out) -> (2 * r.nextDouble() - 1) * Math.sqrt(6.0 / (in + out));
            fillBy(layout, random, draw, (_, _, _) -> 0, thetaOut);
        }
    }

    /// Weights N(0, 2/in), biases zero. He, Zhang, Ren and Sun, ICCV 2015, equation (10).
    public record He() implements Initializer {
        @Override
        public void fill(ParameterLayout layout, RandomGenerator random, double[] thetaOut) {
            fillBy(layout, random, (r, in, _) -> r.nextGaussian() * Math.sqrt(2.0 / in), (_, _, _) -> 0, thetaOut);
        }
    }

    /// Weights N(0, s²/in), biases N(0, b²): the scaling under which wide networks have a limiting tangent kernel.
    /// Jacot, Gabriel and Hongler, NeurIPS 2018, equation (1), with the factor taken into the weights.
    ///
    /// @param weights s
    /// @param biases b
    public record Ntk(double weights, double biases) implements Initializer {
        @Override
        public void fill(ParameterLayout layout, RandomGenerator random, double[] thetaOut) {
            fillBy(
                    layout,
                    random,
                    (r, in, _) -> weights * r.nextGaussian() / Math.sqrt(in),
                    (r, _, _) -> biases * r.nextGaussian(),
                    thetaOut);
        }
    }

    /// Start dynamics inside the solver's stability region, after Westny, Mohammadi, Jung and Frisk,
    /// "Stability-informed initialization of neural ordinary differential equations", ICML 2024. All layers but the
    /// last are Glorot's; the last is chosen so that the product of the matrices, which is the Jacobian at the
    /// origin of activations with unit slope there, is symmetric with eigenvalues uniform in (−limit/step, 0).
    ///
    /// @param limit where the stability region ends on the negative real axis, 2.785 for Runge-Kutta 4
    /// @param step expected step size, s
    public record StabilityInformed(double limit, double step) implements Initializer {
        @Override
        public void fill(ParameterLayout layout, RandomGenerator random, double[] thetaOut) {
            new Glorot().fill(layout, random, thetaOut);
            List<Block> matrices = layout.blocks().stream()
                    .filter(b -> b.shape().size() == 2 && b.name().startsWith("field."))
                    .toList();
            if (matrices.isEmpty()) {
                return;
            }
            int n = matrices.getLast().shape().getFirst();
            DMatrixRMaj below = CommonOps_DDRM.identity(n);
            for (Block block : matrices.subList(0, matrices.size() - 1)) {
                // of the first layer only the state's columns: time is no part of the Jacobian
                int columns = below.getNumRows();
                DMatrixRMaj w = new DMatrixRMaj(block.shape().get(0), columns);
                for (int i = 0; i < w.getNumRows(); i++) {
                    for (int k = 0; k < columns; k++) {
                        w.set(i, k, thetaOut[block.offset() + i * block.shape().get(1) + k]);
                    }
                }
                DMatrixRMaj product = new DMatrixRMaj(w.getNumRows(), n);
                CommonOps_DDRM.mult(w, below, product);
                below = product;
            }
            DMatrixRMaj inverse = new DMatrixRMaj(n, below.getNumRows());
            CommonOps_DDRM.pinv(below, inverse);
            DMatrixRMaj last = new DMatrixRMaj(n, below.getNumRows());
            CommonOps_DDRM.mult(stable(n, random), inverse, last);
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < below.getNumRows(); k++) {
                    thetaOut[
                            matrices.getLast().offset()
                                    + i * matrices.getLast().shape().get(1)
                                    + k] = last.get(i, k);
                }
            }
        }

        /// Q diag(λ) Qᵀ with a random rotation Q.
        private DMatrixRMaj stable(int n, RandomGenerator random) {
            DMatrixRMaj gaussian = new DMatrixRMaj(n, n);
            for (int e = 0; e < n * n; e++) {
                gaussian.set(e, random.nextGaussian());
            }
            QRDecompositionHouseholder_DDRM qr = new QRDecompositionHouseholder_DDRM();
            qr.decompose(gaussian);
            DMatrixRMaj q = qr.getQ(null, false);
            DMatrixRMaj scaled = q.copy();
            for (int k = 0; k < n; k++) {
                double eigenvalue = -random.nextDouble() * limit / step;
                for (int i = 0; i < n; i++) {
                    scaled.set(i, k, eigenvalue * q.get(i, k));
                }
            }
            DMatrixRMaj result = new DMatrixRMaj(n, n);
            CommonOps_DDRM.multTransB(scaled, q, result);
            return result;
        }
    }

    private static void fillBy(
            ParameterLayout layout, RandomGenerator random, Draw weights, Draw vectors, double[] thetaOut) {
        int in = 1;
        int out = 1;
        for (Block block : layout.blocks()) {
            boolean matrix = block.shape().size() >= 2;
            if (matrix) {
                out = block.shape().get(0);
                in = block.size() / out;
            }
            for (int j = 0; j < block.size(); j++) {
                thetaOut[block.offset() + j] = (matrix ? weights : vectors).next(random, in, out);
            }
        }
    }
}
