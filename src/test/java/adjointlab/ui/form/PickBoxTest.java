package adjointlab.ui.form;

import static adjointlab.Patience.fx;
import static adjointlab.Patience.untilFx;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Keys and the pointer choose what they show, and nothing else.
@ExtendWith(ApplicationExtension.class)
final class PickBoxTest {
    private final List<String> taken = new ArrayList<>();
    private PickBox<String> box;
    private TextArea text;
    private int escapes;

    @Start
    void start(Stage stage) {
        text = new TextArea();
        box = new PickBox<>("box", "Take one …", List.of("one rate", "another rate", "a third"), word -> word, word -> {
            taken.add(word);
            text.requestFocus();
        });
        VBox around = new VBox(box, text);
        around.addEventHandler(KeyEvent.KEY_PRESSED, event -> escapes += event.getCode() == KeyCode.ESCAPE ? 1 : 0);
        stage.setScene(new Scene(around, 400, 400));
        stage.setWidth(400);
        stage.setHeight(400);
        stage.show();
    }

    private void open(FxRobot robot, String words) throws Exception {
        robot.clickOn("#box");
        untilFx(box::isShowing);
        robot.write(words);
    }

    private void closed() throws Exception {
        untilFx(() -> !box.isShowing() && box.getValue() == null);
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void enterTakesTheFirstOfThoseThatAreFound(FxRobot robot) throws Exception {
        open(robot, "another");
        robot.type(KeyCode.ENTER);
        closed();
        assertThat(taken).containsExactly("another rate");
        robot.write("x");
        assertThat(text.getText()).as("without what the key writes").isEqualTo("x");
    }

    @Test
    void arrowsOnlyLook(FxRobot robot) throws Exception {
        open(robot, "rate");
        robot.type(KeyCode.DOWN);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(taken).isEmpty();
        assertThat(fx(box::isShowing)).isTrue();
        robot.type(KeyCode.DOWN);
        String looked = fx(box::getValue);
        robot.type(KeyCode.ENTER);
        closed();
        assertThat(taken).containsExactly(looked);
        assertThat(looked).isEqualTo("another rate");
    }

    @Test
    void tabAndEscapeLeaveEverything(FxRobot robot) throws Exception {
        open(robot, "rate");
        robot.type(KeyCode.TAB);
        closed();
        assertThat(taken).isEmpty();
        open(robot, "rate");
        robot.type(KeyCode.DOWN, KeyCode.ESCAPE);
        closed();
        assertThat(taken).isEmpty();
        assertThat(escapes).as("of the sheet around it").isZero();
        robot.type(KeyCode.ESCAPE);
        assertThat(escapes).as("when it is closed").isPositive();
    }

    @Test
    void aClickTakesWhatItIsOn(FxRobot robot) throws Exception {
        robot.clickOn("#box");
        untilFx(box::isShowing);
        robot.clickOn(robot.lookup((Node node) -> node instanceof Text word
                        && word.getText().equals("a third")
                        && node.getScene().getWindow() instanceof PopupWindow)
                .<Node>query());
        closed();
        assertThat(taken).containsExactly("a third");
    }

    @Test
    void theFieldForPartsOfNamesSaysWhatItIsFor() throws Exception {
        TextField search = (TextField) fx(() -> box.lookup(".custom-text-field"));
        assertThat(search.getAccessibleText()).isEqualTo("Take one …");
    }
}
