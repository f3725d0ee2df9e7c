package adjointlab.core.optim;

import java.util.Set;

/// Gauss-Newton: θ ← θ − η(G + λI)⁻¹∇L with the generalised Gauss-Newton matrix G = JᵀHJ of the loss and a fixed
/// damping. Björck, "Numerical Methods for Least Squares Problems", 1996, section 9.2; Schraudolph, Neural Computation
/// 14 (2002) 1723.
///
/// @param learningRate η; 1 for the method itself
/// @param damping λ
/// @param solve how the linear system is solved
public record GaussNewton(double learningRate, double damping, CurvatureSolve solve) implements Optimizer {
    @Override
    public Set<Need> needs() {
        return Set.of(Need.OUTPUT_JACOBIAN);
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
        double[] x = solve.solve(evidence.outputs(), damping, gradient);
        CurvatureSolve.descend(theta, learningRate * evidence.rateFactor(), x);
    }
}
