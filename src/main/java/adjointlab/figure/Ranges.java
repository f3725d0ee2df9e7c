package adjointlab.figure;

import adjointlab.figure.Axis.Scale;
import java.util.List;

/// The values that an axis covers: as given, or from the data with a little air.
final class Ranges {
    private static final double AIR = 0.04;
    /// Values that differ by less than this share are one value and its rounding errors.
    private static final double ROUNDING = 1e-9;
    /// Decades shown above and below a single value.
    private static final double CONSTANT_DECADES = 0.05;
    private static final double MOST_DECADES = 24;

    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    /// Whether something other than lines reaches the end, so that its markers need room.
    private boolean loose;
    /// Share of the extent that stays free at each end.
    private double air = AIR;
    private final Scale scale;

    private Ranges(Scale scale) {
        this.scale = scale;
    }

    /// The horizontal mapping of a plot, at positions 0…1.
    static AxisMap x(Plot plot) {
        Ranges range = new Ranges(plot.x().scale());
        for (Layer layer : deciding(plot)) {
            switch (layer) {
                case Layer.Line line ->
                    range.takeWhere(line.x(), line.y(), plot.y().scale());
                case Layer.Points points -> range.loosen(points.x());
                case Layer.Band band -> range.takeAll(band.x());
                case Layer.Strokes strokes -> range.takeAll(strokes.x());
                case Layer.HeatMap map -> range.takeCells(map.x());
                case Layer.Arrows arrows -> range.takeArrows(arrows.x());
                case Layer.Bars bars -> {
                    for (double centre : bars.x()) {
                        range.take(centre - bars.width() / 2);
                        range.take(centre + bars.width() / 2);
                    }
                }
                case Layer.Note note -> range.take(note.x());
                case Layer.Region region -> {}
                case Layer.Rule rule -> {}
                case Layer.Table table -> {}
                case Layer.Tiles tiles -> {}
            }
        }
        boolean tight = !range.loose;
        return range.map(plot.x(), tight ? 0 : range.air);
    }

    /// The vertical mapping of a plot, at positions 0…1.
    static AxisMap y(Plot plot) {
        Ranges range = new Ranges(plot.y().scale());
        boolean cells = false;
        for (Layer layer : deciding(plot)) {
            switch (layer) {
                case Layer.Line line -> range.takeAll(line.y());
                case Layer.Points points -> range.takeAll(points.y());
                case Layer.Band band -> {
                    range.takeAll(band.low());
                    range.takeAll(band.high());
                }
                case Layer.Strokes strokes -> range.take(strokes.y());
                case Layer.HeatMap map -> {
                    range.takeCells(map.y());
                    cells = true;
                }
                case Layer.Arrows arrows -> range.takeArrows(arrows.y());
                case Layer.Bars bars -> {
                    range.take(0);
                    range.takeAll(bars.height());
                }
                case Layer.Note note -> range.take(note.y());
                case Layer.Rule rule -> {
                    if (!rule.vertical()) {
                        range.take(rule.at());
                    }
                }
                case Layer.Region region -> {}
                case Layer.Table table -> {}
                case Layer.Tiles tiles -> {}
            }
        }
        return range.map(plot.y(), cells ? 0 : range.air);
    }

    /// The layers that decide the range: heat maps alone if there are any, since nothing is known outside them.
    private static List<? extends Layer> deciding(Plot plot) {
        List<Layer> maps =
                plot.layers().stream().filter(Layer.HeatMap.class::isInstance).toList();
        return maps.isEmpty() ? plot.layers() : maps;
    }

    private void take(double value) {
        if (Double.isFinite(value) && (scale == Scale.LINEAR || value > 0)) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
    }

    private void takeAll(double[] values) {
        for (double value : values) {
            take(value);
        }
    }

