package adjointlab.core.optim;

import adjointlab.core.field.DenseLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/// The second-order neural ODE optimizer: each dense layer's gradient is divided by Kronecker factors that the backward
/// solve shows, B̄⁻¹ ∇L Ā⁻ᵀ. Liu, Chen and Theodorou, NeurIPS 2021, Algorithm 1 and equation (14), in the factors'
/// eigenbases, K = U_Bᵀ ∇L U_A; with the amortisation of George, Laurent, Bouthillier, Ballas and Vincent, NeurIPS 2018,
/// the eigenvalues follow the gradient between refreshes. Momentum and weight decay come after it, as in the authors'
/// program. Parameters outside dense layers take the plain gradient.
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
        /// Integrals over time, Ā = ΣAΔt and B̄ = ΣBΔt/(t₁ − t₀), the scaled Gauss-Newton matrix of section 3.2.
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

    /// Velocity, eigenvalues at the places of the weights, then for each layer the bases U_A and U_B.
    @Override
    public OptimizerState init(int parameters, List<DenseLayer> layers) {
        List<double[]> slots = new ArrayList<>(List.of(new double[parameters], new double[parameters]));
        for (DenseLayer layer : layers) {
            slots.add(new double[layer.width() * layer.width()]);
            slots.add(new double[layer.rows() * layer.rows()]);
        }
        return new OptimizerState(0, slots.toArray(double[][]::new));
    }

    @Override
    public void update(double[] theta, double[] gradient, OptimizerState state, Evidence evidence) {
        state.countUpdate();
        LayerFactors factors = evidence.layers();
        if (factors.fresh()) {
            refresh(factors, state);
        }
        double[] direction = gradient.clone();
        for (int l = 0; l < factors.layers().size(); l++) {
            precondition(factors.layers().get(l), l, direction, state, factors.batch());
        }
        double rate = learningRate * evidence.rateFactor();
        double[] velocity = state.slot(VELOCITY);
        for (int j = 0; j < theta.length; j++) {
            velocity[j] = momentum * velocity[j] + direction[j] + weightDecay * theta[j];
            theta[j] -= rate * velocity[j];
        }
    }

    /// The eigenbases of the factors, and as eigenvalues the products of theirs.
    private void refresh(LayerFactors factors, OptimizerState state) {
        double step = factors.step();
        double scale = precondition.form() == Form.PAPER ? step / factors.times() : step * step / factors.times();
        for (int l = 0; l < factors.layers().size(); l++) {
            DenseLayer layer = factors.layers().get(l);
            double[] ofInputs = eigen(factors.inputs(l), state.slot(BASES + 2 * l));
            double[] ofCotangents = eigen(factors.cotangents(l), state.slot(BASES + 2 * l + 1));
            for (int i = 0; i < layer.rows(); i++) {
                for (int k = 0; k < layer.width(); k++) {
                    state.slot(EIGENVALUES)[layer.position(i, k)] = scale * ofCotangents[i] * ofInputs[k];
                }
            }
        }
    }

    /// @param basisOut eigenvectors as columns, overwritten
    /// @return eigenvalues, none negative
    private static double[] eigen(DMatrixRMaj symmetric, double[] basisOut) {
        int n = symmetric.numRows;
        EigenDecomposition_F64<DMatrixRMaj> decomposition = DecompositionFactory_DDRM.eig(n, true, true);
        if (!decomposition.decompose(symmetric.copy())) {
            throw new ArithmeticException("the eigenvalues of a layer's factor did not converge");
        }
        double[] values = new double[n];
        for (int c = 0; c < n; c++) {
            values[c] = Math.max(0, decomposition.getEigenvalue(c).getReal());
            DMatrixRMaj vector = decomposition.getEigenVector(c);
            for (int r = 0; r < n; r++) {
                basisOut[r * n + c] = vector.get(r);
            }
        }
        return values;
    }

    private void precondition(DenseLayer layer, int index, double[] direction, OptimizerState state, int batch) {
        int rows = layer.rows();
        int width = layer.width();
        DMatrixRMaj ua = DMatrixRMaj.wrap(width, width, state.slot(BASES + 2 * index));
        DMatrixRMaj ub = DMatrixRMaj.wrap(rows, rows, state.slot(BASES + 2 * index + 1));
        double[] eigenvalues = state.slot(EIGENVALUES);
        DMatrixRMaj g = new DMatrixRMaj(rows, width);
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < width; k++) {
                g.set(i, k, direction[layer.position(i, k)]);
            }
        }
        DMatrixRMaj half = new DMatrixRMaj(rows, width);
        CommonOps_DDRM.multTransA(ub, g, half);
        CommonOps_DDRM.mult(half, ua, g);
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
        CommonOps_DDRM.mult(ub, g, half);
        CommonOps_DDRM.multTransB(half, ua, g);
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < width; k++) {
                direction[layer.position(i, k)] = g.get(i, k);
            }
        }
    }
}
