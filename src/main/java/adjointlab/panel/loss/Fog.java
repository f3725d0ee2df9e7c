package adjointlab.panel.loss;

import adjointlab.panel.kit.SurfaceGrids.Span;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Hides a loss surface but where a run has been and where a lamp shines: what somebody sees who walks on it, as an
/// optimizer does. Distances are shares of what the axes span, so that what is seen is round in a square plot.
final class Fog {
    /// How far a run sees.
    private static final double SIGHT = 0.045;

    /// How far a lamp shines.
    private static final double LIGHT = 0.11;

    /// A place of a plot that is lit.
    ///
    /// @param x in the units of the horizontal axis
    /// @param y in those of the vertical one
    record Lamp(double x, double y) {}

    private final Span x;
    private final Span y;
    private final boolean[][] seen;

    /// Everything hidden but what the lamp shows.
    ///
    /// @param lamp null for none
    Fog(Span x, Span y, @Nullable Lamp lamp) {
        this.x = x;
        this.y = y;
        seen = new boolean[y.count()][x.count()];
        if (lamp != null) {
            light(lamp.x, lamp.y, LIGHT);
        }
    }

    /// Shows what is around places where a run has been; between two of them it jumped and saw nothing.
    ///
    /// @param xs [n]
    /// @param ys [n]
    void walk(double[] xs, double[] ys) {
        for (int i = 0; i < xs.length; i++) {
            light(xs[i], ys[i], SIGHT);
        }
    }

    private void light(double atX, double atY, double radius) {
        double column = cell(x, atX);
        double row = cell(y, atY);
        double wide = radius * (x.count() - 1);
        double high = radius * (y.count() - 1);
        if (!Double.isFinite(column) || !Double.isFinite(row)) {
            return;
        }
        for (int j = first(row - high); j <= row + high && j < seen.length; j++) {
            for (int i = first(column - wide); i <= column + wide && i < seen[j].length; i++) {
                seen[j][i] |= Math.hypot((i - column) / wide, (j - row) / high) <= 1;
            }
        }
    }

    private static int first(double cell) {
        return (int) Math.clamp(Math.ceil(cell), 0, Integer.MAX_VALUE);
    }

    private static double cell(Span span, double value) {
        return (value - span.from()) / (span.to() - span.from()) * (span.count() - 1);
    }

    /// @param z [y.count][x.count]
    /// @return the same, NaN where nothing is seen
    double[][] over(double[][] z) {
        double[][] left = new double[z.length][];
        for (int row = 0; row < z.length; row++) {
            left[row] = z[row].clone();
            for (int column = 0; column < left[row].length; column++) {
                if (!seen[row][column]) {
                    left[row][column] = Double.NaN;
                }
            }
        }
        return left;
    }

    /// Whether the cell of a place is seen.
    boolean shows(double atX, double atY) {
        int column = (int) Math.round(cell(x, atX));
        int row = (int) Math.round(cell(y, atY));
        return row >= 0 && row < seen.length && column >= 0 && column < seen[row].length && seen[row][column];
    }

    /// The same of a curve over one parameter.
    ///
    /// @param xs where runs have been
    /// @param losses [x.count]
    /// @return the same, NaN where nothing is seen
    static double[] over(Span x, double[] xs, @Nullable Lamp lamp, double[] losses) {
        double[] left = new double[losses.length];
        Arrays.fill(left, Double.NaN);
        for (double at : xs) {
            show(left, losses, cell(x, at), SIGHT * (x.count() - 1));
        }
        if (lamp != null) {
            show(left, losses, cell(x, lamp.x), LIGHT * (x.count() - 1));
        }
        return left;
    }

    private static void show(double[] left, double[] losses, double cell, double reach) {
        if (Double.isFinite(cell)) {
            for (int i = first(cell - reach); i <= cell + reach && i < left.length; i++) {
                left[i] = losses[i];
            }
        }
    }
}
