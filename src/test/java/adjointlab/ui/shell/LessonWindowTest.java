package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.lab.lesson.Answer;
import adjointlab.lab.lesson.AnswerForm;
import adjointlab.lab.lesson.AnswerSheet;
import adjointlab.lab.lesson.Lessons;
import adjointlab.ui.chart.ChartView;
import adjointlab.ui.lesson.LessonModel;
import atlantafx.base.controls.Notification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/// Lessons in the real window.
final class LessonWindowTest extends LessonScene {
    @Start
    void start(Stage stage) {
        open(stage);
    }

    @Stop
    void stop() {
        close();
    }

    @Test
    void aLessonIsChosenDoneByHandAndClosedWithNothingLost(FxRobot robot) throws Exception {
        robot.interact(() -> {
            session().marks().setPinned("sgd/0", true);
            session().step();
        });
        waitUntil(() -> session().runs().stream().allMatch(run -> run.iteration() == 1));

        robot.clickOn("#lessons");
        waitUntil(() -> robot.lookup("#lesson-two-sides").tryQuery().isPresent());
        WaitForAsyncUtils.waitForFxEvents(); // the sheet has its place
        robot.clickOn("#lesson-two-sides");
        waitUntil(() -> window().classroom().isOpen());
        assertThat(session().preset().id()).isEqualTo("simplest-fig-1a");
        assertThat(robot.lookup("#transport").tryQuery())
                .as("a part that the step leaves out")
                .isEmpty();
        assertThat(robot.lookup("#gallery").<Node>query().isVisible()).isFalse();
        assertThat(words(robot, "#title")).isEqualTo("Why training a neural ODE is hard");
        robot.clickOn("#lesson-next");
        robot.clickOn("#lesson-check");
        assertThat(words(robot, "#lesson-said")).isEqualTo("Type a number.");
        robot.clickOn("#lesson-number").write("-3").push(KeyCode.ENTER);
        assertThat(words(robot, "#lesson-said")).isEqualTo("That is too small.");
        robot.doubleClickOn("#lesson-number")
                .push(KeyCode.SHORTCUT, KeyCode.A)
                .write("-1")
                .push(KeyCode.ENTER);
        assertThat(words(robot, "#lesson-said")).startsWith("At the target");
        assertThat(words(robot, "#lesson-after")).isNotEmpty();

        robot.push(KeyCode.ESCAPE); // leaves the field
        robot.push(KeyCode.ESCAPE);
        waitUntil(() -> !window().classroom().isOpen());
        assertThat(session().preset().id()).isEqualTo("simplest-fig-2");
        assertThat(session().undoNameProperty().get()).isEqualTo("Pin run");
        waitUntil(
                () -> session().runs().size() == 30 && session().runs().stream().allMatch(run -> run.iteration() == 1));
        assertThat(robot.lookup("#transport").tryQuery()).isPresent();
        assertThat(robot.lookup("#gallery").<Node>query().isVisible()).isTrue();
        assertThat(session().isEdited()).isTrue();
    }

    /// Also where the step is longer than the window is high.
    @Test
    void whatIsSaidOfAnAnswerComesIntoView(FxRobot robot) throws Exception {
        robot.interact(() -> {
            window().classroom().open(Lessons.get("two-sides"));
            window().root().getScene().getWindow().setHeight(360);
        });
        robot.interact(model()::next);
        robot.interact(() -> {
            model().answerProperty().set(new Answer.Amount(-1));
            model().check();
        });
        waitUntil(() -> model().phaseProperty().get() == LessonModel.Phase.ANSWERED);
        WaitForAsyncUtils.waitForFxEvents();
        Node scroll = robot.lookup("#lesson-scroll").query();
        Node title = robot.lookup(".lesson-title").query();
        Node said = robot.lookup("#lesson-said").query();
        Node after = robot.lookup("#lesson-after").query();
        waitUntil(() -> bottom(after) <= bottom(scroll) + 1);
        assertThat(bottom(after)).isGreaterThan(bottom(said));
        assertThat(bottom(title))
                .as("there is more than has room")
                .isLessThan(scroll.localToScene(scroll.getLayoutBounds()).getMinY());
    }

    private static double bottom(Node node) {
        return node.localToScene(node.getLayoutBounds()).getMaxY();
    }

