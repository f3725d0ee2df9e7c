package adjointlab.panel.kernel;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Optimizers;
import adjointlab.core.catalog.Values;
import adjointlab.core.ntk.Modes;
import adjointlab.core.optim.Clipping;
import adjointlab.core.optim.Schedule;
import adjointlab.core.optim.Sgd;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.SquaredLoss;
import adjointlab.core.rollout.Experiment;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.probe.TangentProbe;
import adjointlab.lab.run.Run;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The residual of the run in focus along the modes of its first tangent kernel: at the start, at the cursor, and what
/// equation (8) predicts for the cursor, (1 − ηλᵢ)ᵏ of what was there at the start.
public final class ResidualModes implements Panel {
    private static final String TITLE = "Residual by mode";

    private static final Key<Integer> MODES = Options.whole("modes", "Modes", 24, 2, TangentProbe.MOST_ROWS);

    public static final Entry<Panel> ENTRY = new Entry<>(
            "ntk-modes",
            TITLE,
            "How much of the residual each mode of the tangent kernel holds, and what the linear theory predicts.",
            "Gao et al., Global Convergence in Neural ODEs, ICLR 2025, eq. (8)",
            List.of(MODES),
            ResidualModes::new);

    private final int most;

    private ResidualModes(Values values) {
        most = values.get(MODES);
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see its residual.");
        }
        Shown focus = Groups.focus(context);
        Run run = focus.run();
        int k = focus.at(context.cursor());
        Settings settings = run.settingsAt(k);
        if (!Looks.isTraining(run)) {
            return Figure.empty(TITLE, "Only a training has a residual that shrinks.");
        }
        Experiment experiment = Looks.experiment(settings);
        ProblemData data = Looks.data(settings);
        int rows = data.samples() * experiment.model().outputDim();
        boolean suits = experiment.task().loss() instanceof SquaredLoss
                && data.times().length == 1
                && data.targets().getLast().dim() == experiment.model().outputDim()
                && rows <= TangentProbe.MOST_ROWS;
        if (!suits) {
            return Figure.empty(
                    TITLE,
                    "Modes need a squared loss of one time and at most " + TangentProbe.MOST_ROWS
                            + " predictions, all of them trained on.");
        }
        Optional<Modes> modes = Tangents.modes(run, 0, data.samples(), context);
        Optional<double[]> first = residual(run, 0, context);
        Optional<double[]> now = residual(run, k, context);
        if (modes.isEmpty() || first.isEmpty() || now.isEmpty()) {
            return Figure.empty(
                    TITLE,
                    run.log().rows() == 0
                            ? Looks.notYet(List.of(focus))
                            : "The run in focus has no tangent kernel here.");
        }
        return draw(
                focus,
                k,
                modes.get(),
                modes.get().components(first.get()),
                modes.get().components(now.get()));
    }

    private static Optional<double[]> residual(Run run, int k, PanelContext context) {
        Settings settings = run.settingsAt(k);
        return Looks.weights(run, k, context.cancellation())
                .filter(theta -> theta.length > 0)
                .flatMap(theta -> TangentProbe.residual(
                        Looks.experiment(settings), theta, Looks.data(settings).samples(), context.cancellation()));
    }

    private Figure draw(Shown focus, int k, Modes modes, double[] first, double[] now) {
        int count = Math.min(most, now.length);
        double[] index = IntStream.rangeClosed(1, count).asDoubleStream().toArray();
        double[] atStart = sizes(first, count);
        double[] atCursor = sizes(now, count);
        Optional<double[]> shrinking = shrinking(focus.run(), k, modes, count);
        SeriesStyle style = focus.style();
        java.util.ArrayList<Layer> layers = new java.util.ArrayList<>();
        layers.add(new Layer.Bars("at the start", style.with(Emphasis.FADED).with(Marker.NONE), index, atStart, 0.86)
                .ownedBy(focus.owner()));
        layers.add(new Layer.Bars("now", style.with(Marker.NONE), index, atCursor, 0.5).ownedBy(focus.owner()));
        shrinking.ifPresent(factors -> {
            double[] predicted = new double[count];
            java.util.Arrays.setAll(predicted, i -> atStart[i] * factors[i]);
            layers.add(new Layer.Points(
                            "predicted by (8)",
                            new SeriesStyle(Hue.TRUTH, Dash.NONE, Marker.DIAMOND, Emphasis.NORMAL),
                            index,
                            predicted)
                    .ownedBy(focus.owner()));
        });
        String note = Groups.name(focus) + ", k = " + k
                + (shrinking.isEmpty() ? " · (8) predicts gradient descent without momentum only" : "");
        return Figure.of(
                TITLE,
                note,
                new Plot(
                        "",
                        Axis.linear("mode i of H₀, largest λ first").within(0.3, count + 0.7),
                        Axis.linear("|qᵢᵀ(u − y)|"),
                        layers,
                        true));
    }

    private static double[] sizes(double[] components, int count) {
        return IntStream.range(0, count)
                .mapToDouble(i -> Math.abs(components[i]))
                .toArray();
    }

    /// |1 − ηcλᵢ| multiplied over the iterations, c from the loss; nothing for other optimizers than plain descent.
    private static Optional<double[]> shrinking(Run run, int k, Modes modes, int count) {
        double[] factors = new double[count];
        java.util.Arrays.fill(factors, 1);
        for (int step = 0; step < k; step++) {
            Settings settings = run.settingsAt(step + 1);
            if (!(settings.create(Slots.OPTIMIZER) instanceof Sgd)
                    || settings.get(Slots.OPTIMIZER.at(Optimizers.MOMENTUM)) != 0
                    || settings.create(Slots.AROUND).isPresent()
                    || !settings.create(Slots.SCHEDULE).equals(Schedule.CONSTANT)
                    || !settings.create(Slots.CLIPPING).equals(Clipping.NONE)) {
                return Optional.empty();
            }
            Experiment experiment = Looks.experiment(settings);
            SquaredLoss loss = (SquaredLoss) experiment.task().loss();
            double c = loss.curvature(
                    Looks.data(settings).samples(), experiment.model().outputDim());
            double rate = settings.get(Slots.OPTIMIZER.at(Optimizers.LEARNING_RATE)) * c;
            for (int i = 0; i < count; i++) {
                factors[i] *= Math.abs(1 - rate * modes.eigenvalues()[i]);
            }
        }
        return Optional.of(factors);
    }
}
