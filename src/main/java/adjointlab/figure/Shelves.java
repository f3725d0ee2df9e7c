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

    /// A plot beside tables has data at least so high, in sizes of the type of its numbers: tables can be scrolled.
    private static final double READABLE = 7;

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
                            .mapToDouble(plot -> leastHeight(framing.frame(plot, width, body.getHeight()), width, rows))
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

    /// The least height of a plot among these rows.
    private double leastHeight(PlotFrame frame, double width, List<Shelf> rows) {
        boolean besideTables =
                rows.stream().flatMap(row -> row.plots().stream()).anyMatch(Shelves::isTable);
        return besideTables ? frame.leastHeight(width, READABLE * tick) : frame.leastHeight(width);
    }

    private static boolean isTable(Plot plot) {
        return plot.table() != null;
    }

    /// What finds no room, in words; "" where everything does.
    ///
    /// @param shown rows of the figure
    static String missing(Figure figure, List<Shelf> shown) {
        List<Plot> left = figure.plots()
                .subList(
                        shown.stream().mapToInt(shelf -> shelf.plots().size()).sum(),
                        figure.plots().size());
        int tables = (int) left.stream().filter(Shelves::isTable).count();
        List<String> parts = new ArrayList<>();
        if (left.size() > tables) {
            parts.add(counted(left.size() - tables, "plot"));
        }
        if (tables > 0) {
            parts.add(counted(tables, "table"));
        }
        return parts.isEmpty() ? "" : "No room for " + String.join(", ", parts);
    }

    private static String counted(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
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
                least[r] = Math.max(least[r], leastHeight(framing.frame(plot, each, heights[r]), each, shelves));
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
