package adjointlab.lab.lesson;

import adjointlab.core.catalog.Entry;
import adjointlab.core.math.Numbers;
import adjointlab.lab.lesson.Blank.Form;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.run.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A number, compared with the true one.
///
/// @param prompt what is asked
/// @param value the true one
/// @param within how far away a right answer may be
/// @param unit behind the number; "" for none
/// @param says what is said to a right answer
record Estimate(String prompt, double value, double within, String unit, String says) implements Question {
    static final Entry<Kind> ENTRY = Kind.entry(
            "number",
            "Number",
            "A number is given.",
            """
            {
              "kind": "number",
              "prompt": "By which factor does the loss shrink an iteration, in the limit?",
              "value": 0.9025,
              "within": 0.01,
              "unit": "",
              "says": "(1 − η)² with η = 0.05."
            }
            """,
            List.of(
                    Blank.prompt(),
                    Blank.of("value", "Right number", Form.NUMBER),
                    Blank.of("within", "Give or take", Form.NUMBER),
                    Blank.of("unit", "Unit", Form.LINE),
                    Blank.of("says", "Said to a right answer", Form.WORDS)),
            Estimate::read);

    private static final int DIGITS = 5;

    /// How many times further than right an answer is still close.
    private static final double CLOSE = 3;

    private static Estimate read(JsonObject json) {
        json.allow("kind", "prompt", "value", "within", "unit", "says");
        double within = json.real("within");
        if (!(within > 0)) {
            throw json.wrong("'within' must be positive");
        }
        return new Estimate(
                json.text("prompt"), json.real("value"), within, json.textOr("unit", ""), json.textOr("says", ""));
    }

    @Override
    public Entry<Kind> kind() {
        return ENTRY;
    }

    @Override
    public AnswerForm form() {
        return new AnswerForm.Quantity(unit);
    }

    @Override
    public boolean commits() {
        return true;
    }

    @Override
    public Judgement judge(Answer answer, List<Run> runs) {
        if (!(answer instanceof Answer.Amount amount)) {
            return Judgement.empty("Type a number.");
        }
        double off = Math.abs(amount.value() - value);
        if (off <= within) {
            return new Judgement(Judgement.Verdict.RIGHT, says);
        }
        String side = amount.value() > value ? "too large" : "too small";
        return off <= CLOSE * within
                ? new Judgement(Judgement.Verdict.CLOSE, "Close, a little " + side + ".")
                : new Judgement(Judgement.Verdict.WRONG, "That is " + side + ".");
    }

    @Override
    public Optional<AnswerForm.Span> right() {
        return Optional.of(new AnswerForm.Span(value - within, value + within));
    }

    @Override
    public List<String> key() {
        String number = Numbers.brief(value, DIGITS) + (unit.isEmpty() ? "" : " " + unit);
        return List.of((number + ", give or take " + Numbers.brief(within, DIGITS) + ". " + says).strip());
    }

    @Override
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("value", value);
        tree.put("within", within);
        tree.put("unit", unit);
        tree.put("says", says);
        return tree;
    }
}
