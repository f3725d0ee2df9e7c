package adjointlab.panel.loss;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Option;
import adjointlab.core.catalog.Values;
import adjointlab.core.train.Metric;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.RunMeasures;
import adjointlab.panel.kit.RunMeasures.Along;
import adjointlab.panel.kit.Scales;
import adjointlab.panel.kit.SeedStatistics;
import adjointlab.panel.kit.SeedStatistics.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A metric's mean over runs that differ in nothing but the seed, with a band that says how far they differ.
public final class SeedBands implements Panel {
    private static final String TITLE = "Mean over runs";

    private static final Key<Metric> METRIC = Options.choice("metric", "Quantity", Metric.LOSS.id(), metrics());
    private static final Key<Spread> SPREAD = Options.choice(
            "spread",
            "Band",
            "error",
            new Option<>("interval", "95 % interval of the mean", Spread.INTERVAL),
            new Option<>("error", "standard error", Spread.ERROR),
            new Option<>("deviation", "standard deviation", Spread.DEVIATION),
            new Option<>("quantiles", "quantiles around the median", Spread.QUANTILES));
    private static final Key<Integer> QUANTILE =
            Options.whole("quantile", "Lower quantile in %, the upper one as far from 100", 25, 1, 49);
    private static final Key<Along> ALONG = Along.option();
    private static final Key<Axis.Scale> SCALE = Scales.option("linear");

    public static final Entry<Panel> ENTRY = new Entry<>(
            "seed-bands",
            TITLE,
            "The mean over the seeds of runs with equal settings, with a band of chosen meaning.",
            "",
            List.of(METRIC, SPREAD, QUANTILE, ALONG, SCALE),
            SeedBands::new);

    private final Metric metric;
    private final Spread spread;
    private final double quantile;
    private final String spreadLabel;
    private final Along along;
    private final Axis.Scale scale;

    private SeedBands(Values values) {
        metric = values.get(METRIC);
        spread = values.get(SPREAD);
        spreadLabel = switch (spread) {
            case INTERVAL -> "95 % interval";
            case ERROR -> "standard error";
            case DEVIATION -> "standard deviation";
            case QUANTILES ->
                values.get(QUANTILE) == 25
                        ? "quartiles"
                        : values.get(QUANTILE) + "–" + (100 - values.get(QUANTILE)) + " % quantiles";
        };
        quantile = values.get(QUANTILE) / 100.0;
        along = values.get(ALONG);
        scale = values.get(SCALE);
    }

    private static List<Option<Metric>> metrics() {
        return Arrays.stream(Metric.values())
                .map(m -> new Option<>(m.id(), m.label(), m))
                .toList();
    }

    @Override
    public boolean isTimed() {
        return along.isTimed();
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see its group's mean.");
        }
        List<Plot> plots = new ArrayList<>();
        Counts counts = new Counts();
        for (Group column : Groups.columns(context)) {
            plots.add(plot(context, column, counts));
        }
        if (plots.stream().allMatch(plot -> plot.layers().isEmpty())) {
            return Figure.empty(TITLE, Looks.notYet(context.runs()));
        }
        String note = spreadLabel + ", " + counts + " · k = " + context.cursor() + along.doubt(context.runs());
        String middle = spread == Spread.QUANTILES ? "Median over runs" : TITLE;
        return new Figure(middle + ": " + metric.label(), note, List.of(new Figure.Row(1, Scales.share(plots))), "");
    }

    private Plot plot(PanelContext context, Group column, Counts counts) {
        List<Layer> layers = new ArrayList<>();
        List<Layer> lines = new ArrayList<>();
        List<SeriesStyle> used = new ArrayList<>();
        Counts here = new Counts();
        for (Group seeds : Groups.ofSeeds(column.runs())) {
            SeedStatistics statistics = new SeedStatistics(seeds.runs(), metric.id());
            double[][] band = statistics.band(spread, quantile);
            if (band[1].length == 0) {
                continue;
            }
            double[] x = statistics.across(along);
            SeriesStyle style = apart(seeds.style(), used);
            used.add(style);
            here.add(statistics.count());
            counts.add(statistics.count());
            if (statistics.count() > 1) {
                String name = seeds.label() + ", " + spreadLabel + ", n = " + statistics.count();
                layers.add(new Layer.Band(name, style, x, band[0], band[2]).ownedBy(seeds.owner()));
            }
            String end = end(Groups.labelIn(column, seeds), statistics);
            lines.add(new Layer.Line(end(seeds.label(), statistics), style, x, band[1], end).ownedBy(seeds.owner()));
        }
        layers.addAll(lines);
        if (!layers.isEmpty() && along == Along.ITERATION && !Groups.atEnd(context)) {
            layers.add(new Layer.Rule("k = " + context.cursor(), SeriesStyle.line(Hue.ACCENT), true, context.cursor()));
        }
        String title = RunMeasures.title(metric) + (here.largest > 1 ? ", " + middle() + ", " + here : "");
        return new Plot(column.label(), along.axis(), Axis.of(title, scale, Axis.Quantity.OTHER), layers, false);
    }

    /// What line and band are, for the axis.
    private String middle() {
        return switch (spread) {
            case QUANTILES -> "median, " + spreadLabel;
            case INTERVAL -> "mean, " + spreadLabel;
            case ERROR, DEVIATION -> "mean ± " + spreadLabel;
        };
    }

    /// What stands at the end of a line: its name, and that it ends where a run broke.
    private static String end(String label, SeedStatistics statistics) {
        long broke = statistics.cutBy().size();
        String why = broke == 0 ? "" : broke + " of " + statistics.count() + " broke here";
        return label.isEmpty() || why.isEmpty() ? label + why : label + ", " + why;
    }

    /// The style with the first dash that no other line of its hue has.
    private static SeriesStyle apart(SeriesStyle style, List<SeriesStyle> used) {
        return Stream.concat(Stream.of(style), Arrays.stream(Dash.values()).map(style::with))
                .filter(each -> each.dash() != Dash.NONE
                        && used.stream().noneMatch(other -> other.hue() == each.hue() && other.dash() == each.dash()))
                .findFirst()
                .orElse(style);
    }

    /// How many runs means are of.
    private static final class Counts {
        private int smallest = Integer.MAX_VALUE;
        private int largest;

        void add(int count) {
            smallest = Math.min(smallest, count);
            largest = Math.max(largest, count);
        }

        @Override
        public String toString() {
            return smallest == largest ? "n = " + largest : "n = " + smallest + " to " + largest;
        }
    }
}
