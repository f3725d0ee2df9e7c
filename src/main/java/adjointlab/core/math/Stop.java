package adjointlab.core.math;

import java.util.concurrent.CancellationException;

/// Asked in the middle of long work whether it is still wanted; may be answered from another thread's flag.
@FunctionalInterface
public interface Stop {
    /// All work is wanted to its end.
    Stop NEVER = () -> false;

    /// That of a piece of work, for what lies so deep in it that it is not told: files that are read for a problem's
    /// data and the solves that make them, which are asked for by whoever comes first. [ScopedValue] binds it
    /// to the thread for that long.
    ScopedValue<Stop> OF_THIS_WORK = ScopedValue.newInstance();

    /// Does work that may be asked to stop.
    ///
    /// @throws CancellationException where it was
    static void within(Stop stop, Runnable work) {
        ScopedValue.where(OF_THIS_WORK, stop).run(work);
    }

    /// Ends the piece of work that this thread does, where it is not wanted any more, or nobody waits for the thread,
    /// which is interrupted.
    ///
    /// @throws CancellationException where it is not
    static void heedOfThisWork() {
        OF_THIS_WORK.orElse(NEVER).heed();
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted");
        }
    }

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
