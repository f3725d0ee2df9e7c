package adjointlab.lab.preset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One setting that a preset's runs take several values of.
///
/// @param path the setting
/// @param values in the order of the runs
/// @param with what else changes with each value, path to value; as many as values, or none
public record Vary(String path, List<Object> values, List<Map<String, Object>> with) {
    public Vary {
        values = List.copyOf(values);
        with = with.stream()
                .map(changes -> Collections.unmodifiableMap(new LinkedHashMap<>(changes)))
                .toList();
        if (!with.isEmpty() && with.size() != values.size()) {
            throw new IllegalArgumentException(with.size() + " companions are given for " + values.size() + " values");
        }
    }

    /// Nothing else changes.
    public Vary(String path, List<Object> values) {
        this(path, values, List.of());
    }

    /// What changes with one of the values beside the setting itself.
    Map<String, Object> companions(int index) {
        return with.isEmpty() ? Map.of() : with.get(index);
    }

    /// The same, but for one companion that is left to the preset.
    Vary without(String companion) {
        List<Map<String, Object>> fewer = with.stream()
                .map(changes -> {
                    Map<String, Object> rest = new LinkedHashMap<>(changes);
                    rest.remove(companion);
                    return rest;
                })
                .toList();
        return new Vary(path, values, fewer);
    }
}
