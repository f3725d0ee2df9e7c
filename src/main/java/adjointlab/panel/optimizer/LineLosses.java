package adjointlab.panel.optimizer;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.train.Inspection;
import adjointlab.lab.preset.Settings;
import adjointlab.panel.kit.Grids;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Memo;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Losses on the straight line through the weights before and after an update, remembered.
final class LineLosses {
    /// Shares of the update at which the loss is solved.
    static final double[] SHARES = Grids.linear(-0.5, 1.5, 25);

    private static final Memo<Asked, double[]> LINES = new Memo<>(64);

    private record Asked(Looks.Landscape landscape, List<Double> from, List<Double> to) {}

    private LineLosses() {}

    /// @param from the weights before [p], not modified
    /// @param to the weights after [p], not modified
    /// @return at each of the shares; nothing if cancelled, or where the weights are not of one model
    static Optional<double[]> of(Settings settings, double[] from, double[] to, Cancellation cancellation) {
        if (from.length != to.length || from.length == 0) {
            return Optional.empty();
        }
        return LINES.get(new Asked(Looks.Landscape.of(settings), listed(from), listed(to)), () -> {
            double[][] thetas =
                    Arrays.stream(SHARES).mapToObj(s -> between(from, to, s)).toArray(double[][]::new);
            double[] losses = new Inspection(Looks.experiment(settings)).losses(thetas, cancellation);
            return cancellation.requested() ? Optional.empty() : Optional.of(losses);
        });
    }

    private static List<Double> listed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static double[] between(double[] from, double[] to, double share) {
        double[] theta = new double[from.length];
        Arrays.setAll(theta, i -> from[i] + share * (to[i] - from[i]));
        return theta;
    }

    /// The loss at any share, on a straight line between those that were solved.
    static double at(double[] losses, double share) {
        double place = (share - SHARES[0]) / (SHARES[1] - SHARES[0]);
        int i = Math.clamp((int) place, 0, losses.length - 2);
        return losses[i] + (place - i) * (losses[i + 1] - losses[i]);
    }
}
