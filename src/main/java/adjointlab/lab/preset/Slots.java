package adjointlab.lab.preset;

import adjointlab.core.catalog.Clippings;
import adjointlab.core.catalog.Controllers;
import adjointlab.core.catalog.Families;
import adjointlab.core.catalog.Fields;
import adjointlab.core.catalog.FirstStepRules;
import adjointlab.core.catalog.Gradients;
import adjointlab.core.catalog.Horizons;
import adjointlab.core.catalog.Initializers;
import adjointlab.core.catalog.Integration;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Losses;
import adjointlab.core.catalog.Norms;
import adjointlab.core.catalog.Optimizers;
import adjointlab.core.catalog.Parameter;
import adjointlab.core.catalog.Problems;
import adjointlab.core.catalog.Schedules;
import adjointlab.core.catalog.Solvers;
import adjointlab.core.catalog.Studies;
import java.util.List;

/// Where in the settings catalogue entries are chosen; a new kind of choice is one line here.
public final class Slots {
    /// Settings that belong to no slot: their path is their name.
    public static final List<Parameter> GENERAL = List.of(
            Parameter.whole("seed", "", "Seed", 0, new Parameter.Int(0, Integer.MAX_VALUE, 0, 100)),
            new Parameter("iterations", "K", "Iterations", "", new Parameter.Int(0, 10_000_000, 1, 1000), 200, true));

    /// In the order of forms and files.
    public static final List<Slot> ALL = List.of(
            new Slot("problem", "Problem", Problems.CATALOG, "linear-system", List.of()),
            new Slot("family", "Family", Families.CATALOG, "node", List.of()),
            new Slot("field", "Field", Fields.CATALOG, "linear", List.of()),
            new Slot("init", "Start weights", Initializers.CATALOG, "values", List.of()),
            new Slot("horizon", "Integration until", Horizons.CATALOG, "given", List.of()),
            new Slot("solver", "Solver", Solvers.CATALOG, "dopri5", Integration.PARAMETERS),
            new Slot("solver.norm", "Error norm", Norms.CATALOG, "rms", List.of()),
            new Slot("solver.controller", "Step control", Controllers.CATALOG, "i", List.of()),
            new Slot("solver.firstStep", "First step", FirstStepRules.CATALOG, "automatic", List.of()),
            new Slot("gradient", "Gradient", Gradients.CATALOG, "continuous", List.of()),
            new Slot("loss", "Loss", Losses.CATALOG, "half-squared", List.of()),
            new Slot("optimizer", "Optimizer", Optimizers.CATALOG, "sgd", List.of()),
            new Slot("schedule", "Schedule", Schedules.CATALOG, "constant", List.of()),
            new Slot("clipping", "Clipping", Clippings.CATALOG, "none", List.of()),
            new Slot("study", "Study", Studies.CATALOG, "none", List.of()));

    private Slots() {}

    /// The slot at a path.
    ///
    /// @throws InvalidValueException if there is none
    public static Slot get(String path) {
        return ALL.stream()
                .filter(slot -> slot.path().equals(path))
                .findFirst()
                .orElseThrow(() -> InvalidValueException.unknown(
                        "slot", path, ALL.stream().map(Slot::path).toList()));
    }

    /// The label of the slot that a setting belongs to; "" for a general one.
    static String groupOf(String path) {
        return ALL.stream()
                .filter(slot -> path.startsWith(slot.path() + ".")
                        && path.indexOf('.', slot.path().length() + 1) < 0)
                .findFirst()
                .map(Slot::label)
                .orElse("");
    }
}
