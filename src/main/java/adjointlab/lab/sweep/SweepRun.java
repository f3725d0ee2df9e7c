package adjointlab.lab.sweep;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A sweep at work in the background: cells are independent, each thread takes the next one, and each result is written
/// as soon as it is there. Cancelling loses the cells under way and nothing else.
public final class SweepRun implements AutoCloseable {
    private final List<SweepCell> all;
    private final SweepFolder folder;
    private final Sweep.Shard shard;
    private final Queue<SweepCell> waiting;
    private final int cells;
    private final int resumed;
    private final long iterations;
    private final AtomicLong made = new AtomicLong();
    private final CountDownLatch running;
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
        long total = 0;
        for (SweepCell cell : part) {
            if (!task.resume() || !folder.has(cell)) {
                waiting.add(cell);
                total += Math.max(1, cell.iterations());
            }
        }
        this.resumed = cells - waiting.size();
        this.iterations = total;
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

    /// The share of all iterations that has been made, 0 … 1.
    public double progress() {
        return iterations == 0 ? 1 : Math.min(1, made.get() / (double) iterations);
    }

    /// Stops as soon as the solver steps under way are done.
    public void cancel() {
        cancelled = true;
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

    private synchronized @Nullable SweepCell next() {
        return waiting.poll();
    }

    private void compute(SweepCell cell) throws IOException {
        long start = System.nanoTime();
        int[] before = {0};
        Optional<SweepResult> result = cell.train(() -> cancelled, k -> {
            made.addAndGet(k - before[0]);
            before[0] = k;
        });
        if (result.isPresent()) {
            keep(result.get(), 1e-9 * (System.nanoTime() - start));
            made.addAndGet(Math.max(1, cell.iterations()) - before[0]);
        }
    }

    private synchronized void keep(SweepResult result, double seconds) throws IOException {
        folder.write(result);
        folder.writeTiming(shard, result.cell(), seconds);
        done++;
    }

    /// Writes the table of all results in the folder if the whole sweep has its by now, whichever shard comes last.
    ///
    /// @return whether it has
    public boolean writeTable() throws IOException {
        return folder.writeTable(all);
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
