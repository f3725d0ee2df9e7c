package adjointlab.core.catalog;

import adjointlab.core.problem.function.StandardFunctions;
import adjointlab.core.problem.function.TestFunction;
import java.util.List;
import java.util.function.DoubleFunction;

/// Test functions of optimization; a field and a problem that belong together choose the same.
final class TestFunctions {
    /// Which function, made from the condition number of the bowl.
    private static final Key<DoubleFunction<TestFunction>> FUNCTION = Key.choice(
                    "function",
                    "Function F",
                    fixed("rosenbrock", "Rosenbrock", StandardFunctions.ROSENBROCK),
                    fixed("beale", "Beale", StandardFunctions.BEALE),
                    fixed("himmelblau", "Himmelblau", StandardFunctions.HIMMELBLAU),
                    fixed("rastrigin", "Rastrigin", StandardFunctions.RASTRIGIN),
                    new Option<>("bowl", "Quadratic bowl", TestFunction.Bowl::new))
            .shown(Prominence.OPEN);

    private static final Key<Double> CONDITION = Key.real(
                    "condition", "Condition number of the bowl", 25, Ranges.positive(1, 1000))
            .withSymbol("κ");

    /// In display order.
    static final List<Key<?>> PARAMETERS = List.of(FUNCTION, CONDITION);

    private TestFunctions() {}

    /// The chosen function.
    static TestFunction of(Values v) {
        return v.get(FUNCTION).apply(v.get(CONDITION));
    }

    /// What the chosen function is called.
    static String label(Values v) {
        return FUNCTION.label(v.get(FUNCTION));
    }

    private static Option<DoubleFunction<TestFunction>> fixed(String id, String label, TestFunction function) {
        return new Option<>(id, label, _ -> function);
    }
}
