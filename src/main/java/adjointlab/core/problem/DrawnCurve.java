package adjointlab.core.problem;

import adjointlab.core.problem.Strokes.Point;
import java.util.Arrays;
import java.util.List;

/// A function of one number, drawn by hand as a line over the horizontal axis, less its lowest value. Where lines lie
/// over each other it is their mean, between lines it is straight. Through places a tenth apart goes a piecewise cubic
/// that has no extremum between them: Fritsch and Butland, SIAM J. Sci. Stat. Comput. 5 (1984) 300. Beyond its ends it
/// goes on with the slope that it has there and rises as a parabola, so that a descent comes back.
public final class DrawnCurve {
    /// The least length along the axis; less is no function but a stroke upwards.
    public static final double SHORTEST = 0.3;

    private static final double APART = 0.1;

    /// Places nearer than this are one.
    private static final double ROUNDED = 1e-9;

    /// The second derivative beyond an end is so much, and as many times the slope more: the lowest place outside is
    /// less than a quarter away.
    private static final double RISE = 4;

    private final double from;
    private final double step;
    private final double[] values;
    private final double[] slopes;

    /// @throws IllegalArgumentException if the lines are too short along the axis
    public DrawnCurve(Strokes strokes) {
        double[] x = strokes.points().stream().mapToDouble(Point::x).sorted().toArray();
        from = x[0];
        double to = x[x.length - 1];
        if (to - from < SHORTEST) {
            throw new IllegalArgumentException("a loss of one parameter is drawn from left to right, along at least "
                    + SHORTEST + " of the way from 0 to 1 on the axis");
        }
        int pieces = (int) Math.ceil((to - from) / APART - ROUNDED);
        step = (to - from) / pieces;
        values = new double[pieces + 1];
        for (int k = 0; k < pieces; k++) {
            values[k] = height(strokes, from + k * step);
        }
        values[pieces] = height(strokes, to);
        fillGaps();
        slopes = slopes();
        double lowest = Math.min(
                Arrays.stream(values).min().orElseThrow(), Math.min(lowestBeyond(0, -1), lowestBeyond(pieces, 1)));
        for (int k = 0; k <= pieces; k++) {
            values[k] -= lowest;
        }
    }

    /// The mean height of all lines over a place; not a number where there is none.
    private static double height(Strokes strokes, double x) {
        double sum = 0;
        int found = 0;
        for (List<Point> line : strokes.lines()) {
            for (int i = 0; i < line.size(); i++) {
                Point a = line.get(i);
                Point b = line.get(Math.min(i + 1, line.size() - 1));
                if (Math.min(a.x(), b.x()) <= x + ROUNDED && x - ROUNDED <= Math.max(a.x(), b.x())) {
                    double share = a.x() == b.x() ? 0 : (x - a.x()) / (b.x() - a.x());
                    sum += a.towards(b, Math.clamp(share, 0, 1)).y();
                    found++;
                }
            }
        }
        return sum / found;
    }

    /// Straight from line to line; both ends are drawn.
    private void fillGaps() {
        int before = 0;
        for (int k = 1; k < values.length; k++) {
            if (!Double.isNaN(values[k])) {
                for (int gap = before + 1; gap < k; gap++) {
                    values[gap] = values[before] + (values[k] - values[before]) * (gap - before) / (k - before);
                }
                before = k;
            }
        }
    }

    /// Inside the harmonic mean of the secants on both sides, zero where they disagree; at an end its own secant.
    private double[] slopes() {
        int last = values.length - 1;
        double[] all = new double[last + 1];
        all[0] = (values[1] - values[0]) / step;
        all[last] = (values[last] - values[last - 1]) / step;
        for (int k = 1; k < last; k++) {
            double left = (values[k] - values[k - 1]) / step;
            double right = (values[k + 1] - values[k]) / step;
            all[k] = left * right > 0 ? 2 * left * right / (left + right) : 0;
        }
        return all;
    }

    /// The lowest value beyond an end, its own where it only rises.
    ///
    /// @param outwards −1 at the left end, 1 at the right one
    private double lowestBeyond(int end, int outwards) {
        double fall = Math.max(0, -outwards * slopes[end]);
        return values[end] - fall * fall / (2 * rise(end));
    }

    private double rise(int end) {
        return RISE * (1 + Math.abs(slopes[end]));
    }

    /// Where it begins.
    public double from() {
        return from;
    }

    /// Where it ends.
    public double to() {
        return from + step * (values.length - 1);
    }

    /// The highest value between its ends.
    public double highest() {
        return Arrays.stream(values).max().orElseThrow();
    }

    /// Its value, and its first two derivatives.
    ///
    /// @param derivative 0, 1 or 2
    public double at(double x, int derivative) {
        if (x < from) {
            return beyond(0, x - from, derivative);
        }
        if (x > to()) {
            return beyond(values.length - 1, x - to(), derivative);
        }
        int k = Math.clamp((int) ((x - from) / step), 0, values.length - 2);
        double s = (x - from) / step - k;
        double across = values[k + 1] - values[k];
        double cubic = step * (slopes[k] + slopes[k + 1]) - 2 * across;
        double square = across - step * slopes[k] - cubic;
        return switch (derivative) {
            case 0 -> values[k] + s * (step * slopes[k] + s * (square + s * cubic));
            case 1 -> slopes[k] + s * (2 * square + 3 * s * cubic) / step;
            default -> (2 * square + 6 * s * cubic) / (step * step);
        };
    }

    private double beyond(int end, double way, int derivative) {
        double rise = rise(end);
        return switch (derivative) {
            case 0 -> values[end] + way * (slopes[end] + rise * way / 2);
            case 1 -> slopes[end] + rise * way;
            default -> rise;
        };
    }
}
