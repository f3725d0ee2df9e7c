package adjointlab.ui.chart;

import adjointlab.core.math.Numbers;
import adjointlab.figure.Axis;
import adjointlab.figure.Layer;
import adjointlab.figure.Owner;
import adjointlab.figure.PlotArea;
import java.awt.geom.Point2D;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the pointer is at in a picture.
///
/// @param area plot under the pointer
/// @param zoom pixels of the scene to a unit of the figure
/// @param x place in the view, in pixels; at the point that was hit, else at the pointer
/// @param y place in the view
/// @param hit the point of a line, bar or marker that is near; null for none
/// @param text what to read out, one line each
public record Hover(PlotArea area, double zoom, double x, double y, PlotArea.@Nullable Hit hit, String text) {
    private static final double REACH = 28;
    private static final int DIGITS = 3;

    /// What is at a place of a view; null outside the axes.
    static @Nullable Hover at(ChartView.Shown shown, double x, double y) {
        return shown.at(x, y).map(area -> of(area, shown.zoom(), x, y)).orElse(null);
    }

    /// The iteration that is pointed at, or −1 when the horizontal axis is another quantity.
    public int iteration() {
        if (area.plot().x().quantity() != Axis.Quantity.ITERATION || area.surface() != null) {
            return -1;
        }
        return (int) Math.max(0, Math.round(area.across().toValue(x / zoom)));
    }

    /// The values at the pointer's place, whatever is near.
    public Optional<Point2D> values() {
        return area.values(x / zoom, y / zoom);
    }

    /// The run whose data are pointed at, or the runs whose mean or band is; nobody where nothing is near, or what
    /// is near is no run's.
    public Owner owner() {
        return hit != null
                ? hit.owner()
                : area.bandAt(x / zoom, y / zoom).map(Layer.Band::owner).orElse(Owner.NOBODY);
    }

    private static Hover of(PlotArea area, double zoom, double x, double y) {
        Optional<PlotArea.Hit> hit = area.nearest(x / zoom, y / zoom, REACH);
        if (hit.isPresent()) {
            PlotArea.Hit at = hit.get();
            return new Hover(
                    area,
                    zoom,
                    at.position() * zoom,
                    at.height() * zoom,
                    at,
                    (at.series().isEmpty() ? "" : at.series() + "\n") + words(area, at.x(), at.y()));
        }
        Point2D values = area.values(x / zoom, y / zoom).orElse(null);
        if (values == null) {
            return new Hover(area, zoom, x, y, null, "");
        }
        double vx = values.getX();
        double vy = values.getY();
        Optional<String> heat = area.plot().layers().stream()
                .filter(Layer.HeatMap.class::isInstance)
                .map(Layer.HeatMap.class::cast)
                .findFirst()
                .filter(map -> !Double.isNaN(value(map, vx, vy)))
                .map(map -> words(area, vx, vy) + "\n" + named(map.name(), value(map, vx, vy)));
        String text = heat.or(() -> area.bandAt(x / zoom, y / zoom)
                        .filter(band -> !band.name().isEmpty())
                        .map(band -> band.name() + "\n" + words(area, vx, vy)))
                .orElse("");
        return new Hover(area, zoom, x, y, null, text);
    }

    /// Values of a plot's axes with what these are called, a line each.
    public static String words(PlotArea area, double x, double y) {
        Axis across = area.plot().x();
        String first = across.quantity() == Axis.Quantity.ITERATION
                ? across.label() + "  " + Numbers.count(Math.round(x))
                : named(across.label(), x);
        return first + "\n" + named(area.plot().y().label(), y);
    }

    private static String named(String name, double value) {
        return (name.isEmpty() ? "value" : name) + "  " + Numbers.format(value, DIGITS);
    }

    private static double value(Layer.HeatMap map, double x, double y) {
        return map.z()[nearest(map.y(), y)][nearest(map.x(), x)];
    }

    private static int nearest(double[] ascending, double value) {
        int best = 0;
        for (int i = 1; i < ascending.length; i++) {
            if (Math.abs(ascending[i] - value) < Math.abs(ascending[best] - value)) {
                best = i;
            }
        }
        return best;
    }
}
