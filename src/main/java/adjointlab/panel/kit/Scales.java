package adjointlab.panel.kit;

import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Option;
import adjointlab.figure.Axis;
import adjointlab.figure.Layer;
import adjointlab.figure.Legible;
import adjointlab.figure.Plot;
import java.util.List;

/// Vertical scales: the option for them, and one range for several plots beside each other.
public final class Scales {
    /// Values that differ by less than this share count as the same.
    private static final double SAME = 1e-9;

    private Scales() {}

    public static Key<Axis.Scale> option(String defaultId) {
        return Options.choice(
                "scale",
                "Vertical axis",
                defaultId,
                new Option<>("log", "logarithmic", Axis.Scale.LOG),
                new Option<>("linear", "linear", Axis.Scale.LINEAR));
    }

    /// The axis for these values: with room around values that are all the same but for rounding, which would
    /// otherwise fill the plot with noise.
    public static Axis steady(Axis axis, double[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (Double.isFinite(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        boolean same = low <= high && high - low <= SAME * Math.max(Math.abs(low), Math.abs(high)) && high != 0;
        return same ? axis.within(Math.min(0.8 * low, 1.25 * low), Math.max(0.8 * high, 1.25 * high)) : axis;
    }

    /// The plots with the ranges that hold all their lines, so that they compare. Axes with fixed ends stay.
    public static List<Plot> share(List<Plot> asTheyAre) {
        if (asTheyAre.size() < 2) {
            return asTheyAre;
        }
        List<Plot> plots = Legible.together(asTheyAre);
        double[] x = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        double[] y = x.clone();
        for (Plot plot : plots) {
            for (Layer layer : plot.layers()) {
                if (layer instanceof Layer.Line line) {
                    take(line, plot, x, y);
                }
            }
        }
        return plots.stream()
                .map(plot -> new Plot(
                        plot.title(),
                        fixed(plot.x(), x, 0),
                        fixed(plot.y(), y, 0.04),
                        plot.layers(),
                        plot.legend(),
                        plot.viewpoint()))
                .toList();
    }

    private static void take(Layer.Line line, Plot plot, double[] x, double[] y) {
        for (int i = 0; i < line.x().length; i++) {
            if (shows(plot.x(), line.x()[i]) && shows(plot.y(), line.y()[i])) {
                x[0] = Math.min(x[0], line.x()[i]);
                x[1] = Math.max(x[1], line.x()[i]);
                y[0] = Math.min(y[0], line.y()[i]);
                y[1] = Math.max(y[1], line.y()[i]);
            }
        }
    }

    private static boolean shows(Axis axis, double value) {
        return Double.isFinite(value) && (axis.scale() == Axis.Scale.LINEAR || value > 0);
    }

    private static Axis fixed(Axis axis, double[] range, double air) {
        if (!(range[1] > range[0]) || !Double.isNaN(axis.min()) || !Double.isNaN(axis.max())) {
            return axis;
        }
        if (axis.scale() == Axis.Scale.LOG) {
            double margin = Math.pow(range[1] / range[0], air);
            return axis.within(range[0] / margin, range[1] * margin);
        }
        double margin = (range[1] - range[0]) * air;
        return axis.within(range[0] - margin, range[1] + margin);
    }
}
