package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.ui.model.RunItem;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// Runs are renamed and recoloured where they are listed.
@ExtendWith(ApplicationExtension.class)
final class RunNamesTest {
    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder, 1000, 760);
        window.openPreset("simplest-lemma-1");
    }

    @Stop
    void stop() {
        window.close();
    }

    private static void waitUntil(Callable<Boolean> condition) throws Exception {
        Patience.untilFx(condition);
    }

    private RunItem item(int place) {
        return window.session().runList().runs().get(place);
    }

    private Node row(FxRobot robot, int place) {
        return robot.lookup("#run-" + item(place).id().replaceAll("[^A-Za-z0-9]+", "-"))
                .query();
    }

    @Test
    void aNameIsTypedWhereItStands(FxRobot robot) throws Exception {
        String before = item(0).name() + " " + item(0).detail();
        robot.doubleClickOn(row(robot, 0)).write("Hdh large").push(KeyCode.ENTER);
        waitUntil(() -> item(0).name().equals("Hdh large"));
        assertThat(item(0).visibleProperty().get())
                .as("letters that were typed are no shortcuts")
                .isTrue();
        assertThat(window.session().runs()).hasSize(3);
        assertThat(Objects.requireNonNull(
                        Patience.fx(() -> window.root().getScene().getFocusOwner())))
                .as("the focus stays on the run")
                .isEqualTo(row(robot, 0));
        assertThat(row(robot, 0).getAccessibleText()).startsWith("Hdh large");
        robot.push(KeyCode.F2).write("never mind").push(KeyCode.ESCAPE);
        assertThat(item(0).name()).isEqualTo("Hdh large");
        robot.push(KeyCode.F2).push(KeyCode.DELETE).push(KeyCode.ENTER);
        waitUntil(() -> (item(0).name() + " " + item(0).detail()).equals(before));
        robot.clickOn("#undo");
        waitUntil(() -> item(0).name().equals("Hdh large"));
    }

    @Test
    void aNameTellsTheRateThatIsTyped(FxRobot robot) throws Exception {
        robot.clickOn(row(robot, 1));
        waitUntil(() -> window.session().runList().selectedProperty().get().equals(item(1).id()));
        assertThat(item(1).detail() + item(1).name()).contains("η = 0.01");
        robot.doubleClickOn("#optimizer-learningRate-text").write("0.37").push(KeyCode.ENTER);
        waitUntil(() -> (item(1).name() + item(1).detail()).contains("η = 0.37"));
        waitUntil(() -> row(robot, 1).getAccessibleText().contains("η = 0.37"));
        assertThat(item(0).name() + item(0).detail()).contains("η = 0.1");
        robot.clickOn("#undo");
        waitUntil(() -> row(robot, 1).getAccessibleText().contains("η = 0.01"));
    }

    @Test
    void aColourIsChosenFromThePalette(FxRobot robot) throws Exception {
        robot.clickOn(row(robot, 1), MouseButton.SECONDARY).clickOn("Colour…");
        waitUntil(() -> robot.lookup("#colour-choice").tryQuery().isPresent());
        assertThat(robot.lookup(".colour-button").queryAll()).hasSize(8);
        robot.clickOn("#colour-purple");
        waitUntil(() -> item(1).style().hue() == Hue.PURPLE);
        assertThat(window.session().context(false).runs().get(1).style().hue()).isEqualTo(Hue.PURPLE);
        robot.clickOn("#undo");
        waitUntil(() -> item(1).style().hue() == Hue.BLUE);
    }
}
