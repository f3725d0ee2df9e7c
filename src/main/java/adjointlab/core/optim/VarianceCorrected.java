package adjointlab.core.optim;

import adjointlab.core.kernel.Kernels;
import java.util.Set;

/// The natural gradient of the simplest ODE: θ ← θ − η/(t²σ_t²)·∇L, with σ_t² the mean square of the terminal states.
/// Okamoto, Takeuchi and Sakemi, Algorithm 2 and Theorem 1: near the target the loss falls by (1−η)² an iteration, to
/// first order 1 − 2η. For states of several components σ_t² is the mean over samples and components; that is our
/// extension.
///
/// @param learningRate η
public record VarianceCorrected(double learningRate) implements Optimizer {
    private static final Set<Need> NEEDS = Set.of(Need.TERMINAL_VARIANCE);

    @Override
    public Set<Need> needs() {
        return NEEDS;
    }

    @Override
    public OptimizerState init(int parameters) {
        return new OptimizerState(0, parameters);
    }

    @Override
    public void update(double[] theta, double[] gradient, OptimizerState state, Evidence evidence) {
        double t = evidence.horizon();
        double rate = learningRate * evidence.rateFactor() / (t * t * evidence.terminalVariance());
        state.countUpdate();
        Kernels.axpy(theta, -rate, gradient, theta.length);
    }
}
