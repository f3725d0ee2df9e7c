package adjointlab.core.ode;

import java.util.List;

/// Who looks at a solve while it runs.
///
/// @param times where `output` wants the state, s, strictly monotone in the direction of the solve; not copied
/// @param output receives the state at those times
/// @param listener receives every step
/// @param cancellation asked before every step and every stage of one
/// @param events looked for on accepted steps
public record Watch(
        double[] times, Output output, StepListener listener, Cancellation cancellation, List<Event> events) {
    /// Nobody.
    public static final Watch NONE = new Watch(new double[0], (_, _, _) -> {}, StepListener.NONE, Cancellation.NEVER);

    public Watch {
        events = List.copyOf(events);
    }

    /// Without events.
    public Watch(double[] times, Output output, StepListener listener, Cancellation cancellation) {
        this(times, output, listener, cancellation, List.of());
    }

    /// Receives states at chosen times.
    @FunctionalInterface
    public interface Output {
        /// @param index of the time
        /// @param t s
        /// @param y [length], valid during the call only, not to be modified
        void at(int index, double t, double[] y);
    }
}
