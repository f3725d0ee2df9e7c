package adjointlab.figure;

import java.awt.geom.Rectangle2D;

/// Planes whose units are equally long on both axes, so that a circle is one: where that leaves room, more of the plane
/// is shown, as far as anything is known of it.
final class Planes {
    private Planes() {}

    /// The plot with its axes lengthened until they fill their room.
    ///
    /// @param across horizontal values that must be seen
    /// @param up vertical values that must be seen
    /// @param room for the data
    /// @param unit length of a unit in the drawing
    static Plot filling(Plot plot, AxisMap across, AxisMap up, Rectangle2D room, double unit) {
        return new Plot(
                plot.title(),
                longer(plot.x(), across, room.getWidth() / unit, known(plot, true)),
                longer(plot.y(), up, room.getHeight() / unit, known(plot, false)),
                plot.layers(),
                plot.legend(),
                plot.viewpoint());
    }

    private static Axis longer(Axis axis, AxisMap map, double extent, double[] known) {
        double spare = extent - (map.max() - map.min());
        if (!(spare > 0)) {
            return axis.within(map.min(), map.max());
        }
        double low = Math.min(map.min(), Math.max(known[0], map.min() - spare / 2));
        double high = Math.max(map.max(), Math.min(known[1], low + extent));
        low = Math.min(map.min(), Math.max(known[0], high - extent));
        return axis.within(low, high);
    }

    /// From where to where heat maps and fields say something; no bounds where there are none.
    private static double[] known(Plot plot, boolean horizontal) {
        double[] known = {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
        for (Layer layer : plot.layers()) {
            if (layer instanceof Layer.HeatMap map) {
                bound(known, horizontal ? map.x() : map.y());
            } else if (layer instanceof Layer.Arrows arrows) {
                bound(known, horizontal ? arrows.x() : arrows.y());
            }
        }
        return known;
    }

    private static void bound(double[] known, double[] places) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double place : places) {
            low = Math.min(low, place);
            high = Math.max(high, place);
        }
        known[0] = Math.max(known[0], low);
        known[1] = Math.min(known[1], high);
    }
}
