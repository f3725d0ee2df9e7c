package adjointlab.core.optim;

import adjointlab.core.matrix.LinearSystem;
import adjointlab.core.matrix.SingularValues;
import java.util.Optional;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/// Second-order differential programming: θ ← θ − η(Q_uu(t₀) + (λ + γ)I)⁻¹(Q_u(t₀) + γθ), with Q_uu from the backward
/// solve. Liu, Chen and Theodorou, NeurIPS 2021, Theorem 1, Proposition 2 and the remark after (14), by which a weight
/// decay γ is added after the solve.
///
/// @param learningRate η
/// @param damping λ
/// @param weightDecay γ
/// @param form how Q_uu is got
public record DifferentialProgramming(double learningRate, double damping, double weightDecay, CurvatureForm form)
        implements Optimizer {
    @Override
    public Set<Need> needs() {
        return Set.of(Need.COST_CURVATURE);
    }

    @Override
    public Optional<CurvatureForm> curvatureForm() {
        return Optional.of(form);
    }

    @Override
    public OptimizerState init(int parameters) {
        return new OptimizerState(0, parameters);
    }

    @Override
    public double damping(OptimizerState state) {
        return damping;
    }

    @Override
    public void update(double[] theta, double[] gradient, OptimizerState state, Evidence evidence) {
        state.countUpdate();
        int p = theta.length;
        DMatrixRMaj matrix = evidence.costCurvature().copy();
        double[] right = new double[p];
        for (int i = 0; i < p; i++) {
            matrix.add(i, i, damping + weightDecay);
            right[i] = gradient[i] + weightDecay * theta[i];
        }
        // the solver's tolerance may leave a singular matrix slightly indefinite
        double[] x = LinearSystem.positive(matrix, evidence.stop())
                .orElseGet(() -> SingularValues.prepare(matrix, evidence.stop())::solve)
                .solve(right);
        CurvatureSolve.descend(theta, learningRate * evidence.rateFactor(), x);
    }
}
