package adjointlab.panel.adjoint;

import adjointlab.core.catalog.Entry;
import adjointlab.core.math.Numbers;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.GradientTruth;
import adjointlab.core.train.GradientTruth.Method;
import adjointlab.core.train.GradientTruth.Point;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.lab.preset.Settings;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Measured;
import adjointlab.panel.kit.Measured.Outcome;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// How far the continuous and the discrete adjoint are from the true gradient at the cursor, and what they cost.
public final class GradientTruthMeter implements Panel {
    private static final String TITLE = "Gradient truth";

    public static final Entry<Panel> ENTRY = Entry.plain(
            "gradient-truth",
            TITLE,
            "Continuous against discrete adjoint: error and cost by tolerance.",
            "Chen et al., Neural Ordinary Differential Equations; Kidger, On Neural Differential Equations, section"
                    + " 5.1",
            new GradientTruthMeter());

    /// Components of a sample from which on few are taken.
    private static final int LARGE = 32;

    /// Of mini-batch trainings of large samples: the finest gradients keep what thousands of stages leave.
    private static final int SAMPLES = 2;

    private static final Measured<GradientTruth> TRUTH =
            new Measured<>((experiment, theta, cancellation) -> GradientTruth.of(few(experiment), theta, cancellation));

    private static Experiment few(Experiment experiment) {
        return experiment.task().problem().dim() < LARGE ? experiment : Looks.fewer(experiment, SAMPLES);
    }

    @Override
    public boolean computesLong() {
        return true;
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to measure its gradient.");
        }
        Shown focus = Groups.focus(context);
        Settings settings = focus.run().settingsAt(focus.at(context.cursor()));
        if (Looks.isSingle(settings)) {
            return Figure.empty(
                    TITLE,
                    "Single precision inside this model hides the errors; choose double precision to measure them.");
        }
        Optional<Outcome<GradientTruth>> measured = TRUTH.at(focus, focus.at(context.cursor()), context.cancellation());
        if (measured.isEmpty()) {
            return Figure.empty(TITLE, Looks.notYet(List.of(focus)));
        }
        if (measured.get().value().isEmpty()
                || measured.get().value().get().points().isEmpty()) {
            String refusal = measured.get().refusal();
            return Figure.empty(TITLE, refusal.isEmpty() ? "The gradient fails at these weights." : refusal);
        }
        GradientTruth truth = measured.get().value().get();
        Plot error = plot(truth, "Error", "‖g − g*‖/‖g*‖", Method::error, focus, true)
                .plus(apart(truth).ownedBy(focus.owner()));
        if (truth.points().stream().anyMatch(Point::misled)) {
            error = error.plus(lost(truth).ownedBy(focus.owner()));
        }
        Plot cost = plot(truth, "Cost", "evaluations and products", Method::cost, focus, false);
        String note = Groups.name(focus) + ", k = " + focus.at(context.cursor())
                + Looks.first(few(Looks.experiment(settings)))
                + warning(truth);
        return new Figure(TITLE, note, List.of(new Figure.Row(1, List.of(error, cost))), "");
    }

    /// Where the continuous adjoint's gradient is wrong, not only rough.
    private static Layer.Points lost(GradientTruth truth) {
        List<Point> wrong = truth.points().stream().filter(Point::misled).toList();
        return new Layer.Points(
                "state lost",
                SeriesStyle.line(Hue.MUTED).with(Marker.CROSS),
                wrong.stream().mapToDouble(Point::resolution).toArray(),
                wrong.stream().mapToDouble(point -> point.continuous().error()).toArray());
    }

    private static String warning(GradientTruth truth) {
        double worst = truth.points().stream()
                .filter(Point::misled)
                .mapToDouble(Point::missed)
                .max()
                .orElse(0);
        return worst == 0
                ? ""
                : "; solved back, the state misses its start by up to " + Numbers.brief(worst, 2)
                        + " times its size: choose discrete or discrete-checkpointed";
    }

    private static Plot plot(
            GradientTruth truth,
            String title,
            String label,
            ToDoubleFunction<Method> value,
            Shown shown,
            boolean legend) {
        double[] x = truth.points().stream().mapToDouble(Point::resolution).toArray();
        SeriesStyle style = shown.style();
        List<Layer> layers = List.of(
                line("continuous", style.with(Dash.SOLID).with(Marker.CIRCLE), truth, x, Point::continuous, value)
                        .ownedBy(shown.owner()),
                line(
                                "discrete",
                                SeriesStyle.line(Hue.TRUTH).with(Dash.DASHED).with(Marker.SQUARE),
                                truth,
                                x,
                                Point::discrete,
                                value)
                        .ownedBy(shown.owner()));
        String across = truth.byTolerance() ? "tolerance" : "number of steps";
        return new Plot(
                title,
                Axis.of(across, Axis.Scale.LOG, Axis.Quantity.OTHER),
                Axis.of(label, Axis.Scale.LOG, Axis.Quantity.OTHER),
                layers,
                legend);
    }

    /// How far the two are from each other: what the continuous adjoint adds to the forward solve's own error.
    private static Layer.Line apart(GradientTruth truth) {
        double[] x = truth.points().stream().mapToDouble(Point::resolution).toArray();
        double[] y = truth.points().stream().mapToDouble(Point::apart).toArray();
        return new Layer.Line("from each other", SeriesStyle.line(Hue.MUTED).with(Dash.DOTTED), x, y, "");
    }

    private static Layer.Line line(
            String name,
            SeriesStyle style,
            GradientTruth truth,
            double[] x,
            Function<Point, Method> method,
            ToDoubleFunction<Method> value) {
        double[] y = truth.points().stream()
                .mapToDouble(point -> value.applyAsDouble(method.apply(point)))
                .toArray();
        return new Layer.Line(name, style, x, y, "");
    }
}
