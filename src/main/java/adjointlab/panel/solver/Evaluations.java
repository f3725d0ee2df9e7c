package adjointlab.panel.solver;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Values;
import adjointlab.core.train.Metric;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.RunMeasures.Along;
import adjointlab.panel.kit.Scales;
import adjointlab.panel.kit.SeedStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Function evaluations forward and backward over training, the mean over seeds of equal settings, over the
/// step sizes that the solver chose at the cursor.
public final class Evaluations implements Panel {
    private static final String TITLE = "Function evaluations";

    private static final Key<String> DIRECTION = Options.choice(
            "direction",
            "Direction",
            "both",
            Options.option("both", "forward and backward"),
            Options.option("forward", "forward"),
            Options.option("backward", "backward"));
    private static final Key<Along> ALONG = Along.option();
    private static final Key<Boolean> CUMULATIVE = Options.flag("cumulative", "Cumulative", false);
    private static final Key<Integer> ALARM = Options.whole("alarm", "Alarm line, 0 for none", 0, 0, 1000);
    private static final Key<Boolean> STEPS = Options.flag("steps", "Step sizes at the cursor", true);
    private static final Key<Axis.Scale> SCALE = Scales.option("linear");

    public static final Entry<Panel> ENTRY = new Entry<>(
            "nfe",
            TITLE,
            "Function evaluations of the solver forward and backward over training, mean over seeds of equal settings.",
            "Xia et al., NeurIPS 2021, Fig. 5",
            List.of(DIRECTION, ALONG, CUMULATIVE, ALARM, STEPS, SCALE),
            Evaluations::new);

    private final String direction;
    private final Along along;
    private final boolean cumulative;
    private final int alarm;
    private final boolean steps;
    private final Axis.Scale scale;

    private Evaluations(Values values) {
        direction = values.get(DIRECTION);
        along = values.get(ALONG);
        cumulative = values.get(CUMULATIVE);
        alarm = values.get(ALARM);
        steps = values.get(STEPS);
        scale = values.get(SCALE);
    }

    @Override
    public boolean isTimed() {
        return along.isTimed();
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see what its solves cost.");
        }
        List<Plot> plots = new ArrayList<>();
        boolean forward = !direction.equals("backward");
        boolean backward = direction.equals("backward") || direction.equals("both") && anyBackward(context);
        for (Group column : Groups.columns(context)) {
            if (forward) {
                plots.add(plot(context, column, Metric.NFE_FORWARD, "forward"));
            }
            if (backward) {
                plots.add(plot(context, column, Metric.NFE_BACKWARD, "backward"));
            }
        }
        if (plots.stream().allMatch(plot -> plot.layers().isEmpty())) {
            return Figure.empty(TITLE, Looks.notYet(context.runs()));
        }
        List<Figure.Row> rows = new ArrayList<>();
        rows.add(new Figure.Row(1, Scales.share(plots)));
        List<Plot> ribbons = steps ? ribbons(context, forward, backward) : List.of();
        if (!ribbons.isEmpty()) {
            rows.add(new Figure.Row(0.5, Scales.share(ribbons)));
        }
        return new Figure(TITLE, alarmed(context) + "k = " + context.cursor() + along.doubt(context.runs()), rows, "");
    }

    /// Whether any run's way back evaluates the field at all; the discrete adjoint's does not.
    private static boolean anyBackward(PanelContext context) {
        return context.runs().stream()
                .anyMatch(shown -> shown.run().log().rows() == 0
                        || shown.run().log().get(Metric.NFE_BACKWARD.id(), 0) > 0
                        || shown.run().log().get(Metric.NFE_BACKWARD.id(), shown.at(context.cursor())) > 0);
    }

    private static List<Plot> ribbons(PanelContext context, boolean forward, boolean backward) {
        List<Plot> ribbons = new ArrayList<>();
        for (Group column : Groups.columns(context)) {
            if (forward) {
                StepRibbon.plot(context, column, false).ifPresent(ribbons::add);
            }
            if (backward) {
                StepRibbon.plot(context, column, true).ifPresent(ribbons::add);
            }
        }
        return ribbons;
    }

    /// Which groups cost more than the alarm allows at the cursor: "above 60: NODE · ".
    private String alarmed(PanelContext context) {
        if (alarm == 0 || cumulative) {
            return "";
        }
        List<String> above = new ArrayList<>();
        for (Group group : Groups.ofSeeds(context.runs())) {
            boolean forward = !direction.equals("backward") && exceeds(group, Metric.NFE_FORWARD, context.cursor());
            if (forward || !direction.equals("forward") && exceeds(group, Metric.NFE_BACKWARD, context.cursor())) {
                above.add(group.label());
            }
        }
        return above.isEmpty() ? "" : "above " + alarm + ": " + String.join(", ", above) + " · ";
    }

    private boolean exceeds(Group group, Metric metric, int cursor) {
        double[] mean = new SeedStatistics(group.runs(), metric.id()).mean();
        return mean.length > 0 && mean[Math.min(cursor, mean.length - 1)] > alarm;
    }

    private Optional<Layer.Line> line(Group seeds, Metric metric) {
        SeedStatistics statistics = new SeedStatistics(seeds.runs(), metric.id());
        double[] mean = statistics.mean();
        if (mean.length == 0) {
            return Optional.empty();
        }
        for (int k = 1; cumulative && k < mean.length; k++) {
            mean[k] += mean[k - 1];
        }
        String name = seeds.label() + (statistics.count() > 1 ? ", mean, n = " + statistics.count() : "");
        return Optional.of(new Layer.Line(name, seeds.style().with(Marker.NONE), statistics.across(along), mean, "")
                .ownedBy(seeds.owner()));
    }

    private Plot plot(PanelContext context, Group column, Metric metric, String word) {
        List<Layer> layers = new ArrayList<>(Groups.linesOfSeeds(column, seeds -> line(seeds, metric)));
        if (!layers.isEmpty() && alarm > 0) {
            layers.add(new Layer.Rule("alarm", SeriesStyle.line(Hue.WARNING).with(Dash.DASHED), false, alarm));
        }
        if (!layers.isEmpty() && along == Along.ITERATION && !Groups.atEnd(context)) {
            layers.add(new Layer.Rule("k = " + context.cursor(), SeriesStyle.line(Hue.ACCENT), true, context.cursor()));
        }
        String title = column.label().isEmpty() ? word : column.label() + ", " + word;
        Axis y = Axis.of(cumulative ? "evaluations so far" : "evaluations", scale, Axis.Quantity.OTHER);
        return new Plot(title, along.axis(), y, layers, false);
    }
}
