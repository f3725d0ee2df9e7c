package adjointlab.core.adjoint;

import adjointlab.core.kernel.Batch;

/// Watches the adjoint a(t) = ∂L/∂y(t) while it is computed, from the end of the span to its start.
@FunctionalInterface
public interface AdjointListener {
    /// Watches nothing.
    AdjointListener NONE = (_, _) -> {};

    /// No times.
    double[] NO_TIMES = {};

    /// The adjoint at a time that the method reached; at a time with a loss, with that loss's part.
    ///
    /// @param t s
    /// @param a [dim×n], valid during the call only, not to be modified
    void adjoint(double t, Batch a);

    /// Times at which [#sample] wants to be called, s, in the order of the backward solve; asked for once a solve,
    /// and heard by methods for which [AdjointMethod#samples] holds.
    default double[] sampleTimes() {
        return NO_TIMES;
    }

    /// State and adjoint at a time of [#sampleTimes], from the dense output of the backward solve.
    ///
    /// @param t s
    /// @param y [dim×n], valid during the call only, not to be modified
    /// @param a [dim×n], valid during the call only, not to be modified
    default void sample(double t, Batch y, Batch a) {}

    /// A backward step was tried.
    ///
    /// @param t where it began, s
    /// @param h its size, s
    /// @param errorRatio its error over the tolerance; NaN where the method estimates none
    /// @param accepted whether it was kept
    default void stepped(double t, double h, double errorRatio, boolean accepted) {}
}
