package adjointlab.figure;

import adjointlab.figure.Axis.Scale;

/// How values of one axis map to positions in the drawing, and back.
///
/// @param scale linear or decades
/// @param min value at `from`; positive on a log scale
/// @param max value at `to`, larger than `min`
/// @param from position of `min`
/// @param to position of `max`; less than `from` where values grow upwards
public record AxisMap(Scale scale, double min, double max, double from, double to) {
    public AxisMap {
        if (!(min < max) || scale == Scale.LOG && !(min > 0)) {
            throw new IllegalArgumentException("no " + scale + " axis from " + min + " to " + max);
        }
    }

    /// The same values at other positions.
    AxisMap between(double newFrom, double newTo) {
        return new AxisMap(scale, min, max, newFrom, newTo);
    }

    /// Position of a value; NaN where it has none (NaN itself, or not positive on a log scale).
    public double toPosition(double value) {
        return from + fraction(value) * (to - from);
    }

    /// Positions of many values, the same as one by one.
    ///
    /// @param values [n]; not modified
    /// @return [n], NaN where a value has no position or is infinite
    double[] toPositions(double[] values) {
        double[] positions = new double[values.length];
        double low = scale == Scale.LOG ? Math.log(min) : min;
        double high = scale == Scale.LOG ? Math.log(max) : max;
        for (int i = 0; i < values.length; i++) {
            double value = scale == Scale.LOG && values[i] > 0 ? Math.log(values[i]) : values[i];
            positions[i] = places(values[i]) ? from + (value - low) / (high - low) * (to - from) : Double.NaN;
        }
        return positions;
    }

    /// Whether a value has a finite position.
    boolean places(double value) {
        return Double.isFinite(value) && (scale == Scale.LINEAR || value > 0);
    }

    /// Value at a position.
    public double toValue(double position) {
        double fraction = (position - from) / (to - from);
        return scale == Scale.LOG
                ? Math.exp(Math.log(min) + fraction * (Math.log(max) - Math.log(min)))
                : min + fraction * (max - min);
    }

    /// Whether a value lies on the axis, its ends included.
    public boolean shows(double value) {
        return value >= min && value <= max;
    }

    /// A value's place between 0 at `min` and 1 at `max`.
    double fraction(double value) {
        return switch (scale) {
            case LINEAR -> (value - min) / (max - min);
            case LOG -> value > 0 ? (Math.log(value) - Math.log(min)) / (Math.log(max) - Math.log(min)) : Double.NaN;
        };
    }
}
