package adjointlab.core.optim;

import java.util.Set;

/// An update rule; an immutable description. What it remembers is in an [OptimizerState].
public interface Optimizer {
    /// What an optimizer may want to know beyond the gradient; a trainer computes only what is wanted.
    enum Need {
        /// [Evidence#terminalVariance].
        TERMINAL_VARIANCE,
        /// [Evidence#outputs].
        OUTPUT_JACOBIAN,
        /// [Evidence#objective].
        OBJECTIVE
    }

    /// What this one wants.
    default Set<Need> needs() {
        return Set.of();
    }

    /// The state before the first update.
    ///
    /// @param parameters p
    OptimizerState init(int parameters);

    /// Updates the weights in place.
    ///
    /// @param theta [p], updated
    /// @param gradient [p], not modified
    /// @param state updated
    /// @param evidence what else is known
    void update(double[] theta, double[] gradient, OptimizerState state, Evidence evidence);
}
