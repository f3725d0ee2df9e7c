package adjointlab.panel.adjoint;

import adjointlab.core.math.Fingerprint;
import adjointlab.core.train.SolveRecord;
import adjointlab.figure.Figure;
import adjointlab.lab.preset.Slots;
import adjointlab.panel.adjoint.TrainingMap.Column;
import adjointlab.panel.kit.Grids;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Memo;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.TimeAxis;
import java.util.List;
import java.util.Optional;

/// ‖a(t)‖ over t and training as maps: where a map pales towards t = 0, the loss no longer reaches the beginning.
final class AdjointMap {
    private static final int TIMES = 41;

    private static final Memo<Request, Column> COLUMNS = new Memo<>(1024);

    private record Request(Looks.Landscape landscape, String gradient, Fingerprint theta) {}

    private AdjointMap() {}

    /// The maps up to the cursor; no plots where nothing was evaluated.
    static List<Figure.Row> rows(PanelContext context) {
        return TrainingMap.rows(
                context, "‖a(t)‖₂", shown -> TimeAxis.of(List.of(shown)), (shown, k) -> column(shown, k, context));
    }

    private static Optional<Column> column(Shown shown, int k, PanelContext context) {
        Optional<double[]> theta = Looks.weights(shown.run(), k, context.cancellation());
        if (theta.isEmpty()) {
            return Optional.empty();
        }
        var data = Looks.data(shown.run().settings());
        double[] times = Grids.linear(data.start(), data.end(), TIMES);
        var settings = shown.run().settingsAt(k);
        Request request =
                new Request(Looks.Landscape.of(settings), settings.id(Slots.GRADIENT), Fingerprint.of(theta.get()));
        return COLUMNS.get(request, () -> Looks.picture(shown.run(), k, 2, context.cancellation())
                .filter(picture -> !picture.adjoint().isEmpty())
                .map(picture -> picture.adjoint().reversed())
                .map(adjoint -> Column.at(
                        times,
                        adjoint.stream().mapToDouble(SolveRecord.Adjoint::t).toArray(),
                        adjoint.stream().mapToDouble(SolveRecord.Adjoint::norm).toArray())));
    }
}
