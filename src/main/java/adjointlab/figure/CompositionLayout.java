package adjointlab.figure;

import adjointlab.figure.Composition.Cell;
import adjointlab.figure.Composition.LegendPlace;
import adjointlab.figure.Composition.Place;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;

/// Where the cells of a composed figure stand: the plots of one column begin and end at the same places, those of one
/// row as well, and their widths and heights are in the ratios that the grid gives.
///
/// The space around the data follows from the numbers on the axes, these from the room: both are found by turns, the
/// space only growing, until nothing changes.
final class CompositionLayout {
    private static final int MOST_TURNS = 12;
    private static final double ENOUGH = 1e-9;
    /// From one line of a head to the next, in sizes of the type.
    static final double LINE = 1.25;

    private final Composition composition;
    private final Painter painter;
    private final Rectangle2D body;
    private final Device device;
    private final Theme theme;
    private final CompositionLegend legend;

    /// Lines over a row: of the spanning titles, and of the cells' heads.
    private final double[] spans;
    private final double[] heads;
    private final double[] left;
    private final double[] right;
    private final double[] top;
    private final double[] bottom;
    private double unitWidth;
    private double unitHeight;

    /// @param body the page without its edge
    /// @param device on which it will be drawn
    CompositionLayout(Composition composition, Painter painter, Rectangle2D body, Device device) {
        this.composition = composition;
        this.painter = painter;
        this.device = device;
        theme = composition.theme();
        legend = new CompositionLegend(composition);
        int columns = composition.grid().columns();
        int rows = composition.grid().rows();
        this.body = within(body);
        left = new double[columns];
        right = new double[columns];
        top = new double[rows];
        bottom = new double[rows];
        heads = new double[rows];
        spans = new double[rows];
        settle();
    }

    /// What is left for the cells between titles and legend.
    private Rectangle2D within(Rectangle2D whole) {
        double title = titleStrip();
        double x = whole.getX() + (composition.titles().left().isEmpty() ? 0 : title);
        double y = whole.getY() + (composition.titles().top().isEmpty() ? 0 : title);
        double maxX = whole.getMaxX();
        double maxY = whole.getMaxY() - (composition.titles().bottom().isEmpty() ? 0 : title);
        if (!legend.isEmpty()) {
            switch (composition.legend().place()) {
                case TOP -> y += legend.height(maxX - x);
                case BOTTOM -> maxY -= legend.height(maxX - x);
                case RIGHT -> maxX -= legend.widest() + 3 * theme.measures().gap();
                case OFF -> {}
            }
        }
        return new Rectangle2D.Double(x, y, maxX - x, maxY - y);
    }

    /// Height of a title over, under or beside all.
    double titleStrip() {
        return 1.3 * theme.type().label() + theme.measures().gap();
    }

