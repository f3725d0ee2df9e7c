package adjointlab.core.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All entries of one kind, in display order.
///
/// @param <T> what the entries make
public final class Catalog<T> {
    private final String kind;
    private final Map<String, Entry<T>> entries = new LinkedHashMap<>();

    /// @param kind singular noun for messages, for instance "solver"
    /// @param entries at least one; ids are unique
    public Catalog(String kind, List<Entry<T>> entries) {
        this.kind = kind;
        for (Entry<T> entry : entries) {
            if (this.entries.put(entry.id(), entry) != null) {
                throw new IllegalArgumentException("two " + kind + "s have the id " + entry.id());
            }
        }
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("no " + kind + "s");
        }
    }

    /// Singular noun of the kind, for instance "solver".
    public String kind() {
        return kind;
    }

    /// The entries in display order.
    public List<Entry<T>> entries() {
        return List.copyOf(entries.values());
    }

    /// The ids in display order.
    public List<String> ids() {
        return new ArrayList<>(entries.keySet());
    }

    /// The entries as a parameter's choices.
    public Type.Choice<Entry<T>> choice() {
        return new Type.Choice<>(entries().stream()
                .map(entry -> new Option<>(entry.id(), entry.label(), entry))
                .toList());
    }

    /// The entry with this id, if there is one.
    public Optional<Entry<T>> find(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    /// The entry with this id.
    ///
    /// @throws InvalidValueException naming the kind, the allowed ids and the nearest one
    public Entry<T> get(String id) {
        Entry<T> entry = entries.get(id);
        if (entry == null) {
            throw InvalidValueException.unknown(kind, id, ids());
        }
        return entry;
    }
}
