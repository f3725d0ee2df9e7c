package adjointlab.ui.model;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/// Work on a thread of its own of which only what was asked for last counts. Used on the FX thread.
public final class LatestTask implements AutoCloseable {
    private final ExecutorService thread;
    private @Nullable Future<?> latest;

    /// @param name of the thread
    public LatestTask(String name) {
        thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
    }

    /// Leaves what was asked for before and does this; nothing once it is closed.
    ///
    /// @param work on the other thread, which is interrupted when it is left
    /// @param then takes what came of it on the FX thread, unless something else has been asked for
    public <T> void run(Supplier<T> work, Consumer<T> then) {
        cancel();
        if (thread.isShutdown()) {
            return;
        }
        Future<?>[] own = new Future<?>[1];
        own[0] = thread.submit(() -> {
            T result = work.get();
            Platform.runLater(() -> {
                if (latest == own[0]) {
                    then.accept(result);
                }
            });
        });
        latest = own[0];
    }

    private void cancel() {
        if (latest != null) {
            latest.cancel(true);
        }
    }

    /// Stops.
    @Override
    public void close() {
        cancel();
        latest = null;
        thread.shutdown();
    }
}
