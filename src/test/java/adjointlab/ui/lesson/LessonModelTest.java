package adjointlab.ui.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.ode.Cancellation;
import adjointlab.lab.lesson.Answer;
import adjointlab.lab.lesson.Judgement.Verdict;
import adjointlab.lab.lesson.Lesson;
import adjointlab.lab.lesson.LessonJson;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.TrainingService;
import adjointlab.ui.form.FieldModel;
import adjointlab.ui.lesson.LessonModel.Phase;
import adjointlab.ui.session.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A lesson without a window.
final class LessonModelTest {
    private static final Lesson LESSON = LessonJson.read("test.json", """
            {"lesson": 1, "id": "test", "title": "Test", "minutes": 1, "steps": [
              {"title": "A", "text": "Read.", "lab": {"preset": "simplest-fig-2", "runs": "sgd/*"}},
              {"title": "B", "text": "Choose.", "reveal": 8, "question": {"kind": "choose", "prompt": "?", "options": [
                {"id": "a", "text": "A", "right": true}, {"id": "b", "text": "B", "says": "No."}]}},
              {"title": "C", "text": "Type.", "question": {"kind": "number", "prompt": "?", "value": 2, "within": 0.1}},
              {"title": "D", "text": "Drag.", "controls": {"settings": ["optimizer.learningRate"]},
               "question": {"kind": "drag", "prompt": "?", "goal": {"setting": "optimizer.learningRate", "from": 0.2}}},
              {"title": "E", "text": "Again.", "lab": {"preset": "simplest-fig-2", "runs": "sgd/*", "anew": true}}
            ]}
            """);

    private final TrainingService service = new TrainingService(0);
    private Session session;
    private LessonModel model;
    private int finished;
    private long now = 1;

    @BeforeEach
    void open() {
        session = new Session(service, Presets.get("simplest-fig-1a"), _ -> {}, () -> now);
        session.open(Presets.get("simplest-fig-1a"));
        session.putAside();
        model = new LessonModel(LESSON, session, () -> finished++);
        model.start();
        settle();
    }

    @AfterEach
    void close() {
        session.close();
    }

    private void settle() {
        service.drain(Cancellation.NEVER);
        now += 500_000_000L;
        session.refresh();
        model.pulse();
    }

    private Verdict verdict() {
        return model.judgementProperty().get().verdict();
    }

    private int reached() {
        return session.transport().reachedProperty().get();
    }

    private boolean isLocked() {
        return session.transport().lockedProperty().get();
    }

    @Test
    void aPredictionIsCommittedBeforeTheRunsUnlock() {
        assertThat(session.runs()).hasSize(10);
        assertThat(isLocked()).isFalse();
        session.trainTo(3); // peeking
        settle();
        model.next();
        settle();
        assertThat(isLocked()).isTrue();
        assertThat(reached()).as("nothing is given away").isZero();

        model.check();
        assertThat(verdict()).isEqualTo(Verdict.EMPTY);
        assertThat(isLocked()).isTrue();

        model.answerProperty().set(new Answer.Chosen("b"));
        model.check();
        assertThat(isLocked()).isFalse();
        assertThat(model.phaseProperty().get()).isEqualTo(Phase.REVEALING);
        assertThat(verdict()).isEqualTo(Verdict.WAITING);
        assertThat(model.isOpen()).isFalse();
        settle();
        assertThat(reached()).isEqualTo(8);
        assertThat(model.phaseProperty().get()).isEqualTo(Phase.ANSWERED);
        assertThat(verdict()).isEqualTo(Verdict.WRONG);
        assertThat(model.judgementProperty().get().word()).isEqualTo("No.");
    }

    @Test
    void anAnswerIsKeptWhenThePersonGoesBack() {
        model.next();
        model.answerProperty().set(new Answer.Chosen("a"));
        model.check();
        settle();
        model.next();
        model.back();
        settle();
        assertThat(model.answerProperty().get()).isEqualTo(new Answer.Chosen("a"));
        assertThat(verdict()).isEqualTo(Verdict.RIGHT);
        assertThat(isLocked()).isFalse();
        assertThat(reached()).isEqualTo(8);
        assertThat(session.transport().cursorProperty().get())
                .as("what was revealed is shown")
                .isEqualTo(8);
        model.back();
        assertThat(model.indexProperty().get()).isZero();
        model.back();
        assertThat(model.indexProperty().get()).isZero();
    }

    @Test
    void aStepThatIsSkippedUnlocksTheRuns() {
        model.next();
        assertThat(isLocked()).isTrue();
        model.next();
        settle();
        assertThat(isLocked()).isFalse();
        session.step();
        settle();
        assertThat(reached()).isOne();
    }

    @Test
    void whatWasNotCommittedMayBeTriedAgain() {
        model.next();
        model.next();
        model.answerProperty().set(new Answer.Amount(5));
        model.check();
        assertThat(verdict()).isEqualTo(Verdict.WRONG);
        model.answerProperty().set(new Answer.Amount(2));
        assertThat(model.phaseProperty().get()).isEqualTo(Phase.ASKED);
        model.check();
        assertThat(verdict()).isEqualTo(Verdict.RIGHT);
    }

    @Test
    void aStepMayStartAnewWhatIsKnown() {
        session.trainTo(5);
        settle();
        for (int i = 0; i < 4; i++) {
            model.next();
            settle();
        }
        assertThat(reached()).isZero();
        for (int i = 0; i < 4; i++) {
            model.back();
            settle();
        }
        assertThat(reached()).isEqualTo(5);
    }

    @Test
    void theLabShowsAGoalByItself() {
        model.next();
        model.next();
        model.next();
        settle();
        assertThat(model.phaseProperty().get()).isEqualTo(Phase.ASKED);
        FieldModel rate = session.inspector().groups().stream()
                .flatMap(group -> group.fields().stream())
                .filter(field -> field.path().equals("optimizer.learningRate"))
                .findFirst()
                .orElseThrow();
        rate.edit(0.1);
        settle();
        assertThat(model.phaseProperty().get()).isEqualTo(Phase.ASKED);
        rate.edit(0.25);
        settle();
        assertThat(model.phaseProperty().get()).isEqualTo(Phase.ANSWERED);
        assertThat(model.answerProperty().get()).isEqualTo(new Answer.Amount(0.25));
        assertThat(model.judgementProperty().get().word()).isEqualTo("Done, at 0.25.");
        model.next();
        assertThat(model.isLast()).isTrue();
        assertThat(finished).isZero();
        model.next();
        assertThat(finished).isOne();
    }
}
