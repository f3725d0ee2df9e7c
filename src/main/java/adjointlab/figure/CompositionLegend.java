package adjointlab.figure;

import adjointlab.figure.Composition.Entry;
import adjointlab.figure.Composition.LegendPlace;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The legend of a whole figure: every name once, in rows above or below all plots or in a column at their right.
final class CompositionLegend {
    /// Length of a sample, in sizes of the type.
    private static final double SAMPLE = 2.2;

    private static final double PITCH = 1.45;

    private final List<Entry> entries;
    private final Theme theme;
    private final Fonts.Face face;

    CompositionLegend(Composition composition) {
        this(
                composition.legend().place() == LegendPlace.OFF
                        ? List.of()
                        : composition.legend().entries(),
                composition.theme());
    }

    CompositionLegend(List<Entry> entries, Theme theme) {
        this.entries = entries;
        this.theme = theme;
        face = theme.type().tickFace();
    }

    /// The composition with one legend in place of the names in and below its plots, and with the entries that are
    /// drawn; the same if it has none, where names stay below their own plots.
    static Composition merged(Composition composition) {
        if (composition.legend().place() == LegendPlace.OFF) {
            return composition;
        }
        List<Plot> plots = composition.cells().stream()
                .flatMap(cell -> cell.figure().plots().stream())
                .toList();
        List<Entry> drawn = drawn(composition.legend().entries(), plots);
        for (Composition.Cell cell : composition.cells()) {
            cell.figure().names().stream()
                    .filter(entry -> drawn.stream()
                            .noneMatch(other -> other.equals(entry)
                                    || isBare(entry) && other.name().equals(entry.name())))
                    .forEach(drawn::add);
        }
        List<Composition.Cell> cells = composition.cells().stream()
                .map(cell -> cell.with(plain(cell.figure(), drawn)))
                .toList();
        return new Composition(
                composition.theme(),
                composition.grid(),
                cells,
                new Composition.Legend(composition.legend().place(), drawn),
                composition.titles(),
                composition.spans());
    }

    /// The entries in whose colours something is drawn, each once, and what plots had named in legends of their own in
    /// other colours.
    private static List<Entry> drawn(List<Entry> entries, List<Plot> plots) {
        Set<Hue> hues = EnumSet.noneOf(Hue.class);
        for (Plot plot : plots) {
            for (Layer layer : plot.layers()) {
                SeriesStyle style = layer.owner().isNobody() ? null : PlotLegend.sample(layer);
                if (style != null) {
                    hues.add(style.hue());
                }
            }
        }
        List<Entry> drawn = new ArrayList<>();
        entries.stream()
                .distinct()
                .filter(entry -> hues.contains(entry.style().hue()))
                .forEach(drawn::add);
        for (Plot plot : plots) {
            for (Layer layer : plot.legend() ? plot.layers() : List.<Layer>of()) {
                SeriesStyle style = layer.name().isEmpty() ? null : PlotLegend.sample(layer);
                if (style != null && isNew(drawn, layer, style)) {
                    drawn.add(new Entry(layer.name(), style.with(SeriesStyle.Emphasis.NORMAL)));
                }
            }
        }
        return drawn;
    }

    private static boolean isNew(List<Entry> drawn, Layer layer, SeriesStyle style) {
        return drawn.stream()
                .noneMatch(entry -> entry.style().hue() == style.hue()
                        && (!layer.owner().isNobody() || entry.name().equals(layer.name())));
    }

    private static Figure plain(Figure figure, List<Entry> entries) {
        List<Figure.Row> rows = figure.rows().stream()
                .map(row -> new Figure.Row(
                        row.weight(),
                        row.plots().stream().map(plot -> plain(plot, entries)).toList()))
                .toList();
        return new Figure(figure.title(), figure.note(), rows, figure.emptyText(), figure.composition(), List.of());
    }

    private static Plot plain(Plot plot, List<Entry> entries) {
        List<Layer> layers = unlabelled(plot, entries).layers();
        return new Plot(plot.title(), plot.x(), plot.y(), layers, false, plot.viewpoint());
    }

    /// The plot without the texts at the ends of its lines that entries of a legend say.
    static Plot unlabelled(Plot plot, List<Entry> entries) {
        return plot.with(
                plot.layers().stream().map(layer -> plain(layer, entries)).toList());
    }

