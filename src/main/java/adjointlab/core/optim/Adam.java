package adjointlab.core.optim;

import adjointlab.core.kernel.Kernels;

/// Adam, with the decay of AdamW where wanted. Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015,
/// Algorithm 1; Loshchilov and Hutter, "Decoupled weight decay regularization", ICLR 2019, Algorithm 2.
///
/// @param learningRate η
/// @param beta1 of the mean
/// @param beta2 of the mean square
/// @param epsilon added to the root mean square
/// @param decay of the weights
public record Adam(double learningRate, double beta1, double beta2, double epsilon, WeightDecay decay)
        implements Optimizer {
    /// @param rate λ
    /// @param decoupled true: weights shrink by ηλ by themselves (AdamW); false: λθ is added to the gradient
    public record WeightDecay(double rate, boolean decoupled) {
        /// Weights do not decay.
        public static final WeightDecay NONE = new WeightDecay(0, false);
    }

    @Override
    public OptimizerState init(int parameters) {
        return new OptimizerState(2, parameters);
    }

    @Override
    public void update(double[] theta, double[] gradient, OptimizerState state, Evidence evidence) {
        double rate = learningRate * evidence.rateFactor();
        long k = state.countUpdate();
        // both corrections in the rate and in epsilon, as in the end of Kingma and Ba's section 2
        double meanCorrection = 1 - Math.pow(beta1, (double) k);
        double rootCorrection = Math.sqrt(1 - Math.pow(beta2, (double) k));
        Kernels.adamStep(
                theta,
                gradient,
                state.slot(0),
                state.slot(1),
                beta1,
                beta2,
                rate * rootCorrection / meanCorrection,
                epsilon * rootCorrection,
                decay.decoupled() ? 0 : decay.rate(),
                decay.decoupled() ? 1 - rate * decay.rate() : 1);
    }
}
