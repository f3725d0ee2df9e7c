package adjointlab.ui.shell;

import static adjointlab.Patience.fx;
import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.RunState;
import java.nio.file.Path;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// What takes seconds until it can be seen says so, and the window goes on doing what it is told.
@ExtendWith(ApplicationExtension.class)
final class OpeningTest {
    private static final String LONG = "heavy-ball-cifar-small";

    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder, 1000, 760);
    }

    @Stop
    void stop() {
        window.close();
    }

    private boolean isEveryRunThere() {
        return window.session().runs().stream().noneMatch(run -> run.state() instanceof RunState.Queued);
    }

    @Test
    void whatIsOpenedIsNamedUntilItsRunsAreThere(FxRobot robot) throws Exception {
        Node card = robot.lookup("#opening").query();
        Patience.untilFx(this::isEveryRunThere);
        Patience.untilFx(() -> !card.isVisible());

        robot.interact(() -> window.openPreset(LONG));
        Patience.untilFx(card::isVisible);
        String title = Presets.get(LONG).info().title();
        assertThat(robot.from(card).lookup(".label").queryLabeled().getText())
                .startsWith("Opening " + title + " … ")
                .endsWith("preparing its data");
        Bounds box = fx(() -> card.localToScene(card.getLayoutBounds()));
        assertThat(fx(() -> window.dock().localToScene(window.dock().getLayoutBounds()))
                        .contains(box))
                .as("over the panels, not over what the window is told with")
                .isTrue();
        assertThat(fx(this::isEveryRunThere)).isFalse();

        robot.clickOn("#mode"); // the window does not wait
        Patience.untilFx(() -> window.look().dark());
        robot.interact(() -> window.openPreset("simplest-lemma-1"));
        Patience.untilFx(this::isEveryRunThere);
        Patience.untilFx(() -> !card.isVisible());
    }
}
