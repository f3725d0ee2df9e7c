package adjointlab.core.ode;

/// Asked between solver steps whether to stop; may be answered from another thread's flag.
@FunctionalInterface
public interface Cancellation {
    /// Never stops.
    Cancellation NEVER = () -> false;

    /// Whether to stop now.
    boolean requested();
}
