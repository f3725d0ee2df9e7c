package adjointlab.figure;

import adjointlab.figure.Axis.Scale;
import adjointlab.figure.Layer.ColourMap;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes one plot as a PGFPlots axis of the same place and size as in the drawing.
final class TexPlot {
    /// Of a plot that has no entry of the legend.
    private static final String FORGOTTEN = ",forget plot";

    /// Buckets a point for thinning lines.
    private static final double BUCKET = 0.25;
    /// A matrix plot of more cells a side than this exceeds TeX's memory.
    private static final int MOST_CELLS = 60;
    private static final int RAMP_STOPS = 11;

    private final PlotArea area;
    private final Ink ink;
    private final PlotFrame frame;
    private final @Nullable HeatImage image;
    private final double height;
    private final StringBuilder tex;
    private final Theme theme;
    private final TexStyle look;
    private final Set<Ink.Series> inLegend = new HashSet<>();

    /// @param height of the page; TeX counts upwards
    /// @param tex appended to
    TexPlot(PlotFrame.Drawn plot, double height, StringBuilder tex) {
        area = plot.area();
        ink = plot.ink();
        frame = plot.frame();
        theme = frame.theme();
        look = new TexStyle(theme);
        image = area.plot().layers().stream()
                .filter(Layer.HeatMap.class::isInstance)
                .map(Layer.HeatMap.class::cast)
                .findFirst()
                .map(HeatImage::new)
                .orElse(null);
        this.height = height;
        this.tex = tex;
    }

    /// A length or coordinate of the drawing.
    static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /// The LaTeX name of a palette place.
    static String colour(Hue hue) {
        return "lab" + hue.name().toLowerCase(Locale.ROOT);
    }

    void write() {
        Plot plot = area.plot();
        Rectangle2D data = area.data();
        tex.append("\\begin{axis}[at={(")
                .append(number(data.getMinX()))
                .append("bp,")
                .append(number(height - data.getMaxY()))
                .append("bp)},anchor=south west,scale only axis,width=")
                .append(number(data.getWidth()))
                .append("bp,height=")
                .append(number(data.getHeight()))
                .append("bp,\n")
                .append("  xmin=")
                .append(across(area.across().min()))
                .append(",xmax=")
                .append(across(area.across().max()))
                .append(",ymin=")
                .append(up(area.up().min()))
                .append(",ymax=")
                .append(up(area.up().max()))
                .append(",\n")
                .append(isLog(area.across()) ? "  xmode=log," : "  ")
                .append(isLog(area.up()) ? "ymode=log," : "")
                .append("clip mode=individual,unbounded coords=jump,axis on top=false,\n")
                .append(axes())
                .append("  xlabel={")
                .append(LatexText.of(frame.xTitle()))
                .append("},ylabel={")
                .append(LatexText.of(frame.yTitle()))
                .append("},title={")
                .append(LatexText.of(plot.title()))
                .append("},\n")
                .append("  title style={at={(0,1)},anchor=south west,inner" + " xsep=0,font="
                        + TexWriter.size(theme.type().tick()) + "\\bfseries}");
        heatMapOptions();
        legendOptions();
        tex.append("]\n");
        for (Layer layer : plot.layers()) {
            write(layer);
        }
        tex.append("\\end{axis}\n");
        for (Ink.Text text : ink.texts()) {
            TexWriter.node(tex, text, theme.type().tickFace(), height);
        }
    }

    /// Axis lines as in the drawing: the horizontal one with ticks, light horizontal grid lines for the vertical
    /// one.
    private String axes() {
        return "  axis x line*=bottom,axis y line*=left,y axis line style={draw=none},ytick style={draw=none},"
                + "axis line style={" + (frame.bare() ? "draw=none" : "labaxis,line width=0.5bp")
                + "},tick style={labaxis,line width=0.5bp},tick align=outside,major tick length="
                + number(theme.measures().tickLength()) + "bp,\n"
                + "  " + (image == null ? "ymajorgrids," : "") + "major grid style={labgrid,line width=0.5bp},"
                + "xtick={" + ticks(area.across(), frame.xTicks()) + "},xticklabels={" + labelsBelow() + "},"
                + "ytick={" + ticks(area.up(), frame.yTicks()) + "},yticklabels={" + labels(frame.yTicks())
                + "},minor tick num=0,"
                + "tick label style={labsoft},scaled ticks=false," + styleBelow() + "\n";
    }

    private String labelsBelow() {
        CategoryNames names = frame.names();
        return names == null
                ? labels(frame.xTicks())
                : names.lines().stream()
                        .map(lines -> lines.stream().map(LatexText::of).collect(Collectors.joining("\\\\", "{", "}")))
                        .collect(Collectors.joining(","));
    }

