package adjointlab.figure;

import java.awt.geom.Path2D;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// Contour lines by marching squares: each cell of four neighbours adds a straight piece, and pieces that share an end
/// on a cell's edge are joined to lines, so that dashes run through and files stay small.
///
/// Lorensen and Cline, "Marching Cubes", SIGGRAPH 1987, in two dimensions; the two ambiguous cases are decided by the
/// mean of the four corners.
final class Contours {
    private final double[][] z;
    private final double level;
    private final boolean log;
    private final int columns;
    /// Unfinished and finished lines by the grid edges at their ends; a closed line has one end.
    private final Map<Integer, Deque<Integer>> ends = new HashMap<>();
    private final Path2D path = new Path2D.Double();

    private Contours(double[][] z, double level, boolean log) {
        this.z = z;
        this.level = level;
        this.log = log;
        columns = z[0].length;
    }

    /// The lines of one level.
    ///
    /// @param z [ny][nx] values; cells with a corner that is not finite are left out
    /// @param level value on the lines
    /// @param log whether values are interpolated in their logarithm; z ≤ 0 then lies below every level
    /// @return path in cells, (0, 0) is the centre of `z[0][0]`
    static Path2D trace(double[][] z, double level, boolean log) {
        if (z.length < 2 || z[0].length < 2) {
            return new Path2D.Double();
        }
        Contours contours = new Contours(z, level, log);
        for (int j = 0; j + 1 < z.length; j++) {
            for (int i = 0; i + 1 < contours.columns; i++) {
                contours.cell(i, j);
            }
        }
        contours.ends.values().stream().distinct().forEach(contours::append);
        return contours.path;
    }

    private void cell(int i, int j) {
        double a = z[j][i];
        double b = z[j][i + 1];
        double c = z[j + 1][i + 1];
        double d = z[j + 1][i];
        if (!Double.isFinite(a + b + c + d)) {
            return;
        }
        int above = (a > level ? 1 : 0) | (b > level ? 2 : 0) | (c > level ? 4 : 0) | (d > level ? 8 : 0);
        int south = edge(i, j, false);
        int north = edge(i, j + 1, false);
        int west = edge(i, j, true);
        int east = edge(i + 1, j, true);
        boolean joined = (a + b + c + d) / 4 > level;
        switch (above) {
            case 1, 14 -> join(west, south);
            case 2, 13 -> join(south, east);
            case 3, 12 -> join(west, east);
            case 4, 11 -> join(east, north);
            case 6, 9 -> join(south, north);
            case 7, 8 -> join(west, north);
            case 5 -> {
                join(west, joined ? north : south);
                join(east, joined ? south : north);
            }
            case 10 -> {
                join(west, joined ? south : north);
                join(east, joined ? north : south);
            }
            default -> {} // wholly above or below
        }
    }

    /// Number of the grid edge that starts at a node.
    private int edge(int i, int j, boolean upward) {
        return 2 * (j * columns + i) + (upward ? 1 : 0);
    }

    /// Where the level crosses a grid edge.
    private double[] point(int edge) {
        boolean upward = (edge & 1) == 1;
        int i = edge / 2 % columns;
        int j = edge / 2 / columns;
        double at = crossing(z[j][i], upward ? z[j + 1][i] : z[j][i + 1]);
        return new double[] {i + (upward ? 0 : at), j + (upward ? at : 0)};
    }

    private double crossing(double from, double to) {
        if (log && from > 0 && to > 0) {
            return Math.clamp(Math.log(level / from) / Math.log(to / from), 0, 1);
        }
        return from == to ? 0.5 : Math.clamp((level - from) / (to - from), 0, 1);
    }

    /// Adds a piece between two edges to the line that ends there, or joins two lines.
    private void join(int one, int other) {
        Deque<Integer> first = ends.remove(one);
        Deque<Integer> second = ends.remove(other);
        if (first == null) {
            if (second == null) {
                Deque<Integer> line = new ArrayDeque<>();
                line.add(one);
                line.add(other);
                ends.put(one, line);
                ends.put(other, line);
            } else {
                lengthen(second, other, one);
            }
        } else if (second == null) {
            lengthen(first, one, other);
        } else if (first == second) {
            first.addLast(first.peekFirst());
            append(first); // closed
        } else {
            merge(first, one, second, other);
        }
    }

    /// @param old the end of the line at which the added one comes
    private void lengthen(Deque<Integer> line, int old, int added) {
        if (line.peekLast() == old) {
            line.addLast(added);
        } else {
            line.addFirst(added);
        }
        ends.put(added, line);
    }

    private void merge(Deque<Integer> first, int one, Deque<Integer> second, int other) {
        Deque<Integer> tail = second.peekFirst() == other ? second : second.reversed();
        if (first.peekLast() == one) {
            tail.forEach(first::addLast);
        } else {
            tail.forEach(first::addFirst);
        }
        ends.put(first.peekFirst(), first);
        ends.put(first.peekLast(), first);
    }

    private void append(Deque<Integer> line) {
        boolean started = false;
        for (int id : line) {
            double[] point = point(id);
            if (started) {
                path.lineTo(point[0], point[1]);
            } else {
                path.moveTo(point[0], point[1]);
                started = true;
            }
        }
    }
}
