package adjointlab.figure;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a plot was drawn and how its values map there: what hover, cursors and dragging need.
///
/// @param plot what was drawn
/// @param data the rectangle inside the axes
/// @param across horizontal mapping, onto the rectangle's width
/// @param up vertical mapping, onto the rectangle's height
/// @param surface where values are in place of these mappings, if the plot is a surface; null if it is flat
public record PlotArea(
        Plot plot,
        Rectangle2D data,
        AxisMap across,
        AxisMap up,
        @Nullable SurfaceView surface) {
    /// Where an axis' numbers and title stand, beside the rectangle.
    private static final double MARGIN_BELOW = 40;

    private static final double MARGIN_LEFT = 64;

    /// A flat plot.
    public PlotArea(Plot plot, Rectangle2D data, AxisMap across, AxisMap up) {
        this(plot, data, across, up, null);
    }

    /// A point of data near the pointer.
    ///
    /// @param layer whose point it is
    /// @param index of the point in the layer
    /// @param x value
    /// @param y value
    /// @param position horizontal place in the drawing
    /// @param height vertical place in the drawing
    public record Hit(Layer layer, int index, double x, double y, double position, double height) {
        /// Name of the series.
        public String series() {
            return layer.name();
        }

        /// Whose it is.
        public Owner owner() {
            return layer.owner();
        }
    }

    /// Whether a place in the drawing lies inside the axes.
    public boolean contains(double px, double py) {
        return data.contains(px, py);
    }

    /// The title of the axis in whose margin a place in the drawing lies; "" where it lies in none, or the plot is a
    /// surface.
    String axisAt(double px, double py) {
        boolean below = px >= data.getMinX() && px <= data.getMaxX() && py > data.getMaxY();
        boolean left = py >= data.getMinY() && py <= data.getMaxY() && px < data.getMinX();
        if (surface != null) {
            return "";
        }
        if (below && py <= data.getMaxY() + MARGIN_BELOW) {
            return plot.x().label();
        }
        return left && px >= data.getMinX() - MARGIN_LEFT ? plot.y().label() : "";
    }

    /// The place of two values in the drawing; nothing where the plot does not show them.
    public Optional<Point2D> place(double x, double y) {
        if (surface != null) {
            return Optional.ofNullable(surface.place(x, y));
        }
        return across.shows(x) && up.shows(y)
                ? Optional.of(new Point2D.Double(across.toPosition(x), up.toPosition(y)))
                : Optional.empty();
    }

    /// The values of both axes at a place in the drawing; nothing beside a surface.
    ///
    /// @return x and y
    public Optional<Point2D> values(double px, double py) {
        return surface == null
                ? Optional.of(new Point2D.Double(across.toValue(px), up.toValue(py)))
                : surface.at(px, py).map(point -> new Point2D.Double(point.x(), point.y()));
    }

    /// The point of any line or point layer that is nearest to a place in the drawing; of equally near ones the
    /// topmost. Separate points win over lines that pass a little nearer.
    ///
    /// @param px horizontal place
    /// @param py vertical place
    /// @param reach how far away it may be
    public Optional<Hit> nearest(double px, double py, double reach) {
        Hit best = null;
        double least = reach;
        for (Layer layer : plot.layers()) {
            Hit hit =
                    switch (layer) {
                        case Layer.Line line -> nearest(line, line.x(), line.y(), px, py);
                        case Layer.Points points -> nearest(points, points.x(), points.y(), px, py);
                        case Layer.Bars bars -> nearest(bars, bars.x(), bars.height(), px, py);
                        case Layer.Band _,
                                Layer.Region _,
                                Layer.Rule _,
                                Layer.Strokes _,
                                Layer.HeatMap _,
                                Layer.Arrows _,
                                Layer.Note _,
                                Layer.Table _,
                                Layer.Tiles _ -> null;
                    };
            // a run's point is a target as large as its marker, and lies on the very curve that would hide
            // it
            double ease = layer instanceof Layer.Points ? 0.3 : 1;
            if (hit != null
                    && Math.hypot(hit.position - px, hit.height - py) <= reach
                    && ease * Math.hypot(hit.position - px, hit.height - py) <= least) {
                best = hit;
                least = ease * Math.hypot(hit.position - px, hit.height - py);
            }
        }
        return Optional.ofNullable(best);
    }

    /// The topmost band over a place in the drawing; bands of nobody and those with a gap there do not count.
    ///
    /// @param px horizontal place
    /// @param py vertical place
    public Optional<Layer.Band> bandAt(double px, double py) {
        if (surface != null) {
            return Optional.empty();
        }
        double x = across.toValue(px);
        double y = up.toValue(py);
        return plot.layers().reversed().stream()
                .filter(Layer.Band.class::isInstance)
                .map(Layer.Band.class::cast)
                .filter(band -> !band.owner().isNobody())
                .filter(band -> y >= valueAt(band.x(), band.low(), x) && y <= valueAt(band.x(), band.high(), x))
                .findFirst();
    }

    /// The value of a line at an x, between its points, for a cursor that several plots share; NaN outside the
    /// line.
    ///
    /// @param line whose x ascends
    /// @param x value on the horizontal axis
    public static double valueAt(Layer.Line line, double x) {
        return valueAt(line.x(), line.y(), x);
    }

    private static double valueAt(double[] xs, double[] ys, double x) {
        int low = 0;
        int high = xs.length - 1;
        if (high < 0 || !(x >= xs[0]) || !(x <= xs[high])) {
            return Double.NaN;
        }
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (xs[middle] <= x) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double share = xs[high] == xs[low] ? 1 : (x - xs[low]) / (xs[high] - xs[low]);
        return share == 1 ? ys[high] : share == 0 ? ys[low] : ys[low] + share * (ys[high] - ys[low]);
    }

    private @Nullable Hit nearest(Layer layer, double[] xs, double[] ys, double px, double py) {
        if (surface != null) {
            return nearest(surface, layer, xs, ys, new Point2D.Double(px, py));
        }
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < xs.length; i++) {
            if (across.shows(xs[i]) && up.shows(ys[i])) {
                double dx = across.toPosition(xs[i]) - px;
                double dy = up.toPosition(ys[i]) - py;
                if (dx * dx + dy * dy < least) {
                    least = dx * dx + dy * dy;
                    best = i;
                }
            }
        }
        return best < 0
                ? null
                : new Hit(layer, best, xs[best], ys[best], across.toPosition(xs[best]), up.toPosition(ys[best]));
    }

    private static @Nullable Hit nearest(SurfaceView surface, Layer layer, double[] xs, double[] ys, Point2D pointer) {
        Hit best = null;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < xs.length; i++) {
            Point2D at = surface.place(xs[i], ys[i]);
            if (at != null && at.distance(pointer) < least) {
                least = at.distance(pointer);
                best = new Hit(layer, i, xs[i], ys[i], at.getX(), at.getY());
            }
        }
        return best;
    }
}
