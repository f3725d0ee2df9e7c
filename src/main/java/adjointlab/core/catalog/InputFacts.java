package adjointlab.core.catalog;

import adjointlab.core.field.Signal;
import adjointlab.core.math.Numbers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What was understood of a file of inputs, so that a person can see whether it is what was meant.
///
/// @param form the file's, with how it is written
/// @param rows how many it has
/// @param time name of the column of times; "" for samples one second apart
/// @param columns one for each input, at least one
/// @param change what is made of all values
public record InputFacts(String form, long rows, String time, List<Column> columns, Change change) {
    private static final int DIGITS = 4;

    /// A distance in time that is so many times the usual one is a gap.
    private static final double GAP = 1.5;

    public InputFacts {
        columns = List.copyOf(columns);
    }

    /// What is made of all values.
    ///
    /// @param centred whether the column's mean is taken away
    /// @param factor by which they are multiplied
    public record Change(boolean centred, double factor) {
        /// In words; "" for nothing.
        public String words() {
            List<String> parts = new ArrayList<>();
            if (centred) {
                parts.add("less the column's mean");
            }
            if (factor != 1) {
                parts.add("times " + Numbers.brief(factor, DIGITS));
            }
            return String.join(", ", parts);
        }
    }

    /// One input.
    ///
    /// @param name of its column
    /// @param missing how many rows have no value of it
    /// @param signal that drives
    public record Column(String name, long missing, Signal signal) {
        /// Smallest and largest value that drives.
        public String range() {
            return Numbers.brief(Collections.min(signal.samples()), DIGITS) + " … "
                    + Numbers.brief(Collections.max(signal.samples()), DIGITS);
        }

        /// What it is between samples, in words.
        public String between() {
            return switch (signal.between()) {
                case LINEAR -> "straight lines";
                case STEPS -> "steps";
                case CUBIC -> "cubics";
            };
        }

        /// How far its samples lie apart, and its largest gap, in words; "" for a single sample.
        public String apart() {
            List<Double> times = signal.times();
            double[] steps = IntStream.range(1, times.size())
                    .mapToDouble(k -> times.get(k) - times.get(k - 1))
                    .sorted()
                    .toArray();
            if (steps.length == 0) {
                return "";
            }
            double usual = steps[(steps.length - 1) / 2];
            double most = steps[steps.length - 1];
            return Numbers.brief(usual, DIGITS) + " s apart"
                    + (most > GAP * usual ? " with gaps up to " + Numbers.brief(most, DIGITS) + " s" : "");
        }
    }

    /// From the first sample of any input to the last, in words.
    public String span() {
        double first = columns.stream()
                .mapToDouble(column -> column.signal.times().getFirst())
                .min()
                .orElseThrow();
        double last = columns.stream()
                .mapToDouble(column -> column.signal.times().getLast())
                .max()
                .orElseThrow();
        return Numbers.brief(first, DIGITS) + " … " + Numbers.brief(last, DIGITS) + " s";
    }

    /// What a person reads of it: form and rows, the inputs, and their times.
    public List<String> lines() {
        String inputs = columns.stream()
                .map(column -> column.name + " (" + column.range() + ", "
                        + Numbers.count(column.signal.samples().size()) + " samples"
                        + (column.missing == 0 ? "" : ", " + Numbers.count(column.missing) + " missing") + ", "
                        + column.between() + ")")
                .collect(Collectors.joining(", "));
        String apart = columns.stream()
                .map(Column::apart)
                .distinct()
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("; "));
        return List.of(
                form + ": " + Numbers.count(rows) + (rows == 1 ? " row" : " rows"),
                "inputs: " + inputs + (change.words().isEmpty() ? "" : "; " + change.words()),
                "times: " + (time.isEmpty() ? "none, " : time + ", ") + span() + (apart.isEmpty() ? "" : ", " + apart));
    }
}
