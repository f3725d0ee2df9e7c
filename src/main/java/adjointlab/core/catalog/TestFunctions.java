package adjointlab.core.catalog;

import adjointlab.core.problem.function.DrawnValley;
import adjointlab.core.problem.function.StandardFunctions;
import adjointlab.core.problem.function.TestFunction;
import java.util.List;
import java.util.function.Function;

/// Test functions of optimization; a field and a problem that belong together choose the same.
final class TestFunctions {
    private static final Option<Function<Values, TestFunction>> BOWL =
            new Option<>("bowl", "Quadratic bowl", TestFunctions::bowl);
    private static final Option<Function<Values, TestFunction>> DRAWN =
            new Option<>("drawn", "A valley drawn by hand", TestFunctions::valley);

    private static final Option<Function<Values, TestFunction>> TYPED =
            new Option<>("formula", "A formula", Formulas::function);

    /// Which function, made from what it needs.
    private static final Key<Function<Values, TestFunction>> FUNCTION = Key.choice(
                    "function",
                    "Function F",
                    fixed("rosenbrock", "Rosenbrock", StandardFunctions.ROSENBROCK),
                    fixed("beale", "Beale", StandardFunctions.BEALE),
                    fixed("himmelblau", "Himmelblau", StandardFunctions.HIMMELBLAU),
                    fixed("rastrigin", "Rastrigin", StandardFunctions.RASTRIGIN),
                    BOWL,
                    DRAWN,
                    TYPED)
            .shown(Prominence.OPEN);

    private static final Key<Double> CONDITION = Key.real(
                    "condition", "Condition number of the bowl", 25, Ranges.positive(1, 1000))
            .withSymbol("κ");

    private static final Key<List<Double>> DRAWING = Drawings.POINTS.when(TestFunctions::isDrawn);

    private static final Key<Double> WIDTH = Key.real("width", "Width of the valley", 0.3, Ranges.positive(0.05, 2))
            .when(TestFunctions::isDrawn);

    private static final Key<String> FORMULA = Formulas.FUNCTION.when(TestFunctions::isTyped);
    private static final Key<Double> EXTENT = Formulas.EXTENT.when(TestFunctions::isTyped);

    /// In display order.
    static final List<Key<?>> PARAMETERS = List.of(FUNCTION, CONDITION, DRAWING, WIDTH, FORMULA, EXTENT);

    /// The same of a field, which stand beside those of a problem.
    static final List<Key<?>> PARAMETERS_OF_FIELD = List.of(
            FUNCTION.withLabel("Function F of the field"),
            CONDITION,
            DRAWING,
            WIDTH,
            FORMULA.withLabel("Formula of the field's function"),
            EXTENT);

    private TestFunctions() {}

    /// The chosen function.
    static TestFunction of(Values v) {
        return v.get(FUNCTION).apply(v);
    }

    /// What the chosen function is called.
    static String label(Values v) {
        return FUNCTION.label(v.get(FUNCTION));
    }

    private static boolean isDrawn(Selection selection) {
        return selection.values().get(FUNCTION) == DRAWN.value();
    }

    private static boolean isTyped(Selection selection) {
        return selection.values().get(FUNCTION) == TYPED.value();
    }

    private static TestFunction bowl(Values v) {
        return new TestFunction.Bowl(v.get(CONDITION));
    }

    private static TestFunction valley(Values v) {
        return new DrawnValley(Drawings.of(v), v.get(WIDTH));
    }

    private static Option<Function<Values, TestFunction>> fixed(String id, String label, TestFunction function) {
        return new Option<>(id, label, _ -> function);
    }
}
