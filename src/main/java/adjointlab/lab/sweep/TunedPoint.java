package adjointlab.lab.sweep;

import adjointlab.core.math.Numbers;
import java.util.List;
import java.util.stream.Collectors;

/// The numbers that one training was given of those that are tuned together.
///
/// @param values in the order of [Contrast#tuned]; not a number where the training has no such setting
public record TunedPoint(List<Double> values) implements Comparable<TunedPoint> {
    private static final int DIGITS = 2;

    public TunedPoint {
        values = List.copyOf(values);
    }

    /// By the first number, then by the next ones.
    @Override
    public int compareTo(TunedPoint other) {
        for (int i = 0; i < Math.min(values.size(), other.values.size()); i++) {
            int order = values.get(i).compareTo(other.values.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(values.size(), other.values.size());
    }

    /// The numbers for people: "0.1" or "0.1 with 0.01".
    String words() {
        return values.stream()
                .filter(value -> !Double.isNaN(value))
                .map(value -> Numbers.brief(value, DIGITS))
                .collect(Collectors.joining(" with "));
    }
}
