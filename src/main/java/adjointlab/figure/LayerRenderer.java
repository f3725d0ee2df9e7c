package adjointlab.figure;

import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Marker;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.AbstractXYItemRenderer;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.data.xy.XYDataset;
import org.jspecify.annotations.Nullable;

/// Draws a plot's layers in their order, notes over all others. To JFreeChart the layers are the items of one series.
///
/// JFreeChart's own renderers keep lines, rectangles and rules in separate passes and hand whole lines, however long,
/// to the pen; here every kind of layer keeps its place in the order and lines are cut and thinned first.
final class LayerRenderer extends AbstractXYItemRenderer {
    static final double BAND_SHARE = 0.16;
    static final double REGION_SHARE = 0.09;
    static final double BAR_SHARE = 0.85;
    private static final double MARKER_SPACING = 7;

    private final transient List<Layer> layers;
    private final transient Theme theme;
    private final transient Function<Layer.HeatMap, HeatImage> images;
    private final transient Device device;
    private final transient Polylines lines;
    private final transient Ink ink = new Ink();
    private transient @Nullable Rectangle2D exact;

    /// @param layers in order; notes are drawn last, so that no line strikes them through
    /// @param images makes or recalls the picture of a heat map
    LayerRenderer(List<Layer> layers, Theme theme, Function<Layer.HeatMap, HeatImage> images, Device device) {
        this(layers, theme, images, device, new Polylines());
    }

    /// @param lines that may have been made already
    LayerRenderer(
            List<Layer> layers,
            Theme theme,
            Function<Layer.HeatMap, HeatImage> images,
            Device device,
            Polylines lines) {
        this.lines = lines;
        this.layers = layers.stream()
                .sorted(Comparator.comparing(Layer.Note.class::isInstance))
                .toList();
        this.theme = theme;
        this.images = images;
        this.device = device;
    }

    /// Draws within these edges, which JFreeChart rounds to whole units.
    LayerRenderer within(Rectangle2D data) {
        exact = data;
        return this;
    }

    /// How many layers it draws.
    int count() {
        return layers.size();
    }

    /// What was drawn, after the plot was.
    Ink ink() {
        return ink;
    }

    @Override
    public XYItemRendererState initialise(
            Graphics2D g, Rectangle2D area, XYPlot plot, XYDataset dataset, PlotRenderingInfo info) {
        XYItemRendererState state = super.initialise(g, area, plot, dataset, info);
        state.setProcessVisibleItemsOnly(false); // items are layers, not points
        return state;
    }

    @Override
    public void drawItem(
            Graphics2D g,
            XYItemRendererState state,
            Rectangle2D area,
            PlotRenderingInfo info,
            XYPlot plot,
            ValueAxis domain,
            ValueAxis range,
            XYDataset dataset,
            int series,
            int item,
            CrosshairState crosshair,
            int pass) {
        var across = ((ScaledAxis) domain).over(area, plot.getDomainAxisEdge());
        var up = ((ScaledAxis) range).over(area, plot.getRangeAxisEdge());
        if (exact == null) {
            draw(g, layers.get(item), new Canvas(area, across, up));
        } else {
            Shape clip = g.getClip();
            g.clip(exact);
            draw(g, layers.get(item), new Canvas(exact, across, up));
            g.setClip(clip);
        }
    }

    /// A line of the grid, between the exact edges where there are such.
    @Override
    public void drawRangeLine(
            Graphics2D g, XYPlot plot, ValueAxis axis, Rectangle2D area, double value, Paint paint, Stroke stroke) {
        Rectangle2D edges = exact;
        if (edges == null) {
            super.drawRangeLine(g, plot, axis, area, value, paint, stroke); // on whole pixels
            return;
        }
        double y = axis.valueToJava2D(value, edges, plot.getRangeAxisEdge());
        g.setPaint(paint);
        g.setStroke(stroke);
        g.draw(new Line2D.Double(edges.getMinX(), y, edges.getMaxX(), y));
    }

    /// Where a layer is drawn.
    record Canvas(Rectangle2D area, AxisMap across, AxisMap up) {
        /// Position of an x that may be infinite: the edge.
        double edgeX(double x) {
            return Math.clamp(across.toPosition(x), area.getMinX(), area.getMaxX());
        }

        double edgeY(double y) {
            double position = up.toPosition(y);
            return Double.isNaN(position) ? area.getMaxY() : Math.clamp(position, area.getMinY(), area.getMaxY());
        }
    }

