package adjointlab.core.optim;

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
        double meanCorrection = 1 - Math.pow(beta1, k);
        double squareCorrection = 1 - Math.pow(beta2, k);
        double[] mean = state.slot(0);
        double[] square = state.slot(1);
        double shrink = decay.decoupled() ? 1 - rate * decay.rate() : 1;
        double coupled = decay.decoupled() ? 0 : decay.rate();
        for (int j = 0; j < theta.length; j++) {
            double g = gradient[j] + coupled * theta[j];
            mean[j] = beta1 * mean[j] + (1 - beta1) * g;
            square[j] = beta2 * square[j] + (1 - beta2) * g * g;
            double direction = mean[j] / meanCorrection / (Math.sqrt(square[j] / squareCorrection) + epsilon);
            theta[j] = shrink * theta[j] - rate * direction;
        }
    }
}
