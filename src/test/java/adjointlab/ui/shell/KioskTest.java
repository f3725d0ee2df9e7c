package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.lab.preset.Presets;
import adjointlab.ui.lesson.LessonModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// The lab at an exhibition.
@ExtendWith(ApplicationExtension.class)
final class KioskTest {
    private static final Duration LONG = Duration.hours(1);

    @TempDir
    private Path folder;

    private LabWindow window;
    private Stage stage;
    private int left;

    @Start
    void start(Stage newStage) {
        stage = newStage;
        window = Windows.show(newStage, folder, 1000, 760);
    }

    @Stop
    void stop() {
        window.close();
    }

    private void exhibit(FxRobot robot, String shown, Duration patience) {
        robot.interact(() -> {
            window.start(List.of(Path.of(shown)));
            new Kiosk(window, stage.getScene(), Path.of(shown), patience, () -> left++);
            window.view().requestFocus();
        });
    }

    @Test
    void visitorsTrainAndDragButDoNothingElse(FxRobot robot) throws Exception {
        exhibit(robot, "simplest-fig-1a", LONG);
        assertThat(window.session().preset().id()).isEqualTo("simplest-fig-1a");
        for (String id : List.of("#menu", "#presets", "#lessons", "#figure", "#mode", "#undo")) {
            assertThat(robot.lookup(id).tryQuery().filter(node -> isSeen(node)))
                    .as(id)
                    .isEmpty();
        }
        int runs = window.session().runs().size();
        for (KeyCode code : List.of(KeyCode.A, KeyCode.G, KeyCode.L, KeyCode.N, KeyCode.S, KeyCode.P, KeyCode.F1)) {
            robot.push(code);
            assertThat(window.sheets().isOpen()).as(code.getName()).isFalse();
        }
        robot.push(KeyCode.B);
        robot.push(KeyCode.CONTROL, KeyCode.S);
        robot.push(KeyCode.CONTROL, KeyCode.Q);
        robot.push(KeyCode.CONTROL, KeyCode.E);
        assertThat(window.sheets().isOpen()).isFalse();
        assertThat(window.presentation().isOn()).isFalse();
        assertThat(window.session().runs()).hasSize(runs);
        robot.push(KeyCode.PERIOD);
        Patience.untilFx(() -> window.session().transport().cursorProperty().get() == 1);
        assertThat(left).isZero();
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Q);
        assertThat(left).isEqualTo(1);
    }

    private static boolean isSeen(Node node) {
        return node.isVisible() && (node.getParent() == null || isSeen(node.getParent()));
    }

    @Test
    void withoutAnybodyItStartsAgain(FxRobot robot) throws Exception {
        exhibit(robot, "simplest-fig-1a", Duration.seconds(3));
        robot.interact(() -> {
            window.session().step();
            window.openPanel("run-table");
        });
        Patience.untilFx(() -> window.session().transport().reachedProperty().get() == 0
                && window.session()
                        .preset()
                        .layout()
                        .equals(Presets.get("simplest-fig-1a").layout()));
        assertThat(window.session().undoNameProperty().get()).isEmpty();
    }

    @Test
    void aLessonIsNeverLeft(FxRobot robot) {
        exhibit(robot, "first-minute", LONG);
        assertThat(title()).isEqualTo("first-minute");
        robot.interact(() -> window.classroom().turn(KeyCode.RIGHT));
        assertThat(step()).isEqualTo(1);
        robot.interact(() -> robot.lookup("#lesson-close").queryButton().fire());
        assertThat(title()).isEqualTo("first-minute");
        assertThat(step()).as("somebody who leaves begins again").isZero();
        robot.interact(() -> {
            int steps = lesson().lesson().steps().size();
            for (int i = 0; i < steps; i++) {
                window.classroom().turn(KeyCode.RIGHT);
            }
        });
        assertThat(step()).as("and so does who has finished").isZero();
        assertThat(window.sheets().isOpen()).as("nobody saves answers").isFalse();
    }

    private LessonModel lesson() {
        return Objects.requireNonNull(window.classroom().model());
    }

    private String title() {
        return lesson().lesson().id();
    }

    private int step() {
        return lesson().indexProperty().get();
    }
}
