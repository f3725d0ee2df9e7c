package adjointlab.figure;

import adjointlab.figure.Axis.Scale;
import java.util.Arrays;

/// A line as it is told: where it starts and ends, how low and how high it comes, and whether it has come to rest.
///
/// @param line whose course it is
/// @param x [n ≥ 1] of the points that the axes have a place for
/// @param y [n]
/// @param scale of the vertical axis, by whose lengths changes are judged
record Course(Layer.Line line, double[] x, double[] y, Scale scale) {
    /// A change of less than this share of the whole way is none.
    private static final double SLIGHT = 0.1;

    /// What keeps within this share of its way, or on a logarithmic axis within this factor, is level.
    private static final double LEVEL = 0.01;

    /// A line of fewer points has no rest to speak of.
    private static final int FEWEST = 8;

    /// A rest that takes less than this share of the line is none.
    private static final double SHORTEST_REST = 0.25;

    /// How a line goes on the whole.
    enum Trend {
        LEVEL,
        FALLS,
        RISES,
        VARIES
    }

    /// Of the points of a line that have a place on a plot's axes.
    ///
    /// @return with n = 0 where there is none
    static Course of(Layer.Line line, Plot plot) {
        double[] x = new double[line.x().length];
        double[] y = new double[x.length];
        int n = 0;
        for (int i = 0; i < x.length; i++) {
            if (isPlaced(line.x()[i], plot.x().scale())
                    && isPlaced(line.y()[i], plot.y().scale())) {
                x[n] = line.x()[i];
                y[n++] = line.y()[i];
            }
        }
        Course course = new Course(
                line, Arrays.copyOf(x, n), Arrays.copyOf(y, n), plot.y().scale());
        return n > 1 && x[0] > x[n - 1] ? course.reversed() : course;
    }

    /// The other way round, as what is solved backward is told.
    private Course reversed() {
        double[] backX = new double[x.length];
        double[] backY = new double[y.length];
        Arrays.setAll(backX, i -> x[x.length - 1 - i]);
        Arrays.setAll(backY, i -> y[y.length - 1 - i]);
        return new Course(line, backX, backY, scale);
    }

    static boolean isPlaced(double value, Scale scale) {
        return Double.isFinite(value) && (scale == Scale.LINEAR || value > 0);
    }

    boolean isEmpty() {
        return x.length == 0;
    }

    double first() {
        return y[0];
    }

    double last() {
        return y[y.length - 1];
    }

    double start() {
        return x[0];
    }

    double end() {
        return x[x.length - 1];
    }

    /// Whether it goes from left to right, as a function does and a path in a plane does not.
    boolean ascends() {
        for (int i = 1; i < x.length; i++) {
            if (x[i] < x[i - 1]) {
                return false;
            }
        }
        return true;
    }

    /// Index of the least value, the first of several.
    int lowest() {
        int lowest = 0;
        for (int i = 1; i < y.length; i++) {
            lowest = y[i] < y[lowest] ? i : lowest;
        }
        return lowest;
    }

    /// Index of the largest value, the first of several.
    int highest() {
        int highest = 0;
        for (int i = 1; i < y.length; i++) {
            highest = y[i] > y[highest] ? i : highest;
        }
        return highest;
    }

    Trend trend() {
        double way = way();
        double change = height(last()) - height(first());
        if (way <= slack(Math.max(Math.abs(first()), Math.abs(last())))) {
            return Trend.LEVEL;
        }
        return Math.abs(change) < SLIGHT * way ? Trend.VARIES : change < 0 ? Trend.FALLS : Trend.RISES;
    }

    /// Whether it was notably lower than where it ends.
    boolean cameBackUp() {
        return height(last()) - height(y[lowest()]) > SLIGHT * way();
    }

    /// Whether it was notably higher than where it ends and starts.
    boolean cameBackDown() {
        return height(y[highest()]) - height(last()) > SLIGHT * way()
                && height(y[highest()]) - height(first()) > SLIGHT * way();
    }

    /// Where it has been level from, if that is for a good part of its end; NaN where it is not.
    double restsFrom() {
        double near = slack(way());
        int from = y.length - 1;
        while (from > 0 && Math.abs(height(y[from - 1]) - height(last())) <= near) {
            from--;
        }
        boolean rests = y.length >= FEWEST && end() - x[from] >= SHORTEST_REST * (end() - start());
        return rests && from > 0 ? x[from] : Double.NaN;
    }

    private double way() {
        return height(y[highest()]) - height(y[lowest()]);
    }

    /// What counts as nothing, in lengths of the axis.
    ///
    /// @param size of what changes, on a linear axis
    private double slack(double size) {
        return scale == Scale.LOG ? Math.log1p(LEVEL) : LEVEL * size;
    }

    private double height(double value) {
        return scale == Scale.LOG ? Math.log(value) : value;
    }
}
