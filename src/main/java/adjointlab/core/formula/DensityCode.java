package adjointlab.core.formula;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The code of a formula with the trace of its Jacobian along probes, −Σ εᵢᵀJεᵢ, and of the derivatives of
/// both. Rows are the state's components x and what its networks give, then what these give along each probe, then the
/// probes; behind them stand cotangents or tangents, as each piece of code says.
final class DensityCode {
    private static final Lately<Key, DensityCode> LATELY = new Lately<>(DensityCode::new);

    private final Graph graph = new Graph();
    private final int dim;
    /// x and what networks give.
    private final int values;
    private final int probes;
    private final Piece value;
    private final Optional<Loop> along;
    private final List<Network> networks = new ArrayList<>();

    /// What it is the code of.
    private record Key(Equations equations, int probes) {}

    /// Code for some terms, and for adding their cotangents.
    ///
    /// @param up the terms themselves
    /// @param summed adds cotangents of all rows but the probes, then of parameters and of time, summed over the
    /// samples; takes rows, cotangents of the terms, and the rows that it adds to
    /// @param each the same with those of parameters and of time sample by sample
    record Piece(Loop up, Derivatives.Sums summed, Derivatives.Sums each) {}

    /// A network within: its piece gives what it takes, then how that changes along each probe.
    ///
    /// @param inputs components that it takes
    /// @param row where its outputs stand among the networks'
    /// @param outputs components that it gives
    /// @param piece of what it takes
    record Network(int inputs, int row, int outputs, Piece piece) {}

    /// The code of that.
    ///
    /// @param equations as many outputs as inputs
    /// @throws FormulaException if there is more of it than a method can hold
    static DensityCode of(Equations equations, int probes) {
        return LATELY.of(new Key(equations, probes));
    }

    private DensityCode(Key key) {
        Equations equations = key.equations;
        dim = equations.inputs().size();
        probes = key.probes;
        Lowering lowering = new Lowering(equations.formula(), equations.inputs(), graph);
        values = lowering.rows();
        Derivatives derivatives = new Derivatives(graph, probe(probes), probe(0), NumberPlaces.of(equations.formula()));
        int[] terms = Arrays.copyOf(
                equations.outputs().stream().mapToInt(lowering::lower).toArray(), dim + 1);
        terms[dim] = graph.negate(trace(Arrays.copyOf(terms, dim)));
        List<Integer> order = lowering.order();
        value = piece(derivatives, terms);
        along = order.isEmpty() ? Optional.of(derivatives.along(terms)) : Optional.empty();
        for (int index : order) {
            int[] taken = lowering.inputs(index);
            int[] all = Arrays.copyOf(taken, (1 + probes) * taken.length);
            for (int i = 0; i < probes; i++) {
                System.arraycopy(graph.along(taken, dots(i)), 0, all, (1 + i) * taken.length, taken.length);
            }
            networks.add(new Network(
                    taken.length,
                    lowering.networkRow(index) - dim,
                    equations.formula().networks().get(index).outputs(),
                    piece(derivatives, all)));
        }
    }

    private Piece piece(Derivatives derivatives, int[] terms) {
        return new Piece(Compiler.compile(graph, terms), derivatives.back(terms, true), derivatives.back(terms, false));
    }

    /// The field and the trace.
    Piece value() {
        return value;
    }

    /// Tangents of both; takes rows and tangents of x, and all numbers; nothing where there are networks, whose
    /// tangents along probes change in ways that are not known here.
    Optional<Loop> along() {
        return along;
    }

    /// Networks in the order in which they can be computed.
    List<Network> networks() {
        return networks;
    }

    /// Components that networks give.
    int given() {
        return values - dim;
    }

    /// Where the rows begin that networks give along a probe.
    int givenAlong(int probe) {
        return values + probe * (values - dim);
    }

    /// Where a probe's rows begin; behind the last one's that of one more.
    int probe(int probe) {
        return givenAlong(probes) + probe * dim;
    }

    /// How rows change along a probe.
    private Map<Integer, Integer> dots(int probe) {
        Map<Integer, Integer> dots = new HashMap<>();
        for (int row = 0; row < values; row++) {
            int dot = row < dim ? probe(probe) + row : givenAlong(probe) + row - dim;
            dots.put(graph.variable(Compiler.ROWS, row), graph.variable(Compiler.ROWS, dot));
        }
        return dots;
    }

    /// Σ εᵢᵀJεᵢ.
    private int trace(int[] terms) {
        int trace = graph.number(0);
        for (int i = 0; i < probes; i++) {
            int[] product = graph.along(terms, dots(i));
            for (int c = 0; c < dim; c++) {
                int probe = graph.variable(Compiler.ROWS, probe(i) + c);
                trace = graph.add(trace, graph.multiply(probe, product[c]));
            }
        }
        return trace;
    }
}
