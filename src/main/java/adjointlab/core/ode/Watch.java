package adjointlab.core.ode;

/// Who looks at a solve while it runs.
///
/// @param times where `output` wants the state, s, strictly monotone in the direction of the solve; not copied
/// @param output receives the state at those times
/// @param listener receives every step
/// @param cancellation asked before every step
public record Watch(double[] times, Output output, StepListener listener, Cancellation cancellation) {
    /// Nobody.
    public static final Watch NONE = new Watch(new double[0], (_, _, _) -> {}, StepListener.NONE, Cancellation.NEVER);

    /// Receives states at chosen times.
    @FunctionalInterface
    public interface Output {
        /// @param index of the time
        /// @param t s
        /// @param y [length], valid during the call only, not to be modified
        void at(int index, double t, double[] y);
    }
}
