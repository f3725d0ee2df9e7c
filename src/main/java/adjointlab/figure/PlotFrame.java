package adjointlab.figure;

import adjointlab.core.math.Numbers;
import adjointlab.figure.SeriesStyle.Hue;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;

/// One plot with its ranges and ticks decided: first it tells how much space its labels need, then, with the space that
/// its whole row and column got, it is drawn.
final class PlotFrame {
    /// JFreeChart draws nothing into less than 10.
    private static final double LEAST_DATA_HEIGHT = 12;
    /// Less than so many times the size of a tick's label is no width for data.
    private static final double LEAST_DATA_WIDTH = 5;
    /// The same for the height, where nothing may be left out.
    private static final double LEAST_STEADY = 2.5;
    /// Names of categories that run upwards may take this share of the height, those beside the data of the width.
    private static final double LONGEST_NAMES = 0.4;
    /// Between the labels of a horizontal axis at least, in sizes of the type.
    private static final double CLEAR = 0.3;
    /// The least height and width of a surface with its axes, in sizes of the type.
    private static final double LEAST_SURFACE = 8;
    /// Labels at the right of the data may take this share of the width; longer ones go inside.
    private static final double WIDEST_LABELS = 0.34;
    /// A scale of colours that would take more than this share of the width is left out.
    private static final double WIDEST_BAR = 0.36;

    /// The least width and height of tiles with their labels, in sizes of the type.
    private static final double LEAST_TILES = 5;

    /// A title of an axis is set smaller, down to this share, before it is broken into lines.
    private static final double SMALLEST_TITLE = 0.8;

    private final Plot plot;
    private final Theme theme;
    private final Size size;
    private final AxisMap across;
    private final AxisMap up;
    private List<Ticks.Tick> xTicks;
    private List<Ticks.Tick> yTicks;
    /// Length of the axes, as far as it is known before they are drawn.
    private final Size axes;
    /// Whether it has no axes at all, like the strip of a solver's steps above the trajectories.
    private final boolean bare;
    private final Layer.@Nullable HeatMap heatMap;
    /// Whether the scale of the heat map's colours stands at its right.
    private boolean bar;
    private final Function<Layer.HeatMap, HeatImage> images;
    private final Polylines lines = new Polylines();
    /// Whether its left neighbour bears the marks of its vertical axis.
    private boolean upAtLeft;
    /// Whether the plot below it bears the marks of its horizontal axis.
    private boolean acrossBelow;
    /// Height of the rows of its legend below it; 0 without any.
    private double legendRows;
    /// What stands below the data where there are categories; null where there are numbers.
    private @Nullable CategoryNames names;

    /// Of a plot with its labels, or of its axes.
    private record Size(double width, double height) {}

    /// Space around the data for labels.
    ///
    /// @param left of the data
    /// @param right of the data
    /// @param top above the data
    /// @param bottom below the data
    record Margins(double left, double right, double top, double bottom) {
        Margins max(Margins other) {
            return new Margins(
                    Math.max(left, other.left),
                    Math.max(right, other.right),
                    Math.max(top, other.top),
                    Math.max(bottom, other.bottom));
        }
    }

    /// A plot as it was drawn.
    ///
    /// @param area where
    /// @param ink with the texts that were placed
    /// @param frame with its ticks
    /// @param surface how it was drawn where it is one; null where it is flat
    /// @param trimmed what a composed figure has added
    record Drawn(
            PlotArea area,
            Ink ink,
            PlotFrame frame,
            @Nullable SurfaceDrawing surface,
            Trimming.Placed trimmed) {}

