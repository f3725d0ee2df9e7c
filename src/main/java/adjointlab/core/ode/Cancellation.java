package adjointlab.core.ode;

import adjointlab.core.math.Stop;

/// Asked between solver steps whether to stop; may be answered from another thread's flag.
@FunctionalInterface
public interface Cancellation extends Stop {
    /// Never stops.
    Cancellation NEVER = () -> false;
}
