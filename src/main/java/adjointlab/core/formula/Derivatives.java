package adjointlab.core.formula;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Compiles derivatives of terms by rows, parameters and time, on which inputs depend. Behind the rows that terms take
/// stand the terms' cotangents and what is added to, or the rows' tangents.
///
/// @param graph of the terms
/// @param given rows that terms take
/// @param own how many of the first of these the derivatives are by
/// @param places of the numbers
record Derivatives(Graph graph, int given, int own, NumberPlaces places) {
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
        int[] sums = byTime(graph.back(terms, cotangents, by));
        List<Integer> touched = new ArrayList<>();
        List<Integer> outputs = new ArrayList<>();
        int ofRows = 0;
        int zero = graph.number(0);
        for (int x = 0; x < sums.length; x++) {
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
        for (int p = 0; p < places.learned(); p++) {
            dots.put(number(places.parameter(p)), number(places.parameterDot(p)));
        }
        int timeDot = number(places.timeDot());
        dots.put(number(NumberPlaces.TIME), timeDot);
        for (int input : places.inputs()) {
            dots.put(number(places.input(input)), graph.multiply(timeDot, number(places.slope(input))));
        }
        return Compiler.compile(graph, graph.along(terms, dots));
    }

    private int[] rows(int from, int count) {
        return IntStream.range(from, from + count)
                .map(row -> graph.variable(Compiler.ROWS, row))
                .toArray();
    }

    private int number(int place) {
        return graph.variable(Compiler.NUMBERS, place);
    }

    /// Own rows, parameters, time, then inputs.
    private int[] variables() {
        IntStream numbers = IntStream.concat(
                IntStream.range(0, places.learned()).map(places::parameter),
                IntStream.concat(
                        IntStream.of(NumberPlaces.TIME),
                        places.inputs().stream().mapToInt(places::input)));
        return IntStream.concat(Arrays.stream(rows(0, own)), numbers.map(this::number))
                .toArray();
    }

    /// Those by the inputs added to that by the time, with their slopes.
    private int[] byTime(int[] sums) {
        int time = own + places.learned();
        int[] all = Arrays.copyOf(sums, time + 1);
        for (int k = 0; k < places.inputs().size(); k++) {
            int slope = number(places.slope(places.inputs().get(k)));
            all[time] = graph.add(all[time], graph.multiply(sums[time + 1 + k], slope));
        }
        return all;
    }
}