    private static Layer plain(Layer layer, List<Entry> entries) {
        return layer instanceof Layer.Line line && isNamed(line, entries) ? line.endingWith("") : layer;
    }

    /// Whether the text at a line's end is what the legend says of it.
    private static boolean isNamed(Layer.Line line, List<Entry> entries) {
        return !line.endLabel().isEmpty()
                && entries.stream()
                        .anyMatch(entry -> !isBare(entry)
                                && entry.style().hue() == line.style().hue()
                                && (line.endLabel().equals(line.name())
                                        || entry.name().contains(line.endLabel())
                                        || line.endLabel().startsWith(entry.name())));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    private double width(Entry entry) {
        return sample(entry) + face.width(entry.name());
    }

    /// Length of a sample with the gap behind it; nothing for an entry that looks like nothing.
    private double sample(Entry entry) {
        return isBare(entry) ? 0 : SAMPLE * face.size() + 1.5 * theme.measures().gap();
    }

    /// Whether a name stands without a sample.
    private static boolean isBare(Entry entry) {
        return entry.style().dash() == Dash.NONE && entry.style().marker() == Marker.NONE;
    }

    private double between() {
        return 1.6 * face.size();
    }

    /// Width of the widest entry.
    double widest() {
        return entries.stream().mapToDouble(this::width).max().orElse(0);
    }

    /// Height of the rows in this width, with what parts them from the cells.
    double height(double width) {
        return rows(width).size() * PITCH * face.size() + theme.measures().gap();
    }

    /// Height of one entry in each row.
    double columnHeight() {
        return entries.size() * PITCH * face.size();
    }

    private List<List<Entry>> rows(double width) {
        List<List<Entry>> rows = new ArrayList<>();
        double used = Double.POSITIVE_INFINITY;
        for (Entry entry : entries) {
            used += between() + width(entry);
            if (used > width) {
                rows.add(new ArrayList<>());
                used = width(entry);
            }
            rows.getLast().add(entry);
        }
        return rows;
    }

    /// What a body leaves above rows at its bottom.
    Rectangle2D above(Rectangle2D body) {
        double height = isEmpty() ? 0 : height(body.getWidth());
        return new Rectangle2D.Double(body.getX(), body.getY(), body.getWidth(), body.getHeight() - height);
    }

    /// Rows at the bottom of a body.
    Around under(Rectangle2D body) {
        List<PlacedText> texts = new ArrayList<>();
        List<Around.Sample> samples = new ArrayList<>();
        double top = above(body).getMaxY() + theme.measures().gap();
        placeRows(body.getX(), body.getWidth(), top, texts, samples);
        return new Around(texts, samples);
    }

    /// Places rows, each in the middle of this width.
    ///
    /// @param top of the first
    void placeRows(double left, double width, double top, List<PlacedText> texts, List<Around.Sample> samples) {
        double y = top + PITCH / 2 * face.size();
        for (List<Entry> row : rows(width)) {
            double whole = row.stream().mapToDouble(this::width).sum() + between() * (row.size() - 1);
            double x = left + (width - whole) / 2;
            for (Entry entry : row) {
                place(entry, new Point2D.Double(x, y), texts, samples);
                x += width(entry) + between();
            }
            y += PITCH * face.size();
        }
    }

    /// Places one below the other, in the middle of the height.
    void placeColumn(Rectangle2D room, List<PlacedText> texts, List<Around.Sample> samples) {
        double y = room.getCenterY() - (columnHeight() - PITCH * face.size()) / 2;
        for (Entry entry : entries) {
            place(entry, new Point2D.Double(room.getX(), y), texts, samples);
            y += PITCH * face.size();
        }
    }

    private void place(Entry entry, Point2D at, List<PlacedText> texts, List<Around.Sample> samples) {
        double begin = at.getX() + sample(entry);
        if (begin > at.getX()) {
            double end = at.getX() + SAMPLE * face.size();
            samples.add(new Around.Sample(entry.style(), at.getX(), end, at.getY()));
        }
        texts.add(new PlacedText(entry.name(), face, theme.palette().ink(), begin, at.getY() + face.capHeight() / 2));
    }
}
