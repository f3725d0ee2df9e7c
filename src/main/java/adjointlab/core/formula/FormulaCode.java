package adjointlab.core.formula;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The code of a formula, of its derivatives and of what its networks take. Rows of values are the state's components,
/// then what the networks give; behind them stand cotangents or tangents, as each piece of code says.
final class FormulaCode {
    private static final Lately<Equations, FormulaCode> LATELY = new Lately<>(FormulaCode::new);

    private final Graph graph = new Graph();
    private final Lowering lowering;
    private final int inputs;
    private final int learned;
    private final int values;
    private final Piece value;
    private final List<Network> networks = new ArrayList<>();

    /// Code for some terms, for adding their cotangents, and for their tangents.
    ///
    /// @param up the terms themselves; takes values
    /// @param back adds cotangents of values, then of parameters and of time; takes values, cotangents of the
    ///     terms, and the rows that it adds to
    /// @param backEach the same with those of parameters and of time sample by sample, not summed
    /// @param along tangents of the terms; takes values and their tangents, and as numbers time, parameters and
    ///     their tangents
    record Piece(Loop up, Sums back, Sums backEach, Loop along) {}

    /// Code that adds to some rows.
    ///
    /// @param loop it
    /// @param rows which rows, of those of values, parameters and time
    record Sums(Loop loop, int[] rows) {}

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
        learned = equations.formula().learned().size();
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
        return learned;
    }

    private Piece piece(int[] terms) {
        return new Piece(
                Compiler.compile(graph, terms),
                back(terms, true),
                back(terms, false),
                Compiler.compile(graph, along(terms)));
    }

    private int[] rows(int from, int count) {
        return IntStream.range(from, from + count)
                .map(row -> graph.variable(Compiler.ROWS, row))
                .toArray();
    }

    private int[] variables() {
        return IntStream.concat(
                        Arrays.stream(rows(0, values)),
                        IntStream.concat(
                                IntStream.rangeClosed(1, learned).map(p -> graph.variable(Compiler.NUMBERS, p)),
                                IntStream.of(graph.variable(Compiler.NUMBERS, Lowering.TIME))))
                .toArray();
    }

    /// Cotangents of values are added row by row; those of parameters and of time are summed over the samples, or row
    /// by row as well.
    private Sums back(int[] terms, boolean summed) {
        int[] cotangents = rows(values, terms.length);
        int[] by = variables();
        int[] sums = graph.back(terms, cotangents, by);
        List<Integer> touched = new ArrayList<>();
        List<Integer> outputs = new ArrayList<>();
        int ofRows = 0;
        int zero = graph.number(0);
        for (int x = 0; x < by.length; x++) {
            if (sums[x] != zero) {
                boolean row = x < values || !summed;
                int before = graph.variable(Compiler.ROWS, values + terms.length + touched.size());
                touched.add(x);
                outputs.add(row ? graph.add(before, sums[x]) : sums[x]);
                ofRows += row ? 1 : 0;
            }
        }
        int[] all = outputs.stream().mapToInt(each -> each).toArray();
        return new Sums(
                all.length == 0 ? (_, _, _, _, _, _) -> {} : Compiler.compile(graph, all, ofRows),
                touched.stream().mapToInt(each -> each).toArray());
    }

    /// Tangents of rows stand behind them; those of parameters behind these, time's last.
    private int[] along(int[] terms) {
        Map<Integer, Integer> dots = new HashMap<>();
        for (int row = 0; row < values; row++) {
            dots.put(graph.variable(Compiler.ROWS, row), graph.variable(Compiler.ROWS, values + row));
        }
        for (int p = 0; p < learned; p++) {
            dots.put(graph.variable(Compiler.NUMBERS, 1 + p), graph.variable(Compiler.NUMBERS, 1 + learned + p));
        }
        dots.put(graph.variable(Compiler.NUMBERS, Lowering.TIME), graph.variable(Compiler.NUMBERS, 1 + 2 * learned));
        return graph.along(terms, dots);
    }

    /// Components of the state.
    int inputs() {
        return inputs;
    }
}
