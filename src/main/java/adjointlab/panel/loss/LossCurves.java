package adjointlab.panel.loss;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Optimizers;
import adjointlab.core.catalog.Values;
import adjointlab.core.math.Numbers;
import adjointlab.core.train.Metric;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Finding;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.lab.preset.Setting;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunState;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunMeasures;
import adjointlab.panel.kit.RunMeasures.Along;
import adjointlab.panel.kit.Scales;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Any logged metric over training, of all visible runs, whole: nothing is thinned or cut at the cursor.
public final class LossCurves implements Panel {
    private static final String LINEAR_RATE = "theorem-1";
    private static final int MOST_IN_LEGEND = 5;
    private static final Setting<Double> RATE = Slots.OPTIMIZER.at(Optimizers.LEARNING_RATE);

    private static final Key<String> METRIC =
            Options.choice("metric", "Quantity", Metric.LOSS.id(), RunMeasures.options());
    private static final Key<Axis.Scale> SCALE = Scales.option("log");
    private static final Key<Along> ALONG = Along.option();
    private static final Key<Integer> SMOOTHING = Options.whole("smoothing", "Mean over iterations", 1, 1, 200);
    private static final Key<String> REFERENCE = Options.choice(
            "reference",
            "Reference",
            "none",
            Options.option("none", "none"),
            Options.option(LINEAR_RATE, "(1 − 2η)ᵏ of Theorem 1"));

    public static final Entry<Panel> ENTRY = new Entry<>(
            "loss-curves",
            "Loss",
            "The loss, or any other logged metric, over iterations, function evaluations or seconds.",
            "",
            List.of(METRIC, SCALE, ALONG, SMOOTHING, REFERENCE),
            LossCurves::new);

    private final String metric;
    private final Axis.Scale scale;
    private final Along along;
    private final int window;
    private final boolean reference;

    private LossCurves(Values values) {
        metric = values.get(METRIC);
        scale = values.get(SCALE);
        along = values.get(ALONG);
        window = values.get(SMOOTHING);
        reference = values.get(REFERENCE).equals(LINEAR_RATE);
    }

    @Override
    public boolean isTimed() {
        return along.isTimed();
    }

    @Override
    public Figure figure(PanelContext context) {
        String title = metric.equals(RunMeasures.PARAMETERS)
                ? "Parameters"
                : RunMeasures.metric(metric).label();
        if (context.runs().isEmpty()) {
            return Figure.empty(title, "Show a run to see its curve.");
        }
        List<Plot> plots = new ArrayList<>();
        for (Group group : Groups.columns(context)) {
            plots.add(plot(context, group));
        }
        if (plots.stream().allMatch(plot -> plot.layers().stream().noneMatch(LossCurves::hasPoint))) {
            boolean trains = context.runs().stream().anyMatch(shown -> Looks.isTraining(shown.run()));
            return Figure.empty(
                    title,
                    trains
                            ? why(context)
                            : "These runs do not train; Distribution and Convergence show what they measure.");
        }
        String mean = window > 1 ? "faded: raw, strong: mean of " + window + " · " : "";
        return new Figure(
                title,
                mean + "k = " + context.cursor() + along.doubt(context.runs()),
                List.of(new Figure.Row(1, Scales.share(plots))),
                "");
    }

    /// Why runs that train have no value yet.
    private String why(PanelContext context) {
        if (!isSeldom(metric) || !isEvaluated(context)) {
            return Looks.notYet(context.runs());
        }
        if (context.runs().stream().anyMatch(shown -> shown.run().isLooking())) {
            return "The " + (RunMeasures.metric(metric).ofTest() ? "test" : "validation")
                    + " samples are being looked at.";
        }
        return "These runs have no " + kind(RunMeasures.metric(metric)) + ".";
    }

    private static boolean hasPoint(Layer layer) {
        if (layer instanceof Layer.Line line) {
            for (double y : line.y()) {
                if (Double.isFinite(y)) {
                    return true;
                }
            }
        }
        return false;
    }

    private Plot plot(PanelContext context, Group column) {
        List<Layer> layers = new ArrayList<>();
        for (Group group : Groups.of(column.runs())) {
            addGroup(layers, group, column);
        }
        Shown focus = Groups.focus(column.runs(), context.focus());
        addTarget(layers, focus);
        if (!Groups.atEnd(context)) {
            addCursor(layers, focus, context.cursor());
        }
        return new Plot(
                column.label(),
                along.axis(column.runs()),
                yAxis(focus.run()),
                layers,
                window > 1 && column.runs().size() <= MOST_IN_LEGEND);
    }

    private Axis yAxis(Run run) {
        if (!metric.equals(RunMeasures.PARAMETERS)) {
            return Axis.of(RunMeasures.title(RunMeasures.metric(metric)) + smoothing(), scale, Axis.Quantity.OTHER);
        }
        List<String> columns = RunMeasures.parameterColumns(run);
        String title = columns.size() == 1 ? RunMeasures.parameterName(columns.getFirst()) : "parameters";
        return Axis.of(
                title + smoothing(),
                Axis.Scale.LINEAR,
                columns.size() == 1 ? Axis.Quantity.PARAMETER : Axis.Quantity.OTHER);
    }

    /// What the strong lines are, as exported figures have to say.
    private String smoothing() {
        return window > 1 ? ", mean of " + window + " iterations" : "";
    }

    /// The lines of a group; the one that ends highest bears the group's name.
    private void addGroup(List<Layer> layers, Group group, Group column) {
        List<Layer.Line> lines = new ArrayList<>();
        for (Shown shown : group.runs()) {
            lines.addAll(lines(shown));
        }
        Groups.named(column, group, lines).forEach(line -> addLine(layers, line));
        if (reference) {
            group.runs().forEach(shown -> addReference(layers, shown));
        }
        group.runs().forEach(shown -> addEnd(layers, shown));
    }

