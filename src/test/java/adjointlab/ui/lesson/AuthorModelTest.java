package adjointlab.ui.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.ode.Cancellation;
import adjointlab.lab.lesson.Blank;
import adjointlab.lab.lesson.Lesson;
import adjointlab.lab.lesson.Lessons;
import adjointlab.lab.lesson.Patch;
import adjointlab.lab.lesson.Question;
import adjointlab.lab.lesson.Questions;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.RunPattern;
import adjointlab.lab.run.TrainingService;
import adjointlab.ui.session.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A lesson is written without a window.
final class AuthorModelTest {
    private TrainingService service = new TrainingService(0);
    private Session session = new Session(service, Presets.get("simplest-fig-2"), _ -> {}, () -> 0);
    private AuthorModel model = new AuthorModel(session);

    static List<Entry<Question.Kind>> kinds() {
        return Questions.CATALOG.entries();
    }

    static List<String> lessons() {
        return Lessons.ids();
    }

    @BeforeEach
    void open() {
        service = new TrainingService(0);
        session = new Session(service, Presets.get("simplest-fig-2"), _ -> {}, () -> 0);
        session.open(Presets.get("simplest-fig-2"));
        service.drain(Cancellation.NEVER);
        model = new AuthorModel(session);
    }

    @AfterEach
    void close() {
        session.close();
    }

    private void addStep(String title) {
        model.add();
        model.type(StepDraft.TITLE, title);
        model.type(StepDraft.TEXT, "Read this.");
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void everyLessonCanBeTypedAsItIs(String id) {
        Lesson lesson = Lessons.get(id);
        model.open(lesson, Path.of("x.json"));
        assertThat(model.lesson()).isEqualTo(lesson);
        assertThat(model.isUnsaved()).isFalse();
    }

    /// An author can fill in all that files hold of a question, and nothing else.
    @ParameterizedTest
    @MethodSource("kinds")
    void blanksAreWhatFilesHold(Entry<Question.Kind> entry) {
        Question.Kind kind = entry.createDefault();
        JsonObject example = JsonObject.parse("example", kind.example());
        Question asked = kind.reader().apply(example);
        List<String> keys = kind.blanks().stream().map(Blank::key).toList();
        for (String key : example.keys()) {
            if (!key.equals("kind")) {
                assertThat(keys).anyMatch(each -> each.equals(key) || each.startsWith(key + "."));
            }
        }
        for (String key : asked.tree().keySet()) {
            assertThat(keys).anyMatch(each -> each.equals(key) || each.startsWith(key + "."));
        }
        assertThat(kind.blanks())
                .allMatch(blank -> blank.picks().isEmpty()
                        == (blank.form() != Blank.Form.PICK && blank.form() != Blank.Form.TOPIC));
    }

    @Test
    void aGoalIsAboutOneThing() {
        addStep("Drag");
        model.type(Draft.TITLE, "Goals");
        model.ask("drag");
        model.type("question.prompt", "Do it.");
        Blank topic = topic();
        model.pick(topic, "goal.state");
        model.type("question.goal.metric", "loss");
        assertThat(model.lesson().steps().getFirst().question().tree().toString())
                .contains("state=diverged");
        model.pick(topic, "goal.metric");
        model.type("question.goal.to", "0.5");
        assertThat(model.lesson().steps().getFirst().question().tree().toString())
                .contains("metric=loss", "to=0.5")
                .doesNotContain("state", "from");
        model.type("question.goal.from", "0.7");
        assertThatThrownBy(model::lesson)
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("Step 1: “From” must not be above “To”");
        assertThat(model.wrong("question.goal.from")).contains("“From” must not be above “To”.");
        model.pick(topic, "goal.setting");
        model.type("question.goal.setting", "");
        assertThat(model.wrong("question.goal.setting")).contains("Choose one.");
    }

    private Blank topic() {
        return model.step().orElseThrow().blanks().stream()
                .filter(blank -> blank.form() == Blank.Form.TOPIC)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void typingInOneFieldIsOneStepOfUndo() {
        addStep("Ti");
        model.type(StepDraft.TITLE, "Title");
        model.type(StepDraft.TITLE, "Title!");
        model.undo();
        assertThat(model.text(StepDraft.TITLE)).isEqualTo("Ti");
        model.redo();
        assertThat(model.text(StepDraft.TITLE)).isEqualTo("Title!");
        model.ask("choose");
        model.setAnswer(0, "a", true, "");
        model.setAnswer(0, "ab", true, "");
        model.undo();
        assertThat(model.step().orElseThrow().answers())
                .extracting(StepDraft.AnswerDraft::text)
                .containsOnly("");
        while (!model.undoNameProperty().get().isEmpty()) {
            model.undo();
        }
        assertThat(model.count()).isZero();
        assertThat(model.selectedProperty().get()).isEqualTo(-1);
    }

    @Test
    void theFirstStepNeedsAStateAndOthersNeedNot() {
        addStep("One");
        addStep("Two");
        model.type(Draft.TITLE, "Two steps: über Ödes");
        model.keepLab();
        Lesson lesson = model.lesson();
        assertThat(lesson.id()).isEqualTo("two-steps-uber-odes");
        assertThat(lesson.steps()).extracting(step -> step.patch().isPresent()).containsExactly(true, false);
        model.move(-1);
        assertThatThrownBy(model::lesson).hasMessage("Step 1: The first step says what the lab shows: record it");
        model.record();
        assertThat(model.lesson().patchAt(0)).isEqualTo(lesson.patchAt(0));
    }

    @Test
    void onlyAQuestionWhoseAnswerIsCommittedPredicts() {
        addStep("One");
        model.type(Draft.TITLE, "Predict");
        model.ask("explain");
        model.type("question.prompt", "Why?");
        model.type(StepDraft.REVEAL, "20");
        assertThat(model.lesson().steps().getFirst().reveal()).isEqualTo(20);
        model.ask("look");
        assertThat(model.lesson().steps().getFirst().reveal()).isZero();
        model.ask("explain");
        model.type(StepDraft.REVEAL, "-3");
        assertThat(model.wrong(StepDraft.REVEAL)).contains("“-3” is not a whole number from 0 to a million.");
    }

    @Test
    void whatIsSavedIsWhatWasGiven() {
        addStep("One");
        model.type(Draft.TITLE, "Kept");
        assertThat(model.isUnsaved()).isTrue();
        model.lesson();
        model.type(Draft.TEXT, "typed while it was written");
        model.saved(Path.of("kept.json"));
        assertThat(model.isUnsaved()).isTrue();
        model.undo();
        assertThat(model.isUnsaved()).isFalse();
        assertThat(model.file()).isEqualTo(Path.of("kept.json"));
    }

    @Test
    void whatIsRecordedIsTheDifferenceToThePreset() {
        session.setSpeed(12);
        model.add();
        Patch patch = model.step().flatMap(StepDraft::patch).orElseThrow();
        assertThat(patch)
                .isEqualTo(new Patch(
                        "simplest-fig-2",
                        Map.of(),
                        RunPattern.ALL,
                        new Patch.View(0, "", 12, false),
                        Optional.empty()));
    }
}
