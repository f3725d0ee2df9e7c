package adjointlab.lab.preset;

import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.catalog.Clippings;
import adjointlab.core.catalog.Controllers;
import adjointlab.core.catalog.Families;
import adjointlab.core.catalog.Fields;
import adjointlab.core.catalog.FirstStepRules;
import adjointlab.core.catalog.Gradients;
import adjointlab.core.catalog.Horizons;
import adjointlab.core.catalog.Initializers;
import adjointlab.core.catalog.Integration;
import adjointlab.core.catalog.Jumps;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Losses;
import adjointlab.core.catalog.Norms;
import adjointlab.core.catalog.Optimizers;
import adjointlab.core.catalog.Problems;
import adjointlab.core.catalog.Prominence;
import adjointlab.core.catalog.Schedules;
import adjointlab.core.catalog.Solvers;
import adjointlab.core.catalog.Studies;
import adjointlab.core.catalog.Touches;
import adjointlab.core.catalog.Type;
import adjointlab.core.family.FamilyTemplate;
import adjointlab.core.field.FieldTemplate;
import adjointlab.core.field.Initializer;
import adjointlab.core.net.Cell;
import adjointlab.core.ode.ErrorNorm;
import adjointlab.core.ode.FirstStep;
import adjointlab.core.ode.StepController;
import adjointlab.core.ode.Stepper;
import adjointlab.core.optim.Clipping;
import adjointlab.core.optim.Horizon;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.optim.Schedule;
import adjointlab.core.problem.Loss;
import adjointlab.core.problem.Problem;
import adjointlab.core.study.Study;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where in the settings catalogue entries are chosen; a new kind of choice is a constant here and its place in
/// [#ALL].
public final class Slots {
    /// The seed of whatever is random.
    public static final Setting<Integer> SEED =
            general(Key.whole("seed", "Seed", 0, new Type.Int(0, Integer.MAX_VALUE, 0, 100))
                    .touching(Touches.DATA));

    /// How many iterations a run has.
    public static final Setting<Integer> ITERATIONS =
            general(Key.whole("iterations", "Iterations", 200, new Type.Int(0, 10_000_000, 1, 1000))
                    .withSymbol("K")
                    .touching(Touches.UPDATE));

    /// Settings that belong to no slot: their path is their name.
    public static final List<Setting<?>> GENERAL = List.of(SEED, ITERATIONS);

    /// What is learned.
    public static final Slot<Problem> PROBLEM =
            new Slot<>("problem", "Problem", Problems.CATALOG, "linear-system", Touches.DATA);

    /// What makes a model of a field.
    public static final Slot<FamilyTemplate> FAMILY =
            new Slot<>("family", "Family", Families.CATALOG, "node", Touches.MODEL);

    /// What moves states.
    public static final Slot<FieldTemplate> FIELD =
            new Slot<>("field", "Field", Fields.CATALOG, "linear", Touches.MODEL);

    /// How states jump at observations.
    public static final Slot<Cell> JUMP = new Slot<>("jump", "Jump", Jumps.CATALOG, "tanh", Touches.MODEL)
            .with(Jumps.PARAMETERS)
            .shown(Prominence.OPEN)
            .when(Slots::jumps);

    /// Where weights start.
    public static final Slot<Initializer> INIT =
            new Slot<>("init", "Start weights", Initializers.CATALOG, "values", Touches.MODEL);

    /// Until when models run.
    public static final Slot<Horizon> HORIZON =
            new Slot<>("horizon", "Integration until", Horizons.CATALOG, "given", Touches.MODEL);

    /// How equations are solved.
    public static final Slot<Stepper> SOLVER = new Slot<>(
                    "solver", "Solver", Solvers.CATALOG, "dopri5", Touches.NUMERICS)
            .with(Integration.PARAMETERS)
            .shown(Prominence.OPEN);

    /// How large an error is.
    public static final Slot<ErrorNorm> NORM =
            new Slot<>("solver.norm", "Error norm", Norms.CATALOG, "rms", Touches.NUMERICS).when(Slots::adapt);

    /// How the size of steps follows errors.
    public static final Slot<StepController> CONTROLLER = new Slot<>(
                    "solver.controller", "Step control", Controllers.CATALOG, "i", Touches.NUMERICS)
            .when(Slots::adapt);

    /// How large a solve's first step is.
    public static final Slot<FirstStep> FIRST_STEP = new Slot<>(
                    "solver.firstStep", "First step", FirstStepRules.CATALOG, "automatic", Touches.NUMERICS)
            .when(Slots::adapt);

