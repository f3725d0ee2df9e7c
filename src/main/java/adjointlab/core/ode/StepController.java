package adjointlab.core.ode;

/// Accepts or rejects a step by its error ratio and proposes the next; all memory is in the state that is passed in.
public interface StepController {
    /// What the controller remembers between steps of one solve.
    final class Memory {
        /// Error ratio of the last accepted step; 1 at the start.
        public double previous = 1;
        /// Error ratio of the accepted step before; 1 at the start.
        public double beforePrevious = 1;

        /// Forgets everything.
        public void clear() {
            previous = 1;
            beforePrevious = 1;
        }
    }

    /// Whether a step with that error ratio is kept; false for NaN.
    default boolean accepts(double errorRatio) {
        return errorRatio <= 1;
    }

    /// By what the step size is multiplied for the next attempt.
    ///
    /// @param errorRatio error norm over tolerance, ≥ 0
    /// @param order q + 1, where the error estimate behaves as h^(q+1)
    /// @param memory of this solve; updated when the step was accepted
    /// @return positive
    double factor(double errorRatio, int order, Memory memory);
}
