package adjointlab.lab.lesson;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.preset.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a person answered.
public sealed interface Answer {
    /// Nothing.
    record None() implements Answer {}

    /// One of several options.
    ///
    /// @param option its id
    record Chosen(String option) implements Answer {}

    /// A number, or the value of a setting at which the lab showed the goal.
    ///
    /// @param value finite
    record Amount(double value) implements Answer {}

    /// Free text.
    ///
    /// @param text not blank
    record Text(String text) implements Answer {}

    /// A curve over the columns of its form, from left to right.
    ///
    /// @param values NaN where nothing was drawn
    record Drawn(List<Double> values) implements Answer {
        public Drawn {
            values = List.copyOf(values);
        }
    }

    /// As files hold it.
    default Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        switch (this) {
            case None _ -> {
                // an empty object
            }
            case Chosen chosen -> tree.put("option", chosen.option());
            case Amount amount -> tree.put("value", amount.value());
            case Text text -> tree.put("text", text.text());
            case Drawn drawn -> {
                List<Integer> columns = new ArrayList<>();
                List<Double> values = new ArrayList<>();
                for (int i = 0; i < drawn.values().size(); i++) {
                    if (!drawn.values().get(i).isNaN()) {
                        columns.add(i);
                        values.add(drawn.values().get(i));
                    }
                }
                tree.put("columns", columns);
                tree.put("values", values);
            }
        }
        return tree;
    }

    /// Reads an answer.
    ///
    /// @throws InvalidValueException one sentence naming file, place and what is allowed
    static Answer read(JsonObject json) {
        json.allow("option", "value", "text", "columns", "values");
        if (json.has("option")) {
            return new Chosen(json.text("option"));
        }
        if (json.has("value")) {
            return new Amount(json.real("value"));
        }
        if (json.has("text")) {
            return new Text(json.text("text"));
        }
        return json.has("columns") || json.has("values") ? drawn(json) : new None();
    }

    private static Drawn drawn(JsonObject json) {
        List<Object> columns = json.values("columns");
        List<Object> values = json.values("values");
        if (columns.size() != values.size() || columns.size() > AnswerForm.Curve.COLUMNS) {
            throw json.wrong(
                    "'columns' and 'values' must be as long as each other, at most " + AnswerForm.Curve.COLUMNS);
        }
        Double[] all = new Double[AnswerForm.Curve.COLUMNS];
        Arrays.fill(all, Double.NaN);
        for (int i = 0; i < columns.size(); i++) {
            if (!(columns.get(i) instanceof Number column)
                    || column.doubleValue() != column.intValue()
                    || column.intValue() < 0
                    || column.intValue() >= all.length
                    || !(values.get(i) instanceof Number value)) {
                throw json.wrong("'columns' are whole numbers from 0 to " + (all.length - 1)
                        + ", 'values' the numbers that were drawn there");
            }
            all[column.intValue()] = value.doubleValue();
        }
        return new Drawn(List.of(all));
    }
}
