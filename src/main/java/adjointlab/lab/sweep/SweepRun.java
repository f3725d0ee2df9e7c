package adjointlab.lab.sweep;

import adjointlab.core.ode.MemoryLimitException;
import adjointlab.lab.run.Warmth;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.DoubleAdder;
import org.jspecify.annotations.Nullable;

/// A sweep at work in the background: cells are independent, each thread takes the next one, and each result is written
/// as soon as it is there. Cancelling loses the cells under way and nothing else.
public final class SweepRun implements AutoCloseable {
    private static final Logger LOG = System.getLogger(SweepRun.class.getName());

    private final List<SweepCell> all;
    private final SweepFolder folder;
    private final Sweep.Shard shard;
    private final Queue<SweepCell> waiting;
    private final int cells;
    private final int resumed;
    private final DoubleAdder made = new DoubleAdder();
    private final CountDownLatch running;
    private final List<SweepCell> timed;
    private final Object pausing = new Object();
    private volatile boolean paused;
    private volatile boolean cancelled;
    private volatile @Nullable IOException failure;
    private int done;

    /// What to compute.
    ///
    /// @param cells of the whole sweep, see [Sweep#cells]
    /// @param shard the part of them that is computed here
    /// @param resume whether cells that have results already are left alone
    public record Task(List<SweepCell> cells, Sweep.Shard shard, boolean resume) {}

    /// Starts.
    ///
    /// @param folder where results go
    /// @param threads at least 1
    public SweepRun(Task task, SweepFolder folder, int threads) {
        this.all = task.cells();
        this.folder = folder;
        this.shard = task.shard();
        List<SweepCell> part = shard.of(task.cells());
        this.cells = part.size();
        this.waiting = new ArrayDeque<>();
        for (SweepCell cell : part) {
            if (!task.resume() || !folder.has(cell)) {
                waiting.add(cell);
            }
        }
        this.resumed = cells - waiting.size();
        this.timed = waiting.stream()
                .filter(cell -> cell.budget().unit() == Budget.Unit.SECONDS)
                .toList();
        this.running = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            Thread.ofPlatform()
                    .daemon()
                    .name("sweep-" + i)
                    .priority(Thread.MIN_PRIORITY)
                    .start(this::work);
        }
    }

    /// Cells of this part of the sweep.
    public int cells() {
        return cells;
    }

    /// Cells that had their results before.
    public int resumed() {
        return resumed;
    }

    /// Cells that have their results, those from before included.
    public synchronized int done() {
        return resumed + done;
    }

    /// The share of what there was to do that has been done, 0 … 1.
    public double progress() {
        return cells == resumed ? 1 : Math.min(1, made.sum() / (cells - resumed));
    }

    /// Rests, or goes on, as soon as the solver steps under way are done; what is under way is kept in memory only.
    public void pause(boolean rest) {
        synchronized (pausing) {
            paused = rest;
            pausing.notifyAll();
        }
    }

    /// Whether it rests.
    public boolean paused() {
        return paused;
    }

    /// Stops as soon as the solver steps under way are done.
    public void cancel() {
        cancelled = true;
        pause(false);
    }

    /// Waits while it rests.
    ///
    /// @return whether to stop
    private boolean stops() {
        if (paused) {
            synchronized (pausing) {
                while (paused && !cancelled) {
                    try {
                        pausing.wait();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return true;
                    }
                }
            }
        }
        return cancelled;
    }

    /// Whether it was told to stop.
    public boolean cancelled() {
        return cancelled;
    }

    /// Whether nothing is computed any more.
    public boolean ended() {
        return running.getCount() == 0;
    }

    /// Why results could not be written; nothing where they could.
    public Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /// Waits for the end.
    ///
    /// @return whether it has come
    public boolean await(long timeout, TimeUnit unit) throws InterruptedException {
        return running.await(timeout, unit);
    }

    private void work() {
        try {
            warm();
            for (SweepCell cell = next(); cell != null && !cancelled; cell = next()) {
                compute(cell);
            }
        } catch (IOException e) {
            failure = e;
            cancelled = true;
        } finally {
            running.countDown();
        }
    }

    /// Where seconds are the budget, each kind of cell trains a moment before any is paid, see [Warmth]. What does not
    /// fit together says so when its turn comes.
    private void warm() {
        synchronized (timed) {
            for (SweepCell cell : timed) {
                try {
                    Warmth.bring(cell.settings(), this::stops);
                } catch (IllegalArgumentException | ArithmeticException | MemoryLimitException refused) {
                    LOG.log(Level.DEBUG, "cell {0} stays cold: {1}", cell.hash(), refused.getMessage());
                }
            }
        }
    }

    private synchronized @Nullable SweepCell next() {
        return waiting.poll();
    }

    private void compute(SweepCell cell) throws IOException {
        long start = System.nanoTime();
        double[] before = {0};
        Optional<SweepCell.Trained> trained = cell.train(this::stops, share -> {
            made.add(share - before[0]);
            before[0] = share;
        });
        if (trained.isPresent()) {
            keep(trained.get(), 1e-9 * (System.nanoTime() - start));
            made.add(1 - before[0]);
        }
    }

    private synchronized void keep(SweepCell.Trained trained, double seconds) throws IOException {
        folder.write(trained);
        folder.writeTiming(shard, trained.result().cell(), seconds);
        done++;
    }

    /// Writes the tables of all results in the folder if the whole sweep has its by now, whichever shard comes last.
    ///
    /// @return whether it has
    public boolean writeTables() throws IOException {
        return folder.writeTables(all);
    }

    /// Cancels, and waits for the threads.
    @Override
    public void close() {
        cancel();
        boolean interrupted = false;
        while (true) {
            try {
                running.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
