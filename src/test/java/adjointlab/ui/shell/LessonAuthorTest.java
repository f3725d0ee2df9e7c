package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.lab.lesson.Lesson;
import adjointlab.lab.lesson.Lessons;
import adjointlab.lab.preset.PanelLayout;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Run;
import adjointlab.ui.lesson.AuthorModel;
import atlantafx.base.controls.Notification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// A lesson is written in the real window.
final class LessonAuthorTest extends LessonScene {
    private static final String RATE = "optimizer.learningRate";

    /// What the lab shows.
    private record State(
            String preset, Map<String, Settings> runs, int iteration, String focus, double speed, PanelLayout layout) {}

    @Start
    void start(Stage stage) {
        open(stage);
    }

    @Stop
    void stop() {
        close();
    }

    private LessonAuthor author() {
        return window().classroom().author();
    }

    private AuthorModel written() {
        return Objects.requireNonNull(author().model(), "no lesson is written");
    }

    private State state() {
        Map<String, Settings> runs = new LinkedHashMap<>();
        session()
                .context(false)
                .runs()
                .forEach(shown -> runs.put(
                        shown.run().name().replaceFirst("~\\d+$", ""), session().wanted(shown.run())));
        return new State(
                session().preset().id(),
                runs,
                session().transport().cursorProperty().get(),
                session().runList().selectedProperty().get(),
                session().transport().speedProperty().get(),
                session().preset().layout());
    }

    private void press(FxRobot robot, String id) throws Exception {
        waitUntil(() -> robot.lookup(id).tryQuery().isPresent());
        robot.interact(() -> robot.lookup(id).<Button>query().fire());
    }

    private void type(FxRobot robot, String id, String text) {
        robot.interact(() -> {
            Node node = robot.lookup(id).query();
            TextInputControl field = node instanceof ComboBox<?> box ? box.getEditor() : (TextInputControl) node;
            field.setText(text);
        });
    }

    private void openAuthor(FxRobot robot) throws Exception {
        robot.push(KeyCode.W);
        waitUntil(() -> robot.lookup("#author").tryQuery().isPresent());
    }

    private String message(FxRobot robot) throws Exception {
        VBox messages = robot.lookup("#messages").query();
        waitUntil(() -> !messages.getChildren().isEmpty());
        return ((Notification) messages.getChildren().getLast()).getMessage();
    }

    private void dismiss(FxRobot robot) {
        robot.interact(
                () -> robot.lookup("#messages").<VBox>query().getChildren().clear());
    }

    private void train(int iteration) throws Exception {
        Patience.fx(() -> {
            session().trainTo(iteration);
            return iteration;
        });
        waitUntil(() -> session().runs().stream().allMatch(run -> run.iteration() == iteration)
                && session().transport().cursorProperty().get() == iteration);
    }

    /// Opens a preset, without keeping what was changed for the step before.
    private void openPreset(FxRobot robot, String id) throws Exception {
        robot.interact(() -> window().openPreset(id));
        if (window().sheets().isOpen()) {
            press(robot, "#answer-don-t-save");
        }
        waitUntil(() -> session().preset().id().equals(id));
    }

    private void title(FxRobot robot, String title) {
        type(robot, "#author-title", title);
        type(robot, "#author-text", "Look at this.");
    }

