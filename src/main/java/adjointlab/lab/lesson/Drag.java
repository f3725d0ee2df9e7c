package adjointlab.lab.lesson;

import adjointlab.core.catalog.Entry;
import adjointlab.core.math.Numbers;
import adjointlab.lab.lesson.Blank.Form;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.run.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The person changes a setting, drags a point or trains until the lab shows a goal.
///
/// @param prompt what is asked
/// @param goal what the lab must show
/// @param done what is said then
record Drag(String prompt, Goal goal, String done) implements Question {
    static final Entry<Kind> ENTRY = Kind.entry(
            "drag",
            "Drag",
            "Something is changed in the lab until it shows a goal.",
            """
            {
              "kind": "drag",
              "prompt": "Raise η until SGD diverges.",
              "goal": {"runs": "sgd/*", "state": "diverged"},
              "done": "Too far: the step threw the state out of what can be computed."
            }
            """,
            List.of(
                    Blank.prompt(),
                    Blank.of("goal", "The goal is", Form.TOPIC)
                            .picking(
                                    Goal.SETTING, "a setting in a range",
                                    Goal.METRIC, "a number in a range",
                                    Goal.STATE, "how a run ends"),
                    Blank.of("goal.runs", "Run that must show it", Form.RUNS),
                    Blank.of(Goal.SETTING, "Setting", Form.SETTING).when(Goal.SETTING),
                    Blank.of("goal.index", "Which number of a list, from 0", Form.WHOLE)
                            .when(Goal.SETTING),
                    Blank.of(Goal.METRIC, "Number", Form.METRIC).when(Goal.METRIC),
                    Blank.of(Goal.STATE, "The run is", Form.PICK)
                            .picking("diverged", "diverged", "finished", "finished")
                            .when(Goal.STATE),
                    Blank.of("goal.from", "From", Form.NUMBER).when(Goal.SETTING, Goal.METRIC),
                    Blank.of("goal.to", "To", Form.NUMBER).when(Goal.SETTING, Goal.METRIC),
                    Blank.of("done", "Said when it is done", Form.WORDS)),
            Drag::read);

    private static final int DIGITS = 3;

    private static Drag read(JsonObject json) {
        json.allow("kind", "prompt", "goal", "done");
        return new Drag(json.text("prompt"), Goal.read(json.object("goal")), json.textOr("done", ""));
    }

    @Override
    public Entry<Kind> kind() {
        return ENTRY;
    }

    @Override
    public AnswerForm form() {
        return new AnswerForm.InLab(goal);
    }

    @Override
    public boolean commits() {
        return false;
    }

    @Override
    public Judgement judge(Answer answer, List<Run> runs) {
        return answer instanceof Answer.Amount amount
                ? new Judgement(
                        Judgement.Verdict.RIGHT,
                        done.isEmpty() ? "Done, at " + Numbers.brief(amount.value(), DIGITS) + "." : done)
                : Judgement.empty("Not there yet.");
    }

    @Override
    public List<String> key() {
        return done.isEmpty() ? List.of() : List.of(done);
    }

    @Override
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("goal", goal.tree());
        tree.put("done", done);
        return tree;
    }
}
