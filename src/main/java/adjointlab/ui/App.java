package adjointlab.ui;

import adjointlab.lab.glossary.Glossary;
import adjointlab.lab.preset.Gallery;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.ui.launch.CrashReports;
import adjointlab.ui.launch.SingleInstance;
import adjointlab.ui.launch.StartMarks;
import adjointlab.ui.launch.Toolkit;
import adjointlab.ui.launch.UserFolders;
import adjointlab.ui.shell.LabWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.util.Duration;

/// Opens the lab in a window.
public final class App {
    /// So many presets stand beside the open one.
    private static final int NEIGHBOURS = 6;

    private App() {}

    /// Opens a window for each file, one where there is none, and returns when all are closed; at once where a window
    /// of this user is open on this display already: the files are opened in it.
    ///
    /// @param files to open; only without any is a document to recover offered
    /// @throws UnsupportedOperationException if there is no display, or none that answers
    public static void launch(List<Path> files) throws InterruptedException {
        StartMarks.mark("main");
        UserFolders folders = UserFolders.ofUser();
        CompletableFuture<LabWindows> windows = new CompletableFuture<>();
        Consumer<List<Path>> others = more -> {
            LabWindows open = windows.join();
            Platform.runLater(() -> open.openInFront(more));
        };
        Optional<SingleInstance> instance = SingleInstance.start(folders.runTime(), display(), files, others);
        if (instance.isEmpty()) {
            return;
        }
        CrashReports reports = new CrashReports(folders.reports());
        reports.install();
        try (SingleInstance _ = instance.get()) {
            run(LabWindow.Setup.ofUser(), reports, windows, made -> made.start(files));
        } finally {
            reports.end();
        }
        recorded();
    }

    /// Shows one thing to visitors of an exhibition, and returns when somebody who knows how ends it.
    ///
    /// @param shown built-in preset or lesson by its id, or a file
    /// @param patienceSeconds without anybody until it starts again
    /// @throws UnsupportedOperationException if there is no display, or none that answers
    public static void exhibit(Path shown, int patienceSeconds) throws InterruptedException {
        CrashReports reports = new CrashReports(UserFolders.ofUser().reports());
        reports.install();
        try {
            run(
                    LabWindow.Setup.ofUser(),
                    reports,
                    new CompletableFuture<>(),
                    made -> made.exhibit(shown, Duration.seconds(patienceSeconds)));
        } finally {
            reports.end();
        }
    }

    /// Runs the toolkit, and ends it when all windows are closed.
    ///
    /// @param made is completed with the windows
    /// @param start opens the first ones, on the FX thread
    static void run(
            LabWindow.Setup setup, CrashReports reports, CompletableFuture<LabWindows> made, Consumer<LabWindows> start)
            throws InterruptedException {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        Toolkit.begin();
        Thread.ofPlatform().daemon().name("first-presets").start(App::readFirstPresets);
        Toolkit.run(() -> {
            try {
                LabWindows windows = new LabWindows(setup, reports, () -> closed.complete(null));
                start.accept(windows);
                made.complete(windows);
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

    /// While the toolkit starts, which takes little of the processors, what the first window asks for is read.
    private static void readFirstPresets() {
        Glossary.builtIn();
        Preset first = Presets.get(Presets.DEFAULT_ID);
        String question = Gallery.builtIn().place(first.id()).questions().getFirst();
        Gallery.builtIn().places().stream()
                .filter(place -> place.questions().getFirst().equals(question))
                .limit(NEIGHBOURS)
                .forEach(place -> Presets.get(place.id()));
    }

    /// Windows of different displays, and of no display, know nothing of each other.
    private static String display() {
        return System.getenv().getOrDefault("DISPLAY", "")
                + "|" + System.getenv().getOrDefault("WAYLAND_DISPLAY", "")
                + "|" + System.getProperty("glass.platform", "");
    }

    /// Tells the launcher that what the JVM has recorded is a start with a window, worth keeping.
    static void recorded() {
        String recording = System.getProperty("adjointlab.recording", "");
        if (!recording.isEmpty()) {
            try {
                Files.createFile(Path.of(recording));
            } catch (IOException e) {
                System.getLogger(App.class.getName())
                        .log(System.Logger.Level.DEBUG, "the start is not kept: {0}", e.getMessage());
            }
        }
    }
}
