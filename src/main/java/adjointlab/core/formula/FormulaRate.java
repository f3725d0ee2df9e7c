package adjointlab.core.formula;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// ẋ = f(t, x) of a system whose numbers are all known, state by state, with its exact Jacobian. For any thread.
public final class FormulaRate {
    private static final Lately<Formula, FormulaRate> LATELY = new Lately<>(FormulaRate::new);

    private static final double[] UNDRIVEN = new double[0];

    private final int dim;
    private final int inputs;
    private final int[] places;
    private final int[] variablePlaces;
    private final int[] jacobianPlaces;
    private final Loop value;
    private final Loop jacobian;

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
        inputs = formula.arguments().size();
        // states in x, then inputs in u
        variablePlaces =
                IntStream.range(0, dim + inputs).map(k -> k < dim ? k : k - dim).toArray();
        List<String> variables = new ArrayList<>(equations.inputs());
        variables.addAll(formula.arguments());
        Lowering lowering = new Lowering(formula, variables, graph);
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
    }

    /// f(t, x).
    ///
    /// @param t s
    /// @param x [dim], not modified
    /// @param rateOut [dim], overwritten
    public void at(double t, double[] x, double[] rateOut) {
        at(t, x, UNDRIVEN, rateOut);
    }

    /// f(t, x, u).
    ///
    /// @param t s
    /// @param x [dim], not modified
    /// @param u [inputs], not modified
    /// @param rateOut [dim], overwritten
    public void at(double t, double[] x, double[] u, double[] rateOut) {
        run(value, places, t, x, u, rateOut);
    }

    /// ∂f/∂x.
    ///
    /// @param t s
    /// @param x [dim], not modified
    /// @param jacobianOut [dim×dim], by rows, overwritten
    public void jacobian(double t, double[] x, double[] jacobianOut) {
        jacobian(t, x, UNDRIVEN, jacobianOut);
    }

    /// ∂f/∂x.
    ///
    /// @param t s
    /// @param x [dim], not modified
    /// @param u [inputs], not modified
    /// @param jacobianOut [dim×dim], by rows, overwritten
    public void jacobian(double t, double[] x, double[] u, double[] jacobianOut) {
        run(jacobian, jacobianPlaces, t, x, u, jacobianOut);
    }

    /// What it may name beside its states.
    public int inputs() {
        return inputs;
    }

    private void run(Loop loop, int[] to, double t, double[] x, double[] u, double[] out) {
        double[][] in = new double[dim + inputs][];
        Arrays.fill(in, 0, dim, x);
        Arrays.fill(in, dim, in.length, u);
        double[][] outs = new double[to.length][];
        Arrays.fill(outs, out);
        loop.run(new double[] {t}, in, variablePlaces, outs, to, 1);
    }
}
