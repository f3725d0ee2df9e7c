package adjointlab.figure;

import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line of data in the drawing: decimated, cut off a little outside the plot, and with gaps where it has no values.
///
/// Cutting is not a matter of speed alone: a diverging run reaches 10³⁰⁰, and a dashed stroke of that length never
/// ends.
final class Polyline {
    /// How far outside the plot lines are cut, wider than any stroke.
    private static final double MARGIN = 12;
    /// Positions beyond this are pulled in before cutting, so that the arithmetic of cutting stays finite.
    private static final double FARTHEST = 1e12;

    private final AxisMap across;
    private final AxisMap up;
    private final double bucket;
    /// What was kept of the values.
    private final double[] values;
    private final double[] x;
    private final double[] y;
    private final boolean ascending;

    /// @param xs [n] values
    /// @param ys [n] values
    /// @param across horizontal mapping
    /// @param up vertical mapping
    /// @param bucket width of one device pixel in the drawing's units
    Polyline(double[] xs, double[] ys, AxisMap across, AxisMap up, double bucket) {
        this.across = across;
        this.up = up;
        this.bucket = bucket;
        double[] places = across.toPositions(xs);
        int[] kept = Decimation.keep(places, shown(ys, up), bucket); // the order of values is that of positions
        x = new double[kept.length];
        values = new double[kept.length];
        for (int k = 0; k < kept.length; k++) {
            x[k] = Math.clamp(places[kept[k]], -FARTHEST, FARTHEST);
            values[k] = ys[kept[k]];
        }
        y = heights(values, up);
        ascending = isAscending(x);
    }

    /// The same line with its values at other heights.
    private Polyline(Polyline other, AxisMap up) {
        across = other.across;
        this.up = up;
        bucket = other.bucket;
        values = other.values;
        x = other.x;
        y = heights(values, up);
        ascending = other.ascending;
    }

    private static double[] heights(double[] values, AxisMap up) {
        double[] heights = up.toPositions(values);
        for (int k = 0; k < heights.length; k++) {
            heights[k] = Math.clamp(heights[k], -FARTHEST, FARTHEST);
        }
        return heights;
    }

    /// The same line on other axes. What can be seen of it, which takes longest, is found out once where only the place
    /// of the vertical axis differs: it depends on the order of values.
    ///
    /// @return null where it has to be made anew
    @Nullable
    Polyline on(AxisMap newAcross, AxisMap newUp, double pixel) {
        if (!across.equals(newAcross) || up.scale() != newUp.scale() || bucket != pixel) {
            return null;
        }
        return up.equals(newUp) ? this : new Polyline(this, newUp);
    }

