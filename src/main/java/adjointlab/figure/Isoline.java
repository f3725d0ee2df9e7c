package adjointlab.figure;

import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.List;

/// Where a function on a rectangular grid has a value, as a line for [Layer.Line].
///
/// @param x [n], pieces are separated by NaN
/// @param y [n]
public record Isoline(double[] x, double[] y) {
    /// The first point that is no gap between pieces, for a label.
    ///
    /// @param from the index to begin at
    /// @return its index; `x().length` where there is none
    public int pointFrom(int from) {
        int at = from;
        while (at < x.length && Double.isNaN(x[at] + y[at])) {
            at++;
        }
        return at;
    }

    /// The lines of one level, straight within each cell.
    ///
    /// @param x [nx] equally spaced, ascending
    /// @param y [ny] equally spaced, ascending
    /// @param z [ny][nx]; cells with a corner that is not finite are left out
    public static Isoline of(double[] x, double[] y, double[][] z, double level) {
        List<double[]> points = new ArrayList<>();
        double[] first = new double[2];
        double[] at = new double[6];
        for (PathIterator path = Contours.trace(z, level, false).getPathIterator(null); !path.isDone(); path.next()) {
            int kind = path.currentSegment(at);
            if (kind == PathIterator.SEG_MOVETO) {
                if (!points.isEmpty()) {
                    points.add(new double[] {Double.NaN, Double.NaN});
                }
                first = new double[] {at[0], at[1]};
            }
            points.add(kind == PathIterator.SEG_CLOSE ? first : new double[] {at[0], at[1]});
        }
        double stepX = (x[x.length - 1] - x[0]) / (x.length - 1);
        double stepY = (y[y.length - 1] - y[0]) / (y.length - 1);
        return new Isoline(
                points.stream().mapToDouble(point -> x[0] + stepX * point[0]).toArray(),
                points.stream().mapToDouble(point -> y[0] + stepY * point[1]).toArray());
    }
}
