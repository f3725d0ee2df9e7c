package adjointlab.figure;

import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Marker;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The names of a plot's series with samples of their looks: one below the other in a corner of the plot where nothing
/// is drawn, or else in rows below it; on screens that have no room for them under a veil over the freest corner.
final class PlotLegend {
    private static final int MOST_ENTRIES = 10;

    /// From one row to the next, in sizes of the type.
    private static final double PITCH = 1.45;

    /// Length of a sample, in sizes of the type.
    private static final double SAMPLE = 2.2;

    private static final double ENOUGH = 1e-6;

    private final Theme theme;
    private final Fonts.Face face;
    private final List<Entry> entries = new ArrayList<>();

    /// A line of the legend.
    ///
    /// @param series what it names
    /// @param style of the first layer of the series
    record Entry(Ink.Series series, SeriesStyle style) {
        /// Whether it says all of another one: its name of the same run, or of one that looks the same.
        boolean covers(Ink.Series other, SeriesStyle look) {
            return series.equals(other)
                    || series.name().equals(other.name())
                            && style.with(Emphasis.NORMAL).equals(look.with(Emphasis.NORMAL));
        }
    }

    /// Every series once; those of one name that nobody could tell apart are one.
    ///
    /// @param labelled names that stand at their lines already
    PlotLegend(Plot plot, Theme theme, List<Ink.EndLabel> labelled) {
        this.theme = theme;
        face = theme.type().tickFace();
        for (Layer layer : plot.layers()) {
            SeriesStyle style = sample(layer);
            if (style != null && !layer.name().isEmpty() && entries.size() < MOST_ENTRIES) {
                Ink.Series series = Ink.Series.of(layer);
                if (entries.stream().noneMatch(entry -> entry.covers(series, style))) {
                    entries.add(new Entry(series, style));
                }
            }
        }
        entries.removeIf(entry -> labelled.stream()
                .anyMatch(label -> entry.covers(new Ink.Series(label.text(), label.owner()), label.style())));
    }