    @Test
    void theFirstLessonStartsByItselfAtTheFirstLaunchAndNeverAgain(FxRobot robot) throws Exception {
        robot.interact(() -> window().start(List.of()));
        waitUntil(() -> window().classroom().isOpen());
        assertThat(model().lesson().id()).isEqualTo("first-minute");
        robot.push(KeyCode.ESCAPE);
        waitUntil(() -> !window().classroom().isOpen());
        assertThat(session().preset().id()).isEqualTo("simplest-fig-2");
        robot.interact(() -> {
            try (LabWindow next = new LabWindow(new LabWindow.Setup(1, folder))) {
                next.start(List.of());
                assertThat(next.classroom().isOpen()).isFalse();
            }
        });
    }

    @Test
    void theKeyboardAloneGoesThroughALesson(FxRobot robot) throws Exception {
        robot.push(KeyCode.L);
        // lessons are read in the background
        waitUntil(() -> robot.lookup("#lesson-first-minute").tryQuery().isPresent());
        robot.push(KeyCode.TAB);
        waitUntil(() -> robot.lookup("#lesson-first-minute").<Node>query().isFocused());
        robot.push(KeyCode.TAB);
        waitUntil(() -> robot.lookup("#lesson-two-sides").<Node>query().isFocused());
        robot.push(KeyCode.SPACE);
        waitUntil(() -> window().classroom().isOpen());
        robot.push(KeyCode.PAGE_DOWN);
        robot.push(KeyCode.PAGE_DOWN);
        robot.push(KeyCode.PAGE_DOWN);
        assertThat(model().indexProperty().get()).isEqualTo(3);
        robot.push(KeyCode.SPACE);
        assertThat(session().transport().playingProperty().get())
                .as("locked until the answer is committed")
                .isFalse();
        robot.push(KeyCode.PAGE_UP);
        assertThat(model().indexProperty().get()).isEqualTo(2);
        robot.interact(() -> robot.lookup("#option-double").<Node>query().requestFocus());
        robot.push(KeyCode.SPACE);
        assertThat(model().answerProperty().get()).isEqualTo(new Answer.Chosen("double"));
        robot.push(KeyCode.ESCAPE);
        waitUntil(() -> !window().classroom().isOpen());
    }

    @Test
    void aSketchIsDrawnWithThePointerAndWithKeys(FxRobot robot) throws Exception {
        robot.interact(() -> window().classroom().open(Lessons.get("what-node-cannot-do")));
        Node sketch = robot.lookup("#lesson-sketch").query();
        waitUntil(() -> sketch.lookup(".chart") instanceof ChartView chart
                && chart.shownProperty().get() != null
                && chart.getWidth() > 100);
        AnswerForm.Curve curve = (AnswerForm.Curve) model().step().question().form();
        ChartView chart = (ChartView) sketch.lookup(".chart");
        ChartView.Shown shown = chart.shownProperty().get();
        assertThat(shown).isNotNull();
        var data = shown.layout().areas().getFirst().data();
        Point2D low = chart.localToScreen(data.getMinX() * shown.zoom(), data.getMaxY() * shown.zoom());
        Point2D high = chart.localToScreen(data.getMaxX() * shown.zoom(), data.getMinY() * shown.zoom());
        robot.moveTo(low).press(MouseButton.PRIMARY).moveTo(high).release(MouseButton.PRIMARY);
        waitUntil(() -> model().answerProperty().get() instanceof Answer.Drawn drawn
                && drawn.values().stream().noneMatch(value -> value.isNaN()));
        List<Double> values = ((Answer.Drawn) model().answerProperty().get()).values();
        assertThat(curve.share(values.getFirst())).isCloseTo(0, within(0.05));
        assertThat(curve.share(values.get(12))).isCloseTo(0.5, within(0.05));
        assertThat(curve.share(values.getLast())).isCloseTo(1, within(0.02));

        robot.push(KeyCode.LEFT).push(KeyCode.DOWN).push(KeyCode.DOWN);
        List<Double> lowered = ((Answer.Drawn) model().answerProperty().get()).values();
        assertThat(curve.share(lowered.get(23)) - curve.share(values.get(23))).isCloseTo(-0.1, within(1e-9));
        assertThat(session().transport().cursorProperty().get())
                .as("arrows are the sketch's")
                .isZero();
        robot.push(KeyCode.DELETE);
        assertThat(model().answerProperty().get()).isEqualTo(Answer.none());
        robot.push(KeyCode.UP);
        assertThat(model().answerProperty().get()).isInstanceOf(Answer.Drawn.class);
    }

