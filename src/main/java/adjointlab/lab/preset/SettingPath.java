package adjointlab.lab.preset;

import adjointlab.core.catalog.Key;
import java.util.List;
import java.util.stream.Stream;

/// One path that settings accept, with what it takes and its current value.
///
/// @param path for instance `optimizer.learningRate`
/// @param group label of the slot, for headings; "" for the general ones
/// @param parameter type, symbol, label, range and default
/// @param value current value, in its stored form
public record SettingPath(String path, String group, Key<?> parameter, Object value) {
    /// Where it belongs, what it is called in forms, its letter and unit: "Optimizer: Learning rate (η)".
    public String words() {
        String symbol = parameter.symbol(value);
        List<String> marks = Stream.of(symbol.equals(parameter.label()) ? "" : symbol, parameter.unit())
                .filter(mark -> !mark.isEmpty())
                .toList();
        String where = group.isEmpty() || group.equals(parameter.label()) ? "" : group + ": ";
        return where + parameter.label() + (marks.isEmpty() ? "" : " (" + String.join(", ", marks) + ")");
    }
}
