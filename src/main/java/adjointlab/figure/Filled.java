package adjointlab.figure;

import java.awt.geom.Rectangle2D;

/// A plot in its room: a plane shows so much more that it fills it, for which its numbers may need more space.
///
/// @param frame of what is shown
/// @param data its place
record Filled(PlotFrame frame, Rectangle2D data) {
    private static final double ENOUGH = 1e-6;

    /// @param outer the plot with its labels
    /// @param around space for labels
    /// @param unit of planes, which all of a row share
    static Filled of(PlotFrame frame, Rectangle2D outer, PlotFrame.Margins around, double unit) {
        Rectangle2D room = inside(outer, around);
        PlotFrame fuller = frame.filling(room, unit);
        PlotFrame.Margins needs = fuller.margins(outer.getWidth());
        if (needs.left() <= around.left() + ENOUGH && needs.right() <= around.right() + ENOUGH) {
            return new Filled(fuller, fuller.fitted(room, unit));
        }
        Rectangle2D rest = inside(outer, around.max(new PlotFrame.Margins(needs.left(), needs.right(), 0, 0)));
        double smaller = Math.min(unit, frame.unit(rest));
        PlotFrame again = frame.filling(rest, smaller);
        return new Filled(again, again.fitted(rest, smaller));
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
