package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.Patience;
import adjointlab.core.problem.Strokes;
import adjointlab.figure.Layer;
import adjointlab.lab.preset.Drawing;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.run.Run;
import adjointlab.panel.kit.RunMeasures;
import adjointlab.ui.chart.ChartView;
import atlantafx.base.controls.Notification;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.RadioButton;
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

/// Something is drawn by hand, and trained on.
@ExtendWith(ApplicationExtension.class)
final class DrawWindowTest {
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

    private void drawLine(FxRobot robot) {
        robot.moveTo("#draw-pad").moveBy(-100, 50);
        robot.press(MouseButton.PRIMARY);
        robot.moveBy(100, -100).moveBy(80, 60);
        robot.release(MouseButton.PRIMARY);
    }

    @Test
    void whatIsDrawnIsTrainedOnAtOnce(FxRobot robot) throws Exception {
        robot.push(KeyCode.SHIFT, KeyCode.D);
        assertThat(robot.lookup("#draw-undo").queryButton().isDisabled()).isTrue();
        drawLine(robot);
        robot.clickOn("#answer-train-on-it");
        Preset preset = window.session().preset();
        assertThat(Drawing.of(preset)).contains(Drawing.TRAJECTORY);
        List<Double> points = Drawing.TRAJECTORY.points(preset);
        Strokes strokes = Strokes.of(points);
        assertThat(strokes.lines()).as("one line, not torn").hasSize(1);
        assertThat(points.get(0)).isCloseTo(-100 / 105.0, within(0.05));
        assertThat(points.get(1)).isCloseTo(-50 / 105.0, within(0.05));
        assertThat(Strokes.length(strokes.lines().getFirst())).isBetween(0.8 * 241 / 105, 1.05 * 241 / 105);
        Patience.untilFx(() -> window.session().transport().cursorProperty().get() > 0);
    }

    /// As a curve over one parameter, with the runs on it.
    @Test
    void aLossOfOneParameterIsDrawnAsACurve(FxRobot robot) throws Exception {
        robot.push(KeyCode.SHIFT, KeyCode.D);
        robot.clickOn("#draw-curve");
        drawLine(robot);
        robot.clickOn("#answer-train-on-it");
        Preset preset = window.session().preset();
        assertThat(Drawing.of(preset)).contains(Drawing.CURVE);
        List<Double> points = Drawing.CURVE.points(preset);
        assertThat(points.get(0)).isCloseTo(-100 / 105.0, within(0.05));
        Patience.untilFx(() -> window.session().transport().cursorProperty().get() > 0);
        Run run = window.session().runs().getFirst();
        assertThat(run.log().get(RunMeasures.parameterColumns(run).getFirst(), 0))
                .as("where the line was begun")
                .isEqualTo(points.get(0));
        Patience.untilFx(this::curveIsSeen);
        Path file = folder.resolve("curve.lab");
        robot.interact(() -> window.files().save(file));
        robot.interact(() -> window.openPreset("simplest-fig-1a"));
        robot.interact(() -> window.files().open(file));
        Patience.untilFx(() -> Drawing.of(window.session().preset()).isPresent());
        assertThat(Drawing.CURVE.points(window.session().preset()))
                .as("saved in the document")
                .isEqualTo(points);
        Patience.untilFx(this::curveIsSeen);
    }

    private boolean curveIsSeen() {
        ChartView.Shown shown = window.root().lookup("#panel-loss-surface .chart") instanceof ChartView chart
                ? chart.shownProperty().get()
                : null;
        return shown != null
                && shown.figure().plots().size() == 1
                && shown.figure().plots().getFirst().x().label().equals("a")
                && shown.figure().plots().getFirst().layers().stream()
                        .anyMatch(layer -> layer instanceof Layer.Line line && line.x().length > 100);
    }

    /// What is no curve is told in a sentence, nothing is opened, and the drawing stays to be changed.
    @Test
    void aStrokeUpwardsIsNoLossOfOneParameter(FxRobot robot) {
        String before = window.session().preset().id();
        robot.push(KeyCode.SHIFT, KeyCode.D);
        robot.clickOn("#draw-curve");
        robot.moveTo("#draw-pad").press(MouseButton.PRIMARY);
        robot.moveBy(0, -100);
        robot.release(MouseButton.PRIMARY);
        robot.clickOn("#answer-train-on-it");
        assertThat(window.session().preset().id()).isEqualTo(before);
        assertThat(complaint(robot))
                .isEqualTo("That cannot be trained on: a loss of one parameter is drawn from left to right, along"
                        + " at least 0.3 of the way from 0 to 1 on the axis.");
        assertThat(robot.lookup("#draw-curve").queryAs(RadioButton.class).isSelected())
                .isTrue();
        List<Double> drawn = robot.lookup("#draw-pad").queryAs(DrawPad.class).points();
        assertThat(drawn).as("still there").hasSizeGreaterThan(4);
        robot.moveTo("#draw-pad").press(MouseButton.PRIMARY);
        robot.moveBy(100, 20);
        robot.release(MouseButton.PRIMARY);
        robot.clickOn("#answer-train-on-it");
        assertThat(Drawing.CURVE.points(window.session().preset())).startsWith(drawn.toArray(Double[]::new));
    }

    private static String complaint(FxRobot robot) {
        return robot.lookup("#messages .trouble").queryAs(Notification.class).getMessage();
    }

    @Test
    void whatWasDrawnIsThereAgain(FxRobot robot) {
        robot.interact(() -> window.train(Drawing.LOSS.preset(List.of(0.0, 0.0, 0.1, 0.1, 1.0, 1.0))));
        robot.interact(() -> window.session().setSpeed(30));
        robot.interact(() -> window.view().requestFocus());
        robot.push(KeyCode.SHIFT, KeyCode.D);
        DrawPad pad = robot.lookup("#draw-pad").queryAs(DrawPad.class);
        assertThat(pad.points()).containsExactly(0.0, 0.0, 0.1, 0.1, 1.0, 1.0);
        robot.clickOn("#draw-undo");
        assertThat(pad.points()).as("the last line, a dot").containsExactly(0.0, 0.0, 0.1, 0.1);
        robot.clickOn("#draw-clear");
        assertThat(pad.emptyProperty().get()).isTrue();
        robot.clickOn("#answer-train-on-it");
        assertThat(Drawing.of(window.session().preset()))
                .as("nothing drawn, nothing opened")
                .contains(Drawing.LOSS);
        assertThat(robot.lookup("#messages").queryParent().getChildrenUnmodifiable())
                .as("and why")
                .isNotEmpty();
        assertThat(complaint(robot)).isEqualTo("Draw a line first: press the pointer in the square and move it.");
        assertThat(robot.lookup("#draw-pad").tryQuery())
                .as("there it can be drawn")
                .isPresent();
    }
}
