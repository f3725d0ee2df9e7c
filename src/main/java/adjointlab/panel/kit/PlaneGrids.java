package adjointlab.panel.kit;

import adjointlab.core.math.Numbers;
import adjointlab.core.train.Inspection;
import adjointlab.lab.preset.Settings;
import adjointlab.panel.kit.Looks.Landscape;
import adjointlab.panel.kit.SurfaceGrids.Span;
import java.util.Arrays;
import java.util.Optional;

/// Losses solved on a grid of a plane, remembered.
public final class PlaneGrids {
    private static final Memo<Request, double[][]> GRIDS = new Memo<>(48);

    private record Request(Landscape landscape, Plane plane, Span x, Span y) {}

    private PlaneGrids() {}

    /// The loss over a plane; says how far it is.
    ///
    /// @return [y.count][x.count], NaN where the solve fails; nothing if cancelled
    public static Optional<double[][]> of(Settings settings, Plane plane, Span x, Span y, PanelContext context) {
        return GRIDS.get(new Request(Landscape.of(settings), plane, x, y), () -> {
            Inspection inspection = new Inspection(Looks.experiment(settings));
            double[] xs = x.values();
            double[] ys = y.values();
            double[][] losses = new double[ys.length][];
            for (int row = 0; row < ys.length; row++) {
                double[][] thetas = new double[xs.length][];
                double b = ys[row];
                Arrays.setAll(thetas, i -> plane.at(xs[i], b));
                context.preview()
                        .progress(
                                (double) row / ys.length,
                                "losses at " + Numbers.count((long) xs.length * ys.length) + " points");
                losses[row] = inspection.losses(thetas, context.cancellation());
                if (context.cancellation().requested()) {
                    return Optional.empty();
                }
            }
            return Optional.of(losses);
        });
    }
}