    /// What would be drawn, without a drawing.
    ///
    /// @param nothing what is drawn is not seen
    Ink probe(Graphics2D nothing, Canvas canvas) {
        for (Layer layer : layers) {
            switch (layer) {
                case Layer.Line line -> polyline(line, canvas);
                case Layer.Points points -> places(points, canvas);
                case Layer.Band band -> rings(band, canvas);
                case Layer.Rule rule -> end(rule, canvas);
                case Layer.Strokes strokes -> dashes(strokes, canvas);
                case Layer.HeatMap _ -> ink.add(canvas.area);
                case Layer.Arrows arrows -> shafts(arrows, canvas);
                case Layer.Bars bars -> boxes(bars, canvas);
                case Layer.Note note -> note(nothing, note, canvas);
                case Layer.Region _, Layer.Table _, Layer.Tiles _ -> {}
            }
        }
        return ink;
    }

    /// Draws one layer.
    void draw(Graphics2D g, Layer layer, Canvas canvas) {
        switch (layer) {
            case Layer.Line line -> line(g, line, canvas);
            case Layer.Points points -> points(g, points, canvas);
            case Layer.Band band -> band(g, band, canvas);
            case Layer.Region region -> region(g, region, canvas);
            case Layer.Rule rule -> rule(g, rule, canvas);
            case Layer.Strokes strokes -> strokes(g, strokes, canvas);
            case Layer.HeatMap map -> heatMap(g, map, canvas);
            case Layer.Arrows arrows -> arrows(g, arrows, canvas);
            case Layer.Bars bars -> bars(g, bars, canvas);
            case Layer.Note note -> note(g, note, canvas);
            case Layer.Table table -> throw new IllegalArgumentException("a table stands alone: " + table.name());
            case Layer.Tiles tiles -> throw new IllegalArgumentException("tiles stand alone: " + tiles.name());
        }
    }

    private void line(Graphics2D g, Layer.Line line, Canvas canvas) {
        SeriesStyle style = line.style();
        Polyline polyline = polyline(line, canvas);
        g.setColor(theme.palette().of(style));
        if (style.dash() != Dash.NONE) {
            g.setStroke(Pen.of(style, theme.measures()));
            g.draw(polyline.path(canvas.area));
            marks(g, style.with(Marker.DOT), polyline.alone(canvas.area), canvas);
        }
        if (style.marker() != Marker.NONE && style.emphasis() != Emphasis.FADED) {
            double spacing = style.dash() == Dash.NONE
                    ? 0
                    : MARKER_SPACING * theme.measures().marker();
            marks(g, style, polyline.markers(canvas.area, spacing), canvas);
        }
    }

    private Polyline polyline(Layer.Line line, Canvas canvas) {
        Polyline polyline = lines.of(line, canvas.across, canvas.up, device.pixel());
        ink.add(polyline);
        if (!line.endLabel().isEmpty()) {
            Point2D end = polyline.end(canvas.area);
            if (end != null) {
                ink.add(new Ink.EndLabel(line.endLabel(), line.style(), end, line.owner()));
            }
        }
        return polyline;
    }

    private void marks(Graphics2D g, SeriesStyle style, List<Point2D> places, Canvas canvas) {
        overEdge(g, canvas.area, () -> {
            for (Point2D place : places) {
                Pen.marker(g, theme, style, place.getX(), place.getY());
            }
        });
    }

    private void points(Graphics2D g, Layer.Points points, Canvas canvas) {
        marks(g, points.style(), places(points, canvas), canvas);
    }

    private List<Point2D> places(Layer.Points points, Canvas canvas) {
        List<Point2D> places = new ArrayList<>();
        for (int i = 0; i < points.x().length; i++) {
            // both edges count as inside, unlike in Rectangle2D.contains
            if (canvas.across.shows(points.x()[i]) && canvas.up.shows(points.y()[i])) {
                Point2D place = new Point2D.Double(
                        canvas.across.toPosition(points.x()[i]), canvas.up.toPosition(points.y()[i]));
                places.add(place);
                ink.add(place);
            }
        }
        return places;
    }

    /// Lets markers on the edge of the plot be seen whole.
    private void overEdge(Graphics2D g, Rectangle2D area, Runnable drawing) {
        Shape clip = g.getClip();
        double margin = theme.measures().marker();
        g.setClip(new Rectangle2D.Double(
                area.getX() - margin,
                area.getY() - margin,
                area.getWidth() + 2 * margin,
                area.getHeight() + 2 * margin));
        drawing.run();
        g.setClip(clip);
    }

