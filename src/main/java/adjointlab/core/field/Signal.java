package adjointlab.core.field;

import java.util.List;

/// An input over time: samples one second apart from t = 0; before the first it is constant.
///
/// @param samples at least one, or two where a line goes on through the last two
/// @param between what it is from one sample to the next
/// @param beyond what it is after the last
public record Signal(List<Double> samples, Between between, Beyond beyond) {
    /// What it is from one sample to the next.
    public enum Between {
        /// On the straight line to the next.
        LINEAR,
        /// What it was at the last.
        STEPS
    }

    /// What it is after the last sample.
    public enum Beyond {
        /// What it was there.
        HOLD,
        /// On the straight line through the last two.
        LINE
    }

    public Signal {
        samples = List.copyOf(samples);
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("a signal needs at least one sample");
        }
        if (beyond == Beyond.LINE && samples.size() < 2) {
            throw new IllegalArgumentException("a line that goes on needs two samples");
        }
    }

    /// Straight lines between the samples, constant outside.
    public Signal(List<Double> samples) {
        this(samples, Between.LINEAR, Beyond.HOLD);
    }

    /// u(t).
    ///
    /// @param t s
    public double at(double t) {
        int last = samples.size() - 1;
        if (t <= 0 || last == 0) {
            return samples.getFirst();
        }
        if (t >= last) {
            return beyond == Beyond.HOLD ? samples.getLast() : samples.getLast() + (t - last) * rise(last - 1);
        }
        int k = (int) t;
        return between == Between.STEPS ? samples.get(k) : samples.get(k) + (t - k) * rise(k);
    }

    /// u′(t), at a sample that of what follows it; nothing is said of jumps.
    ///
    /// @param t s
    public double slope(double t) {
        int last = samples.size() - 1;
        if (t < 0 || last == 0) {
            return 0;
        }
        if (t >= last) {
            return beyond == Beyond.HOLD ? 0 : rise(last - 1);
        }
        return between == Between.STEPS ? 0 : rise((int) t);
    }

    /// From a sample to the next.
    private double rise(int k) {
        return samples.get(k + 1) - samples.get(k);
    }
}
