package adjointlab.lab.sweep;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.Settings;
import java.util.LinkedHashMap;
import java.util.Map;

/// What came of a cell. Holds nothing that depends on when, where or how fast it was computed.
///
/// @param cell what was trained
/// @param end how it ended
/// @param losses what it reached
/// @param test what it reached on samples that it did not see
/// @param cost what it took
public record SweepResult(SweepCell cell, End end, Losses losses, Test test, Cost cost) {
    private static final int SCHEMA = 2;

    /// @param state finished, diverged or failed
    /// @param reason one sentence; "" for a finished one
    /// @param iteration the last one that could be evaluated
    public record End(String state, String reason, int iteration) {}

    /// @param start at iteration 0
    /// @param last at the last iteration
    /// @param best the lowest
    public record Losses(double start, double last, double best) {}

    /// @param loss where it was looked at last; not a number where there are no test samples
    /// @param accuracy share told right there; not a number likewise, and where there are no classes
    public record Test(double loss, double accuracy) {}

    /// @param forward evaluations of the field forward, over all iterations
    /// @param backward the same backward
    public record Cost(long forward, long backward) {}

    /// Whether the whole budget was spent.
    public boolean finished() {
        return end.state().equals("finished");
    }

    /// The result as JSON; the same result gives the same text. What is not a number is left out.
    public String json() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", "adjointlab-sweep-result");
        tree.put("schema", SCHEMA);
        tree.put("hash", cell.hash());
        tree.put("run", cell.name());
        tree.put("state", end.state());
        if (!end.reason().isEmpty()) {
            tree.put("reason", end.reason());
        }
        tree.put("iteration", end.iteration());
        Map<String, Object> loss = new LinkedHashMap<>();
        putFinite(loss, "start", losses.start());
        putFinite(loss, "last", losses.last());
        putFinite(loss, "best", losses.best());
        tree.put("loss", loss);
        Map<String, Object> seen = new LinkedHashMap<>();
        putFinite(seen, "loss", test.loss());
        putFinite(seen, "accuracy", test.accuracy());
        if (!seen.isEmpty()) {
            tree.put("test", seen);
        }
        Map<String, Object> nfe = new LinkedHashMap<>();
        nfe.put("forward", (double) cost.forward());
        nfe.put("backward", (double) cost.backward());
        tree.put("nfe", nfe);
        tree.put("budget", cell.budget().text());
        tree.put("settings", cell.settings().asMap());
        return JsonObject.write(tree);
    }

    private static void putFinite(Map<String, Object> tree, String key, double value) {
        if (Double.isFinite(value)) {
            tree.put(key, value);
        }
    }

    /// Reads what [#json] wrote.
    ///
    /// @param file what complaints call it
    /// @throws InvalidValueException if it is not a result of this schema, or its settings do not have its hash
    public static SweepResult parse(String file, String text) {
        JsonObject tree = JsonObject.parse(file, text);
        if (!tree.text("kind").equals("adjointlab-sweep-result") || tree.whole("schema") != SCHEMA) {
            throw tree.wrong("is not a result of a sweep");
        }
        Settings settings = tree.placed("settings", each -> Settings.defaults().withAll(each.flatten()));
        SweepCell cell = new SweepCell(tree.text("run"), settings, Budget.parse(tree.text("budget")));
        if (!cell.hash().equals(tree.text("hash"))) {
            throw tree.wrong("its settings do not belong to its hash");
        }
        JsonObject loss = tree.object("loss");
        JsonObject nfe = tree.object("nfe");
        Test test = tree.has("test")
                ? new Test(number(tree.object("test"), "loss"), number(tree.object("test"), "accuracy"))
                : new Test(Double.NaN, Double.NaN);
        return new SweepResult(
                cell,
                new End(tree.text("state"), tree.textOr("reason", ""), tree.whole("iteration")),
                new Losses(number(loss, "start"), number(loss, "last"), number(loss, "best")),
                test,
                new Cost((long) nfe.real("forward"), (long) nfe.real("backward")));
    }

    private static double number(JsonObject tree, String key) {
        return tree.has(key) ? tree.real(key) : Double.NaN;
    }
}