    private void band(Graphics2D g, Layer.Band band, Canvas canvas) {
        g.setColor(translucent(band.style(), BAND_SHARE));
        rings(band, canvas).forEach(g::fill);
    }

    private List<Path2D> rings(Layer.Band band, Canvas canvas) {
        List<Path2D> rings = new ArrayList<>();
        ink.add(new Polyline(band.x(), band.low(), canvas.across, canvas.up, device.pixel()));
        ink.add(new Polyline(band.x(), band.high(), canvas.across, canvas.up, device.pixel()));
        int n = band.x().length;
        int start = 0;
        while (start < n) {
            int end = start;
            while (end < n && Double.isFinite(band.x()[end] + band.low()[end] + band.high()[end])) {
                end++;
            }
            if (end - start >= 2) {
                Path2D ring = ring(band, start, end, canvas);
                rings.add(ring);
                ink.add(ring);
            }
            start = end + 1;
        }
        return rings;
    }

    private static Path2D ring(Layer.Band band, int start, int end, Canvas canvas) {
        Path2D ring = new Path2D.Double();
        for (int i = start; i < end; i++) {
            double x = canvas.across.toPosition(band.x()[i]);
            double y = canvas.edgeY(band.high()[i]);
            if (i == start) {
                ring.moveTo(x, y);
            } else {
                ring.lineTo(x, y);
            }
        }
        for (int i = end - 1; i >= start; i--) {
            ring.lineTo(canvas.across.toPosition(band.x()[i]), canvas.edgeY(band.low()[i]));
        }
        ring.closePath();
        return ring;
    }

    private void region(Graphics2D g, Layer.Region region, Canvas canvas) {
        double left = canvas.edgeX(region.x0());
        double right = canvas.edgeX(region.x1());
        double top = canvas.edgeY(region.y1());
        double bottom = canvas.edgeY(region.y0());
        g.setColor(translucent(region.style(), REGION_SHARE));
        g.fill(new Rectangle2D.Double(left, top, right - left, bottom - top));
    }

