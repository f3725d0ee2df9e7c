package adjointlab.ui.launch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.logging.Logger;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/// Starts the toolkit of the windows, while the program still reads what they are to show.
public final class Toolkit {
    /// JavaFX logs here that it was started from the class path, as it is on purpose.
    private static final Logger LOG = Logger.getLogger("javafx");

    private static @Nullable CompletableFuture<Void> start;

    private Toolkit() {}

    /// Begins to start, on a thread of its own; without effect where that has begun. Only where there is a display.
    public static void begin() {
        CompletableFuture<Void> _ = started();
    }

    /// Waits until what has begun is done, whatever came of it; a program that ends in the middle of it might hang.
    public static void settle() {
        CompletableFuture<Void> begun;
        synchronized (Toolkit.class) {
            begun = start;
        }
        if (begun != null) {
            begun.handle((_, _) -> null).join();
        }
    }

    /// Runs something on the FX thread as soon as there is one.
    ///
    /// @throws UnsupportedOperationException if no display answers
    public static void run(Runnable first) {
        try {
            started().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof UnsupportedOperationException noDisplay
                    ? noDisplay
                    : new IllegalStateException("the toolkit cannot start", e.getCause());
        }
        Platform.runLater(first);
    }

    private static synchronized CompletableFuture<Void> started() {
        if (start == null) {
            start = CompletableFuture.runAsync(
                    () -> {
                        LOG.setFilter(entry -> !entry.getMessage().startsWith("Unsupported JavaFX configuration"));
                        Platform.setImplicitExit(false);
                        Platform.startup(() -> {});
                    },
                    Thread.ofPlatform().daemon().name("toolkit")::start);
        }
        return start;
    }
}
