package adjointlab.ui;

import static adjointlab.Patience.fx;
import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.lab.preset.Presets;
import adjointlab.ui.launch.CrashReports;
import adjointlab.ui.model.PreferenceStore;
import adjointlab.ui.model.Preferences;
import adjointlab.ui.model.TransportModel;
import adjointlab.ui.shell.LabWindow;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.scene.input.KeyCode;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

/// Two documents in windows side by side.
@ExtendWith(ApplicationExtension.class)
final class LabWindowsTest {
    @TempDir
    private Path folder;

    private LabWindows windows;
    private LabWindow left;
    private LabWindow right;

    @BeforeEach
    void openTwo() throws Exception {
        new PreferenceStore(folder.resolve("preferences.json")).save(Preferences.DEFAULT);
        windows = fx(() -> new LabWindows(new LabWindow.Setup(1, folder), new CrashReports(folder), () -> {}));
        left = fx(() -> windows.made(List.of(Path.of("simplest-fig-1a"))).window());
        right = fx(() -> {
            windows.beside(left, Path.of("simplest-lemma-1"));
            return windows.all().getLast().window();
        });
        Patience.untilFx(() -> left.session().preset().id().equals("simplest-fig-1a")
                && right.session().preset().id().equals("simplest-lemma-1"));
    }

    @AfterEach
    void closeAll() {
        fx(() -> {
            windows.all().forEach(open -> open.stage().hide());
            return null;
        });
    }

    private static TransportModel transport(LabWindow window) {
        return window.session().transport();
    }

    private static int cursor(LabWindow window) {
        return fx(() -> transport(window).cursorProperty().get());
    }

    private static void train(LabWindow window, int iterations) throws Exception {
        fx(() -> {
            window.session().setSpeed(0);
            for (int k = 0; k < iterations; k++) {
                window.session().step();
            }
            return null;
        });
        Patience.untilFx(() -> transport(window).reachedProperty().get() == iterations);
    }

    @Test
    void theSystemsTitleSaysWhatIsOpen() throws Exception {
        Stage stage = fx(() -> windows.all().stream()
                .filter(open -> open.window() == left)
                .findFirst()
                .orElseThrow()
                .stage());
        String title = left.session().preset().info().title();
        assertThat(title).isNotEmpty();
        assertThat(fx(stage::getTitle)).isEqualTo(title + " – Adjoint Lab");
        assertThat(stage.titleProperty().isBound())
                .as("whoever shows something else on this stage may name it")
                .isFalse();
        fx(() -> {
            left.openPreset("simplest-concave");
            return null;
        });
        Patience.untilFx(() ->
                stage.getTitle().equals(Presets.get("simplest-concave").info().title() + " – Adjoint Lab"));
    }

    @Test
    void theyHalveTheScreenAndShowOneIteration() throws Exception {
        fx(() -> {
            Rectangle2D screen = Screen.getPrimary().getVisualBounds();
            Stage first = windows.all().getFirst().stage();
            Stage second = windows.all().getLast().stage();
            assertThat(first.getX()).isEqualTo(screen.getMinX());
            assertThat(second.getX() + second.getWidth()).isEqualTo(screen.getMaxX());
            double half = Math.max(first.getMinWidth(), screen.getWidth() / 2);
            assertThat(List.of(first.getWidth(), second.getWidth())).containsOnly(half);
            assertThat(first.getHeight()).isEqualTo(screen.getHeight());
            return null;
        });
        train(left, 6);
        train(right, 4);

        fx(() -> {
            left.session().scrub(3);
            return null;
        });
        assertThat(cursor(right)).isEqualTo(3);
        fx(() -> {
            right.session().scrub(2);
            return null;
        });
        assertThat(cursor(left)).isEqualTo(2);
        fx(() -> {
            left.session().scrub(5);
            return null;
        });
        assertThat(cursor(right)).as("as far as it has come").isEqualTo(4);
        assertThat(cursor(left)).isEqualTo(5);
        fx(() -> {
            right.session().scrub(2);
            right.session().showNewest();
            return null;
        });
        assertThat(cursor(left)).isEqualTo(6);
    }

    @Test
    void theyGoTheirOwnWaysWhenAsked(FxRobot robot) throws Exception {
        train(left, 3);
        train(right, 3);
        fx(() -> {
            right.root().requestFocus(); // its window is in front
            return null;
        });
        robot.push(KeyCode.SHIFT, KeyCode.C);
        fx(() -> {
            right.session().scrub(1);
            return null;
        });
        assertThat(cursor(left)).isEqualTo(3);
        robot.push(KeyCode.SHIFT, KeyCode.C);
        assertThat(cursor(left)).isEqualTo(1);
    }

    /// Only what a person asks for moves the other window: not the end of a training, and not what is opened.
    @Test
    void trainingLeavesTheOtherWindowWhereItIs() throws Exception {
        train(right, 3);
        fx(() -> {
            right.session().scrub(1);
            left.session().setSpeed(0);
            left.session().togglePlay();
            return null;
        });
        Patience.untilFx(
                () -> left.session().runs().stream().allMatch(run -> run.state().ended())
                        && !transport(left).playingProperty().get()
                        && transport(left).cursorProperty().get()
                                == transport(left).endProperty().get());
        assertThat(cursor(right)).isEqualTo(1);
        fx(() -> {
            left.openPreset("simplest-fig-1b");
            return null;
        });
        assertThat(cursor(right)).isEqualTo(1);
    }

    @Test
    void theOneThatIsLeftStandsAlone() throws Exception {
        train(left, 2);
        fx(() -> {
            windows.all().stream().filter(open -> open.window() == right).forEach(open -> open.stage()
                    .hide());
            left.session().scrub(1);
            return null;
        });
        assertThat(cursor(left)).isEqualTo(1);
        assertThat(windows.all()).hasSize(1);
    }

    /// With the frame around it, in the middle, below a bar of the system; null where there is room.
    @Test
    void aWindowFillsAScreenThatIsTooSmallForIt() {
        assertThat(LabWindows.tight(new Rectangle2D(0, 0, 1920, 1080))).isNull();
        assertThat(LabWindows.tight(new Rectangle2D(0, 24, 1600, 876))).isEqualTo(new Rectangle2D(80, 24, 1440, 876));
        assertThat(LabWindows.tight(new Rectangle2D(1920, 0, 1366, 768)))
                .isEqualTo(new Rectangle2D(1920, 0, 1366, 768));
        assertThat(LabWindows.tight(new Rectangle2D(0, 0, 1366, 1024))).isEqualTo(new Rectangle2D(0, 0, 1366, 948));
    }
}
