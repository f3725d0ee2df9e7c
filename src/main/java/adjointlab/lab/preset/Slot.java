package adjointlab.lab.preset;

import adjointlab.core.catalog.Catalog;
import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Prominence;
import adjointlab.core.catalog.Touches;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/// A place in the settings at which one entry of a catalogue is chosen: the choice is `path.id`, its parameters are
/// `path.name`.
///
/// @param <T> what is chosen
public final class Slot<T> {
    private final String path;
    private final String label;
    private final Catalog<T> catalog;
    private final Traits traits;
    private final Setting<Entry<T>> choice;
    private final Map<String, List<Setting<?>>> settings = new LinkedHashMap<>();

    /// What a place is to the rest.
    ///
    /// @param shared parameters that stand beside every choice (a solver's tolerances); their names differ from the
    /// entries'
    /// @param touches what a change of its parameters touches, unless they say otherwise
    /// @param applies whether anything here matters beside the other choices
    private record Traits(List<Key<?>> shared, Touches touches, Predicate<Settings> applies) {}

    /// @param path prefix of its settings
    /// @param label heading in forms
    /// @param catalog what can be chosen
    /// @param defaultId what is chosen unless said otherwise
    /// @param touches what a change touches here, of the choice or of its parameters
    Slot(String path, String label, Catalog<T> catalog, String defaultId, Touches touches) {
        this(
                path,
                label,
                catalog,
                new Traits(List.of(), touches, _ -> true),
                Key.of("id", label, defaultId, catalog.choice()).touching(touches));
    }

    private Slot(String path, String label, Catalog<T> catalog, Traits traits, Key<Entry<T>> choice) {
        this.path = path;
        this.label = label;
        this.catalog = catalog;
        this.traits = traits;
        this.choice = new Setting<>(path + ".id", choice);
        for (Entry<T> entry : catalog.entries()) {
            List<Setting<?>> all = new ArrayList<>();
            entry.parameters().forEach(key -> all.add(here(key)));
            traits.shared().forEach(key -> all.add(here(key)));
            settings.put(entry.id(), List.copyOf(all));
        }
    }

    private <V> Setting<V> here(Key<V> key) {
        return at(key.touches() == Touches.NOTHING ? key.touching(traits.touches()) : key);
    }

    /// The same with parameters that stand beside every choice.
    Slot<T> with(List<Key<?>> shared) {
        return with(new Traits(shared, traits.touches(), traits.applies()), choice.key());
    }

    /// The same, which matters under a condition only.
    Slot<T> when(Predicate<Settings> applies) {
        return with(new Traits(traits.shared(), traits.touches(), applies), choice.key());
    }

    /// The same, where the choice itself touches something else than its parameters.
    Slot<T> choiceTouching(Touches touches) {
        return with(traits, choice.key().touching(touches));
    }

    /// The same, whose choice is seen earlier.
    Slot<T> shown(Prominence prominence) {
        return with(traits, choice.key().shown(prominence));
    }

    private Slot<T> with(Traits other, Key<Entry<T>> otherChoice) {
        return new Slot<>(path, label, catalog, other, otherChoice);
    }

    /// Prefix of its settings.
    public String path() {
        return path;
    }

    /// Heading in forms.
    public String label() {
        return label;
    }

    /// What can be chosen.
    public Catalog<T> catalog() {
        return catalog;
    }

    /// Parameters that stand beside every choice.
    public List<Key<?>> shared() {
        return traits.shared();
    }

    /// The choice itself.
    public Setting<Entry<T>> choice() {
        return choice;
    }

    /// A parameter of an entry, or one that stands beside every choice.
    public <V> Setting<V> at(Key<V> key) {
        return new Setting<>(path + "." + key.name(), key);
    }

    /// Whether a setting is one of this place.
    ///
    /// @param setting a path
    public boolean holds(String setting) {
        return setting.startsWith(path + ".") && setting.indexOf('.', path.length() + 1) < 0;
    }

    /// Whether anything here matters beside the other choices.
    boolean applies(Settings others) {
        return traits.applies().test(others);
    }

    /// The settings of an entry, in order, then those that stand beside every choice.
    List<Setting<?>> settings(String id) {
        return Objects.requireNonNull(settings.get(id));
    }
}
