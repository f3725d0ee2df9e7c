package adjointlab.panel.optimizer;

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
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunMeasures.Along;
import adjointlab.panel.kit.Scales;
import java.util.ArrayList;
import java.util.List;

/// What one run's optimizer makes of its gradients.
public final class OptimizerStep implements Panel {
    private static final String TITLE = "Optimizer step";

    private static final Key<String> SHOW = Options.choice(
            "show",
            "Show",
            "all",
            Options.option("all", "everything"),
            Options.option("decrease", "predicted and actual decrease"));
    private static final Key<Axis.Scale> SCALE = Scales.option("log");

    public static final Entry<Panel> ENTRY = new Entry<>(
            "optimizer-step",
            TITLE,
            "Gradient, terminal variance, effective step, predicted and actual decrease of one run.",
            "Okamoto et al., Learning the Simplest Neural ODE, Lemma 1 and Algorithm 2",
            List.of(SHOW, SCALE),
            OptimizerStep::new);

    private final boolean all;
    private final Axis.Scale scale;

    private OptimizerStep(Values values) {
        all = values.get(SHOW).equals("all");
        scale = values.get(SCALE);
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see its steps.");
        }
        Shown focus = Groups.focus(context);
        List<Shown> shown = context.columns() ? focuses(context) : List.of(focus);
        if (shown.stream().anyMatch(each -> each.run().log().rows() == 0)) {
            return Figure.empty(TITLE, Looks.notYet(shown));
        }
        if (!all && shown.stream().allMatch(each -> each.run().log().rows() == 1)) {
            return Figure.empty(TITLE, "No step has been taken yet; train to see what the first one does.");
        }
        List<List<Plot>> measures = new ArrayList<>();
        for (int i = 0; i < (all ? 4 : 2); i++) {
            int measure = i;
            List<Plot> plots =
                    shown.stream().map(each -> measure(measure, each, context)).toList();
            measures.add(shown.size() == 1 ? plots : inColumns(plots, shown, i == 0));
        }
        String who = context.columns() ? "" : Groups.name(focus) + ", ";
        return new Figure(TITLE, who + "k = " + focus.at(context.cursor()), rows(measures), "");
    }

    /// The run in focus of each column.
    private static List<Shown> focuses(PanelContext context) {
        return Groups.columns(context).stream()
                .map(column -> Groups.focus(column.runs(), context.focus()))
                .toList();
    }

    /// The same measure of several runs: their names stand above the first row only, a legend in the first column
    /// only.
    private static List<Plot> inColumns(List<Plot> plots, List<Shown> shown, boolean first) {
        List<Plot> named = new ArrayList<>();
        for (int i = 0; i < plots.size(); i++) {
            Plot plot = plots.get(i);
            String title = first ? Groups.name(shown.get(i)) : "";
            named.add(new Plot(title, plot.x(), plot.y(), plot.layers(), plot.legend() && i == 0));
        }
        return Scales.share(named);
    }

    /// One run's measures in two columns, or each measure of several runs in a row.
    ///
    /// @param measures [measure][run]
    private List<Figure.Row> rows(List<List<Plot>> measures) {
        boolean single = measures.getFirst().size() == 1;
        if (!single || !all) {
            List<Figure.Row> rows = new ArrayList<>();
            measures.forEach(plots -> rows.add(new Figure.Row(all || !rows.isEmpty() ? 1 : 1.6, plots)));
            return rows;
        }
        List<Plot> plots = measures.stream().map(List::getFirst).toList();
        return List.of(new Figure.Row(1, plots.subList(0, 2)), new Figure.Row(1, plots.subList(2, 4)));
    }

    private Plot measure(int index, Shown shown, PanelContext context) {
        if (!all) {
            return index == 0 ? decreases(shown, context) : disagreement(shown, context);
        }
        return switch (index) {
            case 0 -> plot(shown, Metric.GRADIENT_NORM, context);
            case 1 -> plot(shown, Metric.TERMINAL_VARIANCE, context);
            case 2 -> plot(shown, Metric.EFFECTIVE_STEP, context);
            default -> decreases(shown, context);
        };
    }

    private Plot plot(Shown shown, Metric metric, PanelContext context) {
        List<Layer> layers = new ArrayList<>();
        layers.add(line(shown, metric, style(shown)));
        Plot plot = finish(metric.label(), metric.symbol(), scale, layers, shown, context);
        Axis steady = Scales.steady(plot.y(), shown.run().log().values(metric.id()));
        return new Plot(plot.title(), plot.x(), steady, plot.layers(), plot.legend());
    }

    /// First order's promise beside what came of it; where one is negative, a logarithmic axis shows a gap.
    private Plot decreases(Shown shown, PanelContext context) {
        List<Layer> layers = new ArrayList<>();
        layers.add(line(shown, Metric.ACTUAL_DECREASE, style(shown)));
        SeriesStyle predicted = SeriesStyle.line(Hue.TRUTH).with(Dash.DASHED);
        layers.add(line(shown, Metric.PREDICTED_DECREASE, predicted));
        return finish("Decrease of the loss", "L(θₖ₋₁) − L(θₖ)", scale, layers, shown, context);
    }

    /// |predicted − actual| / |actual|.
    private Plot disagreement(Shown shown, PanelContext context) {
        double[] predicted = shown.run().log().values(Metric.PREDICTED_DECREASE.id());
        double[] actual = shown.run().log().values(Metric.ACTUAL_DECREASE.id(), predicted.length);
        double[] relative = new double[actual.length];
        for (int k = 0; k < relative.length; k++) {
            relative[k] = Math.abs(predicted[k] - actual[k]) / Math.abs(actual[k]);
        }
        List<Layer> layers = new ArrayList<>();
        double[] x = Along.ITERATION.of(shown.run(), relative.length);
        layers.add(new Layer.Line("relative difference", style(shown), x, relative, "").ownedBy(shown.owner()));
        return finish("How far apart they are", "relative difference", Axis.Scale.LOG, layers, shown, context);
    }

    private static Layer.Line line(Shown shown, Metric metric, SeriesStyle style) {
        double[] y = shown.run().log().values(metric.id());
        return new Layer.Line(metric.label(), style, Along.ITERATION.of(shown.run(), y.length), y, "")
                .ownedBy(shown.owner());
    }

    private static SeriesStyle style(Shown shown) {
        return shown.style().with(Marker.NONE).with(Dash.SOLID);
    }

    private static Plot finish(
            String title, String symbol, Axis.Scale scale, List<Layer> layers, Shown shown, PanelContext context) {
        boolean legend = layers.size() > 1;
        if (!Groups.atEnd(context)) {
            layers.add(new Layer.Rule("", SeriesStyle.line(Hue.ACCENT), true, shown.at(context.cursor())));
        }
        return new Plot(
                title,
                Along.ITERATION.axis(List.of(shown)),
                Axis.of(symbol, scale, Axis.Quantity.OTHER),
                layers,
                legend);
    }
}
