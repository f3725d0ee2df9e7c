package adjointlab.panel.solver;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Horizons;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Values;
import adjointlab.core.train.Metric;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Run;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.Lines;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunMeasures.Along;
import adjointlab.panel.kit.Scales;
import adjointlab.panel.kit.TimeAxis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// How long models run: t₁ over training, and what loss and cost each t₁ has come to at the cursor.
public final class HorizonPaths implements Panel {
    private static final String TITLE = "Horizon";
    /// Constant horizons, fewer of which make no curve.
    private static final int CURVE = 3;
    private static final double MOVES = 1e-9;

    private static final Key<String> SHOW = Options.choice(
            "show",
            "Show",
            "all",
            Options.option("all", "everything"),
            Options.option("training", "t₁ over training"),
            Options.option("cost", "loss and cost against t₁"));
    private static final Key<Axis.Scale> SCALE = Scales.option("log");

    public static final Entry<Panel> ENTRY = new Entry<>(
            "horizon",
            TITLE,
            "The horizon t₁ over training, and loss and cost of a training against t₁.",
            "Liu, Chen and Theodorou, NeurIPS 2021, Figs. 5, 10, 13 and 14",
            List.of(SHOW, SCALE),
            HorizonPaths::new);

    private final String show;
    private final Axis.Scale scale;

    private HorizonPaths(Values values) {
        show = values.get(SHOW);
        scale = values.get(SCALE);
    }

    @Override
    public Figure figure(PanelContext context) {
        List<Shown> runs = context.runs().stream()
                .filter(shown -> shown.run().log().rows() > 0)
                .filter(shown -> shown.run().log().column(Metric.HORIZON.id()) >= 0)
                .toList();
        if (runs.isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see how long its model runs.");
        }
        List<Figure.Row> rows = new ArrayList<>();
        boolean learned = runs.stream().anyMatch(shown -> moves(shown.run()));
        if (show.equals("training") || show.equals("all") && learned) {
            rows.add(new Figure.Row(1.2, List.of(overTraining(runs, context))));
        }
        if (!show.equals("training")) {
            rows.add(new Figure.Row(
                    1,
                    List.of(
                            against(
                                    runs,
                                    context,
                                    "Loss " + Metric.LOSS.symbol(),
                                    scale,
                                    shown -> loss(shown, context)),
                            against(
                                    runs,
                                    context,
                                    "evaluations so far",
                                    Axis.Scale.LINEAR,
                                    shown -> cost(shown, context)))));
        }
        return new Figure(TITLE, "k = " + context.cursor(), rows, "");
    }

    private static Plot overTraining(List<Shown> runs, PanelContext context) {
        List<Layer> layers = new ArrayList<>();
        for (Group group : Groups.of(runs)) {
            List<Layer.Line> lines = new ArrayList<>();
            for (Shown shown : group.runs()) {
                double[] horizon = shown.run().log().values(Metric.HORIZON.id());
                lines.add(new Layer.Line(
                                Groups.name(shown),
                                shown.style().with(Marker.NONE),
                                Along.ITERATION.of(shown.run(), horizon.length),
                                horizon,
                                "")
                        .ownedBy(shown.owner()));
            }
            layers.addAll(Lines.labelHighest(lines, group.label()));
        }
        if (!Groups.atEnd(context)) {
            layers.add(new Layer.Rule("k = " + context.cursor(), SeriesStyle.line(Hue.ACCENT), true, context.cursor()));
        }
        return new Plot("", Along.ITERATION.axis(runs), Axis.linear(TimeAxis.label("horizon t₁", runs)), layers, false);
    }

    /// Runs with a constant horizon as a curve, those with a learned one as points at where they are.
    private static Plot against(
            List<Shown> runs, PanelContext context, String label, Axis.Scale scale, ToDoubleFunction<Shown> measure) {
        List<Layer> layers = new ArrayList<>();
        List<Shown> constant = runs.stream()
                .filter(shown -> !moves(shown.run()))
                .sorted(Comparator.comparingDouble((Shown shown) -> horizon(shown, context)))
                .toList();
        if (constant.size() >= CURVE) {
            layers.add(new Layer.Line(
                            "constant t₁",
                            SeriesStyle.line(Hue.MUTED).with(Dash.SOLID),
                            constant.stream()
                                    .mapToDouble(shown -> horizon(shown, context))
                                    .toArray(),
                            constant.stream().mapToDouble(measure).toArray(),
                            "")
                    .ownedBy(Groups.owner(constant)));
        }
        for (Shown shown : runs) {
            if (moves(shown.run()) && constant.size() < CURVE) {
                layers.add(path(shown, context, measure));
            }
            layers.add(new Layer.Points(
                            Groups.name(shown), shown.style(), new double[] {horizon(shown, context)}, new double[] {
                                measure.applyAsDouble(shown)
                            })
                    .ownedBy(shown.owner()));
        }
        return new Plot(
                "", Axis.linear(TimeAxis.label("t₁", runs)), Axis.of(label, scale, Axis.Quantity.OTHER), layers, false);
    }

    /// From where t₁ began, at the height where it stands: how far it has come.
    private static Layer path(Shown shown, PanelContext context, ToDoubleFunction<Shown> measure) {
        double height = measure.applyAsDouble(shown);
        double start = shown.run().log().get(Metric.HORIZON.id(), 0);
        return new Layer.Line(
                        Groups.name(shown),
                        shown.style().with(Marker.NONE).with(Dash.SOLID).with(Emphasis.FADED),
                        new double[] {start, horizon(shown, context)},
                        new double[] {height, height},
                        "")
                .ownedBy(shown.owner());
    }

    private static boolean moves(Run run) {
        double[] horizon = run.log().values(Metric.HORIZON.id());
        return Arrays.stream(horizon).anyMatch(value -> Math.abs(value - horizon[0]) > MOVES * Math.abs(horizon[0]))
                || run.settings().has(Slots.HORIZON.at(Horizons.INTERVAL));
    }

    private static double horizon(Shown shown, PanelContext context) {
        return shown.value(Metric.HORIZON.id(), shown.at(context.cursor()));
    }

    private static double loss(Shown shown, PanelContext context) {
        return shown.value(Metric.LOSS.id(), shown.at(context.cursor()));
    }

    private static double cost(Shown shown, PanelContext context) {
        double[] spent = Along.EVALUATIONS.of(shown.run(), shown.at(context.cursor()) + 1);
        return spent.length == 0 ? Double.NaN : spent[spent.length - 1];
    }
}
