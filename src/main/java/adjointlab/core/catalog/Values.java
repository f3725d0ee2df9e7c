package adjointlab.core.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Checked parameter values by name, immutable, in insertion order.
///
/// @param map name to value in the parameter type's representation
public record Values(Map<String, Object> map) {
    /// No values.
    public static final Values EMPTY = new Values(Map.of());

    public Values {
        map = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /// These values checked against `parameters`, with defaults where one is missing; in the parameters' order.
    ///
    /// @throws InvalidValueException for a value that is not allowed or a name that no parameter has
    public Values complete(List<Parameter> parameters) {
        Map<String, Object> complete = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            Object given = map.get(parameter.name());
            complete.put(
                    parameter.name(),
                    given == null ? parameter.defaultValue() : parameter.type().check(given));
        }
        for (String name : map.keySet()) {
            if (!complete.containsKey(name)) {
                throw InvalidValueException.unknown("parameter", name, complete.keySet());
            }
        }
        return new Values(complete);
    }

    /// These values with one replaced or added.
    public Values with(String name, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(map);
        copy.put(name, value);
        return new Values(copy);
    }

    /// The value of a `Real`.
    public double real(String name) {
        return (Double) present(name);
    }

    /// The value of an `Int`.
    public int whole(String name) {
        return (Integer) present(name);
    }

    /// The value of a `Flag`.
    public boolean flag(String name) {
        return (Boolean) present(name);
    }

    /// The value of a `Choice` or a `Text`.
    public String choice(String name) {
        return (String) present(name);
    }

    /// The value of a `Reals`, a new array [length].
    public double[] reals(String name) {
        return ((List<?>) present(name)).stream().mapToDouble(x -> (Double) x).toArray();
    }

    private Object present(String name) {
        Object value = map.get(name);
        if (value == null) {
            throw new IllegalStateException("no value for " + name + "; complete() was not called");
        }
        return value;
    }
}