    /// @param width of the plot with its labels, for the number of ticks
    /// @param height of the plot with its labels
    PlotFrame(Plot plot, Theme theme, double width, double height, Function<Layer.HeatMap, HeatImage> images) {
        this.plot = plot;
        size = new Size(width, height);
        this.theme = theme;
        this.images = images;
        across = Ranges.x(plot);
        up = Ranges.y(plot);
        double tickSize = theme.type().tick();
        double inner = Math.max(tickSize, height - 5 * tickSize);
        boolean levels = plot.layers().stream().allMatch(Ranges::hasNoHeight);
        yTicks = levels || unmarked(plot.y())
                ? List.of()
                : !plot.y().marks().isEmpty()
                        ? Ticks.at(plot.y().marks(), up)
                        : CategoryNames.shortened(
                                plot.y(),
                                Ticks.of(
                                        plot.y(),
                                        up,
                                        (int) Math.clamp(inner / (3.2 * tickSize), 2, 7),
                                        Ticks.power(plot.y(), up)),
                                theme.type().tickFace(),
                                LONGEST_NAMES * width);
        bare = levels && plot.x().label().isEmpty();
        double breadth = Math.max(
                tickSize,
                width
                        - 6 * tickSize
                        - Labels.widestEnd(plot, across, up, theme.type().tickFace(), WIDEST_LABELS * width));
        xTicks = bare || unmarked(plot.x())
                ? List.of()
                : Ticks.fitting(
                        plot.x(), across, theme.type().tickFace(), isPlane() ? Math.min(breadth, inner) : breadth);
        heatMap = plot.layers().stream()
                .filter(Layer.HeatMap.class::isInstance)
                .map(Layer.HeatMap.class::cast)
                .findFirst()
                .orElse(null);
        double ofBar = heatMap == null
                ? 0
                : ColourBar.of(images.apply(heatMap), heatMap).width(theme);
        bar = heatMap != null && ofBar <= WIDEST_BAR * width;
        axes = new Size(Math.max(tickSize, breadth - (bar ? ofBar : 0)), inner);
        names = names(axes.width);
    }

    private @Nullable CategoryNames names(double width) {
        return plot.x().names().isEmpty() || xTicks.isEmpty()
                ? null
                : CategoryNames.of(
                        xTicks, theme.type(), width / (across.max() - across.min()), LONGEST_NAMES * size.height);
    }

    /// Lets the names of categories stand as the width of the data allows, now that it is known.
    ///
    /// @return whether they take more or less room below the data than before
    boolean nameAlong(double width) {
        double before = xTickDepth();
        names = names(width);
        return xTickDepth() != before;
    }

    /// Lets the plot at its right bear the scale of colours for both, if it is the same.
    void leaveBarTo(PlotFrame next) {
        bar &= heatMap == null
                || next.heatMap == null
                || Double.isNaN(heatMap.range().low())
                || !heatMap.range().equals(next.heatMap.range())
                || !heatMap.name().equals(next.heatMap.name())
                || heatMap.map() != next.heatMap.map();
    }

    /// Whether the scale of the heat map's colours is drawn.
    boolean hasBar() {
        return bar;
    }

    private static boolean unmarked(Axis axis) {
        return axis.quantity() == Axis.Quantity.PLACE && axis.label().isEmpty();
    }

    /// Whether both axes are of one kind, so that shapes must keep their proportions.
    boolean isPlane() {
        return plot.x().quantity() == Axis.Quantity.PLACE
                && plot.y().quantity() == Axis.Quantity.PLACE
                && plot.surface().isEmpty();
    }

    /// The longest unit for which the data keep their proportions in this room; no bound where they need not.
    double unit(Rectangle2D room) {
        return isPlane()
                ? Math.min(room.getWidth() / (across.max() - across.min()), room.getHeight() / (up.max() - up.min()))
                : Double.POSITIVE_INFINITY;
    }

    /// Leaves the marks of the vertical axis to the plane at its left, if it has the same.
    void leaveUpTo(PlotFrame left) {
        upAtLeft = isPlane()
                && left.isPlane()
                && !Double.isNaN(plot.y().min())
                && plot.y().equals(left.plot.y());
    }

