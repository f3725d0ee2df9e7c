package adjointlab.panel.flow;

import adjointlab.figure.Layer;
import adjointlab.figure.SeriesStyle;
import java.util.ArrayList;
import java.util.List;

/// Lines along a planar field, about evenly spread: each begins in a cell that no other has come through, runs both
/// ways, and ends where it would enter another's cell, leaves the window or comes to rest. After Jobard and Lefer,
/// "Creating evenly-spaced streamlines of arbitrary density", 1997, with cells in place of distances.
final class StreamLines {
    /// Cells along each axis; one line at most in each.
    private static final int CELLS = 22;

    /// Steps in each cell.
    private static final int STEPS = 12;

    private static final int MOST_STEPS = 2 * CELLS * STEPS;

    /// Shorter lines, in cells, say nothing.
    private static final double SHORTEST = 2;

    /// Length of the barbs of an arrow head as a share of the window.
    private static final double BARB = 0.011;

    private static final double BARB_ANGLE = Math.toRadians(150);

    private final double[] x;
    private final double[] y;
    private final double[][] rate;
    private final int[] owner = new int[CELLS * CELLS];
    private int line;

    /// @param x columns of the grid, evenly spaced, ascending
    /// @param y rows of the grid
    /// @param rate [rows·columns][2] row by row, not modified
    StreamLines(double[] x, double[] y, double[][] rate) {
        this.x = x;
        this.y = y;
        this.rate = rate;
    }

    /// All lines as one broken one, each with a head in its middle.
    Layer.Line layer(String name, SeriesStyle style) {
        List<double[]> points = new ArrayList<>();
        for (int seed : outsideIn()) {
            if (owner[seed] == 0) {
                line++;
                int row = seed / CELLS;
                double[] start = {(seed % CELLS + 0.5) / CELLS, (row + 0.5) / CELLS};
                List<double[]> whole = both(start);
                if ((whole.size() - 1.0) / STEPS < SHORTEST) {
                    release();
                    continue;
                }
                points.addAll(whole);
                points.add(new double[] {Double.NaN, Double.NaN});
                points.addAll(head(whole));
            }
        }
        double[] px = points.stream()
                .mapToDouble(p -> x[0] + p[0] * (x[x.length - 1] - x[0]))
                .toArray();
        double[] py = points.stream()
                .mapToDouble(p -> y[0] + p[1] * (y[y.length - 1] - y[0]))
                .toArray();
        return new Layer.Line(name, style, px, py, "");
    }

    /// All cells, the window's edge first: lines that come from outside are the long ones.
    private static int[] outsideIn() {
        int[] order = new int[CELLS * CELLS];
        int count = 0;
        for (int ring = 0; ring < (CELLS + 1) / 2; ring++) {
            for (int cell = 0; cell < CELLS * CELLS; cell++) {
                int i = cell % CELLS;
                int j = cell / CELLS;
                if (Math.min(Math.min(i, j), CELLS - 1 - Math.max(i, j)) == ring) {
                    order[count++] = cell;
                }
            }
        }
        return order;
    }

    private List<double[]> both(double[] start) {
        List<double[]> back = trace(start, -1);
        List<double[]> whole = new ArrayList<>(back.reversed());
        whole.add(start);
        whole.addAll(trace(start, 1));
        return whole;
    }

    /// Classic Runge-Kutta steps of equal length in the window's own units, [0, 1]².
    private List<double[]> trace(double[] start, int direction) {
        double h = direction / (double) (CELLS * STEPS);
        List<double[]> points = new ArrayList<>();
        double[] at = start;
        int cell = cell(at);
        owner[cell] = line;
        for (int n = 0; n < MOST_STEPS; n++) {
            double[] k1 = heading(at);
            double[] k2 = heading(moved(at, k1, h / 2));
            double[] k3 = heading(moved(at, k2, h / 2));
            double[] k4 = heading(moved(at, k3, h));
            double[] next = {
                at[0] + h / 6 * (k1[0] + 2 * k2[0] + 2 * k3[0] + k4[0]),
                at[1] + h / 6 * (k1[1] + 2 * k2[1] + 2 * k3[1] + k4[1])
            };
            boolean rests = Math.hypot(next[0] - at[0], next[1] - at[1]) < 0.1 * Math.abs(h);
            if (rests || !(next[0] >= 0 && next[0] <= 1 && next[1] >= 0 && next[1] <= 1)) {
                return points;
            }
            int entered = cell(next);
            if (entered != cell && owner[entered] != 0) {
                return points;
            }
            cell = entered;
            owner[cell] = line;
            points.add(next);
            at = next;
        }
        return points;
    }

    private void release() {
        for (int cell = 0; cell < owner.length; cell++) {
            if (owner[cell] == line) {
                owner[cell] = 0;
            }
        }
    }

    private static int cell(double[] at) {
        int i = Math.min(CELLS - 1, (int) (at[0] * CELLS));
        int j = Math.min(CELLS - 1, (int) (at[1] * CELLS));
        return j * CELLS + i;
    }

    private static double[] moved(double[] at, double[] heading, double h) {
        return new double[] {at[0] + h * heading[0], at[1] + h * heading[1]};
    }

    /// Direction of the field in the window's units, of length 1; none where it rests.
    private double[] heading(double[] at) {
        double u = between(at, 0) / (x[x.length - 1] - x[0]);
        double v = between(at, 1) / (y[y.length - 1] - y[0]);
        double length = Math.hypot(u, v);
        return length > 0 && Double.isFinite(length) ? new double[] {u / length, v / length} : new double[2];
    }

    /// Bilinear; beyond the edge as at it.
    private double between(double[] at, int component) {
        double i = Math.clamp(at[0], 0, 1) * (x.length - 1);
        double j = Math.clamp(at[1], 0, 1) * (y.length - 1);
        int left = Math.min(x.length - 2, (int) i);
        int low = Math.min(y.length - 2, (int) j);
        double across = i - left;
        double up = j - low;
        int at00 = low * x.length + left;
        int at01 = at00 + x.length;
        return (1 - up) * ((1 - across) * rate[at00][component] + across * rate[at00 + 1][component])
                + up * ((1 - across) * rate[at01][component] + across * rate[at01 + 1][component]);
    }

    /// Two barbs at the middle, and a gap behind them.
    private List<double[]> head(List<double[]> whole) {
        double[] tip = whole.get(whole.size() / 2);
        double[] heading = heading(tip);
        double angle = Math.atan2(heading[1], heading[0]);
        return List.of(
                moved(tip, new double[] {Math.cos(angle + BARB_ANGLE), Math.sin(angle + BARB_ANGLE)}, BARB),
                tip,
                moved(tip, new double[] {Math.cos(angle - BARB_ANGLE), Math.sin(angle - BARB_ANGLE)}, BARB),
                new double[] {Double.NaN, Double.NaN});
    }
}