    @Test
    void aRecordedLessonPlaysBackWhatTheLabShowed(FxRobot robot) throws Exception {
        openAuthor(robot);
        List<State> states = new ArrayList<>();

        openPreset(robot, "simplest-fig-1a");
        record(robot, states);
        title(robot, "One");

        openPreset(robot, "simplest-concave");
        robot.interact(() -> {
            session().editRuns(all(), RATE, 0.125, "Change η");
            session().setSpeed(5);
        });
        train(4);
        robot.interact(() -> {
            session().scrub(3);
            session().runList().selectedProperty().set(session().runs().get(1).name());
        });
        record(robot, states);
        title(robot, "Two");

        openPreset(robot, "simplest-fig-2");
        robot.interact(() -> {
            for (Run run : session().runs()) {
                session().marks().setVisible(run.name(), run.name().endsWith("/2"));
            }
            window().openPanel("nfe");
        });
        train(2);
        record(robot, states);
        title(robot, "Three");
        type(robot, "#author-lesson-title", "Recorded by hand");
        Path file = folder.resolve("recorded.json");
        robot.interact(() -> author().save(file));
        waitUntil(() -> Files.exists(file) && !written().isUnsaved());

        Lesson lesson = Lessons.load(file);
        assertThat(lesson.id()).isEqualTo("recorded-by-hand");
        assertThat(lesson.steps()).extracting(step -> step.texts().title()).containsExactly("One", "Two", "Three");
        assertThat(lesson.patchAt(0).settings()).isEmpty();
        assertThat(lesson.patchAt(1).settings()).containsExactly(Map.entry(RATE, 0.125));
        assertThat(lesson.patchAt(2).runs().globs()).isEqualTo("sgd/2,adam/2,variance-corrected/2");
        assertThat(lesson.patchAt(2).layout()).isPresent();

        press(robot, "#author-close");
        waitUntil(() -> robot.lookup("#author").tryQuery().isEmpty());
        robot.interact(() -> window().classroom().open(lesson));
        for (int i = 0; i < 3; i++) {
            int step = i;
            State recorded = states.get(i);
            waitUntil(() -> session().transport().cursorProperty().get() == recorded.iteration);
            waitUntil(() -> session().runs().stream().allMatch(run -> run.iteration() >= recorded.iteration));
            assertThat(state()).as("step " + (step + 1)).isEqualTo(recorded);
            assertThat(model().indexProperty().get()).isEqualTo(i);
            if (i < 2) {
                robot.interact(() -> model().next());
            }
        }
    }

    private void record(FxRobot robot, List<State> states) throws Exception {
        int before = written().count();
        press(robot, "#author-add");
        assertThat(written().count()).isEqualTo(before + 1);
        states.add(state());
    }

    private Set<String> all() {
        return Set.copyOf(session().runs().stream().map(Run::name).toList());
    }

    @Test
    void whatNoStepCouldShowIsRefusedInASentence(FxRobot robot) throws Exception {
        openAuthor(robot);
        robot.interact(() -> session().editRuns(Set.of("sgd/2"), RATE, 0.01, "Change η"));
        press(robot, "#author-add");
        assertThat(message(robot))
                .isEqualTo(
                        "“SGD a₀ = 2” has settings of its own, and a step changes them for all runs that have them.");
        assertThat(written().count()).isZero();
        dismiss(robot);

        robot.interact(() -> session().undo());
        train(2);
        robot.interact(() -> session().branch("sgd/2"));
        press(robot, "#author-add");
        assertThat(message(robot)).contains("was added by hand, and a step shows runs of the preset alone");
        dismiss(robot);

        robot.interact(() -> {
            session().undo();
            session().runs().forEach(run -> session().marks().setVisible(run.name(), false));
        });
        press(robot, "#author-add");
        assertThat(message(robot)).startsWith("No run is shown");
        dismiss(robot);

        robot.interact(() -> {
            session().marks().setVisible("sgd/0", true);
            session().editRuns(Set.of("sgd/0"), RATE, 0.04, "Change η");
        });
        press(robot, "#author-add");
        assertThat(message(robot))
                .contains("was changed at iteration 2, and runs of a step train under one setting: restart them (R)");
    }

