package adjointlab.figure;

import adjointlab.figure.SeriesStyle.Emphasis;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The texts in a plot, placed after everything else is drawn: names of regions and rules, labels at the ends of lines,
/// the legend. A label that finds no free place is left out rather than laid over another.
final class Labels {
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

    /// Width of the widest label, up to a limit, of a line that ends at the right edge; 0 without any.
    ///
    /// @param across horizontal axis of the plot
    /// @param up vertical axis of the plot
    static double widestEnd(Plot plot, AxisMap across, AxisMap up, Fonts.Face face, double limit) {
        double widest = 0;
        for (Layer layer : plot.layers()) {
            String label =
                    switch (layer) {
                        case Layer.Line line -> endsAtEdge(line, across, up) ? line.endLabel() : "";
                        case Layer.Rule rule -> !rule.vertical() && up.shows(rule.at()) ? rule.name() : "";
                        case Layer.Points _,
                                Layer.Band _,
                                Layer.Region _,
                                Layer.Strokes _,
                                Layer.HeatMap _,
                                Layer.Arrows _,
                                Layer.Bars _,
                                Layer.Note _,
                                Layer.Table _,
                                Layer.Tiles _ -> "";
                    };
            double labelWidth = face.width(label);
            widest = labelWidth <= limit ? Math.max(widest, labelWidth) : widest;
        }
        return widest;
    }

    private static boolean endsAtEdge(Layer.Line line, AxisMap across, AxisMap up) {
        if (line.endLabel().isEmpty()) {
            return false;
        }
        for (int i = line.x().length - 1; i >= 0; i--) {
            double fx = across.fraction(line.x()[i]);
            double fy = up.fraction(line.y()[i]);
            if (Double.isFinite(fx + fy)) {
                return fx >= 0.97 && fy >= 0 && fy <= 1;
            }
        }
        return false;
    }

    /// @param strip for the legend below the plot; null where it stands in a corner that is free, if one is
    void draw(Graphics2D g, @Nullable Rectangle2D strip) {
        drawNames(g);
        Ends ends = ends();
        drawOutside(g, ends.outside); // keeps only those that found a place
        PlotLegend legend = new PlotLegend(area.plot(), theme, ends.outside);
        if (area.plot().legend() && !legend.isEmpty()) {
            drawLegend(g, legend, ends.outside, strip);
            ends.inside.removeIf(this::isWritten);
        }
        ends.inside.forEach(label -> drawInside(g, label, ends.inside));
    }

    /// What the legend takes below the plot because no corner is free for it; 0 where one is, or where there is no
    /// room below.
    ///
    /// @param nothing what is drawn is not seen
    /// @param width for its rows
    /// @param room for them
    double legendRows(Graphics2D nothing, double width, LegendRoom.Height room) {
        drawNames(nothing);
        List<Ink.EndLabel> outside = ends().outside;
        drawOutside(nothing, outside);
        PlotLegend legend = new PlotLegend(area.plot(), theme, outside);
        if (legend.isEmpty()) {
            return 0;
        }
        Rectangle2D corner = room.taken() ? null : legend.corner(area.data(), ink);
        double rows = legend.rowsHeight(width);
        if (corner != null && ink.isFree(corner) || Double.isNaN(rows)) {
            return 0;
        }
        double last = corner == null ? room.ratherThanNone() : room.ratherThanOver();
        boolean fits =
                room.taken() || rows <= room.most() || rows <= last && !isNamedDirectly(unlabelled(legend, outside));
        return fits ? rows : 0;
    }

    /// Where the names of a legend that has no free corner stand at their series; nowhere on paper, which has room
    /// below.
    private Map<PlotLegend.Entry, Rectangle2D> directly(List<PlotLegend.Entry> entries) {
        return theme.type().steady() ? Map.of() : new DirectNames(area, theme, ink).places(entries);
    }

    private boolean isNamedDirectly(List<PlotLegend.Entry> entries) {
        return directly(entries).size() == entries.size();
    }

    /// What a legend names and no label at the end of a line does, under whatever name; on paper all of it.
    private List<PlotLegend.Entry> unlabelled(PlotLegend legend, List<Ink.EndLabel> labels) {
        if (theme.type().steady()) {
            return legend.entries();
        }
        return legend.entries().stream()
                .filter(entry -> area.plot().layers().stream()
                        .noneMatch(layer -> layer instanceof Layer.Line line
                                && Ink.Series.of(line).equals(entry.series())
                                && labels.stream()
                                        .anyMatch(label -> label.text().equals(line.endLabel())
                                                && label.owner().equals(line.owner()))))
                .toList();
    }

