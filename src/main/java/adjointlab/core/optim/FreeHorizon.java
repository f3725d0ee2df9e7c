package adjointlab.core.optim;

import adjointlab.core.field.DenseLayer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An optimizer of the weights beside a policy for the horizon T = t₁, which is the last parameter. Liu, Chen and
/// Theodorou, NeurIPS 2021, section 3.3, equation (16) and appendix A.3: with the penalty c and g = Φ_xᵀF = ∂L/∂T,
/// Q_T = cT + g and Q_TT = c + g², both as moving averages, and Q_Tuδθ = g·∇Lᵀδθ of the latest update as in the
/// authors' program.
///
/// @param weights updates everything but T
/// @param policy updates T
public record FreeHorizon(Optimizer weights, Policy policy) implements Optimizer {
    private static final Set<Need> ALLOWED = Set.of(Need.LAYER_FACTORS, Need.TERMINAL_VARIANCE);
    private static final int MEAN_SLOPE = 0;
    private static final int MEAN_CURVATURE = 1;

    /// What T follows.
    public enum Kind {
        /// Equation (16): T ← T − η(Q_T + Q_Tuδθ)/Q_TT.
        FEEDBACK,
        /// The same without δθ: T ← T − ηQ_T/Q_TT.
        OPEN_LOOP,
        /// Gradient descent: T ← T − ηQ_T. Massaroli et al., "Dissecting neural ODEs", NeurIPS 2020.
        FIRST_ORDER
    }

    /// @param kind what T follows
    /// @param learningRate η
    /// @param penalty c
    /// @param averaging how averages are taken and used
    public record Policy(Kind kind, double learningRate, double penalty, Averaging averaging) {}

    /// @param decay share of the old average; the first value is taken as it is
    /// @param interval updates of the weights until T is updated again
    /// @param minimum of T, s
    public record Averaging(double decay, int interval, double minimum) {}

    public FreeHorizon {
        if (!goesWith(weights)) {
            throw new IllegalArgumentException(
                    "a learned horizon goes with optimizers that need the gradient only, or its layers' factors");
        }
    }

    /// Whether an optimizer of the weights can have a horizon beside them.
    public static boolean goesWith(Optimizer weights) {
        return ALLOWED.containsAll(weights.needs());
    }

    @Override
    public Set<Need> needs() {
        return weights.needs();
    }

    @Override
    public Optional<LayerFactors.Sampling> layerSampling() {
        return weights.layerSampling();
    }

    @Override
    public List<DenseLayer> factored(List<DenseLayer> layers) {
        return weights.factored(layers);
    }

    @Override
    public boolean sameKind(Optimizer other) {
        return other instanceof FreeHorizon(Optimizer others, Policy _) && weights.sameKind(others);
    }

    @Override
    public OptimizerState init(int parameters) {
        return withAverages(weights.init(parameters - 1));
    }

    @Override
    public OptimizerState init(int parameters, List<DenseLayer> layers) {
        return withAverages(weights.init(parameters - 1, layers));
    }

    /// The weights' slots, then one for the averages.
    private static OptimizerState withAverages(OptimizerState own) {
        double[][] slots = new double[own.slots() + 1][];
        Arrays.setAll(slots, i -> i < own.slots() ? own.slot(i) : new double[2]);
        return new OptimizerState(own.updates(), slots);
    }

    /// The weights' part of a state, not a copy.
    private static OptimizerState own(OptimizerState state) {
        double[][] slots = new double[state.slots() - 1][];
        Arrays.setAll(slots, state::slot);
        return new OptimizerState(state.updates(), slots);
    }

    @Override
    public double damping(OptimizerState state) {
        return weights.damping(own(state));
    }

    @Override
    public void update(double[] theta, double[] gradient, OptimizerState state, Evidence evidence) {
        int last = theta.length - 1;
        double[] moved = Arrays.copyOf(theta, last);
        double[] slope = Arrays.copyOf(gradient, last);
        weights.update(moved, slope, own(state), evidence);
        double along = 0;
        for (int i = 0; i < last; i++) {
            along += gradient[i] * (moved[i] - theta[i]);
            theta[i] = moved[i];
        }
        theta[last] = horizon(theta[last], new Observed(gradient[last], along), state);
    }

    /// @param slope g
    /// @param along ∇Lᵀδθ
    private record Observed(double slope, double along) {}

    private double horizon(double t, Observed seen, OptimizerState state) {
        double[] averages = state.slot(state.slots() - 1);
        Averaging averaging = policy.averaging();
        double share = state.updates() == 0 ? 0 : averaging.decay();
        double slope = policy.penalty() * t + seen.slope();
        double curvature = policy.penalty() + seen.slope() * seen.slope();
        averages[MEAN_SLOPE] = share * averages[MEAN_SLOPE] + (1 - share) * slope;
        averages[MEAN_CURVATURE] = share * averages[MEAN_CURVATURE] + (1 - share) * curvature;
        if (state.countUpdate() % averaging.interval() != 0) {
            return t;
        }
        double step =
                switch (policy.kind()) {
                    case FEEDBACK -> (averages[MEAN_SLOPE] + seen.slope() * seen.along()) / averages[MEAN_CURVATURE];
                    case OPEN_LOOP -> averages[MEAN_SLOPE] / averages[MEAN_CURVATURE];
                    case FIRST_ORDER -> averages[MEAN_SLOPE];
                };
        return Double.isFinite(step) ? Math.max(averaging.minimum(), t - policy.learningRate() * step) : t;
    }
}
