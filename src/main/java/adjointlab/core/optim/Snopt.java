package adjointlab.core.optim;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Kernels;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.math.Matrix;
import adjointlab.core.math.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The second-order neural ODE optimizer: the gradient of each dense layer and of each convolution is divided by
/// Kronecker factors that the backward solve shows, B̄⁻¹ ∇L Ā⁻ᵀ. Liu, Chen and Theodorou, NeurIPS 2021, Algorithm 1 and
/// equation (14), in the factors' eigenbases, K = U_Bᵀ ∇L U_A; with the amortisation of George, Laurent, Bouthillier,
/// Ballas and Vincent, NeurIPS 2018, the eigenvalues follow the gradient between refreshes. Momentum and weight decay
/// come after it, as in the authors' program. Of a convolution, Ā ⊗ B̄ counts as often as it has locations, as in
/// Grosse and Martens, ICML 2016, and the authors' program. Parameters outside of layers take the plain gradient.
///
/// @param learningRate η
/// @param precondition how gradients are divided
/// @param sampling when the factors are gathered
/// @param momentum μ
/// @param weightDecay λ
public record Snopt(
        double learningRate,
        Precondition precondition,
        LayerFactors.Sampling sampling,
        double momentum,
        double weightDecay)
        implements Optimizer {
    private static final int VELOCITY = 0;
    private static final int EIGENVALUES = 1;
    private static final int BASES = 2;

    /// What the factors are multiplied by.
    public enum Form {
        /// Integrals over time, Ā = ΣAΔt and B̄ = ΣBΔt/(t₁ − t₀), the scaled Gauss-Newton matrix of section
        /// 3.2.
        PAPER,
        /// The authors' program: means over the N times of the grid with Δt within each g, times N.
        AUTHORS
    }

    /// @param form what the factors are multiplied by
    /// @param epsilon ε, added to the eigenvalues
    /// @param amortized whether eigenvalues follow the gradient between refreshes
    /// @param alpha share of the old eigenvalues at each update
    public record Precondition(Form form, double epsilon, boolean amortized, double alpha) {}

    @Override
    public Set<Need> needs() {
        return Set.of(Need.LAYER_FACTORS);
    }

    @Override
    public Optional<LayerFactors.Sampling> layerSampling() {
        return Optional.of(sampling);
    }

    @Override
    public OptimizerState init(int parameters) {
        return init(parameters, List.of());
    }

    /// Velocity, eigenvalues at the places of the weights, then for each layer the bases U_A and U_B, laid out as
    /// batches.
    @Override
    public OptimizerState init(int parameters, List<DenseLayer> layers) {
        List<double[]> slots = new ArrayList<>(List.of(new double[parameters], new double[parameters]));
        for (DenseLayer layer : layers) {
            slots.add(identity(layer.width()));
            slots.add(identity(layer.rows()));
        }
        return new OptimizerState(0, slots.toArray(double[][]::new));
    }

    /// The basis of a layer that was not looked at yet.
    private static double[] identity(int n) {
        Batch basis = new Batch(n, n);
        for (int i = 0; i < n; i++) {
            basis.set(i, i, 1);
        }
        return basis.data();
    }

    @Override
    public double damping(OptimizerState state) {
        return precondition.epsilon();
    }

    @Override
    public void update(double[] theta, double[] gradient, OptimizerState state, Evidence evidence) {
        state.countUpdate();
        LayerFactors factors = evidence.layers();
        Workspace work = evidence.scratch().memory(factors, Workspace::new);
        if (factors.fresh()) {
            refresh(factors, state, work, evidence.stop());
        }
        double[] direction = work.direction(gradient);
        for (int l = 0; l < factors.layers().size(); l++) {
            precondition(work.layers[l].at(state, l), direction, state.slot(EIGENVALUES), evidence);
        }
        Kernels.momentumStep(
                theta, direction, state.slot(VELOCITY), learningRate * evidence.rateFactor(), momentum, 0, weightDecay);
    }

    /// The eigenbases of the factors, and as eigenvalues the products of theirs. A layer that was never looked at
    /// keeps what it had.
    private void refresh(LayerFactors factors, OptimizerState state, Workspace work, Stop stop) {
        double[] eigenvalues = state.slot(EIGENVALUES);
        for (int l = 0; l < work.layers.length; l++) {
            if (factors.times(l) == 0) {
                continue;
            }
            Layer memory = work.layers[l].at(state, l);
            double step = factors.step(l);
            double scale = precondition.form() == Form.PAPER ? step / factors.times(l) : step * step / factors.times(l);
            scale *= memory.layer.locations();
            double[] ofInputs = work.eigen.of(factors.inputs(l), memory.ua, stop);
            for (int i = 0; i < memory.layer.rows(); i++) {
                for (int k = 0; k < memory.layer.width(); k++) {
                    eigenvalues[memory.layer.position(i, k)] = scale * ofInputs[k];
                }
            }
            double[] ofCotangents = work.eigen.of(factors.cotangents(l), memory.ub, stop);
            for (int i = 0; i < memory.layer.rows(); i++) {
                for (int k = 0; k < memory.layer.width(); k++) {
                    eigenvalues[memory.layer.position(i, k)] *= ofCotangents[i];
                }
            }
        }
    }

    /// The layer's part of the direction from its gradient: K = U_Bᵀ ∇L U_A divided by the eigenvalues, and back.
    private void precondition(Layer memory, double[] direction, double[] eigenvalues, Evidence evidence) {
        DenseLayer layer = memory.layer;
        int rows = layer.rows();
        int width = layer.width();
        int batch = evidence.layers().batch();
        Matrix matrix = memory.matrix;
        Scratch scratch = evidence.scratch();
        long mark = scratch.mark();
        Batch g = scratch.batch(rows, width);
        Batch half = scratch.batch(rows, width);
        Batch transposed = scratch.batch(width, width);
        memory.take(direction, g);
        evidence.stop().heed();
        Kernels.multiply(matrix.transposedAt(memory.ub.data(), 0, rows, rows, memory.ub.stride()), g, half);
        evidence.stop().heed();
        Kernels.multiply(matrix.at(half.data(), 0, rows, width, half.stride()), memory.ua, g);
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < width; k++) {
                int at = layer.position(i, k);
                double inBasis = g.get(i, k);
                if (precondition.amortized()) {
                    double alpha = precondition.alpha();
                    eigenvalues[at] = alpha * eigenvalues[at] + (1 - alpha) * batch * inBasis * inBasis;
                }
                g.set(i, k, inBasis / (eigenvalues[at] + precondition.epsilon()));
            }
        }
        evidence.stop().heed();
        Kernels.multiply(matrix.at(memory.ub.data(), 0, rows, rows, memory.ub.stride()), g, half);
        memory.transposeBasis(transposed);
        evidence.stop().heed();
        Kernels.multiply(matrix.at(half.data(), 0, rows, width, half.stride()), transposed, g);
        memory.give(g, direction);
        scratch.release(mark);
    }

    /// What a thread needs beside the state.
    private static final class Workspace {
        private final Layer[] layers;
        private final SymmetricEigen eigen = new SymmetricEigen();
        private double[] direction = {};

        Workspace(LayerFactors factors) {
            layers = factors.layers().stream().map(Layer::new).toArray(Layer[]::new);
        }

        /// A copy of the gradient.
        double[] direction(double[] gradient) {
            if (direction.length != gradient.length) {
                direction = new double[gradient.length];
            }
            System.arraycopy(gradient, 0, direction, 0, gradient.length);
            return direction;
        }
    }

    /// A layer's matrices; the bases are views of the state.
    private static final class Layer {
        private static final double[] NOTHING = {};

        private final DenseLayer layer;
        private final Matrix matrix = new Matrix();
        private final Batch ua;
        private final Batch ub;

        Layer(DenseLayer layer) {
            this.layer = layer;
            ua = new Batch(layer.width(), layer.width(), NOTHING, 0);
            ub = new Batch(layer.rows(), layer.rows(), NOTHING, 0);
        }

        Layer at(OptimizerState state, int index) {
            ua.repoint(state.slot(BASES + 2 * index), 0);
            ub.repoint(state.slot(BASES + 2 * index + 1), 0);
            return this;
        }

        void transposeBasis(Batch out) {
            for (int i = 0; i < ua.dim(); i++) {
                for (int k = 0; k < ua.dim(); k++) {
                    out.set(k, i, ua.get(i, k));
                }
            }
        }

        /// The layer's part of a vector like θ.
        void take(double[] from, Batch g) {
            for (int i = 0; i < layer.rows(); i++) {
                for (int k = 0; k < layer.width(); k++) {
                    g.set(i, k, from[layer.position(i, k)]);
                }
            }
        }

        void give(Batch g, double[] to) {
            for (int i = 0; i < layer.rows(); i++) {
                for (int k = 0; k < layer.width(); k++) {
                    to[layer.position(i, k)] = g.get(i, k);
                }
            }
        }
    }
}
