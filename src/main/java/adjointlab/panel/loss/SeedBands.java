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
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
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
import java.util.List;

/// A metric's mean over the runs of each group, for instance over a family's seeds, with a band that says how far the
/// runs differ.
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
            "The mean over each group of runs, for instance over seeds, with a band of chosen meaning.",
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
        return java.util.Arrays.stream(Metric.values())
                .map(m -> new Option<>(m.id(), m.label(), m))
                .toList();
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see its group's mean.");
        }
        List<Plot> plots = new ArrayList<>();
        int largest = 1;
        for (Group column : Groups.columns(context)) {
            List<Layer> bands = new ArrayList<>();
            List<Layer> lines = new ArrayList<>();
            for (Group group : Groups.of(column.runs())) {
                SeedStatistics statistics = new SeedStatistics(group.runs(), metric.id());
                largest = Math.max(largest, statistics.count());
                add(bands, lines, statistics, group, Groups.labelIn(column, group));
            }
            bands.addAll(lines);
            if (!bands.isEmpty() && along == Along.ITERATION && !Groups.atEnd(context)) {
                bands.add(new Layer.Rule(
                        "k = " + context.cursor(), SeriesStyle.line(Hue.ACCENT), true, context.cursor()));
            }
            Axis y = Axis.of(RunMeasures.title(metric), scale, Axis.Quantity.OTHER);
            plots.add(new Plot(column.label(), along.axis(), y, bands, false));
        }
        if (plots.stream().allMatch(plot -> plot.layers().isEmpty())) {
            return Figure.empty(TITLE, Looks.notYet(context.runs()));
        }
        String note = spreadLabel + ", n = " + largest + " · k = " + context.cursor();
        String middle = spread == Spread.QUANTILES ? "Median over runs" : TITLE;
        return new Figure(middle + ": " + metric.label(), note, List.of(new Figure.Row(1, Scales.share(plots))), "");
    }

    private void add(List<Layer> bands, List<Layer> lines, SeedStatistics statistics, Group group, String label) {
        double[][] band = statistics.band(spread, quantile);
        if (band[1].length == 0) {
            return;
        }
        double[] x = statistics.across(along);
        SeriesStyle style = group.style().with(Marker.NONE);
        if (statistics.count() > 1) {
            String name = group.label() + ", " + spreadLabel + ", n = " + statistics.count();
            bands.add(new Layer.Band(name, style, x, band[0], band[2]).ownedBy(group.owner()));
        }
        lines.add(new Layer.Line(group.label(), style, x, band[1], label).ownedBy(group.owner()));
    }
}
