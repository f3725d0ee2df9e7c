package adjointlab.figure;

import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Marker;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The texts in a plot, placed after everything else is drawn: names of regions and rules, labels at the ends of lines,
/// the legend. A label that finds no free place is left out rather than laid over another.
final class Labels {
    /// A label inside is left out where more pieces of lines than this lie under it; text counts 100.
    private static final int MOST_UNDER_LABEL = 40;
    private static final int MOST_LEGEND_ENTRIES = 10;

    private static final int MUCH_LESS = 4;

    /// From one line of a name to the next, in heights of letters.
    private static final double LINE = 1.3;

    /// Labels outside may move by this many line heights from the ends of their lines.
    private static final double FARTHEST_SHIFT = 1.6;

    private final PlotArea area;
    private final Theme theme;
    private final Ink ink;
    private final Rectangle2D outer;
    private final Fonts.Face face;

    /// @param ink what lies there already
    /// @param outer no label leaves it
    Labels(PlotArea area, Theme theme, Ink ink, Rectangle2D outer) {
        this.area = area;
        this.theme = theme;
        this.ink = ink;
        this.outer = outer;
        face = theme.type().tickFace();
    }

    void draw(Graphics2D g) {
        for (Layer layer : area.plot().layers()) {
            if (layer instanceof Layer.Region region && !region.name().isEmpty()) {
                drawRegion(g, region);
            }
        }
        drawVerticalRules(g);
        drawEndLabels(g, area.plot().legend());
    }

    /// Draws only what stands at lines' ends and the legend, where values have no straight axes.
    ///
    /// @param legend whether there is room for it
    void drawEnds(Graphics2D g, boolean legend) {
        drawEndLabels(g, legend);
    }

    private void drawRegion(Graphics2D g, Layer.Region region) {
        Rectangle2D data = area.data();
        double left = Math.clamp(area.across().toPosition(region.x0()), data.getMinX(), data.getMaxX());
        double right = Math.clamp(area.across().toPosition(region.x1()), data.getMinX(), data.getMaxX());
        double y1 = area.up().toPosition(region.y1());
        double top = Math.clamp(Double.isNaN(y1) ? data.getMaxY() : y1, data.getMinY(), data.getMaxY());
        double gap = theme.measures().gap();
        List<String> lines = wrap(region.name(), right - left - 3 * gap);
        if (lines.isEmpty()) {
            return;
        }
        Color hue = theme.palette().of(region.style());
        Color ground = theme.palette().mixed(hue, LayerRenderer.REGION_SHARE);
        double y0 = area.up().toPosition(region.y0());
        double bottom = Math.clamp(Double.isNaN(y0) ? data.getMaxY() : y0, data.getMinY(), data.getMaxY());
        double y = freest(lines, left + 1.5 * gap, top + 1.5 * gap, bottom - 1.5 * gap);
        for (String line : lines) {
            Ink.Text text = new Ink.Text(line, theme.palette().soft(), left + 1.5 * gap, y + face.size());
            ink.write(g, face, text.over(ground));
            y += LINE * face.size();
        }
    }

    /// Where lines begin: above, or below where much less lies under them, so that they do not jump with every step of
    /// a training.
    private double freest(List<String> lines, double left, double top, double bottom) {
        double height = LINE * face.size() * lines.size();
        double width = lines.stream().mapToDouble(face::width).max().orElse(0);
        double lowest = Math.max(top, bottom - height);
        int above = ink.under(new Rectangle2D.Double(left, top, width, height));
        int below = ink.under(new Rectangle2D.Double(left, lowest, width, height));
        return MUCH_LESS * below < above ? lowest : top;
    }

    /// The text in at most three lines of this width; nothing if it does not fit.
    private List<String> wrap(String text, double width) {
        List<String> lines = face.lines(text, width);
        boolean fits = lines.size() <= 3 && lines.stream().allMatch(each -> face.width(each) <= width);
        return fits ? lines : List.of();
    }

    private void drawVerticalRules(Graphics2D g) {
        double baseline = area.data().getMinY() - theme.measures().gap();
        for (Layer layer : area.plot().layers()) {
            if (layer instanceof Layer.Rule rule
                    && rule.vertical()
                    && !rule.name().isEmpty()
                    && area.across().shows(rule.at())) {
                double x = area.across().toPosition(rule.at());
                double width = face.width(rule.name());
                if (width > outer.getWidth()) {
                    ink.lose(rule.name());
                    continue;
                }
                double left = Math.clamp(x - width / 2, outer.getMinX(), outer.getMaxX() - width);
                Rectangle2D box = new Rectangle2D.Double(left - 2, baseline - face.size(), width + 4, face.size());
                if (!ink.meetsText(box)) {
                    ink.write(g, face, new Ink.Text(rule.name(), textColour(rule.style()), left, baseline));
                }
            }
        }
    }