    private String styleBelow() {
        CategoryNames names = frame.names();
        if (names == null) {
            return "";
        }
        return names.upwards()
                ? "x tick label style={rotate=90,anchor=near xticklabel},"
                : "x tick label style={align=center},";
    }

    /// None at all is `\empty`: an empty list would let PGFPlots choose.
    private static String ticks(AxisMap axis, List<Ticks.Tick> ticks) {
        return ticks.isEmpty()
                ? "\\empty"
                : ticks.stream().map(tick -> TexNumber.on(axis, tick.value())).collect(Collectors.joining(","));
    }

    private static String labels(List<Ticks.Tick> ticks) {
        return ticks.stream()
                .map(tick -> "{" + LatexText.of(tick.label()) + "}")
                .collect(Collectors.joining(","));
    }

    private void heatMapOptions() {
        if (image == null) {
            return;
        }
        Layer.HeatMap map = image.map();
        AxisMap ramp = image.ramp();
        tex.append(",\n  point meta min=")
                .append(meta(ramp.min()))
                .append(",point meta max=")
                .append(meta(ramp.max()))
                .append(",colormap={lab}{")
                .append(stops(map.map()))
                .append(frame.hasBar() ? "},colorbar,colorbar style={width=6bp,ylabel={" : "},colorbar style={ylabel={")
                .append(LatexText.of(map.name()))
                .append("},axis line style={draw=none}")
                .append(map.log() ? ",yticklabel={$10^{\\pgfmathprintnumber{\\tick}}$}" : "")
                .append('}');
    }

    private static String stops(ColourMap map) {
        StringBuilder stops = new StringBuilder();
        for (int k = 0; k < RAMP_STOPS; k++) {
            Color ink = new Color(ColourRamp.of(map).argb(k / (RAMP_STOPS - 1.0)), true);
            Color colour = Palette.mix(Color.WHITE, new Color(ink.getRGB()), ink.getAlpha() / 255.0);
            stops.append("rgb255=(")
                    .append(colour.getRed())
                    .append(',')
                    .append(colour.getGreen())
                    .append(',')
                    .append(colour.getBlue())
                    .append(") ");
        }
        return stops.toString().strip();
    }

    private void legendOptions() {
        Ink.Legend legend = ink.legend();
        if (legend != null) {
            tex.append(String.format(
                            Locale.ROOT,
                            ",%n  legend style={at={(%.3f,%.3f)},anchor=north west,draw=none,fill opacity=0.85,text"
                                    + " opacity=1,inner sep=1bp,row sep=-1bp},legend cell align=left%s",
                            (legend.box().getMinX() - area.data().getMinX())
                                    / area.data().getWidth(),
                            (area.data().getMaxY() - legend.box().getMinY())
                                    / area.data().getHeight(),
                            legend.columns() == 1 ? "" : ",legend columns=" + legend.columns())
                    .replace("\r", ""));
        }
    }

    private void write(Layer layer) {
        switch (layer) {
            case Layer.Line line -> line(line);
            case Layer.Points points -> points(points);
            case Layer.Band band -> band(band);
            case Layer.Region region ->
                fill(
                        region.style().hue(),
                        LayerRenderer.REGION_SHARE,
                        edge(area.across(), region.x0()),
                        edge(area.across(), region.x1()),
                        edge(area.up(), region.y0()),
                        edge(area.up(), region.y1()));
            case Layer.Rule rule -> rule(rule);
            case Layer.Strokes strokes -> strokes(strokes);
            case Layer.HeatMap map -> heatMap(image != null && image.isOf(map) ? image : new HeatImage(map));
            case Layer.Arrows arrows -> arrows(arrows);
            case Layer.Bars bars -> bars(bars);
            case Layer.Note _, Layer.Table _, Layer.Tiles _ -> {} // notes are among the texts; the others have no axes
        }
    }

    private void line(Layer.Line line) {
        Polyline polyline = new Polyline(line.x(), line.y(), area.across(), area.up(), BUCKET);
        if (line.style().dash() != Dash.NONE) {
            String entry = legendEntry(line);
            path(
                    polyline.path(area.data()),
                    "no marks," + look.stroke(line.style()) + forgetUnless(entry),
                    new AffineTransform());
            tex.append(entry);
            List<Point2D> alone = polyline.alone(area.data());
            if (!alone.isEmpty()) {
                marks(alone, line.style().with(Marker.DOT), "");
            }
        }
        if (line.style().marker() != Marker.NONE && line.style().emphasis() != SeriesStyle.Emphasis.FADED) {
            double spacing =
                    line.style().dash() == Dash.NONE ? 0 : 7 * theme.measures().marker();
            marks(polyline.markers(area.data(), spacing), line.style(), "");
        }
    }

