package adjointlab.figure;

import java.awt.geom.Rectangle2D;
import java.util.List;

/// A plot in its room: a plane shows so much more that it fills it, for which its numbers may need more space.
///
/// @param frame of what is shown
/// @param data its place
/// @param unit of a plane, at most the one that was asked for
record Filled(PlotFrame frame, Rectangle2D data, double unit) {
    private static final double ENOUGH = 1e-6;

    /// A smaller unit shows more of a plane, with other numbers; these settle at once or nearly so.
    private static final int PASSES = 4;

    /// Where a plot is drawn.
    ///
    /// @param outer the plot with its labels
    /// @param around space for labels
    record Room(PlotFrame frame, Rectangle2D outer, PlotFrame.Margins around) {}

    /// The longest unit for which all planes of a row have room, with their numbers; no bound where there is no plane.
    static double unit(List<Room> row) {
        double unit = Double.POSITIVE_INFINITY;
        for (Room each : row) {
            unit = Math.min(unit, each.frame.unit(inside(each.outer, each.around)));
        }
        for (int pass = 0; pass < PASSES; pass++) {
            double asked = unit;
            for (Room each : row) {
                if (each.frame.isPlane()) {
                    unit = Math.min(unit, of(each, asked).unit);
                }
            }
            if (unit == asked) {
                break;
            }
        }
        return unit;
    }

    /// @param unit of planes, which all of a row share
    static Filled of(Room place, double unit) {
        PlotFrame frame = place.frame;
        Rectangle2D outer = place.outer;
        PlotFrame.Margins around = place.around;
        Rectangle2D room = inside(outer, around);
        PlotFrame fuller = frame.filling(room, unit);
        PlotFrame.Margins needs = fuller.margins(outer.getWidth());
        if (needs.left() <= around.left() + ENOUGH && needs.right() <= around.right() + ENOUGH) {
            return new Filled(fuller, fuller.fitted(room, unit), unit);
        }
        Rectangle2D rest = inside(outer, around.max(new PlotFrame.Margins(needs.left(), needs.right(), 0, 0)));
        double smaller = Math.min(unit, frame.unit(rest));
        PlotFrame again = frame.filling(rest, smaller);
        return new Filled(again, again.fitted(rest, smaller), smaller);
    }

    /// What labels leave.
    static Rectangle2D inside(Rectangle2D outer, PlotFrame.Margins margins) {
        return new Rectangle2D.Double(
                outer.getX() + margins.left(),
                outer.getY() + margins.top(),
                outer.getWidth() - margins.left() - margins.right(),
                outer.getHeight() - margins.top() - margins.bottom());
    }
}
