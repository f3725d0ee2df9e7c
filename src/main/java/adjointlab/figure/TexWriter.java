package adjointlab.figure;

import java.awt.Color;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// PGFPlots source for `\input` into a paper: a `tikzpicture` of the page's size with the same composition as the other
/// formats, in the paper's own fonts, drawn from the data.
///
/// Lines are cut to the plot and thinned to finer than any printer, since TeX cannot hold numbers beyond 16384 points
/// nor many thousand points a line; the undecimated numbers are for the CSV and NPZ formats.
final class TexWriter implements FigureWriter {
    @Override
    public String id() {
        return "tex";
    }

    @Override
    public String label() {
        return "PGFPlots";
    }

    @Override
    public void write(Figure figure, Page page, String manifest, OutputStream out) throws IOException {
        StringBuilder tex = new StringBuilder();
        tex.append("""
            % Needs in the preamble: \\usepackage{amssymb,pgfplots} \\pgfplotsset{compat=1.18}
            \\begin{tikzpicture}[x=1bp,y=1bp,font=\
            """);
        tex.append(size(figure.onPaper().type().tick())).append("]\n");
        colours(tex);
        tex.append(String.format(
                        Locale.ROOT, "\\useasboundingbox (0,0) rectangle (%.2f,%.2f);%n", page.width(), page.height())
                .replace("\r", ""));
        Painter.Placed placed =
                new Painter(figure.onPaper()).place(figure, new Rectangle2D.Double(0, 0, page.width(), page.height()));
        if (!figure.emptyText().isEmpty()) {
            tex.append("\\node at (")
                    .append(TexPlot.number(page.width() / 2))
                    .append(',')
                    .append(TexPlot.number(page.height() / 2))
                    .append(") {")
                    .append(LatexText.of(figure.emptyText()))
                    .append("};\n");
        }
        for (PlotFrame.Drawn plot : placed.plots()) {
            SurfaceDrawing surface = plot.surface();
            if (surface == null) {
                new TexPlot(plot, page.height(), tex).write();
                trimmed(tex, plot.trimmed(), page.height());
            } else {
                new TexSurface(plot, surface, page.height(), tex).write();
            }
        }
        List<Layer.Table> tables = figure.plots().stream()
                .flatMap(plot -> plot.layers().stream())
                .filter(Layer.Table.class::isInstance)
                .map(Layer.Table.class::cast)
                .toList();
        for (int i = 0; i < placed.tables().size(); i++) {
            table(tex, tables.get(i), placed.tables().get(i), page.height());
        }
        for (TilesDrawing.Drawn tiles : placed.tiles()) {
            tiles(tex, tiles, page.height());
        }
        around(tex, placed.around(), figure.onPaper(), page.height());
        tex.append("\\end{tikzpicture}\n");
        if (!manifest.isEmpty()) {
            tex.append(Manifest.comment(manifest, "%"));
        }
        out.write(tex.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// Selects letters of a size, with lines an eighth further apart.
    static String size(double points) {
        return "\\fontsize{" + brief(points) + "}{" + brief(8 * points / 7) + "}\\selectfont";
    }

    private static String brief(double length) {
        double rounded = Math.rint(1000 * length) / 1000;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    /// Insets over their plot, arrows, and texts that point into it.
    private static void trimmed(StringBuilder tex, Trimming.Placed trimmed, double height) {
        trimmed.shapes().forEach(shape -> shape(tex, shape, height));
        for (Trimming.Boxed inset : trimmed.insets()) {
            rectangle(tex, "\\filldraw[fill=white,draw=labaxis,line width=0.5bp", inset.box(), height);
            new TexPlot(inset.plot(), height, tex).write();
        }
        trimmed.texts().forEach(text -> node(tex, text, height));
    }

    private static void around(StringBuilder tex, Around around, Theme theme, double height) {
        TexStyle look = new TexStyle(theme);
        for (Around.Sample sample : around.samples()) {
            if (sample.style().dash() != SeriesStyle.Dash.NONE) {
                tex.append("\\draw[").append(look.stroke(sample.style())).append("] ");
                point(tex, sample.x0(), height - sample.y());
                tex.append(" -- ");
                point(tex, sample.x1(), height - sample.y());
                tex.append(";\n");
            }
            if (sample.style().marker() != SeriesStyle.Marker.NONE) {
                tex.append("\\path plot[only marks,")
                        .append(look.marks(sample.style()))
                        .append("] coordinates {");
                point(tex, sample.middle(), height - sample.y());
                tex.append("};\n");
            }
        }
        around.texts().forEach(text -> node(tex, text, height));
    }

    /// A line or area of straight pieces.
    private static void shape(StringBuilder tex, PlacedShape shape, double height) {
        tex.append(shape.width() == 0 ? "\\fill[" : "\\draw[line width=" + TexPlot.number(shape.width()) + "bp,")
                .append(TexPlot.colour(shape.colour()))
                .append(opacity(shape.colour()))
                .append("]");
        double[] at = new double[6];
        for (PathIterator it = shape.shape().getPathIterator(null); !it.isDone(); it.next()) {
            switch (it.currentSegment(at)) {
                case PathIterator.SEG_MOVETO -> tex.append(' ');
                case PathIterator.SEG_LINETO -> tex.append(" -- ");
                default -> {
                    tex.append(" -- cycle");
                    continue;
                }
            }
            point(tex, at[0], height - at[1]);
        }
        tex.append(";\n");
    }

    private static String opacity(Color colour) {
        return colour.getAlpha() == 255 ? "" : ",opacity=" + brief(colour.getAlpha() / 255.0);
    }

    private static void point(StringBuilder tex, double x, double y) {
        tex.append('(')
                .append(TexPlot.number(x))
                .append(',')
                .append(TexPlot.number(y))
                .append(')');
    }

    private static void colours(StringBuilder tex) {
        Palette palette = Theme.PRINT.palette();
        for (SeriesStyle.Hue hue : SeriesStyle.Hue.values()) {
            tex.append(String.format(
                            Locale.ROOT,
                            "\\definecolor{%s}{HTML}{%06X}%n",
                            TexPlot.colour(hue),
                            palette.of(hue).getRGB() & 0xFFFFFF)
                    .replace("\r", ""));
        }
        tex.append(String.format(
                        Locale.ROOT,
                        "\\definecolor{labaxis}{HTML}{%06X}\\definecolor{labgrid}{HTML}{%06X}"
                                + "\\definecolor{labsoft}{HTML}{%06X}%n",
                        palette.lines().axis().getRGB() & 0xFFFFFF,
                        palette.lines().grid().getRGB() & 0xFFFFFF,
                        palette.soft().getRGB() & 0xFFFFFF)
                .replace("\r", ""));
    }

    /// Runs of equal pixels as rectangles, then the scale of colours and the words.
    private static void tiles(StringBuilder tex, TilesDrawing.Drawn drawn, double height) {
        for (int i = 0; i < drawn.area().places().size(); i++) {
            tile(
                    tex,
                    drawn,
                    drawn.area().tiles().tiles().get(i),
                    drawn.area().places().get(i),
                    height);
        }
        for (ColourBar.Piece piece : drawn.bar().pieces()) {
            rectangle(tex, "\\fill[" + TexPlot.colour(piece.colour()), piece.place(), height);
        }
        for (PlacedText text : drawn.texts()) {
            node(tex, text, height);
        }
        for (PlacedText text : drawn.bar().texts()) {
            node(tex, text, height);
        }
    }

    private static void tile(StringBuilder tex, TilesDrawing.Drawn drawn, Tile tile, Rectangle2D place, double height) {
        double unit = place.getWidth() / tile.width();
        for (int row = 0; row < tile.height(); row++) {
            int from = 0;
            for (int column = 1; column <= tile.width(); column++) {
                int argb = drawn.drawing().argb(tile, row, from);
                if (column == tile.width() || drawn.drawing().argb(tile, row, column) != argb) {
                    Rectangle2D run = new Rectangle2D.Double(
                            place.getX() + from * unit, place.getY() + row * unit, (column - from) * unit, unit);
                    rectangle(tex, "\\fill[" + TexPlot.colour(TilesDrawing.onWhite(argb)), run, height);
                    from = column;
                }
            }
        }
        if (tile.framed()) {
            rectangle(tex, "\\draw[line width=1.5bp," + TexPlot.colour(SeriesStyle.Hue.ACCENT), place, height);
        }
    }

    static void rectangle(StringBuilder tex, String how, Rectangle2D place, double height) {
        tex.append(how)
                .append("] (")
                .append(TexPlot.number(place.getMinX()))
                .append(',')
                .append(TexPlot.number(height - place.getMaxY()))
                .append(") rectangle (")
                .append(TexPlot.number(place.getMaxX()))
                .append(',')
                .append(TexPlot.number(height - place.getMinY()))
                .append(");\n");
    }

    static void node(StringBuilder tex, PlacedText text, double height) {
        node(tex, text, "", height);
    }

    /// A direct label. Letters of TeX's own fonts have no halo: where the drawing's have one, the ground is veiled.
    static void node(StringBuilder tex, Ink.Text text, Fonts.Face face, double height) {
        Color halo = text.halo();
        String ground = halo == null ? "" : "fill=" + TexPlot.rgb(halo) + ",fill opacity=0.85,text opacity=1,";
        node(tex, new PlacedText(text.text(), face, text.colour(), text.x(), text.y()), ground, height);
    }

    private static void node(StringBuilder tex, PlacedText text, String ground, double height) {
        tex.append("\\node[inner sep=0,anchor=base west,")
                .append(ground)
                .append(text.turn() == 0 ? "" : "rotate=" + TexPlot.number(Math.toDegrees(text.turn())) + ",")
                .append("text=")
                .append(TexPlot.rgb(text.colour()))
                .append("] at (")
                .append(TexPlot.number(text.x()))
                .append(',')
                .append(TexPlot.number(height - text.y()))
                .append(text.face().font().isBold() ? ") {\\bfseries " : ") {")
                .append(LatexText.of(text.words()))
                .append("};\n");
    }

    private static void table(StringBuilder tex, Layer.Table table, TableArea place, double height) {
        Rectangle2D area = place.bounds();
        tex.append("\\node[anchor=north west,inner sep=0] at (")
                .append(TexPlot.number(area.getX()))
                .append(',')
                .append(TexPlot.number(height - area.getY()))
                .append(") {\\begin{tabular}{@{}")
                .append(columns(table, place))
                .append("@{}}\n");
        row(tex, table.header());
        tex.append("\\hline\n");
        for (List<String> row : table.rows()) {
            row(tex, row);
        }
        tex.append("\\end{tabular}};\n");
    }

    /// Texts of several lines in the page are so in TeX, too.
    private static String columns(Layer.Table table, TableArea place) {
        StringBuilder columns = new StringBuilder();
        for (int c = 0; c < table.header().size(); c++) {
            boolean broken = c < place.broken().length && place.broken()[c];
            columns.append(broken ? "p{" + TexPlot.number(place.widths()[c]) + "bp}" : "l");
        }
        return columns.toString();
    }

    private static void row(StringBuilder tex, List<String> cells) {
        tex.append(String.join(" & ", cells.stream().map(LatexText::of).toList()))
                .append(" \\\\\n");
    }
}
