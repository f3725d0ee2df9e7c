package adjointlab.figure;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/// Room below plots for the legends that have no free corner in them: where there is some, none lies on data.
final class LegendRoom {
    private static final double ENOUGH = 1e-6;

    /// At most this share of the height of the data and of what lies spare below them.
    private static final double MOST = 0.4;

    /// Below data narrower than so many sizes of the type it begins where the plot's labels do.
    private static final double NARROW = 24;

    /// The same where neither a corner is free nor all names find room at their series, so that the legend would stand
    /// over data.
    private static final double RATHER_THAN_OVER = 0.55;

    private LegendRoom() {}

    /// What the rows of a legend may take below the data.
    ///
    /// @param taken whether they stand there already, whatever is free
    /// @param most height of them
    /// @param ratherThanOver what they may take rather than to stand over data
    /// @param ratherThanNone what they may take where they are too large even for that
    record Height(boolean taken, double most, double ratherThanOver, double ratherThanNone) {
        /// @param height of the data and of what lies spare below them
        static Height of(PlotFrame frame, double height) {
            boolean taken = frame.legendRows() > 0;
            return frame.theme().type().steady()
                    ? new Height(taken, MOST * height, 0, 0) // a page grows
                    : new Height(taken, MOST * height, RATHER_THAN_OVER * height, height - frame.leastData() + ENOUGH);
        }
    }

    /// Lets the plots of a row have their legends below them where no corner is free. With less room for the data a
    /// label may lose its place at the end of a line, and the legend gets a further entry: so it is called until
    /// nothing changes.
    ///
    /// @param row plots with the room that they have
    /// @param sheet what is drawn on, with what is added to the first plot
    /// @return whether one has more room for its legend below it than before, so that all have less for their data
    static boolean make(List<Filled.Room> row, Painter.Sheet sheet) {
        if (row.stream().noneMatch(each -> each.frame().hasLegend())) {
            return false;
        }
        double unit = Filled.unit(row);
        boolean more = false;
        for (int i = 0; i < row.size(); i++) {
            Filled.Room each = row.get(i);
            if (each.frame().hasLegend()) {
                double rows = needed(Filled.of(each, unit), each, i == 0 ? sheet : sheet.plain());
                if (rows > each.frame().legendRows() + ENOUGH) {
                    each.frame().leaveRoom(rows);
                    more = true;
                }
            }
        }
        return more;
    }

    private static double needed(Filled filled, Filled.Room room, Painter.Sheet sheet) {
        PlotFrame frame = filled.frame();
        Rectangle2D data = filled.data();
        if (data.isEmpty() || new PlotLegend(frame.area(data).plot(), frame.theme(), List.of()).isEmpty()) {
            return 0;
        }
        PlotArea area = frame.area(data);
        Graphics2D nothing = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        try {
            Ink ink = frame.renderer(sheet.device()).probe(nothing, canvas(frame, data));
            sheet.trimming().block(nothing, frame, area, ink);
            double spare = room.around().bottom()
                    - frame.margins(room.outer().getWidth()).bottom();
            double height = data.getHeight() + Math.max(0, spare);
            double width = room.outer().getMaxX() - left(frame, data, room.outer());
            return new Labels(area, frame.theme(), ink, room.outer())
                    .legendRows(nothing, width, Height.of(frame, height));
        } finally {
            nothing.dispose();
        }
    }

    /// Where the layers will be drawn: on screens JFreeChart rounds to whole units.
    private static LayerRenderer.Canvas canvas(PlotFrame frame, Rectangle2D data) {
        Rectangle2D exact = new Rectangle2D.Double();
        if (frame.theme().type().steady()) {
            exact.setRect(data);
        } else {
            exact.setFrameFromDiagonal(
                    Math.ceil(data.getMinX()),
                    Math.ceil(data.getMinY()),
                    Math.floor(data.getMaxX()),
                    Math.floor(data.getMaxY()));
        }
        PlotArea area = frame.area(exact);
        return new LayerRenderer.Canvas(exact, area.across(), area.up());
    }

    /// The rows of a plot's legend.
    ///
    /// @param top of them
    static Rectangle2D rows(PlotFrame frame, Rectangle2D data, Rectangle2D outer, double top, double height) {
        double left = left(frame, data, outer);
        return new Rectangle2D.Double(left, top, outer.getMaxX() - left, height);
    }

    private static double left(PlotFrame frame, Rectangle2D data, Rectangle2D outer) {
        return data.getWidth() < NARROW * frame.theme().type().tick() ? outer.getX() : data.getX();
    }
}
