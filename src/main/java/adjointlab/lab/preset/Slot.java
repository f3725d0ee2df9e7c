package adjointlab.lab.preset;

import adjointlab.core.catalog.Catalog;
import adjointlab.core.catalog.Parameter;
import java.util.List;

/// A place in the settings at which one entry of a catalogue is chosen.
///
/// @param path prefix of its settings: the choice is `path.id`, parameters are `path.name`
/// @param label heading in forms
/// @param catalog what can be chosen
/// @param defaultId what is chosen unless said otherwise
/// @param shared parameters that stand beside every choice (a solver's tolerances); their names differ from the
/// entries'
public record Slot(String path, String label, Catalog<?> catalog, String defaultId, List<Parameter> shared) {
    public Slot {
        shared = List.copyOf(shared);
        catalog.get(defaultId);
    }

    /// The choice itself as a parameter.
    public Parameter choice() {
        return new Parameter(
                "id",
                "",
                label,
                "",
                new Parameter.Choice(catalog.entries().stream()
                        .map(entry -> new Parameter.Option(entry.id(), entry.label()))
                        .toList()),
                defaultId,
                LIVE.contains(path));
    }

    /// Slots whose choice may change while a run trains: it leaves the number and meaning of the weights as they
    /// are.
    private static final List<String> LIVE = List.of(
            "solver", "solver.norm", "solver.controller", "solver.firstStep", "gradient", "schedule", "clipping");
}