    /// Leaves the marks of the horizontal axis to the plane below it, if it has the same.
    void leaveAcrossTo(PlotFrame below) {
        acrossBelow = isPlane()
                && below.isPlane()
                && !Double.isNaN(plot.x().min())
                && plot.x().equals(below.plot.x());
    }

    /// This frame with so much more of its plane that it fills its room; the same if it is none.
    PlotFrame filling(Rectangle2D room, double unit) {
        if (!isPlane() || unmarked(plot.x()) || unmarked(plot.y()) || !(room.getWidth() > 0 && room.getHeight() > 0)) {
            return this;
        }
        PlotFrame fuller =
                new PlotFrame(Planes.filling(plot, across, up, room, unit), theme, size.width, size.height, images);
        fuller.bar = bar;
        fuller.upAtLeft = upAtLeft;
        fuller.acrossBelow = acrossBelow;
        fuller.legendRows = legendRows;
        return fuller;
    }

    /// The part of a rectangle that the data take: all of it, unless a unit must be so long on both axes.
    Rectangle2D fitted(Rectangle2D room, double unit) {
        if (!isPlane()) {
            return room;
        }
        double width = unit * (across.max() - across.min());
        double height = unit * (up.max() - up.min());
        return new Rectangle2D.Double(room.getCenterX() - width / 2, room.getCenterY() - height / 2, width, height);
    }

    private static String title(Axis axis, AxisMap map) {
        int power = Ticks.power(axis, map);
        return power == 0 ? axis.label() : axis.label() + " (" + Numbers.powerOfTen(power) + ")";
    }

    /// Title of the horizontal axis with the power of ten that its labels lack.
    String xTitle() {
        return acrossBelow ? "" : title(plot.x(), across);
    }

    /// Title of the vertical axis with the power of ten that its labels lack.
    String yTitle() {
        return upAtLeft ? "" : title(plot.y(), up);
    }

    /// More than one where the title is longer than the axis.
    private List<String> xTitleLines() {
        return titleLines(xTitle(), axes.width);
    }

    private List<String> yTitleLines() {
        return titleLines(yTitle(), axes.height);
    }

    private List<String> titleLines(String title, double length) {
        double smallest = theme.type().steady() ? 1 : SMALLEST_TITLE;
        return theme.type().labelFace().lines(title, (length + theme.type().tick()) / smallest);
    }

    List<Ticks.Tick> xTicks() {
        return acrossBelow ? List.of() : xTicks;
    }

    List<Ticks.Tick> yTicks() {
        return upAtLeft ? List.of() : yTicks;
    }

    /// What stands below the data where there are categories; null where there are numbers.
    @Nullable
    CategoryNames names() {
        return names;
    }

    /// Whether it has no axes at all.
    boolean bare() {
        return bare;
    }

    /// Leaves room below its labels.
    ///
    /// @param height of the rows of its legend
    void leaveRoom(double height) {
        legendRows = height;
    }

    /// Height of the rows of its legend below it; 0 without any.
    double legendRows() {
        return legendRows;
    }

    /// Whether it has a legend that stands in it or below it.
    boolean hasLegend() {
        return plot.legend() && plot.surface().isEmpty() && plot.tiles() == null && plot.table() == null;
    }

    /// Its plot in this rectangle.
    PlotArea area(Rectangle2D data) {
        return new PlotArea(
                plot, data, across.between(data.getMinX(), data.getMaxX()), up.between(data.getMaxY(), data.getMinY()));
    }

    LayerRenderer renderer(Device device) {
        return new LayerRenderer(plot.layers(), theme, images, device, lines);
    }