    private Color textColour(SeriesStyle style) {
        return theme.palette().text(style);
    }

    private void drawEndLabels(Graphics2D g, boolean legend) {
        List<Ink.EndLabel> outside = new ArrayList<>();
        List<Ink.EndLabel> inside = new ArrayList<>();
        for (Ink.EndLabel label : ink.endLabels()) {
            boolean atEdge = label.at().getX()
                    >= area.data().getMaxX() - 0.03 * area.data().getWidth();
            boolean roomy = face.width(label.text()) + theme.measures().gap()
                    <= outer.getMaxX() - area.data().getMaxX();
            if (atEdge && roomy) {
                outside.add(label);
            } else {
                inside.add(label);
            }
        }
        drawOutside(g, outside); // keeps only those that found a place
        if (legend) {
            drawLegend(g, outside);
        }
        for (Ink.EndLabel label : inside) {
            drawInside(g, label);
        }
    }

    /// Labels in a column right of the data, pushed apart where they would overlap.
    private void drawOutside(Graphics2D g, List<Ink.EndLabel> labels) {
        labels.sort(Comparator.comparingDouble(label -> label.at().getY()));
        double pitch = 1.15 * face.size();
        double x = area.data().getMaxX() + 1.5 * theme.measures().gap();
        double[] places = spread(labels, pitch);
        for (int i = 0; i < labels.size(); i++) {
            Ink.EndLabel label = labels.get(i);
            Rectangle2D box =
                    new Rectangle2D.Double(x, places[i] - pitch / 2 + 0.5, face.width(label.text()), pitch - 1);
            if (!ink.meetsText(box)) {
                ink.write(
                        g,
                        face,
                        new Ink.Text(label.text(), textColour(label.style()), x, places[i] + face.capHeight() / 2));
            }
        }
    }

    /// Heights of labels at least a pitch apart and as near as can be to their lines' ends; labels that would have
    /// to move too far are taken off the list.
    private double[] spread(List<Ink.EndLabel> labels, double pitch) {
        while (true) {
            double[] at = new double[labels.size()];
            // Pool neighbours that collide and centre each pool on its members' wishes.
            List<double[]> pools = new ArrayList<>(); // sum of (wish − offset), count
            for (int i = 0; i < at.length; i++) {
                pools.add(new double[] {labels.get(i).at().getY(), 1});
                while (pools.size() > 1 && overlap(pools.get(pools.size() - 2), pools.getLast(), pitch)) {
                    double[] last = pools.removeLast();
                    double[] previous = pools.getLast();
                    previous[0] += last[0] - last[1] * previous[1] * pitch;
                    previous[1] += last[1];
                }
            }
            int i = 0;
            int worst = -1;
            double farthest = FARTHEST_SHIFT * pitch;
            for (double[] pool : pools) {
                for (int k = 0; k < pool[1]; k++, i++) {
                    at[i] = pool[0] / pool[1] + k * pitch;
                    double shift = Math.abs(at[i] - labels.get(i).at().getY());
                    if (shift > farthest) {
                        farthest = shift;
                        worst = i;
                    }
                }
            }
            if (worst < 0) {
                return within(at, pitch);
            }
            labels.remove(worst);
        }
    }

    /// Moves the outermost labels back into the figure and above the numbers of the axis, and their neighbours with
    /// them.
    private double[] within(double[] at, double pitch) {
        double bound = outer.getMinY() + pitch / 2;
        for (int i = 0; i < at.length; i++) {
            at[i] = Math.max(at[i], bound);
            bound = at[i] + pitch;
        }
        bound = Math.min(outer.getMaxY() - pitch / 2, area.data().getMaxY());
        for (int i = at.length - 1; i >= 0; i--) {
            at[i] = Math.min(at[i], bound);
            bound = at[i] - pitch;
        }
        return at;
    }

    private static boolean overlap(double[] upper, double[] lower, double pitch) {
        return upper[0] / upper[1] + upper[1] * pitch > lower[0] / lower[1];
    }

