package adjointlab.ui.form;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.catalog.Formulas;
import adjointlab.ui.look.Fonts;
import adjointlab.ui.look.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
final class FormulaEditorTest implements EditListener {
    private final List<String> heard = new ArrayList<>();
    private final FieldModel formula =
            new FieldModel("problem.formula", Formulas.SYSTEM, "x' = -a*x\na = 1.5 in [0, 3]", this);
    private @Nullable TextField elsewhere;

    @Start
    void start(Stage stage) {
        Fonts.load();
        TextField other = new TextField();
        elsewhere = other;
        Scene scene = new Scene(new VBox(8, new FieldView(formula), other), 320, 480);
        Look.LIGHT.applyTo(scene);
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    @Override
    public void begun(FieldModel field) {
        heard.add("begun");
    }

    @Override
    public void changed(FieldModel field, Object value) {
        heard.add((String) value);
    }

    @Override
    public void ended(FieldModel field) {
        heard.add("ended");
    }

    private static TextArea area(FxRobot robot) {
        return robot.lookup("#problem-formula-text").queryAs(TextArea.class);
    }

    private static void type(FxRobot robot, String text) {
        robot.interact(() -> {
            area(robot).requestFocus();
            area(robot).setText(text);
        });
    }

    @Test
    void whatIsWrongIsShownUnderItsCharacterAndNothingIsTaken(FxRobot robot) {
        type(robot, "x' = -a*x + k*x\na = 1");
        assertThat(robot.lookup("#problem-formula-error").queryAs(Label.class).getText())
                .isEqualTo("'k' is not known; write k = 1 for a number, or learn k = 1 for a parameter.");
        String pointer =
                robot.lookup("#problem-formula-fault").queryAs(Label.class).getText();
        String[] lines = pointer.split("\n");
        assertThat(lines[0].charAt(lines[1].indexOf('▲'))).isEqualTo('k');
        robot.interact(() -> Objects.requireNonNull(elsewhere).requestFocus());
        assertThat(heard).isEmpty();
        assertThat(formula.value()).isEqualTo("x' = -a*x\na = 1.5 in [0, 3]");
        robot.interact(() -> area(robot).requestFocus());
        robot.type(KeyCode.ESCAPE);
        assertThat(area(robot).getText()).isEqualTo("x' = -a*x\na = 1.5 in [0, 3]");
        assertThat(robot.lookup("#problem-formula-error").queryAs(Label.class).isVisible())
                .isFalse();
    }

    @Test
    void whoLeavesTheTextHasItTaken(FxRobot robot) {
        type(robot, "x' = -a*x + b\na = 1\nb = -2");
        assertThat(heard).isEmpty();
        robot.interact(() -> Objects.requireNonNull(elsewhere).requestFocus());
        assertThat(heard).containsExactly("begun", "x' = -a*x + b\na = 1\nb = -2", "ended");
        FieldView b = robot.lookup(".field").<FieldView>queryAll().stream()
                .filter(view -> view.model().path().equals("problem.formula.number1"))
                .findFirst()
                .orElseThrow();
        assertThat(b.model().position()).as("from twice the number to zero").isEqualTo(0.5);
        robot.interact(() -> {
            area(robot).requestFocus();
            area(robot).setText("x' = -x");
        });
        robot.press(KeyCode.CONTROL).type(KeyCode.ENTER).release(KeyCode.CONTROL);
        assertThat(formula.value()).isEqualTo("x' = -x");
        assertThat(robot.lookup("#problem-formula-number0-slider").queryAll()).isEmpty();
    }

    @Test
    void sliderOfANumberChangesItWhereItStands(FxRobot robot) {
        TextField number = robot.lookup("#problem-formula-number0-text").queryAs(TextField.class);
        robot.interact(() -> {
            number.requestFocus();
            number.setText("0.25");
        });
        robot.type(KeyCode.ENTER);
        assertThat(formula.value()).isEqualTo("x' = -a*x\na = 0.25 in [0, 3]");
        assertThat(area(robot).getText()).contains("a = 0.25 in [0, 3]");
        assertThat(heard.getFirst()).isEqualTo("begun");
        assertThat(heard.getLast()).isEqualTo("ended");
        robot.interact(() -> formula.show("x' = -a*x\na = 2 in [0, 3]"));
        assertThat(number.getText()).isEqualTo("2");
    }

    @Test
    void textbookFillsTheFormulaIn(FxRobot robot) {
        MenuButton menu = robot.lookup("#problem-formula-textbook").queryAs(MenuButton.class);
        assertThat(menu.getItems()).hasSizeGreaterThanOrEqualTo(20);
        robot.interact(() -> menu.getItems().stream()
                .filter(item -> item.getId().equals("textbook-lorenz"))
                .findFirst()
                .orElseThrow()
                .fire());
        assertThat(area(robot).getText()).startsWith("x' = σ*(y - x)");
        assertThat(robot.lookup("#problem-formula-number2-slider").queryAll()).hasSize(1);
        robot.interact(() -> formula.show("brusselator"));
        assertThat(area(robot).getText()).as("an id stands for its formula").startsWith("x' = a + x^2*y");
    }
}
