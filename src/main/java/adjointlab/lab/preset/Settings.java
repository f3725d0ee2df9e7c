package adjointlab.lab.preset;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Parameter;
import adjointlab.core.catalog.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The complete choices of one training, immutable: for every slot the chosen id and the value of each parameter.
///
/// Always complete and always checked. Choosing another id keeps the chosen values of parameters that both entries have
/// and gives the others their defaults, so a learning rate survives the change from SGD to Adam.
public final class Settings {
    /// The choice of each slot as a parameter, made once: settings are asked for parameters at every change of a
    /// slider.
    private static final Map<Slot, Parameter> CHOICES = choices();

    private static final Settings DEFAULTS = new Settings(complete(Map.of()));

    /// Path to value, in the order of [Slots]; values in the representation of their parameter types.
    private final Map<String, Object> values;

    private Settings(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /// Every choice at its default.
    public static Settings defaults() {
        return DEFAULTS;
    }

    /// These settings with one value replaced.
    ///
    /// @param path as [#paths] lists it
    /// @param value a number, boolean, string or list; checked
    /// @throws InvalidValueException naming the path and what is allowed
    public Settings with(String path, Object value) {
        Parameter parameter = parameter(path);
        Map<String, Object> next = new LinkedHashMap<>(values);
        try {
            next.put(path, parameter.type().check(value));
        } catch (InvalidValueException e) {
            throw new InvalidValueException(path + ": " + e.getMessage());
        }
        if (path.endsWith(".id")) {
            forgetDefaults(path.substring(0, path.length() - 3), next);
            next = complete(next);
        }
        return new Settings(next);
    }

    /// Drops what nobody chose, so that another entry starts from its own defaults.
    private void forgetDefaults(String slotPath, Map<String, Object> valuesAcc) {
        for (Parameter parameter : entry(slotPath).parameters()) {
            String path = slotPath + "." + parameter.name();
            if (parameter.defaultValue().equals(valuesAcc.get(path))) {
                valuesAcc.remove(path);
            }
        }
    }

    /// These settings with one value replaced, given as typed text.
    ///
    /// @throws InvalidValueException naming the path and what is allowed
    public Settings withText(String path, String text) {
        try {
            return with(path, parameter(path).type().parse(text));
        } catch (InvalidValueException e) {
            String message = e.getMessage();
            throw message.startsWith(path) || message.startsWith("unknown setting")
                    ? e
                    : new InvalidValueException(path + ": " + message);
        }
    }

    /// These settings with several values replaced, choices of ids first so that their parameters exist.
    public Settings withAll(Map<String, ?> changes) {
        Settings next = this;
        for (boolean ids : new boolean[] {true, false}) {
            for (var change : changes.entrySet()) {
                if (change.getKey().endsWith(".id") == ids) {
                    next = next.with(change.getKey(), change.getValue());
                }
            }
        }
        return next;
    }

    /// The value at a path.
    ///
    /// @throws InvalidValueException for an unknown path, with the nearest one
    public Object get(String path) {
        Object value = values.get(path);
        if (value == null) {
            throw InvalidValueException.unknown("setting", path, values.keySet());
        }
        return value;
    }

    /// Whether the path exists with the present choices.
    public boolean has(String path) {
        return values.containsKey(path);
    }

    /// The real number at a path.
    public double real(String path) {
        return (Double) get(path);
    }

    /// The whole number at a path.
    public int whole(String path) {
        return (Integer) get(path);
    }

    /// The id chosen at a slot.
    public String id(String slotPath) {
        return (String) get(slotPath + ".id");
    }

    /// The catalogue entry chosen at a slot.
    public Entry<?> entry(String slotPath) {
        return Slots.get(slotPath).catalog().get(id(slotPath));
    }

    /// The parameter values of the entry chosen at a slot, without the slot's shared ones.
    public Values values(String slotPath) {
        return pick(slotPath, entry(slotPath).parameters());
    }

    /// The values of a slot's shared parameters.
    public Values shared(String slotPath) {
        return pick(slotPath, Slots.get(slotPath).shared());
    }

    private Values pick(String slotPath, List<Parameter> parameters) {
        Map<String, Object> picked = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            picked.put(parameter.name(), get(slotPath + "." + parameter.name()));
        }
        return new Values(picked);
    }

    /// Path to value, in the order of [#paths].
    public Map<String, Object> asMap() {
        return values;
    }

    /// Every path that exists with the present choices, with type and current value.
    public List<SettingPath> paths() {
        List<SettingPath> paths = new ArrayList<>();
        for (var declared : declare(values).entrySet()) {
            String path = declared.getKey();
            paths.add(new SettingPath(
                    path, Slots.groupOf(path), declared.getValue(), Objects.requireNonNull(values.get(path))));
        }
        return paths;
    }

    /// The parameter behind a path.
    ///
    /// @throws InvalidValueException for an unknown path, with the nearest one
    public Parameter parameter(String path) {
        Parameter parameter = declare(values).get(path);
        if (parameter == null) {
            throw InvalidValueException.unknown("setting", path, values.keySet());
        }
        return parameter;
    }

    /// The paths whose values differ, in order; a path that only one side has counts as different.
    public List<String> differences(Settings other) {
        List<String> different = new ArrayList<>();
        for (var entry : values.entrySet()) {
            if (!entry.getValue().equals(other.values.get(entry.getKey()))) {
                different.add(entry.getKey());
            }
        }
        for (String path : other.values.keySet()) {
            if (!values.containsKey(path)) {
                different.add(path);
            }
        }
        return different;
    }

    /// The parameters by path that exist with the ids in `chosen`, where a missing id is its slot's first entry.
    private static Map<String, Parameter> declare(Map<String, Object> chosen) {
        Map<String, Parameter> declared = new LinkedHashMap<>();
        for (Parameter parameter : Slots.GENERAL) {
            declared.put(parameter.name(), parameter);
        }
        for (Slot slot : Slots.ALL) {
            Parameter choice = Objects.requireNonNull(CHOICES.get(slot));
            declared.put(slot.path() + ".id", choice);
            String id = (String) chosen.getOrDefault(slot.path() + ".id", choice.defaultValue());
            for (Parameter parameter : slot.catalog().get(id).parameters()) {
                declared.put(slot.path() + "." + parameter.name(), parameter);
            }
            for (Parameter parameter : slot.shared()) {
                declared.put(slot.path() + "." + parameter.name(), parameter);
            }
        }
        return declared;
    }

    private static Map<Slot, Parameter> choices() {
        Map<Slot, Parameter> choices = new IdentityHashMap<>();
        Slots.ALL.forEach(slot -> choices.put(slot, slot.choice()));
        return choices;
    }

    /// Values for exactly the declared paths: the given ones that are allowed, defaults for the rest.
    private static Map<String, Object> complete(Map<String, Object> given) {
        Map<String, Object> complete = new LinkedHashMap<>();
        for (var declared : declare(given).entrySet()) {
            Parameter parameter = declared.getValue();
            Object value = given.get(declared.getKey());
            complete.put(declared.getKey(), value == null ? parameter.defaultValue() : keep(parameter, value));
        }
        return complete;
    }

    /// A value carried over from another entry's parameter of the same name, if this one allows it.
    private static Object keep(Parameter parameter, Object value) {
        try {
            return parameter.type().check(value);
        } catch (InvalidValueException notAllowedHere) {
            return parameter.defaultValue();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings settings && values.equals(settings.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
