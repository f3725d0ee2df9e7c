package adjointlab.figure;

import java.awt.BasicStroke;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.DefaultXYDataset;

/// A plot as JFreeChart draws it: without anything of its own around the data, whose place the figure's layout knows.
final class PlotChart {
    /// What JFreeChart cuts off the rectangle that it is given.
    private static final double EDGE = 1;

    private PlotChart() {}

    /// @param renderer of the layers
    /// @param grid whether there are lines behind them at the marks of the vertical axis
    static XYPlot of(ScaledAxis x, ScaledAxis y, LayerRenderer renderer, Theme theme, boolean grid) {
        DefaultXYDataset items = new DefaultXYDataset();
        items.addSeries("layers", new double[2][renderer.count()]);
        XYPlot chart = new XYPlot(items, x, y, renderer);
        chart.setInsets(RectangleInsets.ZERO_INSETS);
        chart.setAxisOffset(RectangleInsets.ZERO_INSETS);
        AxisSpace aboveAndBelow = new AxisSpace();
        aboveAndBelow.setTop(EDGE);
        aboveAndBelow.setBottom(EDGE);
        chart.setFixedDomainAxisSpace(aboveAndBelow);
        AxisSpace beside = new AxisSpace();
        beside.setLeft(EDGE);
        beside.setRight(EDGE);
        chart.setFixedRangeAxisSpace(beside);
        chart.setBackgroundPaint(null);
        chart.setOutlineVisible(false);
        chart.setDomainGridlinesVisible(false);
        chart.setRangeGridlinesVisible(grid);
        chart.setRangeZeroBaselineVisible(false);
        chart.setRangeGridlinePaint(theme.palette().lines().grid());
        chart.setRangeGridlineStroke(new BasicStroke((float) theme.measures().hair()));
        return chart;
    }
}