    /// The values with NaN for all that have no place on the axis.
    private static double[] shown(double[] values, AxisMap map) {
        double[] shown = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            shown[i] = map.places(values[i]) ? values[i] : Double.NaN;
        }
        return shown;
    }

    private boolean isGap(int i) {
        return Double.isNaN(x[i]) || Double.isNaN(y[i]);
    }

    /// The visible part as a path.
    Path2D path(Rectangle2D area) {
        Rectangle2D box = grown(area, MARGIN);
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO, x.length + 8);
        double penX = Double.NaN;
        double penY = Double.NaN;
        double[] cut = new double[4];
        for (int j = 1; j < x.length; j++) {
            int i = j - 1;
            if (isGap(i) || isGap(j)) {
                continue;
            }
            cut[0] = x[i];
            cut[1] = y[i];
            cut[2] = x[j];
            cut[3] = y[j];
            if (!clip(cut, box)) {
                continue;
            }
            if (cut[0] != penX || cut[1] != penY) {
                path.moveTo(cut[0], cut[1]);
            }
            path.lineTo(cut[2], cut[3]);
            penX = cut[2];
            penY = cut[3];
        }
        return path;
    }

    /// Places for markers: data points inside the area, at least `spacing` apart.
    List<Point2D> markers(Rectangle2D area, double spacing) {
        List<Point2D> places = new ArrayList<>();
        double lastX = Double.NEGATIVE_INFINITY;
        double lastY = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < x.length; i++) {
            if (area.contains(x[i], y[i]) && Math.hypot(x[i] - lastX, y[i] - lastY) >= spacing) {
                places.add(new Point2D.Double(x[i], y[i]));
                lastX = x[i];
                lastY = y[i];
            }
        }
        return places;
    }

    /// Data points inside the area without a neighbour to draw a line to, which a path leaves out.
    List<Point2D> alone(Rectangle2D area) {
        Rectangle2D box = grown(area, 0.5);
        List<Point2D> places = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            boolean before = i > 0 && !isGap(i - 1);
            boolean after = i + 1 < x.length && !isGap(i + 1);
            if (!isGap(i) && !before && !after && box.contains(x[i], y[i])) {
                places.add(new Point2D.Double(x[i], y[i]));
            }
        }
        return places;
    }

    /// Where the line is last seen inside the area, cut at its edge; null if it never is.
    @Nullable
    Point2D end(Rectangle2D area) {
        double[] cut = new double[4];
        Rectangle2D box = grown(area, 0.5);
        for (int j = x.length - 1; j >= 0; j--) {
            if (isGap(j)) {
                continue;
            }
            if (box.contains(x[j], y[j])) {
                return new Point2D.Double(x[j], y[j]);
            }
            int i = j - 1;
            if (j > 0 && !isGap(i)) {
                cut[0] = x[i];
                cut[1] = y[i];
                cut[2] = x[j];
                cut[3] = y[j];
                if (clip(cut, box)) {
                    return new Point2D.Double(cut[2], cut[3]);
                }
            }
        }
        return null;
    }

    /// How many of the line's pieces touch a rectangle.
    int crossings(Rectangle2D rectangle) {
        int count = 0;
        int end = ascending ? firstAt(Math.nextUp(rectangle.getMaxX())) + 1 : x.length;
        for (int j = Math.max(1, ascending ? firstAt(rectangle.getMinX()) : 1); j < Math.min(end, x.length); j++) {
            int i = j - 1;
            if (!isGap(i) && !isGap(j) && touches(rectangle, x[i], y[i], x[j], y[j])) {
                count++;
            }
        }
        return count;
    }

    /// Index of the first point of an ascending line that is not left of this; their number where there is none.
    private int firstAt(double place) {
        int found = Arrays.binarySearch(x, place);
        int index = found < 0 ? -found - 1 : found;
        while (index > 0 && x[index - 1] == place) {
            index--;
        }
        return index;
    }

    private static boolean isAscending(double[] places) {
        for (int i = 1; i < places.length; i++) {
            if (!(places[i - 1] <= places[i])) {
                return false; // so is a gap
            }
        }
        return true;
    }

    private static boolean touches(Rectangle2D r, double x0, double y0, double x1, double y1) {
        return Math.max(x0, x1) >= r.getMinX()
                && Math.min(x0, x1) <= r.getMaxX()
                && Math.max(y0, y1) >= r.getMinY()
                && Math.min(y0, y1) <= r.getMaxY()
                && r.intersectsLine(new Line2D.Double(x0, y0, x1, y1));
    }

    private static Rectangle2D grown(Rectangle2D area, double by) {
        return new Rectangle2D.Double(
                area.getX() - by, area.getY() - by, area.getWidth() + 2 * by, area.getHeight() + 2 * by);
    }

    /// Cuts a segment to a box. Liang and Barsky, "A New Concept and Method for Line Clipping", ACM TOG 3(1), 1984.
    ///
    /// @param segment [4] x0, y0, x1, y1; overwritten with the part inside
    /// @return whether any part is inside
    static boolean clip(double[] segment, Rectangle2D box) {
        double dx = segment[2] - segment[0];
        double dy = segment[3] - segment[1];
        double[] p = {-dx, dx, -dy, dy};
        double[] q = {
            segment[0] - box.getMinX(),
            box.getMaxX() - segment[0],
            segment[1] - box.getMinY(),
            box.getMaxY() - segment[1]
        };
        double enter = 0;
        double leave = 1;
        for (int side = 0; side < 4; side++) {
            if (p[side] == 0) {
                if (q[side] < 0) {
                    return false;
                }
            } else if (p[side] < 0) {
                enter = Math.max(enter, q[side] / p[side]);
            } else {
                leave = Math.min(leave, q[side] / p[side]);
            }
        }
        if (enter > leave) {
            return false;
        }
        double x0 = segment[0];
        double y0 = segment[1];
        if (leave < 1) {
            segment[2] = x0 + leave * dx;
            segment[3] = y0 + leave * dy;
        }
        if (enter > 0) {
            segment[0] = x0 + enter * dx;
            segment[1] = y0 + enter * dy;
        }
        return true;
    }
}
