package adjointlab.ui.shell;

import adjointlab.core.ode.Cancellation;
import adjointlab.lab.lesson.Answer;
import adjointlab.lab.lesson.AnswerForm;
import adjointlab.lab.lesson.Judgement.Verdict;
import adjointlab.lab.lesson.Patch;
import adjointlab.lab.lesson.Question;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// What a person answers and does in lessons, right and wrong.
final class LessonAnswers {
    /// What a person sets where a goal is about what runs do then; a goal about a setting says itself what to set.
    private static final Map<String, Map<String, Object>> DEEDS = Map.of(
            "first-minute/2", Map.of("optimizer.learningRate", 0.4),
            "two-sides/5", Map.of("optimizer.learningRate", 0.8));

    private LessonAnswers() {}

    /// What is to be set for the goal of a question.
    ///
    /// @param at the lesson and the step, from 1: `two-sides/5`
    /// @return values by the paths of settings
    static Map<String, Object> deeds(Question question, String at) {
        Map<?, ?> goal = goal(question);
        return goal.get("setting") instanceof String path
                ? Map.of(path, between(end(goal, "from", -Double.MAX_VALUE), end(goal, "to", Double.MAX_VALUE)))
                : DEEDS.getOrDefault(at, Map.of());
    }

    /// Which number of several the goal is about.
    static int index(Question question) {
        return goal(question).get("index") instanceof Integer given ? given : 0;
    }

    private static Map<?, ?> goal(Question question) {
        return (Map<?, ?>) Objects.requireNonNull(question.tree().get("goal"));
    }

    /// A list with another number at a place.
    static List<Object> replaced(List<?> list, int index, Object value) {
        List<Object> changed = new ArrayList<>(list);
        changed.set(index, value);
        return changed;
    }

    /// A goal without one of its ends is open there.
    private static double end(Map<?, ?> goal, String name, double open) {
        return goal.get(name) instanceof Double end ? end : open;
    }

    private static double between(double from, double to) {
        return from <= -1e300 ? to : to >= 1e300 ? from : (from + to) / 2;
    }

    /// A wrong answer, where there is one, and a right one.
    static List<Answer> of(Question question, Patch patch, int reveal) {
        List<Answer> answers = new ArrayList<>();
        switch (question.form()) {
            case AnswerForm.Nothing _, AnswerForm.InLab _ -> throw new IllegalStateException("no answers");
            case AnswerForm.Words _ -> answers.add(new Answer.Text("Because the steps are too long."));
            case AnswerForm.Options options -> {
                for (Verdict verdict : List.of(Verdict.WRONG, Verdict.RIGHT, Verdict.NOTED)) {
                    options.options().stream()
                            .map(option -> (Answer) new Answer.Chosen(option.id()))
                            .filter(answer -> question.judge(answer, List.of()).verdict() == verdict)
                            .findFirst()
                            .ifPresent(answers::add);
                }
            }
            case AnswerForm.Quantity _ -> {
                double value = number(question.tree(), "value");
                double within = number(question.tree(), "within");
                answers.add(new Answer.Amount(value + 10 * within));
                answers.add(new Answer.Amount(value));
            }
            case AnswerForm.Curve curve -> {
                double[] truth = truth(curve, patch, reveal);
                answers.add(new Answer.Drawn(IntStream.range(0, AnswerForm.Curve.COLUMNS)
                        .mapToObj(i -> curve.value(curve.share(truth[(int) curve.iteration(i)]) > 0.5 ? 0 : 1))
                        .toList()));
                answers.add(new Answer.Drawn(IntStream.range(0, AnswerForm.Curve.COLUMNS)
                        .mapToObj(i -> truth[(int) Math.round(curve.iteration(i))])
                        .toList()));
            }
        }
        return answers;
    }

    private static double number(Map<?, ?> tree, String name) {
        return (Double) Objects.requireNonNull(tree.get(name), name);
    }

    /// What the run will do, from a training beside the window.
    private static double[] truth(AnswerForm.Curve curve, Patch patch, int reveal) {
        try (TrainingService service = new TrainingService(0)) {
            Preset preset = patch.open();
            List<Run> runs = patch.specs(preset).stream()
                    .filter(spec -> curve.truth().runs().matches(spec.name()))
                    .limit(1)
                    .map(spec -> service.add(
                            new Run.Identity(spec.name(), spec.label(), spec.group(), null),
                            spec.settings(preset.settings())))
                    .toList();
            service.drain(Cancellation.NEVER);
            runs.forEach(run -> service.advance(run, reveal));
            service.drain(Cancellation.NEVER);
            return curve.truth().values(runs);
        }
    }
}
