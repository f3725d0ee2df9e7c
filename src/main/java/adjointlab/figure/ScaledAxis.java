package adjointlab.figure;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;
import org.jspecify.annotations.Nullable;

/// A JFreeChart axis whose ticks and range are decided before it is drawn, and which sets its text in the theme's
/// fonts.
///
/// JFreeChart's own number and log axes choose ticks while drawing; here the ticks must be known earlier, because the
/// plots of one column share the space that the widest label needs.
final class ScaledAxis extends ValueAxis {
    /// From one line of a title to the next, in sizes of the type.
    static final double LINE = 1.2;

    private final transient AxisMap map;
    private final transient List<Ticks.Tick> ticks;
    private final transient Theme theme;
    private final transient List<String> title;
    private final transient double titleDistance;
    private transient @Nullable Rectangle2D exact;
    private transient @Nullable CategoryNames names;

    /// @param map values; positions do not matter
    /// @param ticks marks and their labels
    /// @param title of the axis in lines; one that is "" for none
    /// @param titleDistance from the edge of the data to the title's base line (below) or its right side (left)
    ScaledAxis(AxisMap map, List<Ticks.Tick> ticks, Theme theme, List<String> title, double titleDistance) {
        super(null, null);
        this.map = map;
        this.ticks = ticks;
        this.theme = theme;
        this.title = title;
        this.titleDistance = titleDistance;
        setRange(new Range(map.min(), map.max()), false, false);
    }

    /// Stands at these edges: those that JFreeChart hands over are rounded to whole units, which are a third of a
    /// millimetre.
    ScaledAxis along(Rectangle2D data) {
        exact = data;
        return this;
    }

    /// Has names below it in place of the marks' labels.
    void naming(CategoryNames categories) {
        names = categories;
    }

    /// Where the labels below the data begin.
    static double below(Rectangle2D data, Theme theme) {
        return data.getMaxY() + theme.measures().tickLength() + theme.measures().gap() / 2;
    }

    private Rectangle2D exact(Rectangle2D rounded) {
        return exact == null ? rounded : exact;
    }

    @Override
    public double valueToJava2D(double value, Rectangle2D area, RectangleEdge edge) {
        return over(area, edge).toPosition(value);
    }

    @Override
    public double java2DToValue(double position, Rectangle2D area, RectangleEdge edge) {
        return over(area, edge).toValue(position);
    }

    /// The mapping over a data area.
    AxisMap over(Rectangle2D rounded, RectangleEdge edge) {
        Rectangle2D area = exact(rounded);
        return RectangleEdge.isTopOrBottom(edge)
                ? map.between(area.getMinX(), area.getMaxX())
                : map.between(area.getMaxY(), area.getMinY());
    }

    @Override
    public double lengthToJava2D(double length, Rectangle2D area, RectangleEdge edge) {
        return Math.abs(valueToJava2D(map.min() + length, area, edge) - valueToJava2D(map.min(), area, edge));
    }

    @Override
    protected void autoAdjustRange() {
        // the range is given
    }

    @Override
    public void configure() {
        // the range is given
    }

    @Override
    public AxisSpace reserveSpace(Graphics2D g, Plot plot, Rectangle2D area, RectangleEdge edge, AxisSpace space) {
        return space; // the figure's layout reserves it
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
        return ticks.stream()
                .map(tick -> new NumberTick(tick.value(), tick.label(), TextAnchor.CENTER, TextAnchor.CENTER, 0))
                .toList();
    }

    @Override
    public AxisState draw(
            Graphics2D g,
            double cursor,
            Rectangle2D plotArea,
            Rectangle2D area,
            RectangleEdge edge,
            PlotRenderingInfo info) {
        if (RectangleEdge.isTopOrBottom(edge)) {
            drawBelow(g, exact(area));
        } else {
            drawLeft(g, exact(area));
        }
        AxisState state = new AxisState(cursor);
        state.setTicks(refreshTicks(g, state, area, edge));
        return state;
    }

    private void drawBelow(Graphics2D g, Rectangle2D area) {
        Theme.Measures measures = theme.measures();
        double y = area.getMaxY();
        AxisMap across = over(area, RectangleEdge.BOTTOM);
        g.setStroke(new BasicStroke((float) measures.hair()));
        g.setColor(theme.palette().lines().axis());
        if (isAxisLineVisible()) {
            g.draw(new Line2D.Double(area.getMinX(), y, area.getMaxX(), y));
        }
        Fonts.Face face = theme.type().tickFace();
        for (Ticks.Tick tick : ticks) {
            double x = across.toPosition(tick.value());
            g.setColor(theme.palette().lines().axis());
            g.draw(new Line2D.Double(x, y, x, y + measures.tickLength()));
            g.setColor(theme.palette().soft());
            if (names == null) {
                face.draw(g, tick.label(), x - face.width(tick.label()) / 2, below(area, theme) + face.size());
            }
        }
        if (names != null) {
            names.draw(g, across, below(area, theme));
        }
        Fonts.Face label = labelFace(area.getWidth());
        g.setColor(theme.palette().ink());
        for (int i = 0; i < title.size(); i++) {
            label.draw(
                    g,
                    title.get(i),
                    area.getCenterX() - label.width(title.get(i)) / 2,
                    y + titleDistance + i * LINE * label.size());
        }
    }

    private void drawLeft(Graphics2D g, Rectangle2D area) {
        AxisMap up = over(area, RectangleEdge.LEFT);
        Fonts.Face face = theme.type().tickFace();
        g.setColor(theme.palette().soft());
        for (Ticks.Tick tick : ticks) {
            double right = area.getMinX() - 1.75 * theme.measures().gap();
            face.draw(
                    g,
                    tick.label(),
                    right - face.width(tick.label()),
                    up.toPosition(tick.value()) + face.capHeight() / 2);
        }
        Fonts.Face label = labelFace(area.getHeight());
        g.setColor(theme.palette().ink());
        for (int i = 0; i < title.size(); i++) {
            double width = label.width(title.get(i));
            // one that is longer than the data reaches down, not up into the plot's title
            double top = Math.max(area.getMinY(), area.getCenterY() - width / 2);
            var before = g.getTransform();
            g.translate(area.getMinX() - titleDistance - (title.size() - 1 - i) * LINE * label.size(), top + width);
            g.rotate(-Math.PI / 2);
            label.draw(g, title.get(i), 0, 0);
            g.setTransform(before);
        }
    }

    /// As small as the longest line of the title needs.
    private Fonts.Face labelFace(double length) {
        Fonts.Face face = theme.type().labelFace();
        String longest =
                title.stream().max(Comparator.comparingDouble(face::width)).orElse("");
        return theme.type().fitting(face, longest, length + theme.type().tick());
    }
}
