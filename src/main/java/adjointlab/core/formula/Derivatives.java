package adjointlab.core.formula;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Compiles derivatives of terms by rows, parameters and time. Behind the rows that terms take stand the terms'
/// cotangents and what is added to, or the rows' tangents; behind time and parameters stand theirs, time's last.
///
/// @param graph of the terms
/// @param given rows that terms take
/// @param own how many of the first of these the derivatives are by
/// @param learned parameters
record Derivatives(Graph graph, int given, int own, int learned) {
    /// Code that adds to some rows.
    ///
    /// @param loop it
    /// @param rows which rows, of the own ones, those of parameters, and time's
    record Sums(Loop loop, int[] rows) {}

    /// Code that adds cotangents: those of rows row by row.
    ///
    /// @param summed whether those of parameters and of time are summed over the samples, not added row by row
    /// as well
    Sums back(int[] terms, boolean summed) {
        int[] cotangents = rows(given, terms.length);
        int[] by = variables();
        int[] sums = graph.back(terms, cotangents, by);
        List<Integer> touched = new ArrayList<>();
        List<Integer> outputs = new ArrayList<>();
        int ofRows = 0;
        int zero = graph.number(0);
        for (int x = 0; x < by.length; x++) {
            if (sums[x] != zero) {
                boolean row = x < own || !summed;
                int before = graph.variable(Compiler.ROWS, given + terms.length + touched.size());
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

    /// Code for the terms' tangents.
    Loop along(int[] terms) {
        Map<Integer, Integer> dots = new HashMap<>();
        for (int row = 0; row < own; row++) {
            dots.put(graph.variable(Compiler.ROWS, row), graph.variable(Compiler.ROWS, given + row));
        }
        for (int p = 0; p < learned; p++) {
            dots.put(graph.variable(Compiler.NUMBERS, 1 + p), graph.variable(Compiler.NUMBERS, 1 + learned + p));
        }
        dots.put(graph.variable(Compiler.NUMBERS, Lowering.TIME), graph.variable(Compiler.NUMBERS, 1 + 2 * learned));
        return Compiler.compile(graph, graph.along(terms, dots));
    }

    private int[] rows(int from, int count) {
        return IntStream.range(from, from + count)
                .map(row -> graph.variable(Compiler.ROWS, row))
                .toArray();
    }

    private int[] variables() {
        return IntStream.concat(
                        Arrays.stream(rows(0, own)),
                        IntStream.concat(
                                IntStream.rangeClosed(1, learned).map(p -> graph.variable(Compiler.NUMBERS, p)),
                                IntStream.of(graph.variable(Compiler.NUMBERS, Lowering.TIME))))
                .toArray();
    }
}
