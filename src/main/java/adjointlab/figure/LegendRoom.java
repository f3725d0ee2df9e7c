package adjointlab.figure;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/// Room below plots for the legends that have no free corner in them: a legend never lies on data.
final class LegendRoom {
    /// At most this share of the height of the data.
    private static final double MOST = 0.4;

    /// Below data narrower than so many sizes of the type it begins where the plot's labels do.
    private static final double NARROW = 24;

    private LegendRoom() {}

    /// Lets the plots of a row have their legends below them where no corner is free.
    ///
    /// @param row plots with the room that they have
    /// @return whether one has its legend below it that had not before, so that all have less room
    static boolean make(List<Filled.Room> row, Device device) {
        if (row.stream().noneMatch(each -> isAsked(each.frame()))) {
            return false;
        }
        double unit = Filled.unit(row);
        boolean more = false;
        for (Filled.Room each : row) {
            if (isAsked(each.frame())) {
                Filled filled = Filled.of(each, unit);
                double rows = filled.data().isEmpty() ? 0 : needed(filled, each.outer(), device);
                each.frame().leaveRoom(rows);
                more |= rows > 0;
            }
        }
        return more;
    }

    private static boolean isAsked(PlotFrame frame) {
        return frame.hasLegend() && frame.legendRows() == 0;
    }

    private static double needed(Filled filled, Rectangle2D outer, Device device) {
        PlotFrame frame = filled.frame();
        Rectangle2D data = filled.data();
        PlotArea area = frame.area(data);
        Graphics2D nothing = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        try {
            Ink ink = frame.renderer(device).probe(nothing, new LayerRenderer.Canvas(data, area.across(), area.up()));
            double rows = new Labels(area, frame.theme(), ink, outer)
                    .legendRows(nothing, outer.getMaxX() - left(frame, data, outer));
            return rows <= MOST * data.getHeight() ? rows : 0;
        } finally {
            nothing.dispose();
        }
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
