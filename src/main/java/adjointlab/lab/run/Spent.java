package adjointlab.lab.run;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// What a training has taken so far, without looks at samples for test and validation.
///
/// @param wall by the clock on the wall, s
/// @param processor of the thread that trains, s; what helpers do for it is not in it, see
/// [adjointlab.core.kernel.Crew]
record Spent(double wall, double processor) {
    /// Nothing.
    static final Spent NOTHING = new Spent(0, 0);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /// Both clocks now, for the calling thread.
    static Spent now() {
        return new Spent(1e-9 * System.nanoTime(), 1e-9 * THREADS.getCurrentThreadCpuTime());
    }

    /// With what has passed for the calling thread between two readings of the clocks.
    Spent and(Spent from, Spent to) {
        return new Spent(wall + to.wall - from.wall, processor + to.processor - from.processor);
    }

    /// Whether it is more by either clock.
    boolean isMoreThan(Spent other) {
        return wall > other.wall || processor > other.processor;
    }
}
