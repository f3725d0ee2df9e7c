package adjointlab.panel.adjoint;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Values;
import adjointlab.core.train.Metric;
import adjointlab.core.train.SolveRecord;
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
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunMeasures.Along;
import adjointlab.panel.kit.Scales;
import adjointlab.panel.kit.TimeAxis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How strongly the loss at the horizon reaches back: ‖a(t)‖ over time at the cursor or at chosen iterations, its ends
/// over training, or a map over both.
public final class AdjointNorm implements Panel {
    private static final String TITLE = "Adjoint norm";

    private static final Key<String> OVER = Options.choice(
            "over",
            "Horizontal axis",
            "time",
            Options.option("time", "time t"),
            Options.option("training", "training"),
            Options.option("map", "training, with t upwards"));
    private static final Key<List<Double>> ITERATIONS =
            Options.list("iterations", "k", "Iterations to compare, none for the cursor", 8);
    private static final Key<Axis.Scale> SCALE = Scales.option("log");

    public static final Entry<Panel> ENTRY = new Entry<>(
            "adjoint-norm",
            TITLE,
            "The norm of the adjoint a(t) = ∂L/∂x(t) over time at chosen iterations, over training, or over both as a"
                    + " map.",
            "Chen et al., Neural Ordinary Differential Equations, eq. (4)",
            List.of(OVER, ITERATIONS, SCALE),
            AdjointNorm::new);

    private final boolean training;
    private final boolean map;
    private final int[] iterations;
    private final Axis.Scale scale;

    private AdjointNorm(Values values) {
        training = values.get(OVER).equals("training");
        map = values.get(OVER).equals("map");
        iterations = Arrays.stream(values.array(ITERATIONS))
                .mapToInt(k -> (int) Math.max(0, Math.rint(k)))
                .distinct()
                .toArray();
        scale = values.get(SCALE);
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see its adjoint.");
        }
        if (map) {
            List<Figure.Row> rows = AdjointMap.rows(context);
            return rows.isEmpty()
                    ? Figure.empty(TITLE, Looks.notYet(context.runs()))
                    : new Figure(TITLE, "k = 0 … " + context.cursor() + ", one scale", rows, "");
        }
        List<Plot> plots = new ArrayList<>();
        for (Group column : Groups.columns(context)) {
            List<Layer> layers = training ? overTraining(column, context) : overTime(column, context);
            Axis x = training ? Along.ITERATION.axis(column.runs()) : TimeAxis.of(column.runs());
            Axis y = Axis.of("‖a(t)‖₂", scale, Axis.Quantity.OTHER);
            plots.add(new Plot(
                    column.label(), x, y, layers, training && column.runs().size() == 1));
        }
        if (plots.stream().allMatch(plot -> plot.layers().stream().noneMatch(AdjointNorm::hasPoint))) {
            return Figure.empty(TITLE, Looks.notYet(context.runs()));
        }
        if (!training && iterations.length > 0) {
            return new Figure(TITLE, "", List.of(new Figure.Row(1, Scales.share(plots))), "");
        }
        String what = training ? "‖a(0)‖, faint: max ‖a(t)‖ · " : "";
        return new Figure(
                TITLE,
                what + "k = " + context.cursor() + Looks.samples(context.runs()),
                List.of(new Figure.Row(1, Scales.share(plots))),
                "");
    }

    private static boolean hasPoint(Layer layer) {
        return layer instanceof Layer.Line line && line.x().length > 0;
    }

    /// ‖a(t)‖ at the times that the gradient method reached.
    private List<Layer> overTime(Group column, PanelContext context) {
        List<Layer> layers = new ArrayList<>();
        if (iterations.length > 0) {
            for (Shown shown : column.runs()) {
                addChosen(layers, shown, column, context);
            }
            return layers;
        }
        for (Group group : Groups.of(column.runs())) {
            List<Layer.Line> lines = new ArrayList<>();
            for (Shown shown : group.runs()) {
                var picture = Looks.picture(shown.run(), shown.at(context.cursor()), 2, context.cancellation());
                if (picture.isPresent() && !picture.get().adjoint().isEmpty()) {
                    lines.add(line(shown, picture.get().adjoint().reversed()));
                }
            }
            layers.addAll(Groups.named(column, group, lines));
        }
        return layers;
    }

    /// A run's lines at the chosen iterations that it has reached; all but the last step back.
    private void addChosen(List<Layer> layers, Shown shown, Group column, PanelContext context) {
        int[] reached = Arrays.stream(iterations)
                .filter(k -> k <= shown.run().iteration())
                .sorted()
                .toArray();
        String whose = column.runs().size() == 1 ? "" : Groups.shortName(shown, column.runs()) + ", ";
        for (int i = 0; i < reached.length; i++) {
            SeriesStyle style = shown.style()
                    .with(Marker.NONE)
                    .with(i == reached.length - 1 ? shown.style().emphasis() : SeriesStyle.Emphasis.FADED);
            var picture = Looks.picture(shown.run(), reached[i], 2, context.cancellation());
            if (picture.isPresent() && !picture.get().adjoint().isEmpty()) {
                Layer.Line line = line(shown, picture.get().adjoint().reversed());
                String label = "k = " + reached[i];
                layers.add(new Layer.Line(Groups.name(shown) + ", " + label, style, line.x(), line.y(), whose + label)
                        .ownedBy(shown.owner()));
            }
        }
    }

    private static Layer.Line line(Shown shown, List<SolveRecord.Adjoint> adjoint) {
        double[] t = adjoint.stream().mapToDouble(SolveRecord.Adjoint::t).toArray();
        double[] norm = adjoint.stream().mapToDouble(SolveRecord.Adjoint::norm).toArray();
        return new Layer.Line(Groups.name(shown), shown.style().with(Marker.NONE), t, norm, "").ownedBy(shown.owner());
    }

    /// ‖a(0)‖ of every run as its line, the largest norm dotted and faint.
    private static List<Layer> overTraining(Group column, PanelContext context) {
        List<Layer> layers = new ArrayList<>();
        boolean alone = column.runs().size() == 1;
        for (Group group : Groups.of(column.runs())) {
            List<Layer.Line> starts = new ArrayList<>();
            for (Shown shown : group.runs()) {
                String name = alone ? "" : Groups.name(shown) + ", ";
                SeriesStyle style = shown.style().with(Marker.NONE);
                layers.add(overTraining(
                        shown, Metric.ADJOINT_MAX, name, style.with(Dash.DOTTED).with(SeriesStyle.Emphasis.FADED)));
                starts.add(overTraining(shown, Metric.ADJOINT_START, name, style));
            }
            layers.addAll(alone ? starts : Groups.named(column, group, starts));
        }
        if (!Groups.atEnd(context)) {
            layers.add(new Layer.Rule("k = " + context.cursor(), SeriesStyle.line(Hue.ACCENT), true, context.cursor()));
        }
        return layers;
    }

    private static Layer.Line overTraining(Shown shown, Metric metric, String prefix, SeriesStyle style) {
        double[] norms = shown.run().log().values(metric.id());
        double[] k = Along.ITERATION.of(shown.run(), norms.length);
        return new Layer.Line(prefix + metric.symbol(), style, k, norms, "").ownedBy(shown.owner());
    }
}
