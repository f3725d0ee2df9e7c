package adjointlab.lab.lesson;

import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunPattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the lab must show for a person to have done what was asked.
///
/// @param runs one of which must show it
/// @param sign by which it is seen
record Goal(RunPattern runs, Sign sign) {
    /// What a goal is about, as keys of a question.
    static final String SETTING = "goal.setting";

    static final String METRIC = "goal.metric";
    static final String STATE = "goal.state";

    /// By what a run shows a goal.
    sealed interface Sign {
        /// Whether a run shows it.
        boolean shown(Run run);

        /// The number by which it is shown.
        double amount(Run run);

        /// As files hold it.
        Map<String, Object> tree();
    }

    /// The number by which the first run shows the goal; nothing where none does.
    Answer answer(List<Run> all) {
        return runs.of(all).stream()
                .filter(sign::shown)
                .findFirst()
                .<Answer>map(run -> new Answer.Amount(sign.amount(run)))
                .orElse(Answer.none());
    }

    /// As files hold it.
    Map<String, Object> tree() {
        Map<String, Object> tree = ordered("runs", runs.globs());
        tree.putAll(sign.tree());
        return tree;
    }

    /// A setting lies in a range.
    ///
    /// @param path of a number, or of a list of which one number counts
    /// @param index of that number, from 0
    /// @param from lower end
    /// @param to upper end
    record Set(String path, int index, double from, double to) implements Sign {
        @Override
        public boolean shown(Run run) {
            double value = amount(run);
            return value >= from && value <= to;
        }

        @Override
        public double amount(Run run) {
            Object value = run.asked().has(path) ? run.asked().get(path) : Double.NaN;
            return switch (value) {
                case Number number -> number.doubleValue();
                case List<?> list
                when index < list.size() && list.get(index) instanceof Number number -> number.doubleValue();
                default -> Double.NaN;
            };
        }

        @Override
        public Map<String, Object> tree() {
            return ends(ordered("setting", path, "index", index), from, to);
        }
    }

    /// A run stands as a word says.
    ///
    /// @param word as `diverged` or `finished`
    record Ends(String word) implements Sign {
        @Override
        public boolean shown(Run run) {
            return run.state().word().equals(word);
        }

        @Override
        public double amount(Run run) {
            return run.iteration();
        }

        @Override
        public Map<String, Object> tree() {
            return ordered("state", word);
        }
    }

    /// The newest value of a metric lies in a range.
    ///
    /// @param metric column of the log
    /// @param from lower end
    /// @param to upper end
    record Reads(String metric, double from, double to) implements Sign {
        @Override
        public boolean shown(Run run) {
            double value = amount(run);
            return value >= from && value <= to;
        }

        @Override
        public double amount(Run run) {
            return run.value(metric, run.iteration());
        }

        @Override
        public Map<String, Object> tree() {
            return ends(ordered("metric", metric), from, to);
        }
    }

    /// Reads a goal.
    static Goal read(JsonObject json) {
        json.allow("setting", "index", "state", "metric", "from", "to", "runs");
        return new Goal(new RunPattern(json.textOr("runs", "*")), sign(json));
    }

    private static Sign sign(JsonObject json) {
        if (json.has("state")) {
            return new Ends(json.text("state"));
        }
        double from = json.has("from") ? json.real("from") : -Double.MAX_VALUE;
        double to = json.has("to") ? json.real("to") : Double.MAX_VALUE;
        if (!(from <= to)) {
            throw json.wrong("'from' must not be above 'to'");
        }
        if (json.has("metric")) {
            return new Reads(json.text("metric"), from, to);
        }
        if (json.has("setting")) {
            int index = json.has("index") ? json.whole("index") : 0;
            if (index < 0) {
                throw json.wrong("'index' counts from 0");
            }
            return new Set(json.text("setting"), index, from, to);
        }
        throw json.wrong("a goal is about a 'setting', a 'metric' or a 'state'");
    }

    /// Adds the ends of a range, as far as it has any.
    private static Map<String, Object> ends(Map<String, Object> tree, double from, double to) {
        if (from != -Double.MAX_VALUE) {
            tree.put("from", from);
        }
        if (to != Double.MAX_VALUE) {
            tree.put("to", to);
        }
        return tree;
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
