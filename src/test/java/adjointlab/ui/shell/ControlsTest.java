package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.figure.Layer;
import adjointlab.ui.panel.PanelHost;
import adjointlab.ui.session.Session;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.paint.Paint;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.kordamp.ikonli.javafx.FontIcon;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// What keys and buttons do, and that they stay where they are.
@ExtendWith(ApplicationExtension.class)
final class ControlsTest {
    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder, 1000, 760);
        window.view().requestFocus();
    }

    @Stop
    void stop() {
        window.close();
    }

    private Session session() {
        return window.session();
    }

    private static Bounds inScene(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }

    @Test
    void bracketsChangeTheSpeed(FxRobot robot) {
        double before = session().transport().speedProperty().get();
        robot.push(KeyCode.CLOSE_BRACKET);
        double faster = session().transport().speedProperty().get();
        assertThat(faster).isGreaterThan(before);
        robot.push(KeyCode.OPEN_BRACKET).push(KeyCode.OPEN_BRACKET);
        assertThat(session().transport().speedProperty().get()).isLessThan(before);
    }

    /// As on keyboards where a bracket takes two keys.
    @Test
    void aTypedBracketDoesTheSame(FxRobot robot) {
        double before = session().transport().speedProperty().get();
        robot.interact(() -> {
            Node frame = window.view();
            frame.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.DIGIT9, false, true, true, false));
            frame.fireEvent(new KeyEvent(KeyEvent.KEY_TYPED, "]", "", KeyCode.UNDEFINED, false, true, true, false));
        });
        assertThat(session().transport().speedProperty().get()).isGreaterThan(before);
    }

    @Test
    void theSpaceBarTrainsAfterRestartWasClicked(FxRobot robot) throws Exception {
        robot.clickOn("#restart");
        Patience.untilFx(() -> !robot.lookup("#restart").query().isFocused());
        String undo = session().undoNameProperty().get();
        robot.push(KeyCode.SPACE);
        Patience.untilFx(() -> session().transport().reachedProperty().get() > 2);
        assertThat(session().undoNameProperty().get()).isEqualTo(undo);
        robot.push(KeyCode.SPACE);
    }

    @Test
    void noButtonMovesWhileRunsTrain(FxRobot robot) throws Exception {
        List<String> ids = List.of("#play", "#step", "#speed", "#scrubber", "#restart", "#new-seed", "#branch");
        List<Bounds> before =
                ids.stream().map(id -> inScene(robot.lookup(id).query())).toList();
        robot.push(KeyCode.SPACE);
        Patience.untilFx(() -> session().transport().reachedProperty().get() > 20
                && session().transport().statusProperty().get().contains("it/s"));
        assertThat(ids.stream().map(id -> inScene(robot.lookup(id).query())).toList())
                .isEqualTo(before);
        robot.push(KeyCode.SPACE);
    }

    @Test
    void thePanelThatCompareIsAboutIsMarked(FxRobot robot) throws Exception {
        robot.moveTo("#compare");
        PanelHost used = window.inUse().get().orElseThrow();
        Patience.untilFx(() -> marked(used));
        assertThat(robot.lookup("#compare").queryAs(Button.class).getTooltip().getText())
                .contains(used.title().getValue());
        robot.moveTo("#play");
        Patience.untilFx(() -> !marked(used));
    }

    /// A pressed eye was blue on blue.
    @Test
    void whatIsPressedCanBeSeen(FxRobot robot) {
        robot.interact(() -> window.root().applyCss());
        assertThat(robot.lookup(".toggle-button.icon-button").queryAllAs(ToggleButton.class).stream()
                        .filter(ToggleButton::isSelected))
                .isNotEmpty()
                .allSatisfy(button -> {
                    Paint icon = ((FontIcon) button.getGraphic()).getIconColor();
                    assertThat(
                                    button.getBackground() == null
                                            ? List.of()
                                            : button.getBackground().getFills().stream()
                                                    .map(BackgroundFill::getFill)
                                                    .toList())
                            .doesNotContain(icon);
                });
    }

    private static boolean marked(PanelHost host) {
        return host.body().getPseudoClassStates().stream()
                .anyMatch(state -> state.getPseudoClassName().equals("marked"));
    }

    @Test
    void escapeClosesOptionsAndSoDoesTheExport(FxRobot robot) throws Exception {
        PanelHost host = window.inUse().get().orElseThrow();
        robot.interact(host::showOptions);
        Patience.untilFx(() -> Window.getWindows().size() == 2);
        robot.push(KeyCode.ESCAPE);
        Patience.untilFx(() -> Window.getWindows().size() == 1);

        robot.interact(host::showOptions);
        Patience.untilFx(() -> Window.getWindows().size() == 2);
        robot.interact(() -> window.desk().exportUsed());
        Patience.untilFx(
                () -> Window.getWindows().size() == 1 && window.sheets().isOpen());
    }

    @Test
    void presentationHasPlayAndATimeLine(FxRobot robot) throws Exception {
        robot.interact(() -> window.presentation().set(true));
        robot.clickOn("#present-play");
        Patience.untilFx(() -> session().transport().reachedProperty().get() > 5);
        robot.clickOn("#present-play");
        Patience.untilFx(() -> !session().transport().playingProperty().get());
        int reached = session().transport().reachedProperty().get();
        robot.interact(() -> robot.lookup("#present-scrubber").query().requestFocus());
        robot.push(KeyCode.HOME);
        assertThat(session().transport().cursorProperty().get()).isZero();
        robot.push(KeyCode.END);
        assertThat(session().transport().cursorProperty().get()).isEqualTo(reached);
    }

    /// Nothing is trained there: the way down is played.
    @Test
    void playGoesDownAlongT(FxRobot robot) throws Exception {
        robot.interact(() -> window.openPreset("heavy-ball-optimisation"));
        PanelHost descent = window.dock().visiblePanels().stream()
                .map(PanelHost.class::cast)
                .filter(host -> host.entry().id().equals("descent"))
                .findFirst()
                .orElseThrow();
        Patience.untilFx(() -> points(descent) == 601);
        robot.clickOn("#play");
        Patience.untilFx(() -> points(descent) < 400);
        Patience.untilFx(() -> points(descent) == 601);
        assertThat(descent.option("time")).hasValue(100);
    }

    private static int points(PanelHost host) {
        var shown = host.chart().shownProperty().get();
        return shown == null
                ? 0
                : shown.figure().rows().stream()
                        .flatMap(row -> row.plots().stream())
                        .flatMap(plot -> plot.layers().stream())
                        .filter(Layer.Line.class::isInstance)
                        .mapToInt(line -> ((Layer.Line) line).x().length)
                        .max()
                        .orElse(0);
    }

    @Test
    void whereNothingCanBePlayedTheButtonSaysSo(FxRobot robot) throws Exception {
        robot.interact(() -> window.openPreset("heavy-ball-init"));
        Patience.untilFx(() -> robot.lookup("#play").query().isDisabled());
        robot.interact(() -> window.openPreset("simplest-fig-2"));
        Patience.untilFx(() -> !robot.lookup("#play").query().isDisabled());
    }

    /// Two hundred iterations take ten seconds, and so do ten thousand trials.
    @Test
    void aPresetBringsItsSpeed(FxRobot robot) {
        assertThat(session().transport().speedProperty().get()).isEqualTo(20);
        robot.interact(() -> window.openPreset("wide-fig-4"));
        assertThat(session().transport().speedProperty().get()).isEqualTo(1000);
        assertThat(Arrays.stream(new int[] {0, 60, 300, 600}).mapToDouble(adjointlab.ui.model.Speeds::forWhole))
                .containsExactly(2.0, 10.0, 30.0, 60.0);
    }

    @Test
    void theIterationHasRoomForItsLargestNumber(FxRobot robot) {
        robot.interact(() -> window.openPreset("wide-fig-4"));
        Label iteration = robot.lookup("#iteration").queryAs(Label.class);
        robot.interact(() -> {
            window.root().applyCss();
            window.root().layout();
        });
        double width = iteration.getWidth();
        robot.interact(() -> session().scrub(0));
        assertThat(iteration.getWidth()).isEqualTo(width);
    }

    @Test
    void aMenuThatAPointerOpenedStaysOpen(FxRobot robot) throws Exception {
        for (String id : List.of("#menu", "#speed")) {
            MenuButton button = robot.lookup(id).queryAs(MenuButton.class);
            robot.clickOn(button);
            robot.interact(() -> {}); // what is done after the click
            robot.interact(() -> {});
            assertThat(button.isShowing()).as(id).isTrue();
            robot.clickOn(button);
            Patience.untilFx(() -> !button.isShowing());
            Patience.untilFx(() -> window.root().getScene().getFocusOwner() == window.view());
        }
    }
}
