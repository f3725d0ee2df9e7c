package adjointlab.ui.form;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Option;
import adjointlab.core.catalog.Touches;
import adjointlab.core.catalog.Type;
import adjointlab.core.catalog.Type.Real;
import adjointlab.core.catalog.Type.Scale;
import adjointlab.ui.look.Look;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
final class FieldViewTest implements EditListener {
    private final List<String> heard = new ArrayList<>();
    private final FieldModel horizon = new FieldModel(
            "problem.horizon",
            Key.real("horizon", "Horizon", 1, new Real(0, 50, 0, 4, Scale.LINEAR))
                    .withSymbol("t"),
            1.0,
            this);
    private final FieldModel samples = new FieldModel(
            "problem.samples",
            Key.whole("samples", "Sample size", 100, new Type.Int(1, 1000, 1, 200))
                    .withSymbol("N")
                    .touching(Touches.DATA),
            100,
            this);
    private final FieldModel solver = new FieldModel(
            "solver.id",
            Key.choice(
                    "id",
                    "Solver",
                    Option.word("euler", "Euler"),
                    Option.word("rk4", "Runge-Kutta 4"),
                    Option.word("abm", "Adams")),
            "euler",
            this);
    private final FieldModel nesterov =
            new FieldModel("optimizer.nesterov", Key.flag("nesterov", "Nesterov", false), false, this);

    @Start
    void start(Stage stage) {
        VBox form = new VBox(
                8, new FieldView(horizon), new FieldView(samples), new FieldView(solver), new FieldView(nesterov));
        Scene scene = new Scene(form, 320, 240);
        Look.LIGHT.applyTo(scene);
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    @Override
    public String refusal(FieldModel field, Object value) {
        return value.equals("abm") ? "the gradient needs a Runge-Kutta method" : "";
    }

    @Override
    public void begun(FieldModel field) {
        heard.add("begun");
    }

    @Override
    public void changed(FieldModel field, Object value) {
        if (!heard.getLast().equals("changed")) {
            heard.add("changed");
        }
    }

    @Override
    public void ended(FieldModel field) {
        heard.add("ended");
    }

    @Test
    void aDragOfTheSliderIsOneGesture(FxRobot robot) {
        Node slider = robot.lookup("#problem-horizon-slider").query();
        Node thumb = slider.lookup(".thumb");
        Bounds track = robot.bounds(slider).query();
        robot.drag(thumb).dropTo(track.getMinX() + track.getWidth() * 0.75, track.getCenterY());
        assertThat((Double) horizon.value()).isBetween(2.6, 3.4);
        assertThat(heard).containsExactly("begun", "changed", "ended");
    }

    @Test
    void aClickOnTheTrackSetsTheValue(FxRobot robot) {
        Bounds track = robot.bounds(robot.lookup("#problem-horizon-slider").<Node>query())
                .query();
        robot.clickOn(track.getMinX() + track.getWidth() * 0.75, track.getCenterY());
        assertThat((Double) horizon.value()).isBetween(2.6, 3.4);
        assertThat(heard).containsExactly("begun", "changed", "ended");
    }

    @Test
    void aDragMayBeginOnTheTrack(FxRobot robot) {
        Node slider = robot.lookup("#problem-horizon-slider").query();
        Bounds track = robot.bounds(slider).query();
        robot.drag(slider).dropTo(track.getMinX() + track.getWidth() * 0.75, track.getCenterY());
        assertThat((Double) horizon.value()).isBetween(2.6, 3.4);
        assertThat(heard).containsExactly("begun", "changed", "ended");
    }

    @Test
    void arrowKeysMoveTheSlider(FxRobot robot) {
        robot.interact(() -> robot.lookup("#problem-horizon-slider").query().requestFocus());
        robot.push(KeyCode.RIGHT);
        assertThat(horizon.value()).isEqualTo(1.04);
    }

    @Test
    void aTypedValueBeyondTheSliderIsTaken(FxRobot robot) {
        robot.doubleClickOn("#problem-horizon-text").write("40").push(KeyCode.ENTER);
        assertThat(horizon.value()).isEqualTo(40.0);
    }

    @Test
    void aDecimalCommaIsTaken(FxRobot robot) {
        robot.doubleClickOn("#problem-horizon-text").write("2,5").push(KeyCode.ENTER);
        assertThat(horizon.value()).isEqualTo(2.5);
        assertThat(robot.lookup("#problem-horizon-text").queryTextInputControl().getText())
                .isEqualTo("2.5");
    }

    @Test
    void aRefusedValueIsExplainedBelowTheField(FxRobot robot) {
        robot.doubleClickOn("#problem-horizon-text").write("99").push(KeyCode.ENTER);
        assertThat(horizon.value()).isEqualTo(1.0);
        assertThat(robot.lookup(".field-error").queryAllAs(javafx.scene.control.Label.class))
                .anySatisfy(label -> {
                    assertThat(label.isVisible()).isTrue();
                    assertThat(label.getText()).contains("[0, 50]");
                });
        robot.push(KeyCode.ESCAPE);
        assertThat(horizon.errorProperty().get()).isEmpty();
    }

    @Test
    void whatWasTypedAndNotTakenIsForgotten(FxRobot robot) {
        robot.doubleClickOn("#problem-horizon-text").write("2");
        robot.interact(horizon::forget);
        robot.push(KeyCode.ENTER);
        assertThat(horizon.value()).isEqualTo(1.0);
        robot.doubleClickOn(robot.lookup("#problem-samples-spinner").query().lookup(".text-field"))
                .write("7");
        robot.interact(samples::forget);
        robot.push(KeyCode.ENTER);
        assertThat(samples.value()).isEqualTo(100);
    }

    @Test
    void anImpossibleChoiceIsGreyAndSaysWhy(FxRobot robot) {
        robot.clickOn("#solver-id-choice");
        OptionCell adams = robot.lookup(".list-cell").queryAll().stream()
                .filter(OptionCell.class::isInstance)
                .map(OptionCell.class::cast)
                .filter(cell -> cell.getStyleClass().contains("impossible"))
                .filter(cell -> "Adams".equals(cell.getText()))
                .findFirst()
                .orElseThrow();
        assertThat(adams.getStyleClass()).contains("impossible");
        assertThat(adams.getTooltip().getText()).isEqualTo("the gradient needs a Runge-Kutta method.");
        robot.clickOn(adams);
        assertThat(solver.value()).isEqualTo("euler");
        robot.clickOn("#solver-id-choice").clickOn("Runge-Kutta 4");
        assertThat(solver.value()).isEqualTo("rk4");
    }

    @Test
    void aSpinnerStepsAndRefusesWords(FxRobot robot) {
        robot.clickOn(robot.lookup("#problem-samples-spinner").query().lookup(".increment-arrow-button"));
        assertThat(samples.value()).isEqualTo(101);
        robot.doubleClickOn(robot.lookup("#problem-samples-spinner").query().lookup(".text-field"))
                .write("many")
                .push(KeyCode.ENTER);
        assertThat(samples.value()).isEqualTo(101);
        assertThat(samples.errorProperty().get()).startsWith("'many' is not a number");
    }

    @Test
    void aChoiceIsTakenFromTheList(FxRobot robot) {
        robot.clickOn("#solver-id-choice").clickOn("Runge-Kutta 4");
        assertThat(solver.value()).isEqualTo("rk4");
    }

    @Test
    void aSwitchSwitches(FxRobot robot) {
        robot.clickOn("#optimizer-nesterov-switch");
        assertThat(nesterov.value()).isEqualTo(true);
    }
}