    /// A path of the drawing as one plot with gaps; values are recovered from places, so that none is out of TeX's
    /// range.
    private void path(Shape path, String options, AffineTransform transform) {
        if (path.getPathIterator(transform).isDone()) {
            nothing(options);
            return;
        }
        tex.append("\\addplot[").append(options).append("] coordinates {");
        double[] point = new double[6];
        boolean first = true;
        for (PathIterator it = path.getPathIterator(transform); !it.isDone(); it.next()) {
            if (it.currentSegment(point) == PathIterator.SEG_MOVETO && !first) {
                tex.append("(nan,nan)");
            }
            coordinate(point[0], point[1]);
            first = false;
        }
        tex.append("};\n");
    }

    /// A series without a point in the picture: a plot of no points that has an entry of the legend is an error of
    /// TeX's.
    private void nothing(String options) {
        if (!options.endsWith(FORGOTTEN)) {
            tex.append("\\addlegendimage{").append(options).append("}\n");
        }
    }

    private void coordinate(double x, double y) {
        tex.append('(')
                .append(across(area.across().toValue(x)))
                .append(',')
                .append(up(area.up().toValue(y)))
                .append(')');
    }

    private void points(Layer.Points points) {
        List<Point2D> places = new ArrayList<>();
        for (int i = 0; i < points.x().length; i++) {
            if (area.across().shows(points.x()[i]) && area.up().shows(points.y()[i])) {
                places.add(new Point2D.Double(
                        area.across().toPosition(points.x()[i]), area.up().toPosition(points.y()[i])));
            }
        }
        marks(places, points.style(), legendEntry(points));
    }

    private void marks(List<Point2D> places, SeriesStyle style, String entry) {
        String options = "only marks," + look.marks(style) + forgetUnless(entry);
        if (places.isEmpty()) {
            nothing(options);
        } else {
            tex.append("\\addplot[").append(options).append("] coordinates {");
            places.forEach(place -> coordinate(place.getX(), place.getY()));
            tex.append("};\n");
        }
        tex.append(entry);
    }

    /// The legend entry of a series: nothing if the drawing's legend lacks it or an earlier layer of the series has
    /// it.
    private String legendEntry(Layer layer) {
        Ink.Legend legend = ink.legend();
        boolean wanted =
                legend != null && legend.series().contains(Ink.Series.of(layer)) && inLegend.add(Ink.Series.of(layer));
        return wanted ? "\\addlegendentry{" + LatexText.of(layer.name()) + "}\n" : "";
    }

    /// PGFPlots pairs entries with plots in order, so that plots without an entry must not count.
    private static String forgetUnless(String entry) {
        return entry.isEmpty() ? FORGOTTEN : "";
    }

    private void band(Layer.Band band) {
        int n = band.x().length;
        int start = 0;
        while (start < n) {
            int end = start;
            while (end < n && Double.isFinite(band.x()[end] + band.low()[end] + band.high()[end])) {
                end++;
            }
            if (end - start >= 2) {
                String entry = legendEntry(band);
                tex.append("\\addplot[draw=none,area legend,fill=")
                        .append(TexStyle.colour(band.style()))
                        .append(",fill opacity=")
                        .append(LayerRenderer.BAND_SHARE)
                        .append(forgetUnless(entry))
                        .append("] coordinates {");
                for (int i = start; i < end; i++) {
                    clamped(band.x()[i], band.high()[i]);
                }
                for (int i = end - 1; i >= start; i--) {
                    clamped(band.x()[i], band.low()[i]);
                }
                tex.append("} -- cycle;\n").append(entry);
            }
            start = end + 1;
        }
    }

    private void clamped(double x, double y) {
        tex.append('(')
                .append(across(x))
                .append(',')
                .append(up(edge(area.up(), y)))
                .append(')');
    }

    /// A value pulled to the end of the axis that it lies beyond.
    private static double edge(AxisMap map, double value) {
        return Math.clamp(value, map.min(), map.max());
    }

    private void fill(Hue hue, double opacity, double x0, double x1, double y0, double y1) {
        tex.append("\\fill[")
                .append(colour(hue))
                .append(",opacity=")
                .append(opacity)
                .append("] ")
                .append(place(x0, y0))
                .append(" rectangle ")
                .append(place(x1, y1))
                .append(";\n");
    }

    private String place(double x, double y) {
        return "(axis cs:" + across(x) + "," + up(y) + ")";
    }

    private void rule(Layer.Rule rule) {
        AxisMap along = rule.vertical() ? area.across() : area.up();
        if (along.shows(rule.at())) {
            String from = rule.vertical()
                    ? place(rule.at(), area.up().min())
                    : place(area.across().min(), rule.at());
            String to = rule.vertical()
                    ? place(rule.at(), area.up().max())
                    : place(area.across().max(), rule.at());
            tex.append("\\draw[")
                    .append(look.stroke(rule.style()))
                    .append("] ")
                    .append(from)
                    .append(" -- ")
                    .append(to)
                    .append(";\n");
        }
    }

