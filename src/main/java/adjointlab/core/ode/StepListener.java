package adjointlab.core.ode;

/// Watches a solve step by step; never changes it.
@FunctionalInterface
public interface StepListener {
    /// Watches nothing.
    StepListener NONE = (_, _) -> {};

    /// A step was tried.
    ///
    /// @param step valid during the call only
    /// @param accepted whether it was kept
    void stepped(Step step, boolean accepted);

    /// The step that was just tried.
    interface Step {
        /// Where it began, s.
        double t();

        /// Its size, s; negative backward in time.
        double h();

        /// Its error over the tolerance; NaN for a method without error estimate.
        double errorRatio();

        /// The state at its beginning, [length]; not to be modified.
        double[] start();

        /// The state at its end, [length]; not to be modified.
        double[] end();

        /// Dense output at a time within the step.
        ///
        /// @param t s
        /// @param yOut [length], overwritten
        void interpolate(double t, double[] yOut);
    }
}
