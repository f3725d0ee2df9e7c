package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.ui.lesson.LessonModel;
import adjointlab.ui.session.Session;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

/// The window, with a lesson in it for tests to go through.
@ExtendWith(ApplicationExtension.class)
abstract class LessonScene {
    @TempDir
    Path folder;

    LabWindow window;

    /// Shows the window.
    final void open(Stage stage) {
        window = new LabWindow(new LabWindow.Setup(1, folder));
        Scene scene = new Scene(window.root(), 1240, 760);
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        window.attach(scene, stage);
        stage.show();
    }

    final void close() {
        window.close();
    }

    final Session session() {
        return window.session();
    }

    final LessonModel model() {
        LessonModel model = window.classroom().model();
        assertThat(model).isNotNull();
        return model;
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
