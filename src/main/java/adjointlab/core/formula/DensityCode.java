package adjointlab.core.formula;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The code of a formula with the trace of its Jacobian along probes, −Σ εᵢᵀJεᵢ, and of the derivatives of
/// both. Rows are the state's components x, then the probes; behind them stand cotangents or tangents, as each
/// piece of code says.
final class DensityCode {
    private static final Lately<Key, DensityCode> LATELY = new Lately<>(DensityCode::new);

    private final int dim;
    private final int learned;
    private final int given;
    private final Loop up;
    private final Loop along;
    private final Sums summed;
    private final Sums each;

    /// What it is the code of.
    private record Key(Equations equations, int probes) {}

    /// Code that adds to rows of x, parameters and time.
    ///
    /// @param rows which of them
    record Sums(Loop loop, int[] rows) {}

    /// The code of that.
    ///
    /// @param equations without networks, as many outputs as inputs
    /// @throws FormulaException if there is more of it than a method can hold
    static DensityCode of(Equations equations, int probes) {
        return LATELY.of(new Key(equations, probes));
    }

    private DensityCode(Key key) {
        Equations equations = key.equations;
        dim = equations.inputs().size();
        learned = equations.formula().learned().size();
        given = dim + key.probes * dim;
        Graph graph = new Graph();
        Lowering lowering = new Lowering(equations.formula(), equations.inputs(), graph);
        int[] terms = Arrays.copyOf(
                equations.outputs().stream().mapToInt(lowering::lower).toArray(), dim + 1);
        terms[dim] = graph.negate(trace(graph, Arrays.copyOf(terms, dim), key.probes));
        up = Compiler.compile(graph, terms);
        along = Compiler.compile(graph, graph.along(terms, tangents(graph)));
        summed = back(graph, terms, true);
        each = back(graph, terms, false);
    }

    /// The field and the trace; takes x and probes.
    Loop up() {
        return up;
    }

    /// Tangents of both; takes x, probes and tangents of x, and as numbers time, parameters and their tangents.
    Loop along() {
        return along;
    }

    /// Adds cotangents of x, then of parameters and of time, summed over the samples; takes x, probes, cotangents of
    /// field and trace, and the rows that it adds to.
    Sums summed() {
        return summed;
    }

    /// The same with those of parameters and of time sample by sample.
    Sums each() {
        return each;
    }

    /// Σ εᵢᵀJεᵢ.
    private int trace(Graph graph, int[] terms, int probes) {
        int trace = graph.number(0);
        for (int i = 0; i < probes; i++) {
            Map<Integer, Integer> dots = new HashMap<>();
            for (int j = 0; j < dim; j++) {
                dots.put(graph.variable(Compiler.ROWS, j), graph.variable(Compiler.ROWS, dim + i * dim + j));
            }
            int[] product = graph.along(terms, dots);
            for (int c = 0; c < dim; c++) {
                int probe = graph.variable(Compiler.ROWS, dim + i * dim + c);
                trace = graph.add(trace, graph.multiply(probe, product[c]));
            }
        }
        return trace;
    }

    /// Tangents of x stand behind the probes; those of parameters behind these, time's last.
    private Map<Integer, Integer> tangents(Graph graph) {
        Map<Integer, Integer> dots = new HashMap<>();
        for (int j = 0; j < dim; j++) {
            dots.put(graph.variable(Compiler.ROWS, j), graph.variable(Compiler.ROWS, given + j));
        }
        for (int p = 0; p < learned; p++) {
            dots.put(graph.variable(Compiler.NUMBERS, 1 + p), graph.variable(Compiler.NUMBERS, 1 + learned + p));
        }
        dots.put(graph.variable(Compiler.NUMBERS, Lowering.TIME), graph.variable(Compiler.NUMBERS, 1 + 2 * learned));
        return dots;
    }

    /// Cotangents of x are added row by row; those of parameters and of time are summed over the samples, or added row
    /// by row as well.
    private Sums back(Graph graph, int[] terms, boolean sum) {
        int[] cotangents = new int[dim + 1];
        Arrays.setAll(cotangents, k -> graph.variable(Compiler.ROWS, given + k));
        int[] by = new int[dim + learned + 1];
        for (int x = 0; x < by.length; x++) {
            int number = x == dim + learned ? Lowering.TIME : x - dim + 1;
            by[x] = x < dim ? graph.variable(Compiler.ROWS, x) : graph.variable(Compiler.NUMBERS, number);
        }
        int[] sums = graph.back(terms, cotangents, by);
        List<Integer> touched = new ArrayList<>();
        List<Integer> outputs = new ArrayList<>();
        int ofRows = 0;
        for (int x = 0; x < by.length; x++) {
            if (sums[x] != graph.number(0)) {
                boolean row = x < dim || !sum;
                int before = graph.variable(Compiler.ROWS, given + dim + 1 + touched.size());
                touched.add(x);
                outputs.add(row ? graph.add(before, sums[x]) : sums[x]);
                ofRows += row ? 1 : 0;
            }
        }
        int[] all = outputs.stream().mapToInt(term -> term).toArray();
        return new Sums(
                all.length == 0 ? (_, _, _, _, _, _) -> {} : Compiler.compile(graph, all, ofRows),
                touched.stream().mapToInt(row -> row).toArray());
    }
}
