package adjointlab.core.formula;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// ẋ = f(t, x) of a system whose numbers are all known, state by state, with its exact Jacobian. For any thread.
public final class FormulaRate {
    private static final Lately<Formula, FormulaRate> LATELY = new Lately<>(FormulaRate::new);

    private final int dim;
    private final int[] places;
    private final int[] jacobianPlaces;
    private final Loop value;
    private final Loop jacobian;
    private final Loop timeSlope;

    /// Of a formula with all its numbers known.
    public static FormulaRate of(Formula formula) {
        return LATELY.of(formula);
    }

    private FormulaRate(Formula formula) {
        Graph graph = new Graph();
        Equations equations = Equations.firstOrder(formula);
        dim = equations.inputs().size();
        places = IntStream.range(0, dim).toArray();
        jacobianPlaces = IntStream.range(0, dim * dim).toArray();
        Lowering lowering = new Lowering(formula, equations.inputs(), graph);
        int[] terms = equations.outputs().stream().mapToInt(lowering::lower).toArray();
        value = Compiler.compile(graph, terms);
        int[] slopes = new int[dim * dim];
        for (int j = 0; j < dim; j++) {
            int[] column = graph.along(terms, new HashMap<>(Map.of(graph.variable(Compiler.ROWS, j), graph.number(1))));
            for (int i = 0; i < dim; i++) {
                slopes[i * dim + j] = column[i];
            }
        }
        jacobian = Compiler.compile(graph, slopes);
        timeSlope = Compiler.compile(
                graph,
                graph.along(
                        terms,
                        new HashMap<>(Map.of(graph.variable(Compiler.NUMBERS, Lowering.TIME), graph.number(1)))));
    }

    /// f(t, x).
    ///
    /// @param t s
    /// @param x [dim], not modified
    /// @param rateOut [dim], overwritten
    public void at(double t, double[] x, double[] rateOut) {
        run(value, places, t, x, rateOut);
    }

    /// ∂f/∂x.
    ///
    /// @param t s
    /// @param x [dim], not modified
    /// @param jacobianOut [dim×dim], by rows, overwritten
    public void jacobian(double t, double[] x, double[] jacobianOut) {
        run(jacobian, jacobianPlaces, t, x, jacobianOut);
    }

    /// ∂f/∂t.
    ///
    /// @param t s
    /// @param x [dim], not modified
    /// @param slopeOut [dim], overwritten
    public void timeSlope(double t, double[] x, double[] slopeOut) {
        run(timeSlope, places, t, x, slopeOut);
    }

    private void run(Loop loop, int[] to, double t, double[] x, double[] out) {
        double[][] in = new double[dim][];
        Arrays.fill(in, x);
        double[][] outs = new double[to.length][];
        Arrays.fill(outs, out);
        loop.run(new double[] {t}, in, places, outs, to, 1);
    }
}
