package adjointlab.core.formula;

import java.util.HashMap;
import java.util.Map;

/// A function F of two arguments that a person typed, with its exact first and second derivatives. For any thread.
public final class Surface {
    private static final Lately<Formula, Surface> LATELY = new Lately<>(Surface::new);

    private final Formula formula;
    private final OfTwo value;
    private final OfTwo[] first = new OfTwo[2];
    private final OfTwo[] second = new OfTwo[3];

    /// Of a value of two arguments.
    public static Surface of(Formula formula) {
        return LATELY.of(formula);
    }

    private Surface(Formula formula) {
        this.formula = formula;
        Graph graph = new Graph();
        Lowering lowering = new Lowering(formula, formula.arguments(), graph);
        int term = lowering.lower(formula.value().orElseThrow());
        value = Compiler.ofTwo(graph, term);
        int x = slope(graph, term, 0);
        int y = slope(graph, term, 1);
        first[0] = Compiler.ofTwo(graph, x);
        first[1] = Compiler.ofTwo(graph, y);
        second[0] = Compiler.ofTwo(graph, slope(graph, x, 0));
        second[1] = Compiler.ofTwo(graph, slope(graph, x, 1));
        second[2] = Compiler.ofTwo(graph, slope(graph, y, 1));
    }

    private static int slope(Graph graph, int term, int argument) {
        return graph.along(
                        new int[] {term},
                        new HashMap<>(Map.of(graph.variable(Compiler.ROWS, argument), graph.number(1))))[0];
    }

    /// What was typed.
    public Formula formula() {
        return formula;
    }

    /// F.
    public OfTwo value() {
        return value;
    }

    /// ∂F by an argument.
    ///
    /// @param argument 0 or 1
    public OfTwo slope(int argument) {
        return first[argument];
    }

    /// ∂²F by two arguments.
    ///
    /// @param index 0 for twice the first, 1 for both, 2 for twice the second
    public OfTwo curvature(int index) {
        return second[index];
    }
}
