package adjointlab.ui.shell;

import java.nio.file.Path;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// The window of the lab on a stage, for tests.
final class Windows {
    private Windows() {}

    /// Shows a lab at the top left of the screen, with one trainer.
    ///
    /// @param home its preferences and recovery files
    /// @param width of its content, px
    /// @param height of its content, px
    static LabWindow show(Stage stage, Path home, double width, double height) {
        return show(stage, new LabWindow.Setup(1, home), width, height);
    }

    /// Shows a lab at the top left of the screen.
    static LabWindow show(Stage stage, LabWindow.Setup setup, double width, double height) {
        LabWindow window = new LabWindow(setup);
        Scene scene = new Scene(window.root(), width, height);
        stage.setScene(scene);
        stage.setWidth(width); // a stage keeps the size of the test before
        stage.setHeight(height);
        stage.setX(0);
        stage.setY(0);
        window.attach(scene, stage);
        stage.show();
        return window;
    }
}
