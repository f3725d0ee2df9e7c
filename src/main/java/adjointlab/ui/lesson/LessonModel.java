package adjointlab.ui.lesson;

import adjointlab.lab.lesson.Answer;
import adjointlab.lab.lesson.AnswerForm;
import adjointlab.lab.lesson.Judgement;
import adjointlab.lab.lesson.Judgement.Verdict;
import adjointlab.lab.lesson.Lesson;
import adjointlab.lab.lesson.Patch;
import adjointlab.lab.lesson.Step;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.lab.store.LabDocument;
import adjointlab.ui.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// A lesson that a person goes through: where they are, what they have answered and what is said to it. It lets the
/// session show each step's state, and locks the runs until what they will do has been predicted.
public final class LessonModel {
    /// How far a step's question is.
    public enum Phase {
        /// It waits for an answer.
        ASKED,
        /// The answer is committed, and the runs train up to where it can be judged.
        REVEALING,
        /// The answer was judged.
        ANSWERED
    }

    /// Nothing is said.
    private static final Judgement SILENCE = new Judgement(Verdict.NOTED, "");

    /// What happened at a step.
    private record Given(Answer answer, Judgement judgement, Phase phase) {}

    private final Lesson lesson;
    private final Session session;
    private final Runnable finished;
    private final List<Given> given = new ArrayList<>();
    private final ReadOnlyIntegerWrapper index = new ReadOnlyIntegerWrapper(-1);
    private final ObjectProperty<Answer> answer = new SimpleObjectProperty<>(new Answer.None());
    private final ReadOnlyObjectWrapper<Judgement> judgement = new ReadOnlyObjectWrapper<>(SILENCE);
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.ASKED);
    private long seen = -1;
    private boolean moving;

    /// @param session whose document was put aside
    /// @param finished is run when the person goes on from the last step
    public LessonModel(Lesson lesson, Session session, Runnable finished) {
        this.lesson = lesson;
        this.session = session;
        this.finished = finished;
        lesson.steps().forEach(step -> given.add(fresh(step)));
        answer.addListener((_, _, _) -> answerChanged());
    }

    private static Given fresh(Step step) {
        boolean asks = !(step.question().form() instanceof AnswerForm.Nothing);
        return new Given(new Answer.None(), SILENCE, asks ? Phase.ASKED : Phase.ANSWERED);
    }

    /// What is gone through.
    public Lesson lesson() {
        return lesson;
    }

    /// Number of the step that is shown, from 0; −1 before [#start].
    public ReadOnlyIntegerProperty indexProperty() {
        return index.getReadOnlyProperty();
    }

    /// The step that is shown.
    public Step step() {
        return lesson.steps().get(index.get());
    }

    /// Whether it is the last one.
    public boolean isLast() {
        return index.get() == lesson.steps().size() - 1;
    }

    /// The answer as it stands in its control; a committed one stays.
    public ObjectProperty<Answer> answerProperty() {
        return answer;
    }

    /// What is said to the answer.
    public ReadOnlyObjectProperty<Judgement> judgementProperty() {
        return judgement.getReadOnlyProperty();
    }

    /// How far the question is.
    public ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    /// Whether the answer can be changed.
    public boolean isOpen() {
        return phase.get() == Phase.ASKED || !step().predicts();
    }

    /// The runs as they are now.
    public List<Run> runs() {
        return session.runs();
    }

    /// Shows the first step.
    public void start() {
        go(0);
    }

    /// Shows the next step, answered or not; after the last one the lesson is finished.
    public void next() {
        if (isLast()) {
            finished.run();
        } else {
            go(index.get() + 1);
        }
    }

    /// Shows the step before.
    public void back() {
        if (index.get() > 0) {
            go(index.get() - 1);
        }
    }

    /// Takes the answer: it is judged, or committed and judged when the runs have come far enough.
    public void check() {
        if (phase.get() != Phase.ASKED) {
            return;
        }
        Judgement said = step().question().judge(answer.get(), runs());
        if (said.verdict() == Verdict.EMPTY) {
            judgement.set(said);
        } else if (step().predicts()) {
            phase.set(Phase.REVEALING);
            judgement.set(new Judgement(Verdict.WAITING, "Taken. Now watch."));
            session.transport().lockedProperty().set(false);
            session.trainTo(step().reveal());
            seen = -1;
        } else {
            answered(said);
        }
    }

    /// Looks at what the runs have done; once a pulse.
    ///
    /// @return whether they have done anything
    public boolean pulse() {
        long version = session.version();
        if (index.get() < 0 || version == seen) {
            return false;
        }
        seen = version;
        if (phase.get() == Phase.REVEALING && runs().stream().allMatch(this::hasShown)) {
            answered(step().question().judge(answer.get(), runs()));
        } else if (phase.get() == Phase.ASKED && step().question().form() instanceof AnswerForm.InLab form) {
            Answer now = form.answer(runs());
            Judgement said = step().question().judge(now, runs());
            if (said.verdict() != Verdict.EMPTY) {
                answer.set(now);
                answered(said);
            }
        }
        return true;
    }

    private boolean hasShown(Run run) {
        return run.iteration() >= step().reveal() || run.state().ended();
    }

    private void answered(Judgement said) {
        judgement.set(said);
        phase.set(Phase.ANSWERED);
    }

    /// Another answer is another try, unless the first one was committed.
    private void answerChanged() {
        if (!moving && index.get() >= 0 && phase.get() == Phase.ANSWERED && isOpen()) {
            phase.set(Phase.ASKED);
            judgement.set(SILENCE);
        }
    }

    private void go(int to) {
        int from = index.get();
        if (from >= 0) {
            given.set(from, new Given(answer.get(), judgement.get(), phase.get()));
        }
        Step step = lesson.steps().get(to);
        Given before = given.get(to);
        boolean secret = step.predicts() && before.phase == Phase.ASKED;
        if (from != to - 1 || step.patch().isPresent() || secret) {
            show(lesson.patchAt(to), secret);
        }
        session.transport().lockedProperty().set(secret);
        moving = true;
        answer.set(before.answer);
        moving = false;
        judgement.set(before.judgement);
        phase.set(before.phase);
        if (step.predicts() && !secret) {
            session.trainTo(step.reveal());
        }
        seen = -1;
        index.set(to);
    }

    private void show(Patch patch, boolean secret) {
        Preset preset = patch.open();
        Patch.View view = patch.view();
        double pace = view.pace() > 0 ? view.pace() : TrainingService.UNLIMITED;
        session.show(
                preset,
                patch.specs(preset),
                new LabDocument.View(view.iteration(), view.focus(), pace, true, Map.of()),
                secret);
    }
}