    private void settle() {
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            stretch();
            boolean grown = false;
            for (Cell cell : composition.cells()) {
                grown |= grow(cell);
            }
            if (!grown) {
                return;
            }
        }
        stretch();
    }

    /// Gives the data what is left.
    private void stretch() {
        Composition.Grid grid = composition.grid();
        double width = body.getWidth()
                - Arrays.stream(left).sum()
                - Arrays.stream(right).sum()
                - grid.columnGap() * (grid.columns() - 1);
        double height = body.getHeight()
                - Arrays.stream(top).sum()
                - Arrays.stream(bottom).sum()
                - Arrays.stream(heads).sum()
                - Arrays.stream(spans).sum()
                - grid.rowGap() * (grid.rows() - 1);
        unitWidth = Math.max(0, width / sum(grid.widths()));
        unitHeight = Math.max(0, height / sum(grid.heights()));
    }

    private static double sum(List<Double> weights) {
        return weights.stream().mapToDouble(Double::doubleValue).sum();
    }

    private boolean grow(Cell cell) {
        Place place = cell.place();
        boolean grown = grow(heads, place.row(), headHeight(cell));
        for (Composition.Span span : composition.spans()) {
            grown |= grow(
                    spans,
                    span.row(),
                    spanLines(span).size() * LINE * theme.type().label()
                            + theme.measures().gap());
        }
        PlotFrame.Margins needs = painter.outside(cell.figure(), room(cell), around(cell), sheet(cell));
        grown |= grow(left, place.column(), needs.left());
        grown |= grow(right, place.lastColumn(), needs.right());
        grown |= grow(top, place.row(), needs.top());
        grown |= grow(bottom, place.lastRow(), needs.bottom() + namesHeight(cell));
        return grown;
    }

    private Painter.Sheet sheet(Cell cell) {
        return new Painter.Sheet(device, new CutText.Cuts(), new Trimming(cell.insets(), cell.callouts()));
    }

    private static boolean grow(double[] lengths, int at, double length) {
        boolean more = length > lengths[at] + ENOUGH;
        lengths[at] = Math.max(lengths[at], length);
        return more;
    }

    /// Height of the names below a cell's plots.
    double namesHeight(Cell cell) {
        List<Composition.Entry> names = cell.figure().names();
        return names.isEmpty()
                ? 0
                : new CompositionLegend(names, theme).height(room(cell).getWidth());
    }

    private double headHeight(Cell cell) {
        return cell.head().isEmpty()
                ? 0
                : headLines(cell).size() * LINE * theme.type().label()
                        + theme.measures().gap();
    }

    /// Where a column begins.
    private double x(int column) {
        double x = body.getX();
        for (int c = 0; c < column; c++) {
            x += left[c]
                    + unitWidth * composition.grid().widths().get(c)
                    + right[c]
                    + composition.grid().columnGap();
        }
        return x;
    }

    private double y(int row) {
        double y = body.getY();
        for (int r = 0; r < row; r++) {
            y += spans[r]
                    + heads[r]
                    + top[r]
                    + unitHeight * composition.grid().heights().get(r)
                    + bottom[r]
                    + composition.grid().rowGap();
        }
        return y;
    }

    private double end(int column) {
        return x(column)
                + left[column]
                + unitWidth * composition.grid().widths().get(column)
                + right[column];
    }

    /// A panel's plots with their labels, below the cell's head.
    Rectangle2D room(Cell cell) {
        Place place = cell.place();
        int last = place.lastRow();
        double y = headTop(place.row()) + heads[place.row()];
        double maxY = y(last)
                + spans[last]
                + heads[last]
                + top[last]
                + unitHeight * composition.grid().heights().get(last)
                + bottom[last];
        double x = x(place.column());
        return new Rectangle2D.Double(x, y, end(place.lastColumn()) - x, maxY - y);
    }

    /// The same with the cell's head.
    Rectangle2D whole(Cell cell) {
        Rectangle2D room = room(cell);
        double top = headTop(cell.place().row());
        return new Rectangle2D.Double(room.getX(), top, room.getWidth(), room.getMaxY() - top);
    }

    /// Where the heads of a row begin.
    double headTop(int row) {
        return y(row) + spans[row];
    }

    /// Where the spanning titles of a row begin.
    double spanTop(int row) {
        return y(row);
    }

    /// From the first plot's left edge to the last one's right edge.
    Rectangle2D dataOf(int column, int columns) {
        double x = x(column) + left[column];
        double maxX = end(column + columns - 1) - right[column + columns - 1];
        int rows = composition.grid().rows();
        double y = headTop(0) + heads[0] + top[0];
        double maxY = y(rows - 1)
                + spans[rows - 1]
                + heads[rows - 1]
                + top[rows - 1]
                + unitHeight * composition.grid().heights().get(rows - 1);
        return new Rectangle2D.Double(x, y, maxX - x, maxY - y);
    }

    /// All cells.
    Rectangle2D body() {
        return body;
    }

    /// Space around the data of a cell's outermost plots.
    PlotFrame.Margins around(Cell cell) {
        Place place = cell.place();
        return new PlotFrame.Margins(
                left[place.column()], right[place.lastColumn()], top[place.row()], bottom[place.lastRow()]);
    }

    Fonts.Face letterFace(Cell cell) {
        return cell.head().bold() ? theme.type().headFace() : theme.type().labelFace();
    }

    /// How far a title stands from the cell's left edge.
    double indent(Cell cell) {
        return cell.head().letter().isEmpty()
                ? 0
                : letterFace(cell).width(cell.head().letter())
                        + 2 * theme.measures().gap();
    }

    /// A cell's title in lines.
    List<String> headLines(Cell cell) {
        return theme.type().labelFace().lines(cell.head().title(), room(cell).getWidth() - indent(cell));
    }

    /// A spanning title in lines.
    List<String> spanLines(Composition.Span span) {
        return theme.type()
                .labelFace()
                .lines(span.text(), dataOf(span.column(), span.columns()).getWidth());
    }

    /// What the page lacks.
    Lack lack() {
        Lack lack = Lack.NONE;
        Fonts.Face face = theme.type().labelFace();
        for (Cell cell : composition.cells()) {
            double width = room(cell).getWidth() - indent(cell);
            lack = lack.or(painter.lack(cell.figure(), room(cell), around(cell), sheet(cell)));
            lack = lack.or(wide(face, headLines(cell), width));
            double widest = new CompositionLegend(cell.figure().names(), theme).widest();
            lack = lack.or(new Lack(widest > room(cell).getWidth() + ENOUGH, false));
        }
        for (Composition.Span span : composition.spans()) {
            lack = lack.or(wide(
                    face, spanLines(span), dataOf(span.column(), span.columns()).getWidth()));
        }
        Composition.Titles titles = composition.titles();
        Rectangle2D data = dataOf(0, composition.grid().columns());
        lack = lack.or(wide(face, List.of(titles.top(), titles.bottom()), data.getWidth()));
        lack = lack.or(new Lack(
                false,
                face.width(titles.left()) > data.getHeight() + theme.type().label()));
        boolean column = composition.legend().place() == LegendPlace.RIGHT;
        return lack.or(new Lack(
                !column && legend.widest() > body.getWidth(), column && legend.columnHeight() > body.getHeight()));
    }

    private static Lack wide(Fonts.Face face, List<String> lines, double width) {
        return new Lack(lines.stream().anyMatch(line -> face.width(line) > width + ENOUGH), false);
    }
}
