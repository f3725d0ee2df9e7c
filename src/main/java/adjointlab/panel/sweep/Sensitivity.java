package adjointlab.panel.sweep;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Option;
import adjointlab.core.catalog.Values;
import adjointlab.core.stat.Moments;
import adjointlab.core.train.Metric;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Owner;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.lab.sweep.Contrast;
import adjointlab.lab.sweep.Design;
import adjointlab.lab.sweep.Ranking;
import adjointlab.lab.sweep.Trial;
import adjointlab.lab.sweep.TunedPoint;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.Scales;
import adjointlab.panel.kit.Trail;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/// How much the choice of a learning rate, or of another number, matters to each optimizer, or to whatever is compared:
/// the losses reached over the rates, their spread, and, where everybody was given the same ([Design]), a ranking. Of
/// the visible runs, or of the results of a sweep.
public final class Sensitivity implements Panel {
    private static final String TITLE = "Sensitivity to the learning rate";
    private static final Key<Ranking.Tuning> TUNING = Options.choice(
            "tuning",
            "Seeds that choose the best rate",
            "half",
            new Option<>("half", "half of them, the others judge", Ranking.Tuning.HALF),
            new Option<>("all", "all, which judge as well", Ranking.Tuning.ALL));
    private static final Key<Axis.Scale> SCALE = Scales.option("log");

    public static final Entry<Panel> ENTRY = new Entry<>(
            "sensitivity",
            "Sensitivity",
            "Final loss and its spread over learning rates for each optimizer, ranked where grids, seeds, data and"
                    + " budgets are equal.",
            "Liu, Chen and Theodorou, NeurIPS 2021, Fig. 9",
            List.of(Source.RESULTS, Source.COMPARED, Source.TUNED, TUNING, SCALE),
            Sensitivity::new);

    /// One training as it is drawn.
    ///
    /// @param trial what is compared
    /// @param style of its optimizer's runs
    /// @param owner the run that it is; nobody for one of a sweep
    record Sample(Trial trial, SeriesStyle style, Owner owner) {}

    private final Source source;
    private final Ranking.Tuning tuning;
    private final Axis.Scale scale;

    private Sensitivity(Values values) {
        source = new Source(values);
        tuning = values.get(TUNING);
        scale = values.get(SCALE);
    }

    @Override
    public boolean readsRuns() {
        return source.isOfRuns();
    }

    @Override
    public Figure figure(PanelContext context) {
        return source.figure(TITLE, context, Contrast::fits, read -> figure(read, context));
    }

    /// At its rate in the left plot and as its point in the right one.
    @Override
    public List<Trail> trails(PanelContext context) {
        Source.Read read = source.read(context, Contrast::fits);
        Trails trails = new Trails(read.cells(), Cell.Measure.LOSS);
        int column = 0;
        for (List<Cell> group : read.groups().values()) {
            column++;
            List<Cell> reached = group.stream()
                    .filter(cell -> !cell.trial(read.contrast()).broke())
                    .sorted(Cell.Measure.LOSS.bestFirst())
                    .toList();
            for (int i = 0; i < reached.size(); i++) {
                Trial trial = reached.get(i).trial(read.contrast());
                double[] loss = {trial.loss()};
                trails.add(0, reached.get(i), new double[] {trial.rate()}, loss);
                trails.add(1, reached.get(i), new double[] {beside(column, i)}, loss);
            }
        }
        return trails.all();
    }

    /// Side by side rather than on top of each other.
    private static double beside(int column, int index) {
        return column + 0.16 * ((index * 7 % 11) / 5.0 - 1);
    }

    private Figure figure(Source.Read read, PanelContext context) {
        List<Sample> samples = read.cells().stream()
                .map(cell -> new Sample(cell.trial(read.contrast()), read.style(cell), cell.owner()))
                .toList();
        Map<String, List<Sample>> groups = new LinkedHashMap<>();
        samples.forEach(sample -> groups.computeIfAbsent(sample.trial().group(), _ -> new ArrayList<>())
                .add(sample));
        Design design = new Design(samples.stream().map(Sample::trial).toList());
        SensitivityTables tables = new SensitivityTables(groups, design, tuning);
        List<Figure.Row> rows = new ArrayList<>();
        rows.add(new Figure.Row(8, List.of(overRates(groups), spread(groups))));
        tables.plots().forEach(table -> rows.add(new Figure.Row(SensitivityTables.lines(table), List.of(table))));
        return new Figure(TITLE, tables.note() + (source.isOfRuns() ? " · k = " + context.cursor() : ""), rows, "");
    }

    /// All runs that an optimizer trained.
    static Owner owner(List<Sample> samples) {
        return Owner.together(samples.stream().map(Sample::owner).toList());
    }

    private static SeriesStyle style(List<Sample> samples) {
        return samples.getFirst()
                .style()
                .with(Emphasis.strongest(
                        samples.stream().map(sample -> sample.style().emphasis())));
    }

