package adjointlab.ui.chart;

import java.util.concurrent.BlockingDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingDeque;

/// The background threads of the window's pictures: one builds figures, which may compute, one draws them, and one more
/// builds what a person waits for, such as the effect of a slider, so that it never queues behind the others. A view asks
/// for one picture at a time, so the queues are never longer than there are views.
public final class DrawingWorker implements AutoCloseable {
    private final Line builder = new Line("figure-builder");
    private final Line urgentBuilder = new Line("figure-builder-urgent");
    private final Line painter = new Line("figure-painter");

    /// Builds figures.
    ///
    /// @param urgent whether somebody waits for it
    void build(Runnable task, boolean urgent) {
        (urgent ? urgentBuilder : builder).add(task, false);
    }

    /// Draws figures.
    ///
    /// @param urgent whether it goes before all that queues
    void paint(Runnable task, boolean urgent) {
        painter.add(task, urgent);
    }

    /// Where formulas are typeset.
    public Executor typesetter() {
        return task -> painter.add(task, false);
    }

    @Override
    public void close() {
        builder.thread.interrupt();
        urgentBuilder.thread.interrupt();
        painter.thread.interrupt();
    }

    /// A queue with a thread.
    private static final class Line {
        private final BlockingDeque<Runnable> waiting = new LinkedBlockingDeque<>();
        private final Thread thread;

        Line(String name) {
            thread = new Thread(this::work, name);
            thread.setDaemon(true);
            thread.start();
        }

        void add(Runnable task, boolean urgent) {
            if (urgent) {
                waiting.addFirst(task);
            } else {
                waiting.addLast(task);
            }
        }

        private void work() {
            try {
                while (true) {
                    waiting.takeFirst().run();
                }
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
