package adjointlab.core.math;

import java.util.concurrent.CancellationException;

/// Asked in the middle of long work whether it is still wanted; may be answered from another thread's flag.
@FunctionalInterface
public interface Stop {
    /// All work is wanted to its end.
    Stop NEVER = () -> false;

    /// Whether to stop now.
    boolean requested();

    /// Ends the work where it is not wanted any more; what it was writing is without meaning then.
    ///
    /// @throws CancellationException where it is not wanted
    default void heed() {
        if (requested()) {
            throw new CancellationException("not wanted any more");
        }
    }
}