    /// The mean over the runs of each rate, with a gap where one broke, and the range that the others fill.
    private Plot overRates(Map<String, List<Sample>> optimizers) {
        Trial first = optimizers.values().iterator().next().getFirst().trial();
        List<Layer> bands = new ArrayList<>();
        List<Layer> lines = new ArrayList<>();
        optimizers.values().forEach(samples -> {
            Map<Double, List<Trial>> byRate = new TreeMap<>();
            samples.forEach(sample -> byRate.computeIfAbsent(sample.trial().rate(), _ -> new ArrayList<>())
                    .add(sample.trial()));
            byRate.replaceAll((_, trials) -> atBest(trials));
            double[] rates =
                    byRate.keySet().stream().mapToDouble(Double::doubleValue).toArray();
            double[] low = ofEach(byRate, trials -> reached(trials).min().orElse(Double.NaN));
            double[] high = ofEach(byRate, trials -> reached(trials).max().orElse(Double.NaN));
            double[] mean = ofEach(
                    byRate,
                    trials -> trials.stream().mapToDouble(Trial::loss).average().orElse(Double.NaN));
            SeriesStyle style = style(samples);
            String label = samples.getFirst().trial().label();
            bands.add(new Layer.Band("", style, rates, low, high).ownedBy(owner(samples)));
            lines.add(new Layer.Line(label, style, rates, mean, "").ownedBy(owner(samples)));
        });
        bands.addAll(lines);
        return new Plot(
                "",
                Axis.of(
                        first.contrast().tunedLabel(first.settings())
                                + (first.contrast().tunesSeveral() ? ", others at their best" : ""),
                        optimizers.values().stream()
                                        .flatMap(List::stream)
                                        .allMatch(sample -> sample.trial().rate() > 0)
                                ? Axis.Scale.LOG
                                : Axis.Scale.LINEAR,
                        Axis.Quantity.OTHER),
                Axis.of("Loss " + Metric.LOSS.symbol() + ", mean and range", scale, Axis.Quantity.OTHER),
                bands,
                true);
    }

    /// Those of the combination whose mean is the lowest, where other numbers are tuned as well.
    private static List<Trial> atBest(List<Trial> trials) {
        Map<TunedPoint, List<Trial>> byPoint =
                trials.stream().collect(Collectors.groupingBy(Trial::point, TreeMap::new, Collectors.toList()));
        return byPoint.values().stream()
                .min(Comparator.comparingDouble((List<Trial> each) -> {
                    double mean =
                            each.stream().mapToDouble(Trial::loss).average().orElse(Double.NaN);
                    return Double.isNaN(mean) ? Double.POSITIVE_INFINITY : mean;
                }))
                .orElse(trials);
    }

    /// Every training as a point, an optimizer a column, with the median and the quartiles.
    private Plot spread(Map<String, List<Sample>> optimizers) {
        List<Layer> layers = new ArrayList<>();
        List<String> names = new ArrayList<>();
        int column = 0;
        for (List<Sample> samples : optimizers.values()) {
            column++;
            double[] losses = losses(samples);
            double[] x = new double[losses.length];
            for (int i = 0; i < x.length; i++) {
                x[i] = beside(column, i);
            }
            String label = samples.getFirst().trial().label();
            names.add(label);
            layers.add(new Layer.Points(label, style(samples).with(Emphasis.FADED), x, losses).ownedBy(owner(samples)));
            if (losses.length > 0) {
                SeriesStyle line = style(samples).with(Marker.NONE).with(SeriesStyle.Dash.SOLID);
                double[] width = {column - 0.3, column + 0.3};
                double median = Moments.quantile(0.5, losses);
                layers.add(new Layer.Line(
                                label + ", median",
                                line.with(Emphasis.STRONG),
                                width,
                                new double[] {median, median},
                                "")
                        .ownedBy(owner(samples)));
                layers.add(new Layer.Line(
                                label + ", quartiles",
                                line,
                                new double[] {column, column},
                                new double[] {Moments.quantile(0.25, losses), Moments.quantile(0.75, losses)},
                                "")
                        .ownedBy(owner(samples)));
            }
        }
        return new Plot(
                "",
                Axis.ofNames("", names),
                Axis.of("Loss " + Metric.LOSS.symbol(), scale, Axis.Quantity.OTHER),
                layers,
                false);
    }

    private static double[] ofEach(Map<Double, List<Trial>> byRate, ToDoubleFunction<List<Trial>> number) {
        return byRate.values().stream().mapToDouble(number).toArray();
    }

    private static DoubleStream reached(List<Trial> trials) {
        return trials.stream().filter(trial -> !trial.broke()).mapToDouble(Trial::loss);
    }

    /// Of the trainings that did not break, ascending.
    static double[] losses(List<Sample> samples) {
        return reached(samples.stream().map(Sample::trial).toList()).sorted().toArray();
    }
}
