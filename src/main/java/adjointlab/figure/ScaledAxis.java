package adjointlab.figure;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
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

/// A JFreeChart axis whose ticks and range are decided before it is drawn, and which sets its text in the theme's
/// fonts.
///
/// JFreeChart's own number and log axes choose ticks while drawing; here the ticks must be known earlier, because the
/// plots of one column share the space that the widest label needs.
final class ScaledAxis extends ValueAxis {
    private final transient AxisMap map;
    private final transient List<Ticks.Tick> ticks;
    private final transient Theme theme;
    private final transient String title;
    private final transient double titleDistance;

    /// @param map values; positions do not matter
    /// @param ticks marks and their labels
    /// @param title of the axis; "" for none
    /// @param titleDistance from the edge of the data to the title's base line (below) or its right side (left)
    ScaledAxis(AxisMap map, List<Ticks.Tick> ticks, Theme theme, String title, double titleDistance) {
        super(null, null);
        this.map = map;
        this.ticks = ticks;
        this.theme = theme;
        this.title = title;
        this.titleDistance = titleDistance;
        setRange(new Range(map.min(), map.max()), false, false);
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
    AxisMap over(Rectangle2D area, RectangleEdge edge) {
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
            drawBelow(g, area);
        } else {
            drawLeft(g, area);
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
            face.draw(
                    g,
                    tick.label(),
                    x - face.width(tick.label()) / 2,
                    y + measures.tickLength() + measures.gap() / 2 + face.size());
        }
        if (!title.isEmpty()) {
            Fonts.Face label = theme.type()
                    .labelFace()
                    .fitting(title, area.getWidth() + 2 * theme.type().tick());
            g.setColor(theme.palette().ink());
            label.draw(g, title, area.getCenterX() - label.width(title) / 2, y + titleDistance);
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
        if (!title.isEmpty()) {
            Fonts.Face label = theme.type()
                    .labelFace()
                    .fitting(title, area.getHeight() + 2 * theme.type().tick());
            g.setColor(theme.palette().ink());
            var before = g.getTransform();
            // one that is longer than the data reaches down, not up into the plot's title
            double top = Math.max(area.getMinY(), area.getCenterY() - label.width(title) / 2);
            g.translate(area.getMinX() - titleDistance, top + label.width(title));
            g.rotate(-Math.PI / 2);
            label.draw(g, title, 0, 0);
            g.setTransform(before);
        }
    }
}