    private Color translucent(SeriesStyle style, double share) {
        Color colour = theme.palette().of(style);
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.round(255 * share));
    }

    private void rule(Graphics2D g, Layer.Rule rule, Canvas canvas) {
        Rectangle2D area = canvas.area;
        g.setColor(theme.palette().of(rule.style()));
        g.setStroke(Pen.pen(rule.style().dash(), 0.7 * Pen.width(rule.style(), theme.measures())));
        if (rule.vertical() && canvas.across.shows(rule.at())) {
            double x = canvas.across.toPosition(rule.at());
            g.draw(new Line2D.Double(x, area.getMinY(), x, area.getMaxY()));
        } else if (!rule.vertical() && canvas.up.shows(rule.at())) {
            double y = canvas.up.toPosition(rule.at());
            g.draw(new Line2D.Double(area.getMinX(), y, area.getMaxX(), y));
        }
        end(rule, canvas);
    }

    /// The name of a level stands at its right end.
    private void end(Layer.Rule rule, Canvas canvas) {
        if (!rule.vertical() && canvas.up.shows(rule.at()) && !rule.name().isEmpty()) {
            Point2D end = new Point2D.Double(canvas.area.getMaxX(), canvas.up.toPosition(rule.at()));
            ink.add(new Ink.EndLabel(rule.name(), rule.style(), end, rule.owner()));
        }
    }

    private void strokes(Graphics2D g, Layer.Strokes strokes, Canvas canvas) {
        g.setColor(theme.palette().of(strokes.style()));
        g.setStroke(new BasicStroke((float) (0.8 * Pen.width(strokes.style(), theme.measures()))));
        g.draw(dashes(strokes, canvas));
    }

    private Path2D dashes(Layer.Strokes strokes, Canvas canvas) {
        double half = 0.7 * theme.measures().marker();
        double y = canvas.up.toPosition(strokes.y());
        Path2D all = new Path2D.Double();
        for (double value : strokes.x()) {
            if (canvas.across.shows(value)) {
                double x = canvas.across.toPosition(value);
                all.moveTo(x, y - half);
                all.lineTo(x, y + half);
                ink.add(new Line2D.Double(x, y - half, x, y + half));
            }
        }
        return all;
    }

    private void heatMap(Graphics2D g, Layer.HeatMap map, Canvas canvas) {
        if (map.x().length < 2 || map.y().length < 2) {
            return;
        }
        ink.add(canvas.area);
        HeatImage image = images.apply(map);
        if (!device.raster()) {
            heatMap(g, map, image, canvas);
            return;
        }
        Rectangle2D area = canvas.area;
        double left = Math.floor(area.getMinX() / device.pixel());
        double top = Math.floor(area.getMinY() / device.pixel());
        int width = (int) Math.ceil(area.getMaxX() / device.pixel() - left);
        int height = (int) Math.ceil(area.getMaxY() / device.pixel() - top);
        AffineTransform toPixels = AffineTransform.getTranslateInstance(-left, -top);
        toPixels.scale(1 / device.pixel(), 1 / device.pixel());
        var pixels = image.pixels(new HeatImage.Place(canvas, theme, width, height, toPixels), picture -> {
            Graphics2D inside = picture.createGraphics();
            inside.setRenderingHints(g.getRenderingHints());
            inside.transform(toPixels);
            inside.clip(area);
            heatMap(inside, map, image, canvas);
            inside.dispose();
        });
        AffineTransform fromPixels = AffineTransform.getScaleInstance(device.pixel(), device.pixel());
        fromPixels.translate(left, top);
        g.drawImage(pixels, fromPixels, null);
    }

    private void heatMap(Graphics2D g, Layer.HeatMap map, HeatImage image, Canvas canvas) {
        AffineTransform fromCells = fromCells(map, canvas);
        AffineTransform fromImage = new AffineTransform(fromCells);
        fromImage.translate(-0.5, map.y().length - 0.5);
        fromImage.scale(
                (double) map.x().length / image.picture().getWidth(),
                -(double) map.y().length / image.picture().getHeight());
        g.drawImage(image.picture(), fromImage, null);
        for (HeatImage.Contour contour : image.contours()) {
            g.setStroke(new BasicStroke((float) (0.9 * theme.measures().hair())));
            g.setColor(contour.dark() ? new Color(0, 0, 0, 110) : new Color(255, 255, 255, 130));
            g.draw(fromCells.createTransformedShape(contour.path()));
        }
    }

    /// Maps cell numbers to the drawing: cells are equally spaced on the axes' scales.
    private static AffineTransform fromCells(Layer.HeatMap map, Canvas canvas) {
        double x0 = canvas.across.toPosition(map.x()[0]);
        double x1 = canvas.across.toPosition(map.x()[map.x().length - 1]);
        double y0 = canvas.up.toPosition(map.y()[0]);
        double y1 = canvas.up.toPosition(map.y()[map.y().length - 1]);
        return new AffineTransform((x1 - x0) / (map.x().length - 1), 0, 0, (y1 - y0) / (map.y().length - 1), x0, y0);
    }

    private void arrows(Graphics2D g, Layer.Arrows arrows, Canvas canvas) {
        g.setColor(theme.palette().of(arrows.style()));
        g.setStroke(new BasicStroke(
                (float) (0.7 * theme.measures().line()), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        Path2D all = new Path2D.Double();
        for (Line2D shaft : shafts(arrows, canvas)) {
            arrow(all, shaft.getX1(), shaft.getY1(), shaft.getX2() - shaft.getX1(), shaft.getY2() - shaft.getY1());
        }
        g.draw(all);
    }

    private List<Line2D> shafts(Layer.Arrows arrows, Canvas canvas) {
        List<Line2D> shafts = shafts(arrows, canvas.area, canvas.across, canvas.up);
        shafts.forEach(ink::add);
        return shafts;
    }

    /// Arrows from tail to tip in the drawing, along the axes as they are drawn, so that a path of the field has
    /// them as tangents; centred on their places, the longest is about one cell of their grid.
    static List<Line2D> shafts(Layer.Arrows arrows, Rectangle2D area, AxisMap across, AxisMap up) {
        int n = arrows.x().length;
        double[] right = new double[n];
        double[] down = new double[n];
        double longest = 0;
        int seen = 0;
        for (int i = 0; i < n; i++) {
            right[i] = across.toPosition(arrows.x()[i] + arrows.u()[i]) - across.toPosition(arrows.x()[i]);
            down[i] = up.toPosition(arrows.y()[i] + arrows.v()[i]) - up.toPosition(arrows.y()[i]);
            double length = Math.hypot(right[i], down[i]);
            longest = Double.isFinite(length) ? Math.max(longest, length) : longest;
            seen += across.shows(arrows.x()[i]) && up.shows(arrows.y()[i]) ? 1 : 0;
        }
        List<Line2D> shafts = new ArrayList<>();
        double cell = 0.9 * Math.sqrt(area.getWidth() * area.getHeight() / Math.max(1, seen));
        for (int i = 0; i < n; i++) {
            double dx = right[i] / longest * cell;
            double dy = down[i] / longest * cell;
            double x = across.toPosition(arrows.x()[i]) - dx / 2;
            double y = up.toPosition(arrows.y()[i]) - dy / 2;
            if (longest > 0 && Double.isFinite(x + y + dx + dy)) {
                shafts.add(new Line2D.Double(x, y, x + dx, y + dy));
            }
        }
        return shafts;
    }

    private static void arrow(Path2D path, double x, double y, double dx, double dy) {
        double barb = 0.28;
        path.moveTo(x, y);
        path.lineTo(x + dx, y + dy);
        path.moveTo(x + dx - barb * (dx - 0.6 * dy), y + dy - barb * (dy + 0.6 * dx));
        path.lineTo(x + dx, y + dy);
        path.lineTo(x + dx - barb * (dx + 0.6 * dy), y + dy - barb * (dy - 0.6 * dx));
    }

    private void bars(Graphics2D g, Layer.Bars bars, Canvas canvas) {
        g.setColor(theme.palette().mixed(theme.palette().of(bars.style()), BAR_SHARE));
        boxes(bars, canvas).forEach(g::fill);
    }

    private List<Rectangle2D> boxes(Layer.Bars bars, Canvas canvas) {
        List<Rectangle2D> boxes = new ArrayList<>();
        double base = canvas.edgeY(0);
        for (int i = 0; i < bars.x().length; i++) {
            double left = canvas.across.toPosition(bars.x()[i] - bars.width() / 2);
            double right = canvas.across.toPosition(bars.x()[i] + bars.width() / 2);
            double top = canvas.edgeY(bars.height()[i]);
            if (Double.isFinite(left + right) && Double.isFinite(bars.height()[i])) {
                double gap = Math.min(theme.measures().hair(), (right - left) / 4);
                Rectangle2D bar = new Rectangle2D.Double(
                        left + gap / 2, Math.min(base, top), right - left - gap, Math.abs(base - top));
                boxes.add(bar);
                ink.add(bar);
            }
        }
        return boxes;
    }

    /// A note keeps clear of the words that stand there: it goes behind them, else below or above, and where there is
    /// no room at all, only a pointer finds what it says. One near the upper end stands below it.
    private void note(Graphics2D g, Layer.Note note, Canvas canvas) {
        Fonts.Face face = theme.type().tickFace();
        double width = face.width(note.name());
        double last = canvas.area.getMaxX() - width; // where its words still fit
        double x = Math.max(canvas.area.getMinX(), Math.min(canvas.across.toPosition(note.x()), last));
        double y = canvas.up.toPosition(note.y());
        double line = 1.15 * face.size();
        double air = 0.5 * face.size(); // without it two notes beside each other read as one
        double step = width + air;
        if (y < canvas.area.getMinY() || y > canvas.area.getMaxY() + line) {
            return; // of something that the axes do not reach
        }
        double above = -Ink.box(face, note.name(), 0, 0).getMinY();
        double highest = Math.min(canvas.area.getMinY() + above, canvas.area.getMaxY());
        y = Math.max(y, highest);
        double[][] places = {
            {x, y},
            {x + step, y},
            {x, y + line},
            {x, y - line},
            {x + 2 * step, y},
            {x, y + 2 * line},
            {x, y - 2 * line},
            {x - step, y},
        };
        Optional<double[]> free = Arrays.stream(places)
                .filter(at -> at[0] <= Math.max(x, last) && canvas.area.contains(at[0], at[1]))
                .filter(at -> at[1] >= highest)
                .filter(at -> !ink.meetsText(wider(Ink.box(face, note.name(), at[0], at[1]), air)))
                .findFirst();
        Color colour = theme.palette().text(note.style());
        Color ground = theme.palette().background();
        free.ifPresentOrElse(
                at -> ink.write(g, face, new Ink.Text(note.name(), colour, at[0], at[1]).over(ground)),
                () -> ink.lose(note.name()));
    }

    private static Rectangle2D wider(Rectangle2D box, double air) {
        return new Rectangle2D.Double(box.getX() - air, box.getY(), box.getWidth() + 2 * air, box.getHeight());
    }
}