    /// Takes those that can be seen because the other coordinate is there.
    private void takeWhere(double[] values, double[] others, Scale otherScale) {
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(others[i]) && (otherScale == Scale.LINEAR || others[i] > 0)) {
                take(values[i]);
            }
        }
    }

    private void loosen(double[] values) {
        loose = true;
        takeAll(values);
    }

    /// Takes the places of arrows, with air for half an arrow of their grid.
    private void takeArrows(double[] values) {
        loosen(values);
        air = Math.max(air, 0.55 / Math.sqrt(values.length + 1.0));
    }

    /// Takes the outer edges of cells around these centres.
    private void takeCells(double[] centres) {
        if (centres.length < 2) {
            takeAll(centres);
            return;
        }
        int n = centres.length;
        if (scale == Scale.LOG) {
            double half = Math.sqrt(centres[1] / centres[0]);
            take(centres[0] / half);
            take(centres[n - 1] * half);
        } else {
            double half = (centres[1] - centres[0]) / 2;
            take(centres[0] - half);
            take(centres[n - 1] + half);
        }
    }

    private AxisMap map(Axis axis, double share) {
        double low = min;
        double high = max;
        if (low > high) {
            low = scale == Scale.LOG ? 0.1 : 0;
            high = 1;
        }
        boolean lowFree = Double.isNaN(axis.min());
        boolean highFree = Double.isNaN(axis.max());
        low = lowFree ? low : axis.min();
        high = highFree ? high : axis.max();
        if (scale == Scale.LOG) {
            return logMap(low, high, lowFree ? share : 0, highFree ? share : 0);
        }
        boolean constant = high - low <= ROUNDING * Math.max(Math.abs(low), Math.abs(high));
        if (lowFree && highFree && constant) {
            if (low == 0) {
                return new AxisMap(scale, 0, 1, 0, 1); // nothing has happened yet
            }
            double half = Math.abs(low) * 0.1;
            low -= half;
            high += half;
        } else if (!(high > low)) { // all data lie beyond the end that is given
            double half = low == 0 ? 1 : Math.abs(low) * 0.1;
            high = highFree ? low + half : high;
            low = highFree ? low : Math.min(low, high - half);
        }
        double extent = high - low;
        if (!Double.isFinite(extent)) { // values near the largest double: half of each end still draws
            low /= 4;
            high /= 4;
            extent = high - low;
        }
        return new AxisMap(scale, lowFree ? low - share * extent : low, highFree ? high + share * extent : high, 0, 1);
    }

    /// Whether a layer says nothing about heights, so that a vertical axis for it alone would mean nothing.
    static boolean hasNoHeight(Layer layer) {
        return switch (layer) {
            case Layer.Strokes _, Layer.Note _ -> true;
            case Layer.Rule rule -> rule.vertical();
            case Layer.Line _,
                    Layer.Points _,
                    Layer.Band _,
                    Layer.Region _,
                    Layer.HeatMap _,
                    Layer.Arrows _,
                    Layer.Bars _,
                    Layer.Table _,
                    Layer.Tiles _ -> false;
        };
    }

    private AxisMap logMap(double low, double high, double airLow, double airHigh) {
        double top = high > 0 ? Math.log10(high) : 0;
        double bottom = low > 0 ? Math.log10(low) : top - 1;
        bottom = Math.max(bottom, top - MOST_DECADES);
        if (airLow > 0 && airHigh > 0 ? top - bottom <= ROUNDING : !(top > bottom)) {
            // an end that is given stays where all data lie beyond it
            top = airLow == 0 && airHigh > 0 ? bottom + CONSTANT_DECADES : top + (airHigh > 0 ? CONSTANT_DECADES : 0);
            bottom = airLow > 0 || airHigh == 0 ? Math.min(bottom, top) - CONSTANT_DECADES : bottom;
        }
        double extent = top - bottom;
        double from = Math.max(Math.pow(10, bottom - airLow * extent), Double.MIN_NORMAL);
        double to = Math.min(Math.pow(10, top + airHigh * extent), Double.MAX_VALUE);
        return new AxisMap(
                scale,
                airLow == 0 && low > 0 && bottom == Math.log10(low) ? low : from,
                airHigh == 0 && high > 0 ? high : to,
                0,
                1);
    }
}