    /// How a legend shows a layer; null for one that it does not name.
    static @Nullable SeriesStyle sample(Layer layer) {
        return switch (layer) {
            case Layer.Line line -> line.style();
            case Layer.Points points -> points.style().with(Dash.NONE);
            case Layer.Band band -> band.style().with(Marker.SQUARE).with(Dash.NONE);
            case Layer.Strokes strokes -> strokes.style().with(Marker.NONE);
            case Layer.Bars bars -> bars.style().with(Marker.SQUARE).with(Dash.NONE);
            case Layer.Region _,
                    Layer.Rule _,
                    Layer.HeatMap _,
                    Layer.Arrows _,
                    Layer.Note _,
                    Layer.Table _,
                    Layer.Tiles _ -> null;
        };
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /// What it names, in order.
    List<Entry> entries() {
        return List.copyOf(entries);
    }

    private double gap() {
        return theme.measures().gap();
    }

    private double widest() {
        return entries.stream()
                .mapToDouble(entry -> face.width(entry.series.name()))
                .max()
                .orElse(0);
    }

    /// Width of the widest entry: sample, name, and what parts them.
    private double entryWidth() {
        return width(widest());
    }

    private double width(double ofName) {
        return SAMPLE * face.size() + 1.5 * gap() + ofName;
    }

    /// Between two entries of a row.
    private double between() {
        return 1.6 * face.size();
    }

    /// The corner of the data under which the least lies; null where it is too large for them.
    @Nullable
    Rectangle2D corner(Rectangle2D data, Ink ink) {
        double width = entryWidth() + 2.5 * gap();
        double height = entries.size() * PITCH * face.size() + 1.5 * gap();
        if (width > data.getWidth() || height > data.getHeight()) {
            return null;
        }
        double insetX = Math.min(1.5 * gap(), (data.getWidth() - width) / 2);
        double insetY = Math.min(1.5 * gap(), (data.getHeight() - height) / 2);
        double left = data.getMinX() + insetX;
        double right = data.getMaxX() - insetX - width;
        double top = data.getMinY() + insetY;
        double bottom = data.getMaxY() - insetY - height;
        double[][] corners = {{right, top}, {left, top}, {right, bottom}, {left, bottom}};
        Rectangle2D best = new Rectangle2D.Double();
        int least = Integer.MAX_VALUE;
        for (double[] corner : corners) {
            Rectangle2D box = new Rectangle2D.Double(corner[0], corner[1], width, height);
            int under = ink.under(box);
            if (under == 0 && ink.isFree(box)) {
                return box; // the first of them
            }
            if (under < least) {
                least = under;
                best = box;
            }
        }
        return best;
    }

    /// How many stand side by side in columns in this width; 0 where not even one does.
    private int columns(double width) {
        return (int) Math.min(entries.size(), (width + between()) / (entryWidth() + between()));
    }

    /// Entries in rows below the plot.
    ///
    /// @param columns most of them side by side
    /// @param x left end of each
    /// @param row of each
    private record Rows(int columns, double[] x, int[] row) {
        int count() {
            return row.length == 0 ? 0 : row[row.length - 1] + 1;
        }
    }

    /// In columns; on screens one after the other where that takes fewer rows. Null where it is too narrow for one.
    private @Nullable Rows rows(double width) {
        int columns = columns(width);
        if (columns == 0) {
            return null;
        }
        int n = entries.size();
        double[] x = new double[n];
        int[] row = new int[n];
        double end = 0;
        int most = 0;
        for (int i = 0, side = 0; i < n; i++) {
            double own = width(face.width(entries.get(i).series.name()));
            boolean next = side > 0 && end + own > width;
            row[i] = i == 0 ? 0 : row[i - 1] + (next ? 1 : 0);
            side = next ? 1 : side + 1;
            x[i] = next || i == 0 ? 0 : end;
            end = x[i] + own + between();
            most = Math.max(most, side);
        }
        Rows running = new Rows(most, x, row);
        if (!theme.type().steady() && running.count() < Math.ceilDiv(n, columns)) {
            return running;
        }
        double[] inColumns = new double[n];
        int[] rows = new int[n];
        for (int i = 0; i < n; i++) {
            inColumns[i] = i % columns * (entryWidth() + between());
            rows[i] = i / columns;
        }
        return new Rows(columns, inColumns, rows);
    }

    /// Height of the rows in this width, with what parts them from the plot; NaN where it is too narrow for one.
    double rowsHeight(double width) {
        Rows rows = rows(width);
        return rows == null ? Double.NaN : rows.count() * PITCH * face.size() + 2 * gap();
    }

    /// Whether its rows have room.
    boolean fits(Rectangle2D strip) {
        return rowsHeight(strip.getWidth()) <= strip.getHeight() + ENOUGH;
    }

    /// Takes note that nothing of it has a place.
    void lose(Ink ink) {
        entries.forEach(entry -> ink.lose(entry.series.name()));
    }

    /// Draws it over its corner.
    void draw(Graphics2D g, Rectangle2D box, Ink ink) {
        g.setColor(Palette.veil(theme.palette().background()));
        g.fill(box);
        ink.setLegend(new Ink.Legend(series(), box, 1));
        double y = box.getY() + 0.75 * gap() + PITCH * face.size() / 2;
        for (Entry entry : entries) {
            draw(g, entry, box.getX() + gap(), y);
            y += PITCH * face.size();
        }
    }

    /// Draws its rows.
    ///
    /// @param strip in which it [fits][#fits]
    void drawRows(Graphics2D g, Rectangle2D strip, Ink ink) {
        Rows rows = Objects.requireNonNull(rows(strip.getWidth()));
        ink.setLegend(new Ink.Legend(series(), strip, rows.columns));
        for (int i = 0; i < entries.size(); i++) {
            double y = strip.getY() + 2 * gap() + (rows.row[i] + 0.5) * PITCH * face.size();
            draw(g, entries.get(i), strip.getX() + rows.x[i], y);
        }
    }

    private List<Ink.Series> series() {
        return entries.stream().map(Entry::series).toList();
    }

    private void draw(Graphics2D g, Entry entry, double x, double y) {
        double end = x + SAMPLE * face.size();
        Pen.sample(g, theme, entry.style, x, end, y);
        g.setColor(theme.palette().ink());
        face.draw(g, entry.series.name(), end + 1.5 * gap(), y + face.capHeight() / 2);
    }
}
