package adjointlab.core.field;

import java.util.List;

/// An input over time: samples one second apart from t = 0, straight lines between them, constant outside.
///
/// @param samples at least one
public record Signal(List<Double> samples) {
    public Signal {
        samples = List.copyOf(samples);
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("a signal needs at least one sample");
        }
    }

    /// u(t).
    public double at(double t) {
        int last = samples.size() - 1;
        if (t <= 0 || last == 0) {
            return samples.getFirst();
        }
        if (t >= last) {
            return samples.getLast();
        }
        int k = (int) t;
        return samples.get(k) + (t - k) * (samples.get(k + 1) - samples.get(k));
    }

    /// u′(t), at a sample that of the line behind it.
    public double slope(double t) {
        int last = samples.size() - 1;
        if (t < 0 || t >= last) {
            return 0;
        }
        int k = (int) t;
        return samples.get(k + 1) - samples.get(k);
    }
}
