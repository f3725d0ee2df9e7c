package adjointlab.panel.solver;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Option;
import adjointlab.core.catalog.Studies;
import adjointlab.core.catalog.Values;
import adjointlab.core.stat.PowerLaw;
import adjointlab.core.study.Measure;
import adjointlab.core.train.Metric;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.lab.preset.Setting;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Run;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunMeasures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What a study measured over the setting that it varied, on logarithmic axes, with a fitted power law whose slope has
/// a 95 % interval. For a training, the loss over iterations.
public final class Convergence implements Panel {
    private static final String TITLE = "Convergence";
    private static final String ERRORS = "errors";
    private static final Setting<String> PATH = Slots.STUDY.at(Studies.PATH);
    private static final int MOST_IN_LEGEND = 6;

    private static final Key<String> MEASURE = Options.choice("measure", "Measure", ERRORS, measures());
    private static final Key<Boolean> FIT = Options.flag("fit", "Fitted slopes", true);
    private static final Key<Boolean> TRIALS = Options.flag("trials", "Single trials", true);

    public static final Entry<Panel> ENTRY = new Entry<>(
            "convergence",
            TITLE,
            "Errors over depth, width or whatever a study varies, with fitted slopes.",
            "Gao et al., Global Convergence in Neural ODEs, ICLR 2025, Figs. 1 and 12",
            List.of(MEASURE, FIT, TRIALS),
            Convergence::new);

    private final String measure;
    private final boolean fit;
    private final boolean trials;

    private Convergence(Values values) {
        measure = values.get(MEASURE);
        fit = values.get(FIT);
        trials = values.get(TRIALS);
    }

    private static List<Option<String>> measures() {
        List<Option<String>> options = new ArrayList<>();
        options.add(Options.option(ERRORS, "every error"));
        for (Measure each : Measure.values()) {
            if (each != Measure.VARIED) {
                options.add(Options.option(each.id(), each.label()));
            }
        }
        return options;
    }

