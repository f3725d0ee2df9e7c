package adjointlab.figure;

import adjointlab.core.math.Numbers;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Marker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Keeps plots readable where a few of their lines leave all others behind by orders of magnitude, as those of
/// diverging runs do: the vertical axis then ends where the others do, and a mark at its edge says who leaves, where,
/// and how far it goes. Axes with ends of their own stay as they are.
public final class Legible {
    /// Between the largest values of two lines; more is a gap that an axis does not bridge, decades.
    private static final double GAP = 8;

    /// The same on a linear axis, where already much less flattens what is below, decades.
    private static final double LINEAR_GAP = 3;

    /// More nobody can read on one axis; with air it stays below what an axis shows at most.
    private static final double MOST_DECADES = 22;

    private static final double AIR = 0.04;

    /// How far within the axis its marks stand, share of its length.
    private static final double EDGE = 0.02;

    /// How far below them their words, share of its length.
    private static final double NOTE = 0.07;

    private Legible() {}

    /// Plots that are to be compared, with one vertical range for all of them where any needs a bound; else as they
    /// are.
    public static List<Plot> together(List<Plot> plots) {
        if (plots.isEmpty() || !plots.stream().allMatch(Legible::isFree)) {
            return plots;
        }
        Axis.Scale scale = plots.getFirst().y().scale();
        if (plots.stream().anyMatch(plot -> plot.y().scale() != scale)) {
            return plots;
        }
        List<Layer.Line> lines =
                plots.stream().flatMap(plot -> lines(plot).stream()).toList();
        double[] ends = scale == Axis.Scale.LOG ? decades(lines) : linear(lines);
        return ends.length == 0
                ? plots
                : plots.stream().map(plot -> within(plot, ends[0], ends[1])).toList();
    }

    /// One plot by itself.
    static Plot of(Plot plot) {
        return together(List.of(plot)).getFirst();
    }

    private static boolean isFree(Plot plot) {
        boolean cells = plot.layers().stream()
                .anyMatch(layer -> layer instanceof Layer.HeatMap
                        || layer instanceof Layer.Bars
                        || layer instanceof Layer.Table
                        || layer instanceof Layer.Tiles
                        || layer instanceof Layer.Arrows);
        return !cells && Double.isNaN(plot.y().min()) && Double.isNaN(plot.y().max());
    }

    private static List<Layer.Line> lines(Plot plot) {
        return plot.layers().stream()
                .filter(Layer.Line.class::isInstance)
                .map(Layer.Line.class::cast)
                .toList();
    }

    // ---- logarithmic -----------------------------------------------------------------------------

    /// Lower and upper end, [] where the data decide. Nearly always they do, which is found out without a logarithm of
    /// each of them.
    private static double[] decades(List<Layer.Line> lines) {
        double least = Double.POSITIVE_INFINITY;
        double[] tops = new double[lines.size()];
        int counted = 0;
        for (Layer.Line line : lines) {
            double most = 0;
            for (double y : line.y()) {
                if (y > 0 && y < Double.POSITIVE_INFINITY) {
                    least = Math.min(least, y);
                    most = Math.max(most, y);
                }
            }
            if (most > 0) {
                tops[counted++] = Math.log10(most);
            }
        }
        if (counted == 0) {
            return new double[0];
        }
        tops = Arrays.copyOf(tops, counted);
        Arrays.sort(tops);
        double bottom = Math.log10(least);
        double top = belowGap(tops, GAP);
        if (top - bottom > MOST_DECADES) {
            double[] window = fullest(logarithms(lines), bottom, top);
            bottom = window[0];
            top = window[1];
        }
        if (top >= tops[counted - 1]) {
            return new double[0]; // what is far below falls off the axis as ever
        }
        double air = AIR * Math.max(top - bottom, 1);
        return new double[] {Math.pow(10, bottom - air), Math.pow(10, top + air)};
    }

    private static List<double[]> logarithms(List<Layer.Line> lines) {
        return lines.stream()
                .map(line -> Arrays.stream(line.y())
                        .filter(y -> y > 0 && Double.isFinite(y))
                        .map(Math::log10)
                        .toArray())
                .filter(values -> values.length > 0)
                .toList();
    }

    /// Of all windows as wide as an axis may be, the lowest of those that hold most: every line counts alike.
    private static double[] fullest(List<double[]> logs, double low, double high) {
        double best = -1;
        double[] window = {low, low + MOST_DECADES};
        for (double bottom = Math.floor(low); bottom <= high - MOST_DECADES + 1; bottom++) {
            double held = 0;
            for (double[] values : logs) {
                int inside = 0;
                for (double value : values) {
                    inside += value >= bottom && value <= bottom + MOST_DECADES ? 1 : 0;
                }
                held += inside / (double) values.length;
            }
            if (held > best + 1e-12) {
                best = held;
                window = new double[] {Math.max(low, bottom), Math.min(high, bottom + MOST_DECADES)};
            }
        }
        return window;
    }

    // ---- linear ----------------------------------------------------------------------------------

