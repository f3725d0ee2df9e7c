package adjointlab.core.catalog;

import adjointlab.core.catalog.Type.Real;
import adjointlab.core.catalog.Type.Reals;
import adjointlab.core.catalog.Type.Scale;
import adjointlab.core.catalog.Type.Typed;
import adjointlab.core.field.Activation;
import adjointlab.core.field.FieldTemplate;
import adjointlab.core.field.Signal;
import adjointlab.core.formula.Formula;
import adjointlab.core.formula.Formula.Start;
import adjointlab.core.formula.FormulaException;
import adjointlab.core.formula.FormulaField;
import adjointlab.core.formula.TextbookSystem;
import adjointlab.core.math.MadeOnce;
import adjointlab.core.problem.FormulaLoss;
import adjointlab.core.problem.Loss;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.dynamics.Dynamics;
import adjointlab.core.problem.dynamics.FormulaDynamics;
import adjointlab.core.problem.dynamics.TrajectoryLearning;
import adjointlab.core.problem.function.FormulaFunction;
import adjointlab.core.problem.function.TestFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What people type themselves: systems, fields, test functions and losses.
public final class Formulas {
    /// The system that is to be learned.
    public static final Key<String> SYSTEM =
            key("formula", "Formula of the system", FormulaUse.SYSTEM, TextbookSystem.meant("lotka-volterra"));

    private static final Key<String> DRIVEN =
            key("formula", "Formula of the system", FormulaUse.DRIVEN, "x'' = -0.3*x' - x + u1");

    /// The field that is learned.
    public static final Key<String> FIELD = key("formula", "Formula of the field", FormulaUse.FIELD, """
        x' = a*x + nn1(x, y)
        y' = b*y + nn2(x, y)
        learn a = 0
        learn b = 0
        """);

    private static final Key<List<Double>> WIDTHS = Key.reals(
            "widths",
            "Hidden widths of networks",
            List.of(16.0, 16.0),
            new Reals(0, 32, new Real(1, 65_536, 1, 128, Scale.LINEAR)));

    private static final Key<Entry<Activation>> ACTIVATION =
            Activations.plain(Activations.CHOICE.name(), "Activation", "tanh");

    /// F(x, y) of a descent.
    static final Key<String> FUNCTION =
            key("formula", "Formula of the function", FormulaUse.PLANE, "(1 - x)^2 + 10*(y - x^2)^2");

    /// Half the width of the part of the plane that people look at.
    static final Key<Double> EXTENT = Key.real("extent", "Extent", 2, Ranges.positive(0.5, 10));

    private static final Key<String> LOSS =
            key("formula", "Formula of the loss", FormulaUse.LOSS, "sqrt(1 + (p - y)^2) - 1");

    /// Each setting of an input asks at each look whether there is one.
    private static final MadeOnce<String, List<String>> NAMED = MadeOnce.kept(64);

    private Formulas() {}

    private static Key<String> key(String name, String label, FormulaUse use, String text) {
        return Key.of(name, label, text.strip(), new Typed(use)).shown(Prominence.OPEN);
    }

    /// A system of one's own, seen as the other systems are.
    ///
    /// @param observed how many trajectories, and when they are seen
    static Entry<Problem> problem(
            List<Key<?>> observed,
            Function<Values, Integer> trajectories,
            Function<Values, TrajectoryLearning.Observation> observation) {
        List<Key<?>> parameters = new ArrayList<>(List.of(SYSTEM));
        parameters.addAll(observed);
        return Batching.batched(new Entry<>(
                "formula", "Formula", "A system that you type, or one of a textbook.", "", parameters, v -> {
                    Formula formula = FormulaUse.SYSTEM.read(v.get(SYSTEM));
                    return learning(
                            compiled(() -> new FormulaDynamics(formula)), formula, trajectories, observation, v);
                }));
    }