    private List<Layer.Line> lines(Shown shown) {
        Run run = shown.run();
        List<String> columns =
                metric.equals(RunMeasures.PARAMETERS) ? RunMeasures.parameterColumns(run) : List.of(metric);
        int rows = run.log().rows();
        double[] x = along.of(run, rows);
        SeriesStyle style = shown.style().with(Marker.NONE);
        List<Layer.Line> lines = new ArrayList<>();
        for (String column : columns) {
            String name = columns.size() == 1
                    ? Groups.name(shown)
                    : Groups.name(shown) + ", " + RunMeasures.parameterName(column);
            double[] y = run.log().values(column, rows);
            int[] known = isSeldom(column)
                    ? IntStream.range(0, rows).filter(k -> !Double.isNaN(y[k])).toArray()
                    : IntStream.range(0, rows).toArray();
            lines.add(new Layer.Line(name, style, at(x, known), at(y, known), "").ownedBy(shown.owner()));
        }
        return lines;
    }

    /// What samples a metric is of that is measured at some iterations only.
    private static String kind(Metric metric) {
        boolean told = metric == Metric.TEST_ACCURACY || metric == Metric.VALIDATION_ACCURACY;
        return (metric.ofTest() ? "test samples" : "validation samples") + (told ? " whose class is told" : "");
    }

    private static boolean isEvaluated(PanelContext context) {
        return context.runs().stream().anyMatch(shown -> shown.run().log().rows() > 0);
    }

    /// Whether a metric may be measured at some iterations only, so that a line joins those.
    private static boolean isSeldom(String column) {
        return Arrays.stream(Metric.values())
                .anyMatch(each ->
                        (each.ofTest() || each.ofValidation()) && each.id().equals(column));
    }

    private static double[] at(double[] values, int... places) {
        return Arrays.stream(places).mapToDouble(k -> values[k]).toArray();
    }

    /// The raw line, and above it the smoothed one where that is asked for.
    private void addLine(List<Layer> layers, Layer.Line line) {
        if (window == 1) {
            layers.add(line);
            return;
        }
        layers.add(line.with(line.style().with(Emphasis.FADED)).endingWith(""));
        layers.add(new Layer.Line(
                        line.name() + ", mean of " + window,
                        line.style(),
                        line.x(),
                        trailingMean(line.y()),
                        line.endLabel())
                .ownedBy(line.owner()));
    }

    /// Mean of the last `window` values, of fewer at the beginning.
    private double[] trailingMean(double[] y) {
        double[] mean = new double[y.length];
        for (int k = 0; k < y.length; k++) {
            int from = Math.max(0, k - window + 1);
            double sum = 0;
            for (int i = from; i <= k; i++) {
                sum += y[i];
            }
            mean[k] = sum / (k - from + 1);
        }
        return mean;
    }

    /// Theorem 1 of Okamoto et al., "Learning the Simplest Neural ODE": Loss(a_k) = (1 − 2η)^k Loss(a_0).
    private void addReference(List<Layer> layers, Shown shown) {
        Run run = shown.run();
        if (!run.startSettings().has(RATE)
                || !metric.equals(Metric.LOSS.id())
                || run.log().rows() == 0) {
            return;
        }
        double rate = 1 - 2 * run.startSettings().get(RATE);
        double[] y = new double[run.log().rows()];
        for (int k = 0; k < y.length; k++) {
            y[k] = run.log().get(Metric.LOSS.id(), 0) * Math.pow(rate, k);
        }
        SeriesStyle style = new SeriesStyle(Hue.MUTED, Dash.DASHED, Marker.NONE, Emphasis.NORMAL);
        String name =
                "(1 − 2η)ᵏ L(a₀), η = " + Numbers.brief(run.startSettings().get(RATE), 3);
        layers.add(0, new Layer.Line(name, style, along.of(run, y.length), y, "").ownedBy(shown.owner()));
    }

    /// Where a single parameter should go, if that is known.
    private void addTarget(List<Layer> layers, Shown focus) {
        if (metric.equals(RunMeasures.PARAMETERS) && focus.run().log().rows() > 0) {
            Looks.closedForm(focus.run().asked())
                    .ifPresent(form -> layers.add(
                            new Layer.Rule("a*", SeriesStyle.line(Hue.MUTED).with(Dash.DASHED), false, form.target())));
        }
    }

    /// Marks where a diverged run's curve stops.
    private void addEnd(List<Layer> layers, Shown shown) {
        if (!(shown.run().state() instanceof RunState.Diverged diverged)) {
            return;
        }
        for (Layer.Line line : lines(shown)) {
            int last = line.x().length - 1;
            if (last >= 0) {
                SeriesStyle style = shown.style().with(Emphasis.STRONG).with(Marker.CROSS);
                String name = line.name() + Finding.DIVERGED + diverged.story();
                layers.add(new Layer.Points(name, style, new double[] {line.x()[last]}, new double[] {line.y()[last]})
                        .ownedBy(shown.owner()));
            }
        }
    }

    private void addCursor(List<Layer> layers, Shown focus, int iteration) {
        int k = focus.at(iteration);
        if (k < focus.run().log().rows()) {
            double at = along == Along.ITERATION ? iteration : along.of(focus.run(), k + 1)[k];
            layers.add(new Layer.Rule("k = " + iteration, SeriesStyle.line(Hue.ACCENT), true, at));
        }
    }
}