    @Test
    void wrongFieldsAreToldAtTheFieldAndNothingIsWritten(FxRobot robot) throws Exception {
        openAuthor(robot);
        press(robot, "#author-preview");
        assertThat(message(robot)).isEqualTo("A lesson needs a step: add what the lab shows as the first one.");
        dismiss(robot);
        press(robot, "#author-add");
        assertThat(words(robot, "#author-title-wrong")).isEqualTo("A step needs a title.");
        type(robot, "#author-lesson-title", "Fields");
        title(robot, "Guess");
        assertThat(words(robot, "#author-title-wrong")).isEmpty();
        type(robot, "#author-formula", "\\frac{1}{");
        assertThat(words(robot, "#author-formula-wrong"))
                .isEqualTo("This is no formula in LaTeX: check its braces and" + " commands.");
        type(robot, "#author-formula", "\\frac{1}{2}");
        assertThat(words(robot, "#author-formula-wrong")).isEmpty();
        type(robot, "#author-lesson-minutes", "soon");
        assertThat(words(robot, "#author-lesson-minutes-wrong"))
                .isEqualTo("“soon” is not a whole number from 1 to a million.");
        type(robot, "#author-lesson-minutes", "3");

        robot.interact(() -> written().ask("number"));
        assertThat(words(robot, "#author-question-prompt-wrong")).isEqualTo("Ask something.");
        type(robot, "#author-question-prompt", "How many?");
        type(robot, "#author-question-value", "many");
        assertThat(words(robot, "#author-question-value-wrong")).isEqualTo("“many” is not a number.");
        type(robot, "#author-question-value", "1,5");
        type(robot, "#author-question-within", "-1");
        assertThat(words(robot, "#author-question-within-wrong")).isEqualTo("“Give or take” must be positive.");
        press(robot, "#author-preview");
        assertThat(message(robot)).isEqualTo("Step 1: “Give or take” must be positive.");
        assertThat(window().classroom().isOpen()).isFalse();
        dismiss(robot);
        type(robot, "#author-question-within", "0.1");

        robot.interact(() -> written().ask("choose"));
        assertThat(words(robot, "#author-answers-wrong")).isEqualTo("Every answer needs a text.");
        type(robot, "#author-answer-0", "one");
        type(robot, "#author-answer-1", "two");
        robot.clickOn(robot.lookup("#author-title").<Node>query()); // the form stands still
        assertThat(words(robot, "#author-answers-wrong")).isEmpty();
        press(robot, "#author-preview");
        waitUntil(() -> window().classroom().isOpen());
        assertThat(model().step().question().prompt()).isEqualTo("How many?");
        robot.push(KeyCode.ESCAPE);
        robot.push(KeyCode.ESCAPE);
        waitUntil(() -> !window().classroom().isOpen());
        assertThat(robot.lookup("#author").tryQuery()).as("back at the author").isPresent();
    }

    @Test
    void aStepIsTakenOutMovedAndBroughtBack(FxRobot robot) throws Exception {
        openAuthor(robot);
        for (String title : List.of("A", "B", "C")) {
            press(robot, "#author-add");
            title(robot, title);
        }
        press(robot, "#author-step-1");
        press(robot, "#author-remove");
        assertThat(titles(robot)).containsExactly("1.  A", "2.  C");
        press(robot, "#author-undo");
        assertThat(titles(robot)).containsExactly("1.  A", "2.  B", "3.  C");
        press(robot, "#author-up");
        assertThat(titles(robot)).containsExactly("1.  B", "2.  A", "3.  C");
        press(robot, "#author-undo");
        press(robot, "#author-redo");
        assertThat(titles(robot)).containsExactly("1.  B", "2.  A", "3.  C");
    }

    private static List<String> titles(FxRobot robot) {
        return robot.lookup(".author-step").queryAllAs(Button.class).stream()
                .map(Button::getText)
                .toList();
    }

    @Test
    void nothingIsLostWithoutAQuestion(FxRobot robot) throws Exception {
        openAuthor(robot);
        press(robot, "#author-add");
        robot.interact(() -> window().askToClose());
        waitUntil(() -> robot.lookup("#answer-cancel").tryQuery().isPresent());
        assertThat(robot.lookup(".sheet-title").<Label>query().getText()).isEqualTo("Save the lesson?");
        press(robot, "#answer-cancel");
        assertThat(written().count()).isEqualTo(1);
        press(robot, "#author-close");
        press(robot, "#answer-don-t-save");
        waitUntil(() -> robot.lookup("#author").tryQuery().isEmpty());
    }

    @Test
    void aLessonThatIsPlayedIsOpenedToBeChangedAndComesOutAsItWas(FxRobot robot) throws Exception {
        Lesson lesson = Lessons.get("two-sides");
        robot.interact(() -> window().classroom().open(lesson));
        openAuthor(robot);
        assertThat(window().classroom().isOpen()).isFalse();
        assertThat(Patience.fx(() -> written().lesson())).isEqualTo(lesson);
        robot.interact(() -> written().select(3));
        assertThat(robot.lookup("#author-title").<TextInputControl>query().getText())
                .isEqualTo("Start on the plain");
    }

    @Test
    void theSettingsAreThereInPlaceOfTheLesson(FxRobot robot) throws Exception {
        assertThat(robot.lookup("#inspector").tryQuery()).isPresent();
        openAuthor(robot);
        assertThat(robot.lookup("#inspector").tryQuery()).isEmpty();
        robot.clickOn("#author-settings");
        waitUntil(() -> robot.lookup("#inspector").tryQuery().isPresent());
        robot.push(KeyCode.W);
        waitUntil(() -> robot.lookup("#author").tryQuery().isEmpty());
        assertThat(robot.lookup("#inspector").tryQuery()).isPresent();
    }
}
