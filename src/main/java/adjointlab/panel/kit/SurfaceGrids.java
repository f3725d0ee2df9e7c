package adjointlab.panel.kit;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.train.Inspection;
import adjointlab.lab.preset.Settings;
import adjointlab.panel.kit.Looks.Landscape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Losses solved on grids of parameters, remembered.
public final class SurfaceGrids {
    /// Parameters are solved for in portions of this many between questions whether to stop.
    private static final int PORTION = 128;

    private static final Memo<Request, double[]> GRIDS = new Memo<>(64);

    /// @param axes [parameters], each from, to and count
    private record Request(Landscape landscape, List<Span> axes) {}

    /// An axis of a grid.
    ///
    /// @param from first value
    /// @param to last value
    /// @param count of equally spaced values, at least 2
    public record Span(double from, double to, int count) {
        public double[] values() {
            return Grids.linear(from, to, count);
        }
    }

    private SurfaceGrids() {}

    /// The loss over one parameter.
    ///
    /// @return [count]; nothing if cancelled
    public static Optional<double[]> line(Settings settings, Span axis, Cancellation cancellation) {
        return GRIDS.get(new Request(Landscape.of(settings), List.of(axis)), () -> {
            double[] values = axis.values();
            double[][] thetas = new double[values.length][];
            Arrays.setAll(thetas, i -> new double[] {values[i]});
            return solve(settings, thetas, cancellation);
        });
    }

    /// The loss over two parameters.
    ///
    /// @return [y.count × x.count], row-major; nothing if cancelled
    public static Optional<double[]> map(Settings settings, Span x, Span y, Cancellation cancellation) {
        return GRIDS.get(new Request(Landscape.of(settings), List.of(x, y)), () -> {
            double[] xs = x.values();
            double[] ys = y.values();
            double[][] thetas = new double[xs.length * ys.length][];
            Arrays.setAll(thetas, i -> new double[] {xs[i % xs.length], ys[i / xs.length]});
            return solve(settings, thetas, cancellation);
        });
    }

    private static Optional<double[]> solve(Settings settings, double[][] thetas, Cancellation cancellation) {
        Inspection inspection = new Inspection(Looks.experiment(settings));
        double[] losses = new double[thetas.length];
        for (int from = 0; from < thetas.length; from += PORTION) {
            int to = Math.min(from + PORTION, thetas.length);
            double[] portion = inspection.losses(Arrays.copyOfRange(thetas, from, to), cancellation);
            if (cancellation.requested()) {
                return Optional.empty();
            }
            System.arraycopy(portion, 0, losses, from, portion.length);
        }
        return Optional.of(losses);
    }
}
