package adjointlab.ui.lesson;

import adjointlab.core.stat.Moments;
import adjointlab.lab.lesson.AnswerForm.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How often numbers were answered, in bins of a round width. Far-out numbers, which would squeeze all others into one
/// bin, are told apart: those beyond the outer fences, three interquartile ranges from the quartiles (Tukey,
/// Exploratory Data Analysis, 1977, section 2D).
///
/// @param from lower end of the first bin
/// @param width of a bin
/// @param counts how many numbers each bin has; one at its lower end belongs to it
/// @param outside far-out numbers, ascending
record Histogram(double from, double width, List<Integer> counts, List<Double> outside) {
    private static final double FENCE = 3;

    /// About so many bins.
    private static final int BINS = 12;

    Histogram {
        counts = List.copyOf(counts);
        outside = List.copyOf(outside);
    }

    /// @param values finite, at least one
    /// @param right range of right answers, which is shown whole; nothing where none is known
    static Histogram of(double[] values, Optional<Span> right) {
        double low = Moments.quantile(0.25, values);
        double high = Moments.quantile(0.75, values);
        double least = right.map(span -> span.to() - span.from())
                .orElse(Math.max(1e-9, 0.1 * Math.abs(Moments.quantile(0.5, values))));
        double reach = FENCE * Math.max(high - low, least);
        double[] inside = Arrays.stream(values)
                .filter(value -> value >= low - reach && value <= high + reach)
                .toArray();
        double min = Math.min(
                Arrays.stream(inside).min().orElse(low), right.map(Span::from).orElse(low));
        double max = Math.max(
                Arrays.stream(inside).max().orElse(high), right.map(Span::to).orElse(high));
        double width = round(Math.max(max - min, least) / BINS);
        double from = Math.floor(min / width) * width;
        int bins = (int) Math.floor((max - from) / width) + 1;
        int[] counts = new int[bins];
        for (double value : inside) {
            counts[Math.clamp((long) Math.floor((value - from) / width), 0, bins - 1)]++;
        }
        List<Double> outside = Arrays.stream(values)
                .filter(value -> !(value >= low - reach && value <= high + reach))
                .sorted()
                .boxed()
                .toList();
        return new Histogram(from, width, Arrays.stream(counts).boxed().toList(), outside);
    }

    /// The next larger of 1, 2 and 5 times a power of ten.
    private static double round(double width) {
        double power = Math.pow(10, Math.floor(Math.log10(width)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= width) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /// The middles of the bins.
    double[] centres() {
        double[] centres = new double[counts.size()];
        Arrays.setAll(centres, i -> from + (i + 0.5) * width);
        return centres;
    }

    /// Upper end of the last bin.
    double to() {
        return from + counts.size() * width;
    }
}
