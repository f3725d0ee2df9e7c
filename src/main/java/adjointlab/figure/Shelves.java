package adjointlab.figure;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// Breaks a figure's rows where their plots would have no room.
final class Shelves {
    /// A row is broken only if that makes its planes larger by this factor.
    private static final double LARGER = 1.03;

    /// What a plot needs around its data.
    interface Framing {
        /// @param width of the plot with what stands around it
        /// @param height likewise
        PlotFrame frame(Plot plot, double width, double height);
    }

    private final Framing framing;
    private final double gap;
    private final double tick;

    Shelves(Theme theme, Framing framing) {
        this.framing = framing;
        gap = 3 * theme.measures().gap();
        tick = theme.type().tick();
    }

    /// The figure's rows, broken where plots would be too narrow for data, and without the last ones if they would
    /// leave all too low.
    List<Shelf> fitting(Figure figure, Rectangle2D body) {
        List<Shelf> rows = new ArrayList<>();
        for (Figure.Row row : figure.rows()) {
            int most = columns(row.plots(), body);
            int shelves = Math.ceilDiv(
                    row.plots().size(), figure.rows().size() == 1 ? largest(row.plots(), most, body) : most);
            int columns = Math.ceilDiv(row.plots().size(), Math.max(1, shelves));
            for (int from = 0; from < row.plots().size(); from += columns) {
                int to = Math.min(row.plots().size(), from + columns);
                rows.add(new Shelf(row.weight(), row.plots().subList(from, to), columns));
            }
        }
        double height = -gap;
        int shown = 0;
        for (Shelf row : rows) {
            double width = row.width(body.getWidth(), gap);
            height += gap
                    + row.plots().stream()
                            .mapToDouble(plot ->
                                    framing.frame(plot, width, body.getHeight()).leastHeight(width))
                            .max()
                            .orElse(0);
            double room = body.getHeight() - (shown < rows.size() - 1 ? 1.5 * tick : 0);
            if (shown > 0 && height > room) {
                break;
            }
            shown++;
        }
        return rows.subList(0, shown);
    }

    /// The most plots side by side that are wide enough for data, at least one.
    private int columns(List<Plot> plots, Rectangle2D body) {
        int columns = plots.size();
        while (columns > 1) {
            double width = (body.getWidth() - gap * (columns - 1)) / columns;
            if (plots.stream()
                    .allMatch(
                            plot -> framing.frame(plot, width, body.getHeight()).leastWidth(width) <= width)) {
                return columns;
            }
            columns--;
        }
        return 1;
    }

    /// How many planes side by side are the largest, at most so many; all that fit where they are no planes.
    private int largest(List<Plot> plots, int most, Rectangle2D body) {
        int best = most;
        double longest = 0;
        for (int columns = most; columns >= 1; columns--) {
            int shelves = Math.ceilDiv(plots.size(), columns);
            double width = (body.getWidth() - gap * (columns - 1)) / columns;
            double height = (body.getHeight() - gap * (shelves - 1)) / shelves;
            double unit = Double.POSITIVE_INFINITY;
            for (Plot plot : plots) {
                PlotFrame frame = framing.frame(plot, width, height);
                if (!frame.isPlane()) {
                    return most;
                }
                unit = Math.min(
                        unit,
                        frame.unit(Filled.inside(new Rectangle2D.Double(0, 0, width, height), frame.margins(width))));
            }
            if (unit > LARGER * longest) {
                longest = unit;
                best = columns;
            }
        }
        return best;
    }

    /// Gives rows that would be too low to show anything their least height, at the cost of the others.
    void raise(double[] heights, List<Shelf> shelves, double width) {
        double[] least = new double[heights.length];
        double spare = 0;
        double lack = 0;
        for (int r = 0; r < heights.length; r++) {
            double each = shelves.get(r).width(width, gap);
            for (Plot plot : shelves.get(r).plots()) {
                least[r] =
                        Math.max(least[r], framing.frame(plot, each, heights[r]).leastHeight(each));
            }
            lack += Math.max(0, least[r] - heights[r]);
            spare += Math.max(0, heights[r] - least[r]);
        }
        if (lack == 0 || lack > spare) {
            return;
        }
        for (int r = 0; r < heights.length; r++) {
            heights[r] = heights[r] < least[r] ? least[r] : heights[r] - lack * (heights[r] - least[r]) / spare;
        }
    }
}
