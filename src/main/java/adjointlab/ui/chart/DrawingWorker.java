package adjointlab.ui.chart;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/// The two background threads of the window's pictures: one builds figures, which may compute, one draws them. Work
/// is served in the order in which views ask; a view asks for one picture at a time.
public final class DrawingWorker implements AutoCloseable {
    private final ExecutorService builder = thread("figure-builder");
    private final ExecutorService painter = thread("figure-painter");

    /// Where figures are built.
    Executor builder() {
        return task -> offer(builder, task);
    }

    /// Where figures are drawn and formulas are typeset.
    public Executor painter() {
        return task -> offer(painter, task);
    }

    /// A picture that is asked for while the window closes is not needed.
    private static void offer(ExecutorService service, Runnable task) {
        try {
            service.execute(task);
        } catch (RejectedExecutionException e) {
            if (!service.isShutdown()) {
                throw e;
            }
        }
    }

    private static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.setPriority(Thread.NORM_PRIORITY - 1);
            return thread;
        });
    }

    @Override
    public void close() {
        builder.shutdownNow();
        painter.shutdownNow();
        try {
            builder.awaitTermination(1, TimeUnit.SECONDS);
            painter.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
