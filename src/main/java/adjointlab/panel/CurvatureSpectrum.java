package adjointlab.panel;

import adjointlab.core.catalog.Entry;
import adjointlab.core.math.Fingerprint;
import adjointlab.core.math.Numbers;
import adjointlab.core.train.Curvature;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.panel.PanelContext.Shown;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// How differently predictions react to different directions of the weights: the Fisher matrix's eigenvalues at the cursor.
final class CurvatureSpectrum implements Panel {
    private static final String TITLE = "Curvature";

    static final Entry<Panel> ENTRY = Entry.plain(
            "curvature",
            TITLE,
            "Eigenvalues of the Fisher (Gauss-Newton) matrix E[JᵀJ] of one run at the cursor, rank and condition.",
            "Okamoto et al., Learning the Simplest Neural ODE, section 7; Amari, Neural Computation 10 (1998) 251",
            new CurvatureSpectrum());

    private static final Memo<Key, Measured> MEASURED = new Memo<>(128);

    private record Key(Looks.Landscape landscape, Fingerprint theta) {}

    /// @param curvature nothing where the solve fails
    /// @param refusal why there is none; "" where there is
    private record Measured(Optional<Curvature> curvature, String refusal) {}

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see its curvature.");
        }
        Shown focus = Groups.focus(context);
        Optional<Measured> measured = measure(focus, context);
        if (measured.isEmpty()) {
            return Figure.empty(TITLE, "The run in focus has not been evaluated yet.");
        }
        Optional<Curvature> curvature = measured.get().curvature();
        if (curvature.isEmpty() || curvature.get().rank() == 0) {
            String refusal = measured.get().refusal();
            return Figure.empty(TITLE, refusal.isEmpty() ? "Predictions do not change with the weights here." : refusal);
        }
        int rank = curvature.get().rank();
        double[] index = IntStream.rangeClosed(1, rank).asDoubleStream().toArray();
        double[] values = Arrays.copyOf(curvature.get().eigenvalues(), rank);
        Layer line = new Layer.Line(
                "eigenvalues", focus.style().with(Dash.SOLID).with(Marker.CIRCLE), index, values, "");
        Plot plot = new Plot(
                "rank " + rank + " of " + curvature.get().parameters() + ", condition "
                        + Numbers.brief(curvature.get().condition(), 3),
                Axis.of("index", Axis.Scale.LINEAR, Axis.Quantity.OTHER),
                Axis.of("eigenvalue of E[JᵀJ]", Axis.Scale.LOG, Axis.Quantity.OTHER),
                List.of(line),
                false);
        String note = Groups.name(focus) + ", k = " + focus.at(context.cursor());
        return new Figure(TITLE, note, List.of(new Figure.Row(1, List.of(plot))), "");
    }

    private static Optional<Measured> measure(Shown shown, PanelContext context) {
        var run = shown.run();
        int k = shown.at(context.cursor());
        Optional<double[]> theta = Looks.weights(run, k, context.cancellation());
        if (theta.isEmpty()) {
            return Optional.empty();
        }
        var settings = run.settingsAt(k);
        if (theta.get().length == 0) {
            return Optional.of(new Measured(Optional.empty(), "Nothing is learned here."));
        }
        Key key = new Key(
                Looks.Landscape.of(settings), Fingerprint.of(theta.get()));
        return MEASURED.get(key, () -> {
            try {
                var curvature = Curvature.of(Looks.experiment(settings), theta.get(), context.cancellation());
                return context.cancellation().requested()
                        ? Optional.empty()
                        : Optional.of(new Measured(curvature, ""));
            } catch (IllegalArgumentException refused) {
                String message = refused.getMessage();
                String sentence = Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
                return Optional.of(new Measured(Optional.empty(), sentence));
            }
        });
    }
}