    /// What one plot shows.
    ///
    /// @param x column of the log; "" for the iteration
    /// @param y column of the log
    /// @param title of the vertical axis
    private record Quantity(String x, String y, String title) {}

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see how its errors fall.");
        }
        List<Plot> plots = new ArrayList<>();
        for (Quantity quantity : quantities(context)) {
            Plot plot = plot(quantity, context);
            if (!plot.layers().isEmpty()) {
                plots.add(plot);
            }
        }
        if (plots.isEmpty()) {
            boolean begun = context.cursor() > 0
                    && context.runs().stream().anyMatch(shown -> shown.run().iteration() > 0);
            return Figure.empty(
                    TITLE,
                    begun ? "Nothing that was measured falls with a varied setting." : Looks.notYet(context.runs()));
        }
        // one above the other: slopes in the legend need the width
        List<Figure.Row> rows =
                plots.stream().map(plot -> new Figure.Row(1, List.of(plot))).toList();
        return new Figure(TITLE, "k = " + context.cursor(), rows, "");
    }

    private List<Quantity> quantities(PanelContext context) {
        List<Quantity> quantities = new ArrayList<>();
        Run focus = Groups.focus(context).run();
        List<String> names = focus.log().names();
        for (Measure each : Measure.values()) {
            boolean wanted = measure.equals(ERRORS)
                    ? each.id().startsWith("error.")
                    : each.id().equals(measure);
            if (wanted && names.contains(each.id()) && names.contains(Measure.VARIED.id())) {
                quantities.add(new Quantity(Measure.VARIED.id(), each.id(), each.label()));
            }
        }
        if (quantities.isEmpty() && names.contains(Measure.VARIANCE.id())) {
            quantities.add(new Quantity(Measure.VARIED.id(), Measure.VARIANCE.id(), Measure.VARIANCE.label()));
        }
        if (quantities.isEmpty()) {
            quantities.add(new Quantity("", Metric.LOSS.id(), RunMeasures.title(Metric.LOSS)));
        }
        return quantities;
    }

    private Plot plot(Quantity quantity, PanelContext context) {
        List<Layer> single = new ArrayList<>();
        List<Layer> means = new ArrayList<>();
        for (Shown shown : context.runs()) {
            int rows =
                    Math.min(shown.at(context.cursor()) + 1, shown.run().log().rows());
            double[] x =
                    quantity.x.isEmpty() ? counted(rows) : shown.run().log().values(quantity.x, rows);
            double[] y = shown.run().log().values(quantity.y, rows);
            double[][] mean = means(x, y);
            if (mean[0].length == 0) {
                continue;
            }
            boolean repeated = java.util.Arrays.stream(x).distinct().count() < x.length;
            if (repeated && trials) {
                single.add(new Layer.Points(
                                Groups.name(shown) + ", single trials",
                                shown.style().with(Marker.CIRCLE).with(Emphasis.FADED),
                                x,
                                y)
                        .ownedBy(shown.owner()));
            }
            PowerLaw law = PowerLaw.fit(mean[0], mean[1]);
            String name = Groups.shortName(shown, context.runs()) + slope(law);
            if (quantity.x.isEmpty()) {
                means.add(new Layer.Line(name, shown.style().with(Marker.NONE), mean[0], mean[1], "")
                        .ownedBy(shown.owner()));
            } else {
                means.add(new Layer.Points(name, shown.style(), mean[0], mean[1]).ownedBy(shown.owner()));
            }
            if (fit && law.count() > 1 && Double.isFinite(law.slope())) {
                double[] ends = {mean[0][0], mean[0][mean[0].length - 1]};
                means.add(new Layer.Line(
                                "",
                                shown.style().with(Marker.NONE).with(Dash.DASHED),
                                ends,
                                new double[] {law.at(ends[0]), law.at(ends[1])},
                                "")
                        .ownedBy(shown.owner()));
            }
        }
        addLimit(means, quantity, context);
        single.addAll(means);
        return new Plot(
                "",
                Axis.of(xTitle(quantity, context), Axis.Scale.LOG, Axis.Quantity.OTHER),
                Axis.of(quantity.title, Axis.Scale.LOG, Axis.Quantity.OTHER),
                single,
                context.runs().size() <= MOST_IN_LEGEND);
    }

    /// The variance that models of infinite width have, as a line.
    private static void addLimit(List<Layer> layers, Quantity quantity, PanelContext context) {
        if (!quantity.y.equals(Measure.VARIANCE.id())) {
            return;
        }
        for (Shown shown : context.runs()) {
            int rows =
                    Math.min(shown.at(context.cursor()) + 1, shown.run().log().rows());
            double[][] limit = means(
                    shown.run().log().values(Measure.VARIED.id(), rows),
                    shown.run().log().values(Measure.VARIANCE_LIMIT.id(), rows));
            if (limit[0].length > 0) {
                layers.add(new Layer.Line(
                                Groups.shortName(shown, context.runs()) + ", infinite width",
                                shown.style().with(Marker.NONE).with(Dash.DOTTED),
                                limit[0],
                                limit[1],
                                "")
                        .ownedBy(shown.owner()));
            }
        }
    }

    /// 1, 2, …: a logarithmic axis has no place for iteration 0.
    private static double[] counted(int rows) {
        double[] counted = new double[rows];
        java.util.Arrays.setAll(counted, i -> i + 1);
        return counted;
    }

    private String slope(PowerLaw law) {
        if (!fit || law.count() < 3 || !Double.isFinite(law.slope())) {
            return "";
        }
        return String.format(Locale.ROOT, ": slope %.2f ± %.2f", law.slope(), law.halfWidth())
                .replace('-', '−');
    }

    private static String xTitle(Quantity quantity, PanelContext context) {
        Settings settings = Groups.focus(context).run().startSettings();
        if (quantity.x.isEmpty() || !settings.has(PATH)) {
            return "iteration k + 1";
        }
        Key<?> varied = settings.parameter(settings.get(PATH));
        return varied.label().toLowerCase(Locale.ROOT) + (varied.symbol().isEmpty() ? "" : " " + varied.symbol());
    }

    /// Means of y over equal x, ascending; pairs that a logarithmic axis cannot show are left out.
    ///
    /// @return x and mean y
    static double[][] means(double[] x, double[] y) {
        Map<Double, double[]> sums = new TreeMap<>();
        for (int i = 0; i < Math.min(x.length, y.length); i++) {
            if (x[i] > 0 && y[i] > 0 && y[i] < Double.POSITIVE_INFINITY) {
                double[] sum = sums.computeIfAbsent(x[i], _ -> new double[2]);
                sum[0] += y[i];
                sum[1]++;
            }
        }
        double[][] means = new double[2][sums.size()];
        int at = 0;
        for (var entry : sums.entrySet()) {
            means[0][at] = entry.getKey();
            means[1][at++] = entry.getValue()[0] / entry.getValue()[1];
        }
        return means;
    }
}
