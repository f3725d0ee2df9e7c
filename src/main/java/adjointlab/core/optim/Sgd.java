package adjointlab.core.optim;

import adjointlab.core.kernel.Kernels;

/// Gradient descent, with momentum where wanted: v ← μv + g, θ ← θ − ηv; Nesterov's form θ ← θ − η(g + μv). Polyak,
/// USSR Comput. Math. Math. Phys. 4 (1964) 1; Nesterov as in Sutskever, Martens, Dahl and Hinton, ICML 2013. Without
/// momentum it is Okamoto, Takeuchi and Sakemi's equation (3). Weight decay is added to the gradient.
///
/// @param learningRate η
/// @param momentum μ
/// @param nesterov whether to look ahead
/// @param weightDecay λ
public record Sgd(double learningRate, double momentum, boolean nesterov, double weightDecay) implements Optimizer {
    @Override
    public OptimizerState init(int parameters) {
        return new OptimizerState(1, parameters);
    }

    @Override
    public void update(double[] theta, double[] gradient, OptimizerState state, Evidence evidence) {
        double rate = learningRate * evidence.rateFactor();
        state.countUpdate();
        Kernels.momentumStep(theta, gradient, state.slot(0), rate, momentum, nesterov ? 1 : 0, weightDecay);
    }
}
