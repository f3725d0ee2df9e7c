package adjointlab.panel.optimizer;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Optimizers;
import adjointlab.core.catalog.Values;
import adjointlab.core.math.Numbers;
import adjointlab.core.train.Metric;
import adjointlab.core.train.SolveRecord;
import adjointlab.core.train.SolveRecord.Adjoint;
import adjointlab.core.train.SolveRecord.Step;
import adjointlab.core.train.SolveRecord.Trajectories;
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
import adjointlab.panel.kit.ComponentNames;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.StepStrip;
import adjointlab.panel.kit.TimeAxis;
import adjointlab.panel.optimizer.Moments.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One iteration of a run in slow motion: each step of the solver forward, the loss, the adjoint backward, the
/// gradient, and the update along which the loss falls or does not.
///
/// Shown is the iteration that led to the cursor; before the first one, all of it but the update.
public final class OneIteration implements Panel {
    private static final String TITLE = "Inside an iteration";
    private static final String PLAYED = "moment";

    /// Equally spaced times of the way.
    private static final int TIMES = 201;

    /// Lines that can be told apart.
    private static final int MOST_LINES = 6;

    private static final int DIGITS = 3;

    private static final Key<Integer> MOMENT =
            Options.whole(PLAYED, "Moment of the iteration", Moments.LAST, 0, Moments.LAST);

    public static final Entry<Panel> ENTRY = new Entry<>(
            "one-iteration",
            TITLE,
            "One iteration in slow motion: the solver's steps forward, the loss, the adjoint backward, the gradient,"
                    + " the update.",
            "Chen et al., NeurIPS 2018, Algorithm 1",
            List.of(MOMENT),
            OneIteration::new);

    /// An iteration of a run.
    ///
    /// @param from the iteration that it begins with
    /// @param done whether its update was made
    private record Seen(Shown shown, int from, boolean done, Moments moments) {
        SolveRecord picture() {
            return moments.picture();
        }

        Settings settings() {
            return shown.run().settingsAt(from);
        }

        double logged(Metric metric, int iteration) {
            return shown.run().log().get(metric.id(), iteration);
        }
    }

    private final int moment;

    private OneIteration(Values values) {
        moment = values.get(MOMENT);
    }

    @Override
    public String played() {
        return PLAYED;
    }

    @Override
    public String words(int at) {
        return Numbers.fixed(100.0 * at / Moments.LAST, 0) + " %";
    }

    @Override
    public double seconds() {
        return 10;
    }

