package adjointlab.ui;

import adjointlab.ui.launch.CrashReports;
import adjointlab.ui.model.PreferenceStore;
import adjointlab.ui.model.Preferences;
import adjointlab.ui.shell.LabWindow;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import javafx.util.Duration;

/// A first use without a person: opens a window, lets it draw, trains, looks at the presets, and closes. What the JVM
/// learns of it makes later starts quick.
public final class Rehearsal {
    private static final Duration DRAWN = Duration.seconds(4);
    private static final Duration TRAINED = Duration.seconds(2);

    /// Where the toolkit keeps what it needs on a screen and not without one.
    private static final List<String> ON_SCREENS = List.of(
            "com/sun/glass/ui/gtk",
            "com/sun/glass/ui/win",
            "com/sun/glass/ui/mac",
            "com/sun/prism/es2",
            "com/sun/prism/d3d",
            "com/sun/javafx/font/freetype");

    private Rehearsal() {}

    /// @param folder of its preferences; nobody's
    public static void run(Path folder) throws IOException, InterruptedException {
        loadWhatScreensNeed();
        // someone who has been here before: no first lesson
        new PreferenceStore(folder.resolve("preferences.json")).save(Preferences.DEFAULT);
        CompletableFuture<LabWindows> windows = new CompletableFuture<>();
        App.run(new LabWindow.Setup(1, folder), new CrashReports(folder), windows, made -> {
            Stage stage = made.made(List.of()).stage();
            after(DRAWN, () -> {
                press(stage, "play");
                after(TRAINED, () -> {
                    press(stage, "play");
                    press(stage, "presets");
                    after(TRAINED, stage::hide);
                });
            });
        });
        App.recorded();
    }

    private static void after(Duration pause, Runnable action) {
        PauseTransition waiting = new PauseTransition(pause);
        waiting.setOnFinished(_ -> action.run());
        waiting.play();
    }

    private static void press(Stage stage, String id) {
        if (stage.getScene().lookup("#" + id) instanceof Button button) {
            button.fire();
        } else {
            throw new IllegalStateException("there is no button " + id);
        }
    }

    private static void loadWhatScreensNeed() {
        Path toolkit = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", "javafx.graphics");
        for (String part : ON_SCREENS) {
            Path folder = toolkit.resolve(part);
            if (Files.isDirectory(folder)) {
                load(toolkit, folder);
            }
        }
    }

    private static void load(Path toolkit, Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                String name = toolkit.relativize(file).toString().replace('/', '.');
                Class.forName(
                        name.substring(0, name.length() - ".class".length()), false, Rehearsal.class.getClassLoader());
            }
        } catch (IOException | ClassNotFoundException e) {
            System.getLogger(Rehearsal.class.getName())
                    .log(System.Logger.Level.DEBUG, "not rehearsed: {0}", e.getMessage());
        }
    }
}
