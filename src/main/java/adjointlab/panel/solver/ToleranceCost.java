package adjointlab.panel.solver;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Integration;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Values;
import adjointlab.core.math.Fingerprint;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.train.Evaluation;
import adjointlab.core.train.Trainer;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Memo;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.Scales;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a gradient at the cursor's weights costs at each tolerance, one run of each group.
public final class ToleranceCost implements Panel {
    private static final String TITLE = "Evaluations against tolerance";
    private static final double[] TOLERANCES = {1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3};
    /// Below it steps are refused for the rounding of single precision, however short they are.
    private static final double LEAST_OF_SINGLE = 1e-6;

    private static final Memo<Asked, Cost> COSTS = new Memo<>(128);

    private static final Key<String> DIRECTION = Options.choice(
            "direction",
            "Direction",
            "both",
            Options.option("both", "forward and backward"),
            Options.option("backward", "backward"));

    public static final Entry<Panel> ENTRY = new Entry<>(
            "nfe-tolerance",
            TITLE,
            "Function evaluations forward and backward against the solver's tolerance, at the cursor's weights.",
            "Xia et al., NeurIPS 2021, Fig. 7",
            List.of(DIRECTION),
            ToleranceCost::new);

    private record Asked(Settings settings, Fingerprint theta) {}

    /// [tolerances] each; NaN where a solve failed or rounding hides the tolerance.
    private record Cost(double[] forward, double[] backward) {}

    private final boolean both;

    private ToleranceCost(Values values) {
        both = values.get(DIRECTION).equals("both");
    }

    @Override
    public boolean computesLong() {
        return true;
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see what accuracy costs.");
        }
        List<Plot> plots = new ArrayList<>();
        for (Group column : Groups.columns(context)) {
            List<Layer> forward = new ArrayList<>();
            List<Layer> backward = new ArrayList<>();
            for (Group group : Groups.of(column.runs())) {
                Shown shown = Groups.focus(group.runs(), context.focus());
                cost(shown, context).ifPresent(cost -> {
                    String label = Groups.labelIn(column, group);
                    forward.add(new Layer.Line(group.label(), shown.style(), TOLERANCES, cost.forward(), label)
                            .ownedBy(shown.owner()));
                    backward.add(new Layer.Line(group.label(), shown.style(), TOLERANCES, cost.backward(), label)
                            .ownedBy(shown.owner()));
                });
            }
            if (both) {
                plots.add(plot(column.label(), "forward", forward));
            }
            plots.add(plot(column.label(), "backward", backward));
        }
        if (plots.stream().allMatch(plot -> plot.layers().isEmpty())) {
            return Figure.empty(TITLE, Looks.notYet(context.runs()));
        }
        boolean single = context.runs().stream()
                .anyMatch(shown -> Looks.isSingle(shown.run().settingsAt(shown.at(context.cursor()))));
        String note = "k = " + context.cursor() + (single ? " · single precision: from 10⁻⁶" : "");
        return new Figure(TITLE, note, List.of(new Figure.Row(1, Scales.share(plots))), "");
    }

    private static Plot plot(String column, String word, List<Layer> layers) {
        return new Plot(
                column.isEmpty() ? word : column + ", " + word,
                Axis.of("tolerance", Axis.Scale.LOG, Axis.Quantity.OTHER),
                Axis.of("evaluations", Axis.Scale.LOG, Axis.Quantity.OTHER),
                layers,
                false);
    }

    private static Optional<Cost> cost(Shown shown, PanelContext context) {
        int k = shown.at(context.cursor());
        Settings settings = shown.run().settingsAt(k);
        return Looks.weights(shown.run(), k, context.cancellation())
                .flatMap(theta -> COSTS.get(
                        new Asked(settings, Fingerprint.of(theta)),
                        () -> measure(settings, theta, context.cancellation())));
    }

    private static Optional<Cost> measure(Settings settings, double[] theta, Cancellation cancellation) {
        Cost cost = new Cost(new double[TOLERANCES.length], new double[TOLERANCES.length]);
        for (int i = 0; i < TOLERANCES.length; i++) {
            if (TOLERANCES[i] < LEAST_OF_SINGLE && Looks.isSingle(settings)) {
                cost.forward[i] = Double.NaN;
                cost.backward[i] = Double.NaN;
                continue;
            }
            Settings at = settings.with(Slots.SOLVER.at(Integration.RTOL), TOLERANCES[i])
                    .with(Slots.SOLVER.at(Integration.ATOL), TOLERANCES[i]);
            Trainer trainer = new Trainer(Looks.experiment(at), theta);
            trainer.tests(false);
            Evaluation evaluation = trainer.evaluate(cancellation);
            if (cancellation.requested()) {
                return Optional.empty();
            }
            boolean ok = evaluation.status().ok();
            cost.forward[i] = ok ? evaluation.nfeForward() : Double.NaN;
            cost.backward[i] = ok ? evaluation.nfeBackward() : Double.NaN;
        }
        return Optional.of(cost);
    }
}