    /// How gradients are taken.
    public static final Slot<AdjointMethod> GRADIENT = new Slot<>(
                    "gradient", "Gradient", Gradients.CATALOG, "continuous", Touches.NUMERICS)
            .shown(Prominence.OPEN)
            .when(Slots::takeGradients);

    /// What is minimized.
    public static final Slot<Loss> LOSS =
            new Slot<>("loss", "Loss", Losses.CATALOG, "half-squared", Touches.STUDY).when(Slots::trains);

    /// How weights are updated.
    public static final Slot<Optimizer> OPTIMIZER = new Slot<>(
                    "optimizer", "Optimizer", Optimizers.CATALOG, "sgd", Touches.UPDATE)
            .choiceTouching(Touches.STUDY)
            .shown(Prominence.OPEN)
            .when(Slots::trains);

    /// How weights around the field are updated, of encoder, read-out and jump.
    public static final Slot<Optional<Optimizer>> AROUND = new Slot<>(
                    "around", "Optimizer around the field", Optimizers.AROUND, "same", Touches.UPDATE)
            .choiceTouching(Touches.STUDY)
            .when(Slots::trains);

    /// How the learning rate changes.
    public static final Slot<Schedule> SCHEDULE =
            new Slot<>("schedule", "Schedule", Schedules.CATALOG, "constant", Touches.UPDATE).when(Slots::trains);

    /// How gradients are limited.
    public static final Slot<Clipping> CLIPPING =
            new Slot<>("clipping", "Clipping", Clippings.CATALOG, "none", Touches.UPDATE).when(Slots::trains);

    /// What is done beside training.
    public static final Slot<Optional<Study>> STUDY =
            new Slot<>("study", "Study", Studies.CATALOG, "none", Touches.STUDY);

    /// In the order of forms and files.
    public static final List<Slot<?>> ALL = List.of(
            PROBLEM,
            FAMILY,
            FIELD,
            JUMP,
            INIT,
            HORIZON,
            SOLVER,
            NORM,
            CONTROLLER,
            FIRST_STEP,
            GRADIENT,
            LOSS,
            OPTIMIZER,
            AROUND,
            SCHEDULE,
            CLIPPING,
            STUDY);

    /// Paths of what pictures only say.
    private static final Set<String> NAMES = ALL.stream()
            .flatMap(slot -> slot.catalog().ids().stream().flatMap(id -> slot.settings(id).stream()))
            .filter(setting -> setting.key().touches() == Touches.NAMES)
            .map(Setting::path)
            .collect(Collectors.toUnmodifiableSet());

    private Slots() {}

    private static <T> Setting<T> general(Key<T> key) {
        return new Setting<>(key.name(), key);
    }

    private static boolean adapt(Settings settings) {
        return Integration.adapts(settings.selection(SOLVER));
    }

    /// Whether settings ask for a training; otherwise they study models that do not train.
    public static boolean trains(Settings settings) {
        return settings.entry(STUDY).createDefault().isEmpty();
    }

    /// Whether samples are observed on their way.
    public static boolean jumps(Settings settings) {
        return Problems.observes(settings.entry(PROBLEM));
    }

    private static boolean takeGradients(Settings settings) {
        return settings.entry(STUDY).createDefault().map(Study::takesGradients).orElse(true);
    }

    /// The slot that a setting belongs to; none for a general one.
    ///
    /// @param setting a path
    public static Optional<Slot<?>> of(String setting) {
        return ALL.stream()
                .filter(slot -> slot.holds(setting))
                .<Slot<?>>map(slot -> slot)
                .findFirst();
    }

    /// Whether pictures only say what is set there: nothing is computed with it.
    ///
    /// @param setting a path
    public static boolean isName(String setting) {
        return NAMES.contains(setting);
    }

    /// Whether there is such a setting, at whatever choice.
    ///
    /// @param setting a path
    public static boolean knows(String setting) {
        return GENERAL.stream().anyMatch(general -> general.path().equals(setting))
                || isChoice(setting)
                || of(setting)
                        .filter(slot -> names(slot).anyMatch(name -> setting.equals(slot.path() + "." + name)))
                        .isPresent();
    }

    private static Stream<String> names(Slot<?> slot) {
        return Stream.concat(
                        slot.shared().stream(),
                        slot.catalog().entries().stream().flatMap(entry -> entry.parameters().stream()))
                .map(Key::name);
    }

    /// Whether a setting is the choice at a slot.
    ///
    /// @param setting a path, of a slot's or not
    public static boolean isChoice(String setting) {
        return ALL.stream().anyMatch(slot -> slot.choice().path().equals(setting));
    }

    /// The label of the slot that a setting belongs to; "" for a general one.
    static String groupOf(String path) {
        return of(path).map(Slot::label).orElse("");
    }
}
