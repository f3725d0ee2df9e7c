package adjointlab.ui.chart;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The background threads of the window's pictures: one builds figures, one those that take long, so that no other
/// waits for them, one draws, and one more builds and draws what a person waits for, such as the effect of a slider, so
/// that it queues behind nothing and yields the processor to nobody. A view asks for one picture at a time, so the
/// queues are never longer than there are views.
public final class DrawingWorker implements AutoCloseable {
    /// Of all processors' time.
    private static final double SHARE = 0.25;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final long MOST_CREDIT = 50_000_000;

    /// What was spent beyond this is forgiven: however dear a picture was, the next ones come within a fifth of a
    /// second of two processors.
    private static final long MOST_DEBT = 100_000_000;

    private static final long LONGEST_REST = 1_000_000_000;

    /// Processor time that pictures took since it was last asked for, ns.
    private final AtomicLong spent = new AtomicLong();

    private long credit = MOST_CREDIT;
    private long asked = System.nanoTime();
    private final Line builder = new Line("figure-builder", Thread.MIN_PRIORITY, spent::addAndGet);
    private final Line patient = new Line("figure-patient", Thread.MIN_PRIORITY, DrawingWorker::rest);
    private final Line painter = new Line("figure-painter", Thread.MIN_PRIORITY, spent::addAndGet);
    private final Line urgent = new Line("figure-urgent", Thread.NORM_PRIORITY, spent::addAndGet);

    /// Builds figures.
    ///
    /// @param waited whether somebody waits for it
    /// @param takesLong whether it may take seconds
    void build(Runnable task, boolean waited, boolean takesLong) {
        (takesLong ? patient : waited ? urgent : builder).add(task);
    }

    /// Figures that take long leave training as much of a processor as they took.
    private static void rest(long tookNanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(Math.min(tookNanos, LONGEST_REST));
    }

    /// Draws figures; asked by the thread that built them.
    ///
    /// @param waited whether somebody waits for it: then it is drawn at once, before others are built
    void paint(Runnable task, boolean waited) {
        if (waited) {
            task.run();
        } else {
            painter.add(task);
        }
    }

    /// Whether pictures that nobody waits for may be asked for now: not while they have taken more than their share
    /// of the processors, which training needs. On the FX thread, once a pulse.
    public boolean hasTime() {
        long now = System.nanoTime();
        credit = afterwards(credit, (long) (SHARE * PROCESSORS * (now - asked)), spent.getAndSet(0));
        asked = now;
        return credit >= 0;
    }

    /// What is left of a credit, ns.
    static long afterwards(long credit, long earned, long spent) {
        return Math.max(-MOST_DEBT, Math.min(MOST_CREDIT, credit + earned) - spent);
    }

    /// Where formulas are typeset.
    public Executor typesetter() {
        return painter::add;
    }

    @Override
    public void close() {
        builder.thread.interrupt();
        patient.thread.interrupt();
        painter.thread.interrupt();
        urgent.thread.interrupt();
    }

    /// Told how much of a processor's time a task took: waiting for one costs training nothing.
    @FunctionalInterface
    private interface Account {
        void took(long nanos) throws InterruptedException;
    }

    /// A queue with a thread.
    private static final class Line {
        private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
        private final Account account;
        private final Thread thread;

        Line(String name, int priority, Account account) {
            this.account = account;
            thread = new Thread(this::work, name);
            thread.setDaemon(true);
            thread.setPriority(priority);
            thread.start();
        }

        void add(Runnable task) {
            waiting.add(task);
        }

        private void work() {
            try {
                while (true) {
                    Runnable task = waiting.take();
                    long start = THREADS.getCurrentThreadCpuTime();
                    task.run();
                    account.took(THREADS.getCurrentThreadCpuTime() - start);
                }
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