    @Test
    void aLessonFileIsDroppedAndABrokenOneIsOneSentence(FxRobot robot) throws Exception {
        Path good = folder.resolve("mine.json");
        Lessons.save(good, Lessons.get("two-sides"));
        robot.interact(() -> window().dropped(List.of(good)));
        waitUntil(() -> window().classroom().isOpen());
        assertThat(window().preferences().recent().files()).containsExactly(good.toString());

        Path broken = folder.resolve("broken.json");
        Files.writeString(broken, "{\"lesson\": 1, \"id\": \"a\", \"title\": \"T\", \"minutes\": 2, \"steps\": [{}]}");
        robot.interact(() -> window().dropped(List.of(broken)));
        waitUntil(() -> robot.lookup(".message").tryQuery().isPresent());
        assertThat(robot.lookup(".message").<Notification>query().getMessage())
                .isEqualTo("broken.json, steps[0]: 'lab' is missing; the first step says what the lab shows.");
        assertThat(window().classroom().isOpen()).as("the open one stays").isTrue();

        robot.interact(() -> window().openPreset("simplest-concave"));
        waitUntil(() -> session().preset().id().equals("simplest-concave"));
        assertThat(window().classroom().isOpen()).isFalse();
    }

    @Test
    void answersOfThirtyPeopleAreAClass(FxRobot robot) throws Exception {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Path file = folder.resolve("person-" + i + ".answers.json");
            List<Double> curve = new ArrayList<>();
            for (int column = 0; column < AnswerForm.Curve.COLUMNS; column++) {
                curve.add(0.5 + i / 15.0);
            }
            new AnswerSheet(
                            "what-node-cannot-do",
                            i == 7 ? "Ada" : "",
                            List.of(
                                    new Answer.Drawn(curve),
                                    new Answer.Chosen(i % 3 == 0 ? "nothing" : "around"),
                                    i % 2 == 0 ? Answer.none() : new Answer.Amount(0.5 + i % 4),
                                    Answer.none(),
                                    new Answer.Text("Room, says " + i)))
                    .save(file);
            files.add(file);
        }
        Path cut = folder.resolve("cut.answers.json");
        Files.writeString(cut, "{\"answers\": 1, \"lesson\"");
        Path wrong = folder.resolve("wrong.answers.json");
        Files.writeString(wrong, "{\"answers\": 1, \"lesson\": \"what-node-cannot-do\", \"steps\": []}");
        files.add(3, cut);
        files.add(wrong);
        robot.interact(() -> window().dropped(files));
        // what a sheet scrolls is there once it was laid out
        waitUntil(() -> robot.lookup("#class").tryQuery().isPresent()
                && classWords(robot).contains("30 of 30 answered"));
        assertThat(robot.lookup(".message").<Notification>query().getMessage())
                .isEqualTo("2 files hold no answers that can be read: cut.answers.json, wrong.answers.json; the other"
                        + " answers are shown.");
        assertThat(classWords(robot))
                .contains("30 of 30 answered", "15 of 30 answered", "0 of 30 answered", "10", "20")
                .contains("Right, between the dashed lines: 0.647 to 0.687.")
                .contains("pass around each other  (right)", "Room, says 7", "Room, says 29")
                .noneMatch(word -> word.contains("Ada"));
        Node shown = robot.lookup("#class").query();
        assertThat(robot.from(shown).lookup(".chart").queryAll())
                .as("sketches and a histogram")
                .hasSize(2);
        robot.interact(() -> robot.lookup("#class-names").<CheckBox>query().setSelected(true));
        waitUntil(() -> classWords(robot).contains("Ada: Room, says 7"));
        assertThat(classWords(robot))
                .contains("Ada: Room, says 7", "without a name: Room, says 8")
                .anyMatch(word -> word.contains("without a name, Ada"));
        waitUntil(() -> classWords(robot).contains("The strong line is the run's own curve."));
        robot.push(KeyCode.ESCAPE);
        files.removeAll(List.of(cut, wrong));
        robot.interact(
                () -> robot.lookup("#messages").<VBox>query().getChildren().clear());

        Path other = folder.resolve("other.json");
        new AnswerSheet("two-sides", "", List.of(Answer.none())).save(other);
        robot.interact(() -> window().dropped(List.of(files.getFirst(), other)));
        waitUntil(() -> robot.lookup(".message").tryQuery().isPresent());
        assertThat(robot.lookup(".message").<Notification>query().getMessage())
                .isEqualTo("other.json answers the lesson 'two-sides', person-0.answers.json answers"
                        + " 'what-node-cannot-do'; open the answers of one lesson at a time.");
    }

    private static List<String> classWords(FxRobot robot) {
        Node shown = robot.lookup("#class").query();
        return robot.from(shown).lookup(".label").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList();
    }

    // ---- every lesson ----------------------------------------------------------------------------
}