    @Override
    public boolean isOneIteration() {
        return true;
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see one of its iterations in slow motion.");
        }
        Shown focus = Groups.focus(context);
        int k = focus.at(context.cursor());
        int from = Math.max(0, k - 1);
        Optional<SolveRecord> picture = Looks.picture(focus.run(), from, TIMES, context.cancellation());
        if (picture.isEmpty() || picture.get().trajectories().times().length < 2) {
            return Figure.empty(TITLE, Looks.notYet(context.runs()));
        }
        Seen seen = new Seen(focus, from, k > from, new Moments(picture.get(), moment));
        List<Plot> ways = new ArrayList<>(List.of(forward(seen), backward(seen)));
        List<Figure.Row> rows = new ArrayList<>();
        rows.add(new Figure.Row(1.1, ways));
        rows.add(new Figure.Row(0.2, List.of(steps(seen, true), steps(seen, false))));
        List<Plot> last = new ArrayList<>();
        update(seen, context).ifPresent(last::add);
        last.add(numbers(seen));
        rows.add(new Figure.Row(1, last));
        String note = Groups.who(context)
                + (seen.done
                        ? "from k = " + Numbers.count(from) + " to " + Numbers.count(k)
                        : "k = 0, before the first update")
                + Looks.samples(context.runs());
        return new Figure(TITLE, note, rows, "");
    }

    // ---- the ways --------------------------------------------------------------------------------

    private static Axis time(Seen seen) {
        double[] times = seen.picture().trajectories().times();
        return TimeAxis.of(List.of(seen.shown())).within(times[0], times[times.length - 1]);
    }

    /// The states as far as the solver has come, and the truth where it is known.
    private static Plot forward(Seen seen) {
        Trajectories ways = seen.picture().trajectories();
        double reached = seen.moments.reached();
        int shown = (int) Arrays.stream(ways.times())
                .filter(t -> t <= reached + 1e-12 * Math.abs(reached))
                .count();
        int dim = ways.model()[0][0].length;
        List<Layer> layers = new ArrayList<>();
        if (ways.truth().length == ways.times().length) {
            lines(ways.truth(), dim)
                    .forEach(y -> layers.add(new Layer.Line(
                            "truth", SeriesStyle.line(Hue.TRUTH).with(Dash.DASHED), ways.times(), y, "")));
        }
        double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        List<double[]> all = lines(ways.model(), dim);
        SeriesStyle style = seen.shown.style().with(Marker.NONE);
        for (double[] y : all) {
            Arrays.stream(y).filter(Double::isFinite).forEach(value -> widen(range, value));
            layers.add(new Layer.Line(
                            Groups.name(seen.shown),
                            style,
                            Arrays.copyOf(ways.times(), shown),
                            Arrays.copyOf(y, shown),
                            "")
                    .ownedBy(seen.shown.owner()));
            if (shown > 0) {
                layers.add(new Layer.Points(
                                Groups.name(seen.shown) + ", now",
                                seen.shown.style(),
                                new double[] {ways.times()[shown - 1]},
                                new double[] {y[shown - 1]})
                        .ownedBy(seen.shown.owner()));
            }
        }
        List<Step> tried = seen.moments.forward();
        if (!tried.isEmpty() && seen.moments.phase() == Phase.FORWARD) {
            layers.addFirst(region(tried.getLast()));
        }
        layers.stream()
                .filter(Layer.Line.class::isInstance)
                .map(Layer.Line.class::cast)
                .filter(line -> line.owner().isNobody())
                .forEach(
                        line -> Arrays.stream(line.y()).filter(Double::isFinite).forEach(value -> widen(range, value)));
        return new Plot(
                "forward",
                time(seen),
                steady(Axis.linear(ComponentNames.of(seen.settings()).allPredicted()), range),
                layers,
                false);
    }

    /// The step that is being tried.
    private static Layer region(Step step) {
        double end = step.t() + step.h();
        return new Layer.Region(
                step.accepted() ? "" : "rejected",
                SeriesStyle.line(step.accepted() ? Hue.ACCENT : Hue.WARNING),
                Math.min(step.t(), end),
                Math.max(step.t(), end),
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY);
    }

    /// All components of one sample, or the one component of several.
    private static List<double[]> lines(double[][][] states, int dim) {
        int samples = dim == 1 ? Math.min(MOST_LINES, states[0].length) : 1;
        int components = Math.min(Math.min(MOST_LINES, dim), states[0][0].length);
        List<double[]> lines = new ArrayList<>();
        for (int s = 0; s < samples; s++) {
            for (int i = 0; i < components; i++) {
                double[] y = new double[states.length];
                for (int t = 0; t < y.length; t++) {
                    y[t] = states[t][s][i];
                }
                lines.add(y);
            }
        }
        return lines;
    }

    private static void widen(double[] range, double value) {
        range[0] = Math.min(range[0], value);
        range[1] = Math.max(range[1], value);
    }

    /// The range of the whole way, so that nothing moves while it is played.
    private static Axis steady(Axis axis, double[] range) {
        double air = 0.06 * (range[1] - range[0]);
        return air > 0 ? axis.within(range[0] - air, range[1] + air) : axis;
    }

    /// ‖a(t)‖ from T as far as it has come.
    private static Plot backward(Seen seen) {
        List<Adjoint> whole = seen.picture().adjoint();
        List<Adjoint> shown = seen.moments.adjoint();
        double[] norms = whole.stream().mapToDouble(Adjoint::norm).toArray();
        boolean decades = Arrays.stream(norms).allMatch(norm -> norm > 0);
        double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        Arrays.stream(norms).filter(Double::isFinite).forEach(norm -> widen(range, norm));
        List<Layer> layers = new ArrayList<>();
        List<Step> tried = seen.moments.backward();
        if (!tried.isEmpty() && seen.moments.phase() == Phase.BACKWARD) {
            layers.add(region(tried.getLast()));
        }
        double[] t = shown.stream().mapToDouble(Adjoint::t).toArray();
        double[] y = shown.stream().mapToDouble(Adjoint::norm).toArray();
        layers.add(new Layer.Line(Groups.name(seen.shown), seen.shown.style().with(Marker.NONE), t, y, "")
                .ownedBy(seen.shown.owner()));
        if (t.length > 0) {
            layers.add(new Layer.Points(
                            Groups.name(seen.shown) + ", now",
                            seen.shown.style(),
                            new double[] {t[t.length - 1]},
                            new double[] {y[t.length - 1]})
                    .ownedBy(seen.shown.owner()));
        }
        Axis axis = Axis.of("‖a(t)‖₂", decades ? Axis.Scale.LOG : Axis.Scale.LINEAR, Axis.Quantity.OTHER);
        Axis fixed = !decades
                ? steady(axis, range)
                : range[1] > range[0] ? axis.within(range[0] / 1.2, range[1] * 1.2) : axis;
        return new Plot("backward", time(seen), fixed, layers, false);
    }

    /// The steps that were tried by now, and in words the last of them.
    private static Plot steps(Seen seen, boolean forward) {
        List<Step> all = forward ? seen.picture().forward() : seen.picture().backward();
        List<Step> tried = forward ? seen.moments.forward() : seen.moments.backward();
        String title = !forward && all.isEmpty() ? "back over the forward steps" : count(tried, all);
        return StepStrip.of(title, tried, seen.picture().trajectories().times(), seen.shown.owner());
    }

    private static String count(List<Step> tried, List<Step> all) {
        String count = "step " + tried.size() + " of " + all.size();
        if (tried.isEmpty() || tried.size() == all.size()) {
            long rejected = all.stream().filter(step -> !step.accepted()).count();
            return tried.isEmpty() ? all.size() + " steps" : all.size() + " steps, " + rejected + " rejected";
        }
        Step last = tried.getLast();
        String error =
                Double.isNaN(last.errorRatio()) ? "" : ", error ratio " + Numbers.brief(last.errorRatio(), DIGITS);
        return count + ": h = " + Numbers.brief(Math.abs(last.h()), 2) + error + (last.accepted() ? "" : ", rejected");
    }

    // ---- the update ------------------------------------------------------------------------------

    /// The loss along the update, the slope that the gradient gives it, and where the weights are.
    private static Optional<Plot> update(Seen seen, PanelContext context) {
        if (!seen.done || !seen.moments.phase().reached(Phase.LOSS)) {
            return seen.done ? Optional.of(along(List.of(), Double.NaN, Double.NaN)) : Optional.empty();
        }
        Optional<double[]> losses = losses(seen, context);
        if (losses.isEmpty()) {
            return Optional.empty();
        }
        double[] y = losses.get();
        double start = LineLosses.at(y, 0);
        List<Layer> layers = new ArrayList<>();
        boolean sloped = seen.moments.phase().reached(Phase.GRADIENT);
        if (sloped) {
            double slope = -seen.logged(Metric.PREDICTED_DECREASE, seen.from + 1);
            layers.add(new Layer.Line("loss along the step", SeriesStyle.line(Hue.MUTED), LineLosses.SHARES, y, ""));
            if (Double.isFinite(slope)) {
                double[] ends = {-0.5, 1.5};
                layers.add(new Layer.Line(
                        "slope ∇LᵀΔθ",
                        SeriesStyle.line(Hue.TRUTH).with(Dash.DOTTED),
                        ends,
                        Arrays.stream(ends).map(s -> start + s * slope).toArray(),
                        ""));
            }
        }
        double s = seen.moments.updated();
        layers.add(new Layer.Points(
                        Groups.name(seen.shown),
                        seen.shown.style().with(Emphasis.STRONG),
                        new double[] {s},
                        new double[] {LineLosses.at(y, s)})
                .ownedBy(seen.shown.owner()));
        double low = Arrays.stream(y).filter(Double::isFinite).min().orElse(Double.NaN);
        double high = Arrays.stream(y).filter(Double::isFinite).max().orElse(Double.NaN);
        return Optional.of(along(layers, low, high));
    }

    private static Plot along(List<Layer> layers, double low, double high) {
        Axis up = Axis.linear("Loss L");
        double air = 0.08 * (high - low);
        return new Plot(
                "update",
                Axis.linear("share of Δθ").within(-0.5, 1.5),
                air > 0 ? up.within(low - air, high + air) : up,
                layers,
                true);
    }

    private static Optional<double[]> losses(Seen seen, PanelContext context) {
        Optional<double[]> from = Looks.weights(seen.shown.run(), seen.from, context.cancellation());
        Optional<double[]> to = Looks.weights(seen.shown.run(), seen.from + 1, context.cancellation());
        return from.isEmpty() || to.isEmpty()
                ? Optional.empty()
                : LineLosses.of(seen.settings(), from.get(), to.get(), context.cancellation());
    }

    // ---- the numbers -----------------------------------------------------------------------------

    /// The formulas of the iteration with the numbers that are known by now.
    private static Plot numbers(Seen seen) {
        Moments moments = seen.moments;
        int next = seen.from + 1;
        String optimizer =
                Optimizers.CATALOG.get(seen.settings().id(Slots.OPTIMIZER)).label();
        double gradient = seen.logged(Metric.GRADIENT_NORM, seen.from);
        double loss = seen.logged(Metric.LOSS, seen.from);
        List<List<String>> rows = new ArrayList<>();
        rows.add(row(moments, Phase.FORWARD, "ẋ = f(t, x, θ)", "t = " + Numbers.brief(moments.reached(), DIGITS)));
        rows.add(row(moments, Phase.LOSS, "L", Numbers.readout(loss)));
        rows.add(row(
                moments,
                Phase.BACKWARD,
                "ȧ = −aᵀ ∂f/∂x",
                "‖a‖ = "
                        + Numbers.readout(moments.adjoint().stream()
                                .mapToDouble(Adjoint::norm)
                                .reduce((_, last) -> last)
                                .orElse(Double.NaN))));
        rows.add(row(moments, Phase.GRADIENT, "‖∇L‖", Numbers.readout(gradient)));
        if (seen.done) {
            double length = seen.logged(Metric.STEP_NORM, next);
            double predicted = seen.logged(Metric.PREDICTED_DECREASE, next);
            rows.add(row(moments, Phase.UPDATE, "‖Δθ‖, " + optimizer, Numbers.readout(length)));
            rows.add(row(moments, Phase.UPDATE, "angle of Δθ and −∇L", angle(predicted, gradient, length)));
            rows.add(row(moments, Phase.UPDATE, "−∇LᵀΔθ, promised", Numbers.readout(predicted)));
            rows.add(row(
                    moments, Phase.UPDATE, "−ΔL, kept", Numbers.readout(seen.logged(Metric.ACTUAL_DECREASE, next))));
        }
        return new Plot(
                "",
                Axis.linear(""),
                Axis.linear(""),
                List.of(new Layer.Table("numbers", List.of("quantity", "value"), rows)
                        .ownedByRows(Stream.generate(seen.shown::owner)
                                .limit(rows.size())
                                .toList())),
                false);
    }

    private static List<String> row(Moments moments, Phase phase, String formula, String value) {
        return List.of(formula, moments.phase().reached(phase) ? value : "");
    }

    private static String angle(double predicted, double gradient, double length) {
        double cosine = predicted / (gradient * length);
        return Double.isFinite(cosine)
                ? Numbers.brief(Math.toDegrees(Math.acos(Math.clamp(cosine, -1, 1))), 2) + "°"
                : "";
    }
}