    /// Space that the labels of this plot need.
    ///
    /// @param width of the plot with its labels
    Margins margins(double width) {
        double gap = theme.measures().gap();
        if (plot.surface().isPresent()) {
            return new Margins(gap / 2, barWidth() + gap / 2, titleStrip() + gap / 2, gap / 2);
        }
        double tick = theme.type().tick();
        double below = bare
                ? 0
                : xTitle().isEmpty()
                        ? xTickDepth() + 0.3 * tick
                        : xTitleDistance()
                                + (0.35 + ScaledAxis.LINE * (xTitleLines().size() - 1))
                                        * theme.type().label();
        double top = Math.max(tick / 2 + 1, topStrip() + titleStrip());
        return new Margins(
                yTitle().isEmpty()
                        ? widest(yTicks()) + 1.75 * gap
                        : yTitleDistance()
                                + (1.15 + ScaledAxis.LINE * (yTitleLines().size() - 1))
                                        * theme.type().label(),
                rightMargin(width),
                top,
                below + legendRows);
    }

    private double rightMargin(double width) {
        double gap = theme.measures().gap();
        double lastTick = xTicks().isEmpty()
                        || names != null // these keep to their places
                        || across.fraction(xTicks.getLast().value()) < 0.9
                ? 0
                : theme.type().tickFace().width(xTicks.getLast().label()) / 2;
        double labels = Labels.widestEnd(plot, across, up, theme.type().tickFace(), WIDEST_LABELS * width);
        double outside = labels > 0 ? labels + 2 * gap : 0;
        return Math.max(Math.max(lastTick, outside), barWidth()) + gap / 2;
    }

    private double barWidth() {
        return bar && heatMap != null
                ? ColourBar.of(images.apply(heatMap), heatMap).width(theme)
                : 0;
    }

    private double widest(List<Ticks.Tick> ticks) {
        return Ticks.widest(ticks, theme.type().tickFace());
    }

    private double yTitleDistance() {
        return widest(yTicks) + 3.6 * theme.measures().gap();
    }

    private double xTickDepth() {
        return acrossBelow
                ? 0
                : 1.5 * theme.measures().gap() + (names == null ? theme.type().tick() : names.depth());
    }

    private double xTitleDistance() {
        return xTickDepth() + 1.2 * theme.measures().gap() + theme.type().label();
    }

    /// Height of the strip above the data in which the labels of vertical rules stand.
    private double topStrip() {
        boolean named = plot.layers().stream()
                .anyMatch(layer -> layer instanceof Layer.Rule rule
                        && rule.vertical()
                        && !rule.name().isEmpty()
                        && across.shows(rule.at()));
        return named ? theme.type().tick() + 1.25 * theme.measures().gap() : 0;
    }

    private double titleStrip() {
        return plot.title().isEmpty()
                ? 0
                : theme.type().label() * (1 + ScaledAxis.LINE * (headLines().size() - 1))
                        + 2 * theme.measures().gap();
    }

    /// Its own title, in more than one line only where nothing may be cut.
    private List<String> headLines() {
        return theme.type().steady() ? theme.type().headFace().lines(plot.title(), size.width) : List.of(plot.title());
    }

    /// Whether the data have room, and the titles of the axes do beside them.
    ///
    /// @param data the room for the data
    boolean hasWidth(Rectangle2D data) {
        Fonts.Face head = theme.type().headFace();
        return data.getWidth() >= leastDataWidth()
                && CategoryNames.cutBeside(plot.y(), yTicks(), area(data), theme)
                        .isEmpty()
                && (bare || fits(xTitleLines(), data.getWidth()))
                && headLines().stream().allMatch(line -> head.width(line) <= size.width);
    }

    /// The same upwards.
    boolean hasHeight(Rectangle2D data) {
        double least = bare ? LEAST_DATA_HEIGHT : LEAST_STEADY * theme.type().tick();
        boolean barFits = !bar
                || heatMap == null
                || ColourBar.of(images.apply(heatMap), heatMap).hasRoom(theme, data.getHeight());
        boolean whole = names == null || names.areWhole();
        return data.getHeight() >= Math.max(least, leastOfNames())
                && whole
                && barFits
                && fits(yTitleLines(), data.getHeight());
    }

