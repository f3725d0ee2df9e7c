package adjointlab.ui;

import adjointlab.ui.shell.LabWindow;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;

/// Opens the lab in a window.
public final class App {
    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;

    private App() {}

    /// JavaFX logs here that it was started from the class path, as it is on purpose.
    private static final Logger TOOLKIT = Logger.getLogger("javafx");

    /// Opens a window for each file, one where there is none, and returns when all are closed.
    ///
    /// @param files to open; only without any is a document to recover offered
    /// @throws UnsupportedOperationException if there is no display, or none that answers
    public static void launch(List<Path> files) throws InterruptedException {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        TOOLKIT.setFilter(entry -> !entry.getMessage().startsWith("Unsupported JavaFX configuration"));
        Platform.setImplicitExit(false);
        Platform.startup(() -> {
            try {
                AtomicInteger open = new AtomicInteger(Math.max(1, files.size()));
                Runnable oneClosed = () -> {
                    if (open.decrementAndGet() == 0) {
                        closed.complete(null);
                    }
                };
                if (files.isEmpty()) {
                    open(files, open, oneClosed);
                }
                files.forEach(file -> open(List.of(file), open, oneClosed));
            } catch (RuntimeException e) {
                closed.completeExceptionally(e);
            }
        });
        try {
            closed.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the window cannot open", e.getCause());
        } finally {
            Platform.exit();
        }
    }

    private static void open(List<Path> files, AtomicInteger count, Runnable closed) {
        LabWindow window = new LabWindow(LabWindow.Setup.ofUser());
        window.setElsewhere(file -> {
            count.incrementAndGet();
            open(List.of(file), count, closed);
        });
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        Scene scene =
                new Scene(window.root(), Math.min(WIDTH, screen.getWidth()), Math.min(HEIGHT, screen.getHeight()));
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.setMinWidth(720);
        stage.setMinHeight(520);
        stage.setTitle("Adjoint Lab");
        window.attach(scene, stage);
        stage.setOnCloseRequest(event -> {
            event.consume();
            window.askToClose();
        });
        stage.setOnHidden(_ -> {
            window.close();
            closed.run();
        });
        stage.show();
        window.start(files);
    }
}
