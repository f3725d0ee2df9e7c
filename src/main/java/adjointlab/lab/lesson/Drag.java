package adjointlab.lab.lesson;

import adjointlab.core.catalog.Entry;
import adjointlab.core.math.Numbers;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunPattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The person changes a setting, drags a point or trains until the lab shows a goal.
///
/// @param prompt what is asked
/// @param runs one of which must show the goal
/// @param goal what it must show
/// @param done what is said then
record Drag(String prompt, RunPattern runs, Goal goal, String done) implements Question {
    static final Entry<Kind> ENTRY =
            Kind.entry("drag", "Drag", "Something is changed in the lab until it shows a goal.", """
            {
              "kind": "drag",
              "prompt": "Raise η until SGD diverges.",
              "goal": {"runs": "sgd/*", "state": "diverged"},
              "done": "Too far: the step threw the state out of what can be computed."
            }
            """, Drag::read);

    private static final int DIGITS = 3;

    private static Drag read(JsonObject json) {
        json.allow("kind", "prompt", "goal", "done");
        JsonObject goal = json.object("goal");
        return new Drag(
                json.text("prompt"),
                new RunPattern(goal.textOr("runs", "*")),
                Goal.read(goal),
                json.textOr("done", ""));
    }

    @Override
    public Entry<Kind> kind() {
        return ENTRY;
    }

    @Override
    public AnswerForm form() {
        return new AnswerForm.InLab();
    }

    @Override
    public boolean commits() {
        return false;
    }

    /// An answer that was given stands, whatever the lab shows since.
    @Override
    public Judgement judge(Answer answer, List<Run> all) {
        if (answer instanceof Answer.Amount amount) {
            return new Judgement(
                    Judgement.Verdict.RIGHT,
                    done.isEmpty() ? "Done, at " + Numbers.brief(amount.value(), DIGITS) + "." : done);
        }
        return runs.of(all).stream()
                .filter(goal::shown)
                .findFirst()
                .map(run -> judge(new Answer.Amount(goal.amount(run)), all))
                .orElse(Judgement.empty("Not there yet."));
    }

    @Override
    public Map<String, Object> tree() {
        Map<String, Object> aim = new LinkedHashMap<>(goal.tree());
        aim.put("runs", runs.globs());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("goal", aim);
        tree.put("done", done);
        return tree;
    }
}
