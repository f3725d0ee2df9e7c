package adjointlab.ui.shell;

import adjointlab.Patience;
import adjointlab.ui.lesson.LessonModel;
import adjointlab.ui.session.Session;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

/// The window, with a lesson in it for tests to go through.
@ExtendWith(ApplicationExtension.class)
abstract class LessonScene {
    @TempDir
    Path folder;

    private @Nullable LabWindow window;

    /// Shows the window.
    final void open(Stage stage) {
        window = Windows.show(stage, folder, 1240, 760);
    }

    final void close() {
        window().close();
    }

    final LabWindow window() {
        return Objects.requireNonNull(window, "no window is open");
    }

    final Session session() {
        return window().session();
    }

    final LessonModel model() {
        LessonModel model = window().classroom().model();
        return Objects.requireNonNull(model, "no lesson is open");
    }

    static void waitUntil(Callable<Boolean> condition) throws Exception {
        Patience.untilFx(condition);
    }

    final String words(FxRobot robot, String id) {
        Label label = robot.lookup(id).query();
        return label.isVisible() ? label.getText() : "";
    }

    // ---- the window ------------------------------------------------------------------------------
}