    private void strokes(Layer.Strokes strokes) {
        tex.append("\\addplot[only marks,forget plot,mark=|,mark size=3bp,")
                .append(TexStyle.colour(strokes.style()))
                .append("] coordinates {");
        for (double x : strokes.x()) {
            if (area.across().shows(x)) {
                clamped(x, strokes.y());
            }
        }
        tex.append("};\n");
    }

    private void heatMap(HeatImage picture) {
        Layer.HeatMap map = picture.map();
        int strideX = Math.ceilDiv(map.x().length, MOST_CELLS);
        int strideY = Math.ceilDiv(map.y().length, MOST_CELLS);
        int columns = Math.ceilDiv(map.x().length, strideX);
        AxisMap ramp = picture.ramp();
        tex.append("\\addplot[matrix plot*,forget plot,point meta=explicit,mesh/cols=")
                .append(columns)
                .append("] table[x=x,y=y,meta=z,row sep=\\\\] {\nx y z\\\\\n");
        for (int j = 0; j < map.y().length; j += strideY) {
            for (int i = 0; i < map.x().length; i += strideX) {
                double z = Math.clamp(map.z()[j][i], ramp.min(), ramp.max());
                tex.append(across(map.x()[i]))
                        .append(' ')
                        .append(up(map.y()[j]))
                        .append(' ')
                        .append(meta(z))
                        .append("\\\\\n");
            }
        }
        tex.append("};\n");
        contours(picture);
    }

    private void contours(HeatImage picture) {
        Layer.HeatMap map = picture.map();
        double x0 = area.across().toPosition(map.x()[0]);
        double x1 = area.across().toPosition(map.x()[map.x().length - 1]);
        double y0 = area.up().toPosition(map.y()[0]);
        double y1 = area.up().toPosition(map.y()[map.y().length - 1]);
        AffineTransform fromCells =
                new AffineTransform((x1 - x0) / (map.x().length - 1), 0, 0, (y1 - y0) / (map.y().length - 1), x0, y0);
        for (HeatImage.Contour contour : picture.contours()) {
            if (contour.path().getCurrentPoint() != null) {
                path(
                        contour.path(),
                        "no marks,line width=0.45bp,opacity=0.5," + (contour.dark() ? "black" : "white") + FORGOTTEN,
                        fromCells);
            }
        }
    }

    private void arrows(Layer.Arrows arrows) {
        for (Line2D shaft : LayerRenderer.shafts(arrows, area.data(), area.across(), area.up())) {
            tex.append("\\draw[->,line width=0.6bp,")
                    .append(TexStyle.colour(arrows.style()))
                    .append("] ")
                    .append(place(
                            area.across().toValue(shaft.getX1()), area.up().toValue(shaft.getY1())))
                    .append(" -- ")
                    .append(place(
                            area.across().toValue(shaft.getX2()), area.up().toValue(shaft.getY2())))
                    .append(";\n");
        }
    }

    private void bars(Layer.Bars bars) {
        for (int i = 0; i < bars.x().length; i++) {
            if (Double.isFinite(bars.x()[i]) && Double.isFinite(bars.height()[i])) {
                fill(
                        bars.style().hue(),
                        LayerRenderer.BAR_SHARE,
                        edge(area.across(), bars.x()[i] - bars.width() / 2),
                        edge(area.across(), bars.x()[i] + bars.width() / 2),
                        edge(area.up(), 0),
                        edge(area.up(), bars.height()[i]));
            }
        }
    }

    /// The option that draws or fills with a colour of its own.
    static String colour(Color colour) {
        return "color=" + rgb(colour);
    }

    /// A colour of its own.
    static String rgb(Color colour) {
        return String.format(
                Locale.ROOT, "{rgb,255:red,%d;green,%d;blue,%d}", colour.getRed(), colour.getGreen(), colour.getBlue());
    }

    private static boolean isLog(AxisMap map) {
        return map.scale() == Scale.LOG;
    }

    private String meta(double z) {
        HeatImage shown = Objects.requireNonNull(image);
        AxisMap ramp = shown.ramp();
        return shown.map().log()
                ? TexNumber.shade(Math.log10(ramp.min()), Math.log10(ramp.max()), Math.log10(z))
                : TexNumber.shade(ramp.min(), ramp.max(), z);
    }

    private String across(double x) {
        return TexNumber.on(area.across(), x);
    }

    private String up(double y) {
        return TexNumber.on(area.up(), y);
    }
}
