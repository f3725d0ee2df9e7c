package adjointlab.panel.optimizer;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
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
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.sweep.Design;
import adjointlab.lab.sweep.SweepFolder;
import adjointlab.lab.sweep.SweepResult;
import adjointlab.lab.sweep.Trial;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunStyles;
import adjointlab.panel.kit.Scales;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/// How much the choice of a learning rate matters to each optimizer: the losses reached over the rates, their spread,
/// and, where everybody was given the same ([Design]), a ranking. Of the visible runs, or of the results of a sweep.
public final class Sensitivity implements Panel {
    private static final String TITLE = "Sensitivity to the learning rate";
    private static final int LONGEST_PATH = 4000;

    private static final Key<String> RESULTS =
            Options.text("results", "Folder of a sweep; none: the visible runs", LONGEST_PATH);
    private static final Key<Axis.Scale> SCALE = Scales.option("log");

    public static final Entry<Panel> ENTRY = new Entry<>(
            "sensitivity",
            "Sensitivity",
            "Final loss and its spread over learning rates for each optimizer, ranked where grids, seeds, data and"
                    + " budgets are equal.",
            "Liu, Chen and Theodorou, NeurIPS 2021, Fig. 9",
            List.of(RESULTS, SCALE),
            Sensitivity::new);

    /// One training as it is drawn.
    ///
    /// @param trial what is compared
    /// @param style of its optimizer's runs
    /// @param owner the run that it is; nobody for one of a sweep
    record Sample(Trial trial, SeriesStyle style, Owner owner) {}

    private final String results;
    private final Axis.Scale scale;

    private Sensitivity(Values values) {
        results = values.get(RESULTS).strip();
        scale = values.get(SCALE);
    }

    @Override
    public boolean readsRuns() {
        return results.isEmpty();
    }

    @Override
    public Figure figure(PanelContext context) {
        List<Sample> samples;
        try {
            samples = results.isEmpty() ? ofRuns(context) : ofSweep(context, Path.of(results));
        } catch (IOException | InvalidPathException e) {
            return Figure.empty(TITLE, "The folder " + results + " cannot be read.");
        }
        if (samples.isEmpty()) {
            return Figure.empty(
                    TITLE,
                    results.isEmpty()
                            ? "Show runs that have a learning rate, or name the folder of a sweep."
                            : "There are no results of a sweep in " + results + " yet.");
        }
        Map<String, List<Sample>> optimizers = new LinkedHashMap<>();
        samples.forEach(sample -> optimizers
                .computeIfAbsent(sample.trial().optimizer(), _ -> new ArrayList<>())
                .add(sample));
        Design design = new Design(samples.stream().map(Sample::trial).toList());
        SensitivityTables tables = new SensitivityTables(optimizers, design);
        String note = tables.note();
        List<Figure.Row> rows = new ArrayList<>();
        rows.add(new Figure.Row(8, List.of(overRates(optimizers), spread(optimizers))));
        tables.plots().forEach(table -> rows.add(new Figure.Row(SensitivityTables.lines(table), List.of(table))));
        return new Figure(TITLE, results.isEmpty() ? note + " · k = " + context.cursor() : note, rows, "");
    }

    private static List<Sample> ofRuns(PanelContext context) {
        List<Sample> samples = new ArrayList<>();
        for (Shown shown : context.runs()) {
            int k = shown.at(context.cursor());
            Settings settings = shown.run().settingsAt(k);
            if (shown.run().log().rows() == 0 || !Trial.fits(settings)) {
                continue;
            }
            boolean broke = shown.run().state().broke() && k == shown.run().iteration();
            Trial trial = new Trial(
                    settings,
                    broke ? Double.NaN : shown.run().log().get(Metric.LOSS.id(), k),
                    broke ? context.cursor() : k,
                    context.cursor());
            samples.add(new Sample(trial, shown.style(), shown.owner()));
        }
        return samples;
    }

    private static List<Sample> ofSweep(PanelContext context, Path folder) throws IOException {
        Map<String, SeriesStyle> styles = styles(context);
        List<Sample> samples = new ArrayList<>();
        List<SweepResult> all = new ArrayList<>(new SweepFolder(folder).results());
        all.removeIf(result -> !Trial.fits(result.cell().settings()));
        all.sort(Comparator.comparing(
                (SweepResult result) -> result.cell().settings().id(Slots.OPTIMIZER)));
        for (SweepResult result : all) {
            Trial trial = Trial.of(result);
            SeriesStyle style = styles.computeIfAbsent(trial.optimizer(), _ -> unused(styles.values()));
            samples.add(new Sample(trial, style, Owner.NOBODY));
        }
        return samples;
    }

    /// The style of each optimizer's runs: of the visible ones, else of those that the preset has.
    private static Map<String, SeriesStyle> styles(PanelContext context) {
        Map<String, SeriesStyle> styles = new LinkedHashMap<>();
        for (Shown shown : context.runs()) {
            styles.putIfAbsent(
                    shown.run().settingsAt(shown.at(context.cursor())).id(Slots.OPTIMIZER),
                    shown.style().with(Emphasis.NORMAL));
        }
        context.preset()
                .runs()
                .forEach(spec -> styles.putIfAbsent(
                        spec.settings(context.preset().settings()).id(Slots.OPTIMIZER), RunStyles.of(spec.group())));
        return styles;
    }

    private static SeriesStyle unused(Collection<SeriesStyle> used) {
        int group = 0;
        while (hasHue(used, RunStyles.of(group)) && group < used.size()) {
            group++;
        }
        return RunStyles.of(group);
    }

    private static boolean hasHue(Collection<SeriesStyle> used, SeriesStyle style) {
        return used.stream().anyMatch(other -> other.hue() == style.hue());
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
        List<Layer> bands = new ArrayList<>();
        List<Layer> lines = new ArrayList<>();
        optimizers.values().forEach(samples -> {
            Map<Double, List<Trial>> byRate = new TreeMap<>();
            samples.forEach(sample -> byRate.computeIfAbsent(sample.trial().rate(), _ -> new ArrayList<>())
                    .add(sample.trial()));
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
                Axis.of("learning rate η", Axis.Scale.LOG, Axis.Quantity.OTHER),
                Axis.of("Loss " + Metric.LOSS.symbol() + ", mean and range", scale, Axis.Quantity.OTHER),
                bands,
                true);
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
            // side by side rather than on top of each other
            for (int i = 0; i < x.length; i++) {
                x[i] = column + 0.16 * ((i * 7 % 11) / 5.0 - 1);
            }
            String label = samples.getFirst().trial().label();
            names.add(column + " " + label);
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
                Axis.linear(String.join(" · ", names)).within(0, optimizers.size() + 1),
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
