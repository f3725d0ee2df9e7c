package adjointlab.core.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Checked parameter values by name, immutable, in insertion order.
///
/// @param map name to value in its stored form
public record Values(Map<String, Object> map) {
    /// No values.
    public static final Values EMPTY = new Values(Map.of());

    public Values {
        map = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /// These values checked against `keys`, with defaults where one is missing; in the keys' order.
    ///
    /// @throws InvalidValueException for a value that is not allowed or a name that no parameter has
    public Values complete(List<Key<?>> keys) {
        Map<String, Object> complete = new LinkedHashMap<>();
        for (Key<?> key : keys) {
            Object given = map.get(key.name());
            complete.put(
                    key.name(), given == null ? key.defaultValue() : key.type().check(given));
        }
        for (String name : map.keySet()) {
            if (!complete.containsKey(name)) {
                throw InvalidValueException.unknown("parameter", name, complete.keySet());
            }
        }
        return new Values(complete);
    }

    /// What these values say of some parameters, with defaults where one is missing; in the keys' order.
    public Values of(List<Key<?>> keys) {
        Values own = EMPTY;
        for (Key<?> key : keys) {
            Object value = map.get(key.name());
            own = value == null ? own : own.with(key.name(), value);
        }
        return own.complete(keys);
    }

    /// These values with one replaced or added.
    public Values with(String name, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(map);
        copy.put(name, value);
        return new Values(copy);
    }

    /// These values with one replaced or added.
    public <T> Values with(Key<T> key, T value) {
        return with(key.name(), key.type().stored(value));
    }

    /// The value of a parameter.
    public <T> T get(Key<T> key) {
        return key.type().value(present(key.name()));
    }

    /// The value of a parameter, if there is one.
    public <T> Optional<T> find(Key<T> key) {
        return Optional.ofNullable(map.get(key.name())).map(key.type()::value);
    }

    /// The numbers of a parameter, a new array [length].
    public double[] array(Key<List<Double>> key) {
        return get(key).stream().mapToDouble(Double::doubleValue).toArray();
    }

    private Object present(String name) {
        Object value = map.get(name);
        if (value == null) {
            throw new IllegalStateException("no value for " + name + "; complete() was not called");
        }
        return value;
    }
}
