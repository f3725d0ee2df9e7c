package adjointlab.lab.preset;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Selection;
import adjointlab.core.catalog.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The complete choices of one training, immutable: for every slot the chosen id and the value of each parameter.
///
/// Always complete and always checked. Choosing another id keeps the chosen values of parameters that both entries have
/// and gives the others their defaults, so a learning rate survives the change from SGD to Adam.
public final class Settings {
    private static final Settings DEFAULTS = new Settings(complete(Map.of()));

    /// Path to value, in the order of [Slots]; values in their stored form.
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
        Key<?> parameter = parameter(path);
        Map<String, Object> next = new LinkedHashMap<>(values);
        try {
            next.put(path, parameter.type().check(value));
        } catch (InvalidValueException e) {
            throw new InvalidValueException(path + ": " + e.getMessage());
        }
        Optional<Slot<?>> chosen = Slots.of(path).filter(_ -> Slots.isChoice(path));
        if (chosen.isPresent()) {
            forgetDefaults(chosen.get(), next);
            next = complete(next);
        }
        return new Settings(next);
    }

    /// Drops what nobody chose, so that another entry starts from its own defaults.
    private void forgetDefaults(Slot<?> slot, Map<String, Object> valuesAcc) {
        for (Key<?> key : entry(slot).parameters()) {
            String path = slot.at(key).path();
            if (key.defaultValue().equals(valuesAcc.get(path))) {
                valuesAcc.remove(path);
            }
        }
    }

    /// These settings with one value replaced.
    ///
    /// @throws InvalidValueException naming the path and what is allowed
    public <T> Settings with(Setting<T> setting, T value) {
        return with(setting.path(), setting.key().type().stored(value));
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
                if (Slots.isChoice(change.getKey()) == ids) {
                    next = next.with(change.getKey(), change.getValue());
                }
            }
        }
        return next;
    }

    /// The value at a path, in its stored form.
    ///
    /// @throws InvalidValueException for an unknown path, with the nearest one
    public Object get(String path) {
        Object value = values.get(path);
        if (value == null) {
            throw InvalidValueException.unknown("setting", path, values.keySet());
        }
        return value;
    }

    /// The value of a setting.
    ///
    /// @throws InvalidValueException if the present choices have none
    public <T> T get(Setting<T> setting) {
        return setting.key().type().value(get(setting.path()));
    }

    /// The value of a setting, if the present choices have it.
    public <T> Optional<T> find(Setting<T> setting) {
        return has(setting) ? Optional.of(get(setting)) : Optional.empty();
    }

    /// Whether the path exists with the present choices.
    public boolean has(String path) {
        return values.containsKey(path);
    }

    /// Whether the setting exists with the present choices.
    public boolean has(Setting<?> setting) {
        return has(setting.path());
    }

    /// The id chosen at a slot.
    public String id(Slot<?> slot) {
        return (String) get(slot.choice().path());
    }

    /// The catalogue entry chosen at a slot.
    public <T> Entry<T> entry(Slot<T> slot) {
        return get(slot.choice());
    }

    /// What is chosen at a slot, made.
    public <T> T create(Slot<T> slot) {
        return entry(slot).create(values(slot));
    }

    /// The parameter values of the entry chosen at a slot, without the slot's shared ones.
    public Values values(Slot<?> slot) {
        return pick(slot, entry(slot).parameters());
    }

    /// The values of a slot's shared parameters.
    public Values shared(Slot<?> slot) {
        return pick(slot, slot.shared());
    }

    /// What is chosen at a slot, with all values there.
    public Selection selection(Slot<?> slot) {
        Map<String, Object> all = new LinkedHashMap<>(values(slot).map());
        all.putAll(shared(slot).map());
        return new Selection(entry(slot), new Values(all));
    }

    private Values pick(Slot<?> slot, List<Key<?>> keys) {
        Map<String, Object> picked = new LinkedHashMap<>();
        for (Key<?> key : keys) {
            picked.put(key.name(), get(slot.at(key).path()));
        }
        return new Values(picked);
    }

    /// Path to value, in the order of [#paths].
    public Map<String, Object> asMap() {
        return values;
    }

    /// All that anything is computed with, path to value in the order of [#paths]: without what pictures only say.
    public Map<String, Object> substance() {
        if (values.keySet().stream().noneMatch(Slots::isName)) {
            return values;
        }
        Map<String, Object> kept = new LinkedHashMap<>(values);
        kept.keySet().removeIf(Slots::isName);
        return Collections.unmodifiableMap(kept);
    }

    /// Every path that exists with the present choices, with type and current value.
    public List<SettingPath> paths() {
        List<SettingPath> paths = new ArrayList<>();
        declare(values)
                .forEach((path, key) -> paths.add(
                        new SettingPath(path, Slots.groupOf(path), key, Objects.requireNonNull(values.get(path)))));
        return paths;
    }

    /// The parameter behind a path.
    ///
    /// @throws InvalidValueException for an unknown path, with the nearest one
    public Key<?> parameter(String path) {
        Key<?> parameter = declare(values).get(path);
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

    /// The parameters by path that exist with the ids in `chosen`, where a missing id is its slot's default.
    private static Map<String, Key<?>> declare(Map<String, Object> chosen) {
        Map<String, Key<?>> declared = new LinkedHashMap<>();
        Slots.GENERAL.forEach(setting -> declared.put(setting.path(), setting.key()));
        for (Slot<?> slot : Slots.ALL) {
            Setting<?> choice = slot.choice();
            declared.put(choice.path(), choice.key());
            String id = (String) chosen.getOrDefault(choice.path(), choice.key().defaultValue());
            slot.settings(id).forEach(setting -> declared.put(setting.path(), setting.key()));
        }
        return declared;
    }

    /// Values for exactly the declared paths: the given ones that are allowed, defaults for the rest.
    private static Map<String, Object> complete(Map<String, Object> given) {
        Map<String, Object> complete = new LinkedHashMap<>();
        for (var declared : declare(given).entrySet()) {
            Key<?> parameter = declared.getValue();
            Object value = given.get(declared.getKey());
            complete.put(declared.getKey(), value == null ? parameter.defaultValue() : keep(parameter, value));
        }
        return complete;
    }

    /// A value carried over from another entry's parameter of the same name, if this one allows it.
    private static Object keep(Key<?> parameter, Object value) {
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
