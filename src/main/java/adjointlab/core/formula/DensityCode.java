package adjointlab.core.formula;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The code of a formula with the trace of its Jacobian along probes, −Σ εᵢᵀJεᵢ, and of the derivatives of
/// both. Rows are the state's components x, then the probes; behind them stand cotangents or tangents, as each
/// piece of code says.
final class DensityCode {
    private static final Lately<Key, DensityCode> LATELY = new Lately<>(DensityCode::new);

    private final int dim;
    private final Loop up;
    private final Loop along;
    private final Derivatives.Sums summed;
    private final Derivatives.Sums each;

    /// What it is the code of.
    private record Key(Equations equations, int probes) {}

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
        Graph graph = new Graph();
        Lowering lowering = new Lowering(equations.formula(), equations.inputs(), graph);
        int[] terms = Arrays.copyOf(
                equations.outputs().stream().mapToInt(lowering::lower).toArray(), dim + 1);
        terms[dim] = graph.negate(trace(graph, Arrays.copyOf(terms, dim), key.probes));
        up = Compiler.compile(graph, terms);
        Derivatives derivatives =
                new Derivatives(graph, dim + key.probes * dim, dim, NumberPlaces.of(equations.formula()));
        along = derivatives.along(terms);
        summed = derivatives.back(terms, true);
        each = derivatives.back(terms, false);
    }

    /// The field and the trace; takes x and probes.
    Loop up() {
        return up;
    }

    /// Tangents of both; takes x, probes and tangents of x, and all numbers.
    Loop along() {
        return along;
    }

    /// Adds cotangents of x, then of parameters and of time, summed over the samples; takes x, probes, cotangents of
    /// field and trace, and the rows that it adds to.
    Derivatives.Sums summed() {
        return summed;
    }

    /// The same with those of parameters and of time sample by sample.
    Derivatives.Sums each() {
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
}