    private boolean fits(List<String> lines, double length) {
        Fonts.Face face = theme.type().labelFace();
        return lines.stream()
                .allMatch(line -> face.width(line) <= length + theme.type().tick());
    }

    /// A part of its plot as one of its own, without titles and names.
    PlotFrame enlarged(Composition.Inset inset, Rectangle2D box) {
        PlotFrame frame = new PlotFrame(Enlarged.of(plot, inset), theme, box.getWidth(), box.getHeight(), images);
        frame.bar = false;
        return frame;
    }

    /// The least height in which the plot still shows something.
    double leastHeight(double width) {
        return leastHeight(width, 0);
    }

    /// @param readable height of its data at least, if they have axes
    double leastHeight(double width, double readable) {
        Layer.Tiles tiles = plot.tiles();
        if (tiles != null) {
            return Math.max(LEAST_TILES * theme.type().tick(), TilesDrawing.leastHeight(plot, tiles, theme));
        }
        Layer.Table table = plot.table();
        if (table != null) {
            return TableDrawing.leastHeight(table, theme, width);
        }
        Margins margins = margins(width);
        if (plot.surface().isPresent()) {
            return margins.top + margins.bottom + LEAST_SURFACE * theme.type().tick();
        }
        double rows = readable > 0 && hasLegend()
                ? new PlotLegend(plot, theme, List.of()).rowsHeight(width - margins.left - margins.right)
                : 0;
        double withLegend = leastData() + (Double.isNaN(rows) ? 0 : rows);
        return margins.top + margins.bottom + Math.max(bare ? 0 : readable, withLegend);
    }

    /// The least height of data that still show something.
    double leastData() {
        double ofMarkers = (bare ? 2 : 4) * theme.measures().marker();
        return Math.max(Math.max(LEAST_DATA_HEIGHT, ofMarkers), leastOfNames());
    }

    /// The height in which the names of categories beside the data have a line each; 0 where there are none.
    private double leastOfNames() {
        return plot.y().names().isEmpty()
                ? 0
                : yTicks.size() * Ticks.PITCH * theme.type().tick();
    }

    /// The least width of the data.
    private double leastDataWidth() {
        double ofNames = names == null ? 0 : xTicks.size() * CategoryNames.leastPlace(theme.type());
        return Math.max(LEAST_DATA_WIDTH * theme.type().tick(), ofNames);
    }

    /// The least width in which the plot still shows something.
    ///
    /// @param width that it has
    double leastWidth(double width) {
        if (plot.tiles() != null) {
            return LEAST_TILES * theme.type().tick();
        }
        Margins margins = margins(width);
        double data = plot.surface().isPresent() ? LEAST_SURFACE * theme.type().tick() : leastDataWidth();
        return margins.left + margins.right + data;
    }

    /// Draws the plot around this data rectangle.
    ///
    /// @param outer the plot with its labels; no label leaves it
    Drawn draw(Graphics2D g, Rectangle2D data, Rectangle2D outer, Painter.Sheet sheet) {
        Layer.HeatMap surface = plot.surface().orElse(null);
        if (surface != null) {
            return draw(g, surface, new SurfaceDrawing.Room(data, outer), sheet);
        }
        LayerRenderer renderer = renderer(sheet.device());
        double tick = theme.type().tick();
        yTicks = Ticks.apart(yTicks, up.between(data.getMaxY(), data.getMinY()), Ticks.PITCH * tick);
        if (names == null) {
            xTicks = Ticks.apart(xTicks, across.between(data.getMinX(), data.getMaxX()), widest(xTicks) + CLEAR * tick);
        }
        XYPlot chart = chart(renderer, data);
        Rectangle2D whole =
                new Rectangle2D.Double(data.getX() - 1, data.getY() - 1, data.getWidth() + 2, data.getHeight() + 2);
        if (theme.type().steady()) { // on screens whole units are pixels
            renderer.within(data);
            whole = new Rectangle2D.Double(data.getX() - 2, data.getY() - 2, data.getWidth() + 4, data.getHeight() + 4);
        }
        chart.draw(g, whole, null, null, null);
        if (heatMap != null && bar) {
            ColourBar.of(images.apply(heatMap), heatMap).beside(theme, data).draw(g);
        }
        PlotArea area = area(data);
        sheet.cuts().add(cutNames(area));
        drawTitle(g, data, outer, sheet.cuts());
        Trimming.Placed trimmed = sheet.trimming().isEmpty()
                ? Trimming.Placed.NOTHING
                : sheet.trimming().draw(g, this, area, renderer.ink(), sheet);
        double below = data.getMaxY() + margins(size.width).bottom - legendRows;
        Rectangle2D rows = legendRows == 0 ? null : LegendRoom.rows(this, data, outer, below, legendRows);
        new Labels(area, theme, renderer.ink(), outer).draw(g, rows);
        if (theme.type().steady()) {
            sheet.cuts().lost(renderer.ink().lost(), data);
        }
        return new Drawn(area, renderer.ink(), this, null, trimmed);
    }

