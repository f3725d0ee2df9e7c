package adjointlab.core.formula;

import java.util.ArrayList;
import java.util.List;

/// The code of a formula, of its derivatives and of what its networks take. Rows of values are the state's components,
/// then what the networks give; behind them stand cotangents or tangents, as each piece of code says.
final class FormulaCode {
    private static final Lately<Equations, FormulaCode> LATELY = new Lately<>(FormulaCode::new);

    private final Graph graph = new Graph();
    private final Lowering lowering;
    private final int inputs;
    private final NumberPlaces places;
    private final int values;
    private final Piece value;
    private final List<Network> networks = new ArrayList<>();

    /// Code for some terms, for adding their cotangents, and for their tangents.
    ///
    /// @param up the terms themselves; takes values
    /// @param back adds cotangents of values, then of parameters and of time; takes values, cotangents of the
    ///     terms, and the rows that it adds to
    /// @param backEach the same with those of parameters and of time sample by sample, not summed
    /// @param along tangents of the terms; takes values and their tangents, and as numbers all of them
    record Piece(Loop up, Derivatives.Sums back, Derivatives.Sums backEach, Loop along) {}

    /// A network within.
    ///
    /// @param index among the formula's
    /// @param inputs components that it takes
    /// @param row where its outputs stand among the values
    /// @param outputs components that it gives
    /// @param piece what it takes
    record Network(int index, int inputs, int row, int outputs, Piece piece) {}

    /// The code of that.
    static FormulaCode of(Equations equations) {
        return LATELY.of(equations);
    }

    private FormulaCode(Equations equations) {
        lowering = new Lowering(equations.formula(), equations.inputs(), graph);
        inputs = equations.inputs().size();
        places = NumberPlaces.of(equations.formula());
        values = lowering.rows();
        int[] terms = equations.outputs().stream().mapToInt(lowering::lower).toArray();
        List<int[]> taken = lowering.order().stream().map(lowering::inputs).toList();
        value = piece(terms);
        for (int n = 0; n < taken.size(); n++) {
            int index = lowering.order().get(n);
            networks.add(new Network(
                    index,
                    taken.get(n).length,
                    lowering.networkRow(index),
                    equations.formula().networks().get(index).outputs(),
                    piece(taken.get(n))));
        }
    }

    /// The formula itself.
    Piece value() {
        return value;
    }

    /// Networks in the order in which they can be computed.
    List<Network> networks() {
        return networks;
    }

    /// Rows of values.
    int values() {
        return values;
    }

    /// Parameters that have names.
    int learned() {
        return places.learned();
    }

    private Piece piece(int[] terms) {
        Derivatives derivatives = new Derivatives(graph, values, values, places);
        return new Piece(
                Compiler.compile(graph, terms),
                derivatives.back(terms, true),
                derivatives.back(terms, false),
                derivatives.along(terms));
    }

    /// Components of the state.
    int inputs() {
        return inputs;
    }
}
