package adjointlab.lab.run;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Takes the looks at test samples that runs ask for, the earliest iteration's first, one after another: by a thread of
/// its own, or by whoever calls [#lookOnce]. Runs that have not begun go first, so that there is something to see of
/// each.
final class Tester {
    private final Supplier<List<Run>> runs;
    private final Runnable looked;
    private final Semaphore wakes = new Semaphore(0);
    private volatile boolean closed;

    /// @param runs whose looks are taken
    /// @param looked told after each
    Tester(Supplier<List<Run>> runs, Runnable looked) {
        this.runs = runs;
        this.looked = looked;
    }

    /// Works until closed.
    void work() {
        while (!closed) {
            if (!lookOnce()) {
                wakes.acquireUninterruptibly();
                wakes.drainPermits();
            }
        }
    }

    /// Ends [#work] after the look under way.
    void close() {
        closed = true;
        wake();
    }

    /// Says that there may be a look to take.
    void wake() {
        wakes.release();
    }

    /// Takes the earliest look that waits; for one thread at a time.
    ///
    /// @return whether there was one
    boolean lookOnce() {
        Run asking = null;
        TestLook earliest = null;
        for (Run run : runs.get()) {
            if (run.state() instanceof RunState.Queued) {
                return false;
            }
            TestLook first = run.looks.peek();
            if (first != null && (earliest == null || first.iteration() < earliest.iteration())) {
                asking = run;
                earliest = first;
            }
        }
        if (asking == null || earliest == null) {
            return false;
        }
        RunWork.guarded(asking, earliest::take);
        asking.looked(earliest);
        looked.run();
        return true;
    }
}