    /// A label beside the end of its line inside the plot, at the freest of eight places.
    private void drawInside(Graphics2D g, Ink.EndLabel label) {
        double width = face.width(label.text());
        double height = 1.1 * face.size();
        double x = label.at().getX();
        double y = label.at().getY();
        double near = 1.25 * theme.measures().gap();
        double[][] places = {
            {x + near, y + near / 2}, {x - near - width, y + near / 2}, {x + near, y - height / 2},
            {x - near - width, y - height / 2}, {x - width / 2, y - height - near}, {x - width / 2, y + near},
            {x + near, y - height - near}, {x - near - width, y - height - near},
        };
        Rectangle2D best = null;
        int least = MOST_UNDER_LABEL;
        for (double[] place : places) {
            Rectangle2D box = new Rectangle2D.Double(place[0], place[1], width, height);
            if (area.data().contains(box)) {
                int under = ink.under(box);
                if (under < least) {
                    least = under;
                    best = box;
                }
            }
        }
        if (best != null) {
            Ink.Text text =
                    new Ink.Text(label.text(), textColour(label.style()), best.getX(), best.getY() + 0.9 * face.size());
            ink.write(g, face, text.over(theme.palette().background()));
        }
    }

    /// @param labelled names that stand at their lines already
    private void drawLegend(Graphics2D g, List<Ink.EndLabel> labelled) {
        List<Entry> entries = entries();
        entries.removeIf(entry -> labelled.stream()
                .anyMatch(label -> entry.covers(new Ink.Series(label.text(), label.owner()), label.style())));
        if (entries.isEmpty()) {
            return;
        }
        double gap = theme.measures().gap();
        double sample = 2.2 * face.size();
        double pitch = 1.45 * face.size();
        double widest = entries.stream()
                .mapToDouble(entry -> face.width(entry.series.name()))
                .max()
                .orElse(0);
        double width = sample + 4 * gap + widest;
        double height = entries.size() * pitch + 1.5 * gap;
        if (width > area.data().getWidth() || height > area.data().getHeight()) {
            entries.forEach(entry -> ink.lose(entry.series.name()));
            return;
        }
        Rectangle2D box = freestCorner(width, height, 1.5 * gap);
        if (theme.type().steady() && ink.meetsText(box)) {
            entries.forEach(entry -> ink.lose(entry.series.name()));
            return;
        }
        g.setColor(veil());
        g.fill(box);
        ink.setLegend(new Ink.Legend(entries.stream().map(Entry::series).toList(), box));
        double y = box.getY() + 0.75 * gap + pitch / 2;
        for (Entry entry : entries) {
            SeriesStyle style = entry.style;
            double x = box.getX() + gap;
            Pen.sample(g, theme, style, x, x + sample, y);
            g.setColor(theme.palette().ink());
            face.draw(g, entry.series.name(), x + sample + 1.5 * gap, y + face.capHeight() / 2);
            y += pitch;
        }
    }

    /// The background, almost opaque.
    private Color veil() {
        return Palette.veil(theme.palette().background());
    }

    /// A line of the legend.
    ///
    /// @param series what it names
    /// @param style of the first layer of the series
    private record Entry(Ink.Series series, SeriesStyle style) {
        /// Whether it says all of another one: its name of the same run, or of one that looks the same.
        boolean covers(Ink.Series other, SeriesStyle look) {
            return series.equals(other)
                    || series.name().equals(other.name())
                            && style.with(Emphasis.NORMAL).equals(look.with(Emphasis.NORMAL));
        }
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

    /// Every series once; those of one name that nobody could tell apart are one.
    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (Layer layer : area.plot().layers()) {
            SeriesStyle style = sample(layer);
            if (style != null && !layer.name().isEmpty() && entries.size() < MOST_LEGEND_ENTRIES) {
                Ink.Series series = Ink.Series.of(layer);
                if (entries.stream().noneMatch(entry -> entry.covers(series, style))) {
                    entries.add(new Entry(series, style));
                }
            }
        }
        return entries;
    }

    private Rectangle2D freestCorner(double width, double height, double inset) {
        Rectangle2D data = area.data();
        double insetX = Math.min(inset, (data.getWidth() - width) / 2);
        double insetY = Math.min(inset, (data.getHeight() - height) / 2);
        double left = data.getMinX() + insetX;
        double right = data.getMaxX() - insetX - width;
        double top = data.getMinY() + insetY;
        double bottom = data.getMaxY() - insetY - height;
        double[][] corners = {{right, top}, {left, top}, {right, bottom}, {left, bottom}};
        return Arrays.stream(corners)
                .<Rectangle2D>map(corner -> new Rectangle2D.Double(corner[0], corner[1], width, height))
                .min(Comparator.comparingInt(ink::under))
                .orElseThrow();
    }
}