    private static double[] linear(List<Layer.Line> lines) {
        double[] sizes = lines.stream()
                .mapToDouble(line -> largest(line.y()))
                .filter(size -> size > 0)
                .map(Math::log10)
                .sorted()
                .toArray();
        if (sizes.length == 0) {
            return new double[0];
        }
        double largest = belowGap(sizes, LINEAR_GAP);
        if (largest >= sizes[sizes.length - 1]) {
            return new double[0];
        }
        double most = Math.pow(10, largest) * (1 + 1e-9);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Layer.Line line : lines) {
            if (Arrays.stream(line.y()).filter(Double::isFinite).allMatch(y -> Math.abs(y) <= most)) {
                for (double y : line.y()) {
                    if (Double.isFinite(y)) {
                        low = Math.min(low, y);
                        high = Math.max(high, y);
                    }
                }
            }
        }
        double extent = high > low ? high - low : Math.max(Math.abs(high), 1);
        return new double[] {low - AIR * extent, high + AIR * extent};
    }

    // ---- both ------------------------------------------------------------------------------------

    /// The largest of the values below the lowest gap with less than half of all above it; the largest of all where
    /// there is no such gap.
    ///
    /// @param sorted ascending, decades
    private static double belowGap(double[] sorted, double gap) {
        for (int i = (sorted.length + 1) / 2; i < sorted.length; i++) {
            if (sorted[i] - sorted[i - 1] > gap) {
                return sorted[i - 1];
            }
        }
        return sorted[sorted.length - 1];
    }

    /// Of their sizes; 0 where none is finite.
    private static double largest(double[] values) {
        double most = 0;
        for (double value : values) {
            most = Double.isFinite(value) ? Math.max(most, Math.abs(value)) : most;
        }
        return most;
    }

    /// The plot with these ends, points beyond them on its edge, and a mark where each line first leaves.
    private static Plot within(Plot plot, double low, double high) {
        Axis y = plot.y().within(low, high);
        boolean log = y.scale() == Axis.Scale.LOG;
        double inset = EDGE * (log ? Math.log10(high / low) : high - low);
        double top = log ? high / Math.pow(10, inset) : high - inset;
        double bottom = log ? low * Math.pow(10, inset) : low + inset;
        List<Layer> layers = new ArrayList<>();
        List<Leaving> leaving = new ArrayList<>();
        for (Layer layer : plot.layers()) {
            switch (layer) {
                case Layer.Points points -> layers.add(clamped(points, bottom, top));
                case Layer.Line line -> {
                    layers.add(line);
                    leaving.add(Leaving.of(line, high, top, 1));
                    if (!log) {
                        leaving.add(Leaving.of(line, low, bottom, -1));
                    }
                }
                default -> layers.add(layer);
            }
        }
        leaving.removeIf(each -> each.first < 0);
        leaving.forEach(each -> layers.add(each.mark()));
        leaving.stream()
                .max(Comparator.comparingDouble(each -> Math.abs(each.farthest)))
                .ifPresent(farthest -> {
                    double below = NOTE * (log ? Math.log10(high / low) : high - low);
                    double upper = log ? high / Math.pow(10, below) : high - below;
                    layers.add(farthest.note(farthest.farthest > high ? upper : low + below));
                });
        return new Plot(plot.title(), plot.x(), y, layers, plot.legend(), plot.viewpoint());
    }

    private static Layer.Points clamped(Layer.Points points, double bottom, double top) {
        double[] y = Arrays.stream(points.y())
                .map(value -> Double.isFinite(value) ? Math.clamp(value, bottom, top) : value)
                .toArray();
        return new Layer.Points(points.name(), points.style(), points.x(), y, points.owner());
    }

    /// A line that leaves the axis.
    ///
    /// @param first place at which it does; −1 where it stays
    /// @param farthest value that it goes on to
    /// @param at where its mark stands
    private record Leaving(Layer.Line line, int first, double farthest, double at) {
        /// @param end of the axis
        /// @param sign 1 over the upper end, −1 below the lower
        static Leaving of(Layer.Line line, double end, double at, int sign) {
            int first = -1;
            double farthest = end;
            for (int i = 0; i < line.y().length; i++) {
                double y = line.y()[i];
                if (Double.isFinite(y) && sign * y > sign * end) {
                    first = first < 0 ? i : first;
                    farthest = sign * Math.max(sign * farthest, sign * y);
                }
            }
            return new Leaving(line, first, farthest, at);
        }

        Layer.Points mark() {
            return new Layer.Points(
                    line.name().isEmpty() ? "" : line.name() + ", goes on to " + Numbers.brief(farthest, 3),
                    line.style().with(Dash.NONE).with(Marker.TRIANGLE).with(Emphasis.STRONG),
                    new double[] {line.x()[first]},
                    new double[] {at},
                    line.owner());
        }

        Layer.Note note(double height) {
            String arrow = farthest > at ? "↑ " : "↓ ";
            return new Layer.Note(
                    arrow + Numbers.brief(farthest, 3), line.style(), line.x()[first], height, line.owner());
        }
    }
}