    /// Names of categories that are not drawn as a whole.
    private List<CutText> cutNames(PlotArea area) {
        List<CutText> cut = new ArrayList<>(CategoryNames.cutBeside(plot.y(), yTicks(), area, theme));
        if (names != null) {
            cut.addAll(names.cuts(area.across(), ScaledAxis.below(area.data(), theme)));
        }
        return cut;
    }

    private Drawn draw(Graphics2D g, Layer.HeatMap map, SurfaceDrawing.Room room, Painter.Sheet sheet) {
        SurfaceDrawing drawing = new SurfaceDrawing(plot, map, images.apply(map), this, room, sheet.device());
        PlotArea area = new PlotArea(
                plot,
                room.data(),
                across.between(room.data().getMinX(), room.data().getMaxX()),
                up.between(room.data().getMaxY(), room.data().getMinY()),
                drawing.view());
        Ink ink = drawing.draw(g, area, room.outer());
        if (bar) {
            drawing.bar().beside(theme, room.data()).draw(g);
        }
        drawTitle(g, room.data(), room.outer(), sheet.cuts());
        if (theme.type().steady()) {
            sheet.cuts().lost(ink.lost(), room.data());
        }
        return new Drawn(area, ink, this, drawing, Trimming.Placed.NOTHING);
    }

    Theme theme() {
        return theme;
    }

    private XYPlot chart(LayerRenderer renderer, Rectangle2D data) {
        ScaledAxis x = new ScaledAxis(across, xTicks(), theme, xTitleLines(), xTitleDistance());
        ScaledAxis y = new ScaledAxis(up, yTicks(), theme, yTitleLines(), yTitleDistance());
        if (theme.type().steady()) {
            x.along(data);
            y.along(data);
        }
        if (names != null) {
            x.naming(names);
        }
        x.setAxisLineVisible(!bare && !unmarked(plot.x()));
        return PlotChart.of(x, y, renderer, theme, heatMap == null);
    }

    /// The title stands over the data, or from the left end of the axis titles if it needs the room.
    private void drawTitle(Graphics2D g, Rectangle2D data, Rectangle2D outer, CutText.Cuts cuts) {
        if (!plot.title().isEmpty()) {
            Fonts.Face face = theme.type().headFace();
            List<String> lines = headLines();
            boolean over = lines.stream().allMatch(line -> face.width(line) <= outer.getMaxX() - data.getX());
            double left = over ? data.getX() : outer.getX();
            double y = data.getY()
                    - topStrip()
                    - 1.6 * theme.measures().gap()
                    - ScaledAxis.LINE * face.size() * (lines.size() - 1);
            g.setColor(theme.palette().of(Hue.TRUTH));
            for (String line : lines) {
                face.draw(g, cuts.fitted(face, line, outer.getMaxX() - left, left, y), left, y);
                y += ScaledAxis.LINE * face.size();
            }
        }
    }
}
