package adjointlab.ui.shell;

import static adjointlab.Patience.fx;
import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.lab.lesson.Lesson;
import adjointlab.lab.lesson.Lessons;
import adjointlab.lab.preset.Presets;
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
    private static final String FILED = "heavy-ball-cifar-small";

    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        // nobody trains, so that no first loss is ever there
        window = Windows.show(stage, new LabWindow.Setup(0, folder), 1000, 760);
    }

    @Stop
    void stop() {
        window.close();
    }

    private static String said(FxRobot robot, Node card) {
        return fx(() -> robot.from(card).lookup(".label").queryLabeled().getText());
    }

    @Test
    void whatIsOpenedIsNamedAndTheWindowDoesNotWait(FxRobot robot) throws Exception {
        Node card = robot.lookup("#opening").query();
        Patience.untilFx(card::isVisible);
        assertThat(said(robot, card))
                .startsWith("Opening " + Presets.get(Presets.DEFAULT_ID).info().title() + " … ");

        robot.interact(() -> {
            window.openPreset(FILED);
            assertThat(card.isVisible()).as("at once").isFalse();
        });
        Patience.untilFx(card::isVisible);
        assertThat(said(robot, card))
                .isEqualTo("Opening " + Presets.get(FILED).info().title() + " … preparing its data and first losses");
        Bounds box = fx(() -> card.localToScene(card.getLayoutBounds()));
        assertThat(fx(() -> window.dock().localToScene(window.dock().getLayoutBounds()))
                        .contains(box))
                .as("over the panels, not over what the window is told with")
                .isTrue();

        robot.clickOn("#mode"); // the window does not wait
        Patience.untilFx(() -> window.look().dark());
        robot.interact(() -> window.openPreset("simplest-lemma-1"));
        Patience.untilFx(card::isVisible);
        assertThat(said(robot, card))
                .startsWith("Opening " + Presets.get("simplest-lemma-1").info().title() + " … ");
    }

    /// As when something is saved, or a lesson goes on with what it has opened.
    @Test
    void whatIsDescribedOnceMoreIsNotOpenedOnceMore(FxRobot robot) throws Exception {
        Node card = robot.lookup("#opening").query();
        Patience.untilFx(card::isVisible);
        robot.interact(() -> {
            window.described();
            assertThat(card.isVisible()).isTrue(); // what is opened is there no sooner than a moment later
        });
    }

    @Test
    void aLessonIsNamedAsInTheTitleRow(FxRobot robot) throws Exception {
        Node card = robot.lookup("#opening").query();
        Lesson lesson = Lessons.get("first-minute");
        robot.interact(() -> {
            window.classroom().open(lesson);
            assertThat(card.isVisible()).isFalse();
        });
        Patience.untilFx(card::isVisible);
        assertThat(said(robot, card)).startsWith("Opening " + lesson.info().title() + " … ");
    }
}
