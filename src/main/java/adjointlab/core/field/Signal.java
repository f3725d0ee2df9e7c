package adjointlab.core.field;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// An input over time: samples at times of their own; before the first it is constant.
///
/// @param times of the samples, s, rising
/// @param samples at least one, or two where a line goes on through the last two
/// @param between what it is from one sample to the next
/// @param beyond what it is after the last
public record Signal(List<Double> times, List<Double> samples, Between between, Beyond beyond) {
    /// What it is from one sample to the next.
    public enum Between {
        /// On the straight line to the next.
        LINEAR,
        /// What it was at the last.
        STEPS,
        /// On the cubic whose slope at each sample is that of the parabola through it and its neighbours, Bessel's: de
        /// Boor, "A Practical Guide to Splines", 1978, chapter IV.
        CUBIC
    }

    /// What it is after the last sample.
    public enum Beyond {
        /// What it was there.
        HOLD,
        /// On the straight line through the last two.
        LINE
    }

    public Signal {
        times = List.copyOf(times);
        samples = List.copyOf(samples);
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("a signal needs at least one sample");
        }
        if (beyond == Beyond.LINE && samples.size() < 2) {
            throw new IllegalArgumentException("a line that goes on needs two samples");
        }
        if (times.size() != samples.size()) {
            throw new IllegalArgumentException("every sample of a signal has its time");
        }
        for (int k = 1; k < times.size(); k++) {
            if (!(times.get(k) > times.get(k - 1))) {
                throw new IllegalArgumentException("sample " + (k + 1) + " of a signal, at " + times.get(k)
                        + " s, is not later than the one before");
            }
        }
    }

    /// Samples one second apart from t = 0.
    public Signal(List<Double> samples, Between between, Beyond beyond) {
        this(seconds(samples.size()), samples, between, beyond);
    }

    /// Samples one second apart, straight lines between them, constant outside.
    public Signal(List<Double> samples) {
        this(samples, Between.LINEAR, Beyond.HOLD);
    }

    private static List<Double> seconds(int count) {
        return IntStream.range(0, count).mapToObj(k -> (double) k).collect(Collectors.toList());
    }

    /// u(t).
    ///
    /// @param t s
    public double at(double t) {
        int last = samples.size() - 1;
        if (t <= times.getFirst() || last == 0) {
            return samples.getFirst();
        }
        if (t >= times.getLast()) {
            return beyond == Beyond.HOLD
                    ? samples.getLast()
                    : samples.getLast() + (t - times.getLast()) * rise(last - 1);
        }
        int k = before(t);
        return switch (between) {
            case STEPS -> samples.get(k);
            case LINEAR -> samples.get(k) + (t - times.get(k)) * rise(k);
            case CUBIC -> {
                double h = times.get(k + 1) - times.get(k);
                double s = (t - times.get(k)) / h;
                double r = 1 - s;
                yield (1 + 2 * s) * r * r * samples.get(k)
                        + s * r * r * h * bessel(k)
                        + s * s * (3 - 2 * s) * samples.get(k + 1)
                        - s * s * r * h * bessel(k + 1);
            }
        };
    }

    /// u′(t), at a sample that of what follows it; nothing is said of jumps.
    ///
    /// @param t s
    public double slope(double t) {
        int last = samples.size() - 1;
        if (t < times.getFirst() || last == 0) {
            return 0;
        }
        if (t >= times.getLast()) {
            return beyond == Beyond.HOLD ? 0 : rise(last - 1);
        }
        int k = before(t);
        return switch (between) {
            case STEPS -> 0;
            case LINEAR -> rise(k);
            case CUBIC -> {
                double s = (t - times.get(k)) / (times.get(k + 1) - times.get(k));
                yield 6 * s * (1 - s) * rise(k) + (1 - s) * (1 - 3 * s) * bessel(k) - s * (2 - 3 * s) * bessel(k + 1);
            }
        };
    }

    /// When it is not smooth: at its samples, s.
    public double[] breaks() {
        return times.stream().mapToDouble(t -> t).toArray();
    }

    /// The last sample not after t.
    private int before(double t) {
        int low = 0;
        int high = times.size() - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (times.get(middle) <= t) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Slope of the line from a sample to the next.
    private double rise(int k) {
        return (samples.get(k + 1) - samples.get(k)) / (times.get(k + 1) - times.get(k));
    }

    /// Slope at a sample of the parabola through it and its neighbours; at an end of that through the three there.
    private double bessel(int k) {
        int last = samples.size() - 1;
        if (last == 1) {
            return rise(0);
        }
        int middle = Math.clamp(k, 1, last - 1);
        double left = times.get(middle) - times.get(middle - 1);
        double right = times.get(middle + 1) - times.get(middle);
        double bend = (rise(middle) - rise(middle - 1)) / (left + right);
        return rise(middle - 1) + bend * (2 * times.get(k) - times.get(middle - 1) - times.get(middle));
    }
}