    /// Draws only what stands at lines' ends and the legend, where values have no straight axes.
    ///
    /// @param room whether there is some for it beside them
    void drawEnds(Graphics2D g, boolean room) {
        Ends ends = ends();
        drawOutside(g, ends.outside);
        PlotLegend legend = new PlotLegend(area.plot(), theme, ends.outside);
        if (area.plot().legend() && !legend.isEmpty()) {
            drawCorner(g, legend, room ? legend.corner(area.data(), ink) : null);
        }
        ends.inside.forEach(label -> drawInside(g, label, ends.inside));
    }

    private void drawNames(Graphics2D g) {
        for (Layer layer : area.plot().layers()) {
            if (layer instanceof Layer.Region region && !region.name().isEmpty()) {
                drawRegion(g, region);
            }
        }
        drawVerticalRules(g);
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

    /// Labels at the ends of lines, in a column right of the data or beside their ends.
    private record Ends(List<Ink.EndLabel> outside, List<Ink.EndLabel> inside) {}

    private Ends ends() {
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
        return new Ends(outside, inside);
    }

    /// Labels in a column right of the data, pushed apart where they would overlap. Those without a place are taken off
    /// the list.
    private void drawOutside(Graphics2D g, List<Ink.EndLabel> labels) {
        labels.sort(Comparator.comparingDouble(label -> label.at().getY()));
        double pitch = 1.15 * face.size();
        double x = area.data().getMaxX() + 1.5 * theme.measures().gap();
        double[] places = spread(labels, pitch);
        List<Ink.EndLabel> without = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            Ink.EndLabel label = labels.get(i);
            Rectangle2D box =
                    new Rectangle2D.Double(x, places[i] - pitch / 2 + 0.5, face.width(label.text()), pitch - 1);
            if (ink.meetsText(box)) {
                without.add(label);
            } else {
                ink.write(
                        g,
                        face,
                        new Ink.Text(label.text(), textColour(label.style()), x, places[i] + face.capHeight() / 2));
            }
        }
        labels.removeAll(without);
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

    /// A label beside the end of its line inside the plot. Where lines end at one point, their labels stand one below
    /// the other there.
    ///
    /// @param all that stand inside
    private void drawInside(Graphics2D g, Ink.EndLabel label, List<Ink.EndLabel> all) {
        int together = (int) all.stream()
                .filter(other -> other.at().distance(label.at()) < face.size())
                .count();
        Rectangle2D place = new FreePlaces(area.data(), ink, theme).beside(label.text(), label.at(), together - 1);
        if (place != null) {
            write(g, label.text(), label.style(), place);
        }
    }

    private void write(Graphics2D g, String name, SeriesStyle style, Rectangle2D place) {
        Ink.Text text = new Ink.Text(name, textColour(style), place.getX(), place.getY() + 0.9 * face.size());
        ink.write(g, face, text.over(theme.palette().background()));
    }

    private boolean isWritten(Ink.EndLabel label) {
        return ink.texts().stream().anyMatch(text -> text.text().equals(label.text()));
    }

    /// The legend stands below the plot where room was left there, else in a free corner. On screens that have neither,
    /// its names stand at their series, if all of them find room there.
    private void drawLegend(Graphics2D g, PlotLegend legend, List<Ink.EndLabel> labels, @Nullable Rectangle2D strip) {
        if (strip != null && legend.fits(strip)) {
            legend.drawRows(g, strip, ink);
            return;
        }
        Rectangle2D corner = legend.corner(area.data(), ink);
        boolean free = corner != null && ink.isFree(corner);
        List<PlotLegend.Entry> missing = unlabelled(legend, labels);
        Map<PlotLegend.Entry, Rectangle2D> places = free ? Map.of() : directly(missing);
        if (!free && places.size() == missing.size() || corner == null && !places.isEmpty()) {
            for (PlotLegend.Entry entry : missing) {
                Rectangle2D place = places.get(entry);
                if (place == null) {
                    ink.lose(entry.series().name());
                } else {
                    // in place of a legend, whose words are read whatever steps back
                    write(g, entry.series().name(), entry.style().with(Emphasis.NORMAL), place);
                }
            }
        } else {
            drawCorner(g, legend, corner);
        }
    }

    /// On paper no words lie under the corner: such a page is too small. On a screen, which cannot grow, a veil lies
    /// over whatever does, so that no series stays without its name.
    private void drawCorner(Graphics2D g, PlotLegend legend, @Nullable Rectangle2D corner) {
        if (corner == null || theme.type().steady() && ink.meetsText(corner)) {
            legend.lose(ink);
        } else {
            legend.draw(g, corner, ink);
        }
    }
}
