package adjointlab.lab.lesson;

import adjointlab.core.catalog.Entry;
import adjointlab.lab.lesson.AnswerForm.Curve;
import adjointlab.lab.lesson.AnswerForm.Span;
import adjointlab.lab.lesson.Blank.Form;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunPattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A metric of a run over the iterations, drawn before it is shown. It is scored by its mean distance from the run's
/// own curve, as a share of the vertical axis.
///
/// @param prompt what is asked
/// @param curve what is drawn
record Sketch(String prompt, Curve curve) implements Question {
    static final Entry<Kind> ENTRY = Kind.entry(
            "sketch",
            "Sketch",
            "A curve is drawn before it is shown.",
            """
            {
              "kind": "sketch",
              "prompt": "Draw the loss that you expect.",
              "runs": "sgd/*",
              "metric": "loss",
              "from": 0,
              "to": 200,
              "low": 1e-8,
              "high": 1,
              "scale": "log"
            }
            """,
            List.of(
                    Blank.prompt(),
                    Blank.of("runs", "Run whose curve it is", Form.RUNS),
                    Blank.of("metric", "What is drawn", Form.METRIC),
                    Blank.of("from", "From iteration", Form.WHOLE),
                    Blank.of("to", "To iteration", Form.WHOLE),
                    Blank.of("low", "Lower end of the axis", Form.NUMBER),
                    Blank.of("high", "Upper end of the axis", Form.NUMBER),
                    Blank.of("scale", "Axis", Form.PICK).picking("linear", "linear", "log", "logarithmic")),
            Sketch::read);

    /// Fewer values than this are no curve.
    private static final int LEAST = 5;

    private static final double RIGHT = 0.1;
    private static final double CLOSE = 0.25;

    private static Sketch read(JsonObject json) {
        json.allow("kind", "prompt", "runs", "metric", "from", "to", "low", "high", "scale");
        String scale = json.textOr("scale", "linear");
        if (!List.of("linear", "log").contains(scale)) {
            throw json.wrong("'scale' is 'linear' or 'log'");
        }
        boolean decades = scale.equals("log");
        Span values = new Span(json.real("low"), json.real("high"));
        Span iterations = new Span(json.has("from") ? json.whole("from") : 0, json.whole("to"));
        if (!(values.from() < values.to()) || decades && !(values.from() > 0)) {
            throw json.wrong("'low' must be below 'high', and positive on a logarithmic scale");
        }
        if (!(iterations.from() >= 0) || !(iterations.from() < iterations.to())) {
            throw json.wrong("'from' must be an iteration below 'to'");
        }
        AnswerForm.Truth truth =
                new AnswerForm.Truth(new RunPattern(json.textOr("runs", "*")), json.textOr("metric", "loss"));
        return new Sketch(json.text("prompt"), new Curve(truth, iterations, values, decades));
    }

    @Override
    public Entry<Kind> kind() {
        return ENTRY;
    }

    @Override
    public AnswerForm form() {
        return curve;
    }

    @Override
    public boolean commits() {
        return true;
    }

    @Override
    public Judgement judge(Answer answer, List<Run> runs) {
        if (!(answer instanceof Answer.Drawn drawn)
                || drawn.values().stream().filter(value -> !value.isNaN()).count() < LEAST) {
            return Judgement.empty("Draw the curve from left to right.");
        }
        double[] truth = curve.truth().values(runs);
        double sum = 0;
        int count = 0;
        for (int i = 0; i < drawn.values().size(); i++) {
            int k = (int) Math.round(curve.iteration(i));
            double ours = drawn.values().get(i);
            if (!Double.isNaN(ours) && k < truth.length && !Double.isNaN(truth[k])) {
                sum += Math.abs(curve.share(ours) - curve.share(truth[k]));
                count++;
            }
        }
        return count < LEAST
                ? new Judgement(Judgement.Verdict.WAITING, "The run has yet to show it.")
                : score(sum / count);
    }

    private static Judgement score(double distance) {
        String off = ": " + Math.round(100 * distance) + " % of the axis away on average.";
        return distance <= RIGHT
                ? new Judgement(Judgement.Verdict.RIGHT, "Very near" + off)
                : distance <= CLOSE
                        ? new Judgement(Judgement.Verdict.CLOSE, "Near in parts" + off)
                        : new Judgement(Judgement.Verdict.WRONG, "It went otherwise" + off);
    }

    @Override
    public List<String> key() {
        return List.of();
    }

    @Override
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("runs", curve.truth().runs().globs());
        tree.put("metric", curve.truth().metric());
        tree.put("from", (int) curve.iterations().from());
        tree.put("to", (int) curve.iterations().to());
        tree.put("low", curve.values().from());
        tree.put("high", curve.values().to());
        tree.put("scale", curve.decades() ? "log" : "linear");
        return tree;
    }
}
