package adjointlab.ui.chart;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/// The background threads of the window's pictures: one builds figures, which may compute, one draws them, and one more
/// builds and draws what a person waits for, such as the effect of a slider, so that it queues behind nothing and yields
/// the processor to nobody. A view asks for one picture at a time, so the queues are never longer than there are views.
public final class DrawingWorker implements AutoCloseable {
    /// Of all processors' time.
    private static final double SHARE = 0.25;

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final long MOST_CREDIT = 50_000_000;

    /// Time that pictures took since it was last asked for, ns.
    private final AtomicLong spent = new AtomicLong();

    private long credit = MOST_CREDIT;
    private long asked = System.nanoTime();
    private final Line builder = new Line("figure-builder", Thread.MIN_PRIORITY);
    private final Line painter = new Line("figure-painter", Thread.MIN_PRIORITY);
    private final Line urgent = new Line("figure-urgent", Thread.NORM_PRIORITY);

    /// Builds figures.
    ///
    /// @param waited whether somebody waits for it
    void build(Runnable task, boolean waited) {
        (waited ? urgent : builder).add(task);
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

    /// Whether pictures that nobody waits for may be asked for now: not while they have taken more than their share of the
    /// processors, which training needs. On the FX thread, once a pulse.
    public boolean hasTime() {
        long now = System.nanoTime();
        credit = Math.min(MOST_CREDIT, credit + (long) (SHARE * PROCESSORS * (now - asked))) - spent.getAndSet(0);
        asked = now;
        return credit >= 0;
    }

    /// Where formulas are typeset.
    public Executor typesetter() {
        return painter::add;
    }

    @Override
    public void close() {
        builder.thread.interrupt();
        painter.thread.interrupt();
        urgent.thread.interrupt();
    }

    /// A queue with a thread.
    private final class Line {
        private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
        private final Thread thread;

        Line(String name, int priority) {
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
                    long start = System.nanoTime();
                    task.run();
                    spent.addAndGet(System.nanoTime() - start);
                }
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
