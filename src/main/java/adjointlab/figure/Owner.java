package adjointlab.figure;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;

/// Whose data a layer shows: one run's, or those of several, as a mean's. Names that are read, such as labels, may be
/// equal, shortened or worded otherwise; these are unique and are never shown.
///
/// @param names unique among the runs of a figure; none for nobody
public record Owner(Set<String> names) {
    /// Of what belongs to no run: data, truth, targets, minima, cursors.
    public static final Owner NOBODY = new Owner(Set.of());

    public Owner {
        names = Set.copyOf(names);
    }

    /// One run.
    public Owner(String name) {
        this(Set.of(name));
    }

    /// All of them together.
    public static Owner together(Collection<Owner> owners) {
        return new Owner(owners.stream().flatMap(owner -> owner.names.stream()).collect(Collectors.toSet()));
    }

    /// Whether it is nobody.
    public boolean isNobody() {
        return names.isEmpty();
    }

    /// Whether all runs of another are of these.
    public boolean holds(Owner other) {
        return names.containsAll(other.names);
    }

    /// Whether they have a run in common.
    public boolean meets(Owner other) {
        return !Collections.disjoint(names, other.names);
    }
}