    /// A system of one's own that inputs drive.
    ///
    /// @param observed how many trajectories, and when they are seen
    static Entry<Problem> driven(
            List<Key<?>> observed,
            Function<Values, Integer> trajectories,
            Function<Values, TrajectoryLearning.Observation> observation) {
        List<Key<?>> parameters = new ArrayList<>(List.of(DRIVEN));
        parameters.addAll(observed);
        parameters.addAll(DrivingInput.PARAMETERS);
        return Batching.batched(new Entry<>(
                "driven-formula",
                "Driven formula",
                "A system that you type and that inputs u1, u2, … drive: columns of a table, or made ones.",
                "",
                parameters,
                v -> {
                    Formula formula = FormulaUse.DRIVEN.read(v.get(DRIVEN));
                    List<Signal> inputs = DrivingInput.all(v);
                    Dynamics system = compiled(() -> {
                        formula.checkInputs(inputs.size());
                        return new FormulaDynamics(formula, inputs);
                    });
                    return learning(system, formula, trajectories, observation, v);
                }));
    }

    private static TrajectoryLearning learning(
            Dynamics system,
            Formula formula,
            Function<Values, Integer> trajectories,
            Function<Values, TrajectoryLearning.Observation> observation,
            Values v) {
        List<Start> starts = formula.starts();
        return new TrajectoryLearning(
                system,
                new TrajectoryLearning.Starts(
                        trajectories.apply(v),
                        starts.stream().map(Start::centre).toList(),
                        starts.stream().map(Start::halfWidth).toList()),
                observation.apply(v));
    }

    /// Whether a field of one's own names inputs.
    private static boolean namesInputs(Selection selection) {
        return !named(selection.values().get(FIELD)).isEmpty();
    }

    /// The inputs that a field of one's own names; none of what is no formula, of which whoever builds it says why.
    static List<String> named(String text) {
        return NAMED.of(text, () -> {
            try {
                return FormulaUse.FIELD.meant(text).named();
            } catch (FormulaException _) {
                return List.of();
            }
        });
    }

    /// A field of one's own.
    static Entry<FieldTemplate> field() {
        List<Key<?>> parameters = new ArrayList<>(List.of(FIELD, WIDTHS, ACTIVATION));
        parameters.addAll(DrivingInput.when(Formulas::namesInputs));
        return new Entry<>(
                "formula",
                "Formula",
                "What you type, with parameters that have names and perceptrons within: a universal differential"
                        + " equation, and inputs u1, u2, … that drive it.",
                "Rackauckas et al., arXiv:2001.04385, section 2",
                parameters,
                v -> {
                    Formula formula = FormulaUse.FIELD.read(v.get(FIELD));
                    FormulaField.Inside inside = new FormulaField.Inside(
                            v.get(WIDTHS).stream()
                                    .map(width -> Fields.width(width, WIDTHS.name()))
                                    .toList(),
                            v.get(ACTIVATION).createDefault());
                    List<Signal> drivers = formula.named().isEmpty() ? List.of() : DrivingInput.all(v);
                    return (inputDim, dim) -> compiled(() -> FormulaField.of(formula, inside, drivers, inputDim, dim));
                });
    }

    /// A loss of one's own.
    static Entry<Loss> loss() {
        return new Entry<>(
                "formula",
                "Formula",
                "The mean over all entries of what you type, of p, predicted, and y, the target.",
                "",
                List.of(LOSS),
                v -> compiled(() -> new FormulaLoss(FormulaUse.LOSS.read(v.get(LOSS)))));
    }

    /// A function of the plane of one's own.
    static TestFunction function(Values v) {
        Formula formula = FormulaUse.PLANE.read(v.get(FUNCTION));
        return compiled(() -> new FormulaFunction(formula, v.get(EXTENT)));
    }

    private static <T> T compiled(java.util.function.Supplier<T> make) {
        try {
            return make.get();
        } catch (InvalidValueException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException(String.valueOf(e.getMessage()));
        }
    }
}
