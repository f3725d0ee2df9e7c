package adjointlab.panel.optimizer;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Optimizers;
import adjointlab.core.catalog.Values;
import adjointlab.core.math.Numbers;
import adjointlab.core.train.Metric;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Owner;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.lab.preset.Setting;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.RunState;
import adjointlab.lab.sweep.SweepFolder;
import adjointlab.lab.sweep.SweepResult;
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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How much the choice of a learning rate matters to each optimizer: the losses reached over the rates, their spread,
/// and, where everybody had the same budget, a ranking. Of the visible runs, or of the results of a sweep.
public final class Sensitivity implements Panel {
    private static final String TITLE = "Sensitivity to the learning rate";
    private static final Setting<Double> RATE = Slots.OPTIMIZER.at(Optimizers.LEARNING_RATE);
    private static final int LONGEST_PATH = 4000;

    private static final Key<String> RESULTS =
            Options.text("results", "Folder of a sweep; none: the visible runs", LONGEST_PATH);
    private static final Key<Axis.Scale> SCALE = Scales.option("log");

    public static final Entry<Panel> ENTRY = new Entry<>(
            "sensitivity",
            "Sensitivity",
            "Final loss and its spread over learning rates for each optimizer, ranked where budgets are equal.",
            "Liu, Chen and Theodorou, NeurIPS 2021, Fig. 9",
            List.of(RESULTS, SCALE),
            Sensitivity::new);

    /// One training.
    ///
    /// @param id of the optimizer
    /// @param label of the optimizer
    /// @param style of its runs
    /// @param owner the run that it is; nobody for one of a sweep
    /// @param rate learning rate
    /// @param loss where it stands; NaN for a training that ended by itself before its last iteration
    /// @param made iterations made
    /// @param planned iterations planned
    private record Sample(
            String id, String label, SeriesStyle style, Owner owner, double rate, double loss, int made, int planned) {
        boolean failed() {
            return Double.isNaN(loss);
        }
    }

    private final String results;
    private final Axis.Scale scale;

    private Sensitivity(Values values) {
        results = values.get(RESULTS).strip();
        scale = values.get(SCALE);
    }

    @Override
    public Figure figure(PanelContext context) {
        List<Sample> samples;
        try {
            samples = results.isEmpty() ? ofRuns(context) : ofSweep(Path.of(results));
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
        samples.forEach(sample ->
                optimizers.computeIfAbsent(sample.id(), _ -> new ArrayList<>()).add(sample));
        String unequal = inequality(optimizers);
        String note = samples.size() + " trainings" + (unequal.isEmpty() ? "" : " · no ranking: " + unequal);
        return new Figure(
                TITLE,
                results.isEmpty() ? note + " · k = " + context.cursor() : note,
                List.of(
                        new Figure.Row(3, List.of(overRates(optimizers), spread(optimizers))),
                        new Figure.Row(1, List.of(table(optimizers, unequal.isEmpty())))),
                "");
    }

    private static List<Sample> ofRuns(PanelContext context) {
        List<Sample> samples = new ArrayList<>();
        for (Shown shown : context.runs()) {
            int k = shown.at(context.cursor());
            Settings settings = shown.run().settingsAt(k);
            if (shown.run().log().rows() == 0 || !settings.has(RATE)) {
                continue;
            }
            RunState state = shown.run().state();
            boolean broke = state.ended()
                    && !(state instanceof RunState.Finished)
                    && !(state instanceof RunState.Cancelled)
                    && k == shown.run().iteration();
            samples.add(new Sample(
                    settings.id(Slots.OPTIMIZER),
                    settings.entry(Slots.OPTIMIZER).label(),
                    shown.style(),
                    shown.owner(),
                    settings.get(RATE),
                    broke ? Double.NaN : shown.run().log().get(Metric.LOSS.id(), k),
                    broke ? context.cursor() : k,
                    context.cursor()));
        }
        return samples;
    }

    private static List<Sample> ofSweep(Path folder) throws IOException {
        List<Sample> samples = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        List<SweepResult> all = new ArrayList<>(new SweepFolder(folder).results());
        all.removeIf(result -> !result.cell().settings().has(RATE));
        all.sort(Comparator.comparing(
                (SweepResult result) -> result.cell().settings().id(Slots.OPTIMIZER)));
        for (SweepResult result : all) {
            Settings settings = result.cell().settings();
            String id = settings.id(Slots.OPTIMIZER);
            if (!ids.contains(id)) {
                ids.add(id);
            }
            int planned = result.cell().iterations();
            samples.add(new Sample(
                    id,
                    settings.entry(Slots.OPTIMIZER).label(),
                    RunStyles.of(ids.indexOf(id)),
                    Owner.NOBODY,
                    settings.get(RATE),
                    result.finished() ? result.losses().last() : Double.NaN,
                    result.finished() ? result.end().iteration() : planned,
                    planned));
        }
        return samples;
    }

    /// Why trainings cannot be compared; "" where they can: all made all of their iterations (or broke), all were
    /// given as many, and every optimizer was tried as often.
    private static String inequality(Map<String, List<Sample>> optimizers) {
        List<Sample> all = optimizers.values().stream().flatMap(List::stream).toList();
        if (optimizers.size() < 2) {
            return "one optimizer only";
        }
        if (all.stream().mapToInt(Sample::planned).distinct().count() > 1) {
            return "different numbers of iterations";
        }
        if (all.stream().anyMatch(sample -> sample.made() < sample.planned())) {
            return "not all are done";
        }
        if (optimizers.values().stream().mapToInt(List::size).distinct().count() > 1) {
            return "not as many trainings for each";
        }
        return "";
    }

    /// All runs that an optimizer trained.
    private static Owner owner(List<Sample> samples) {
        return Owner.together(samples.stream().map(Sample::owner).toList());
    }

    private static SeriesStyle style(List<Sample> samples) {
        return samples.getFirst()
                .style()
                .with(Emphasis.strongest(
                        samples.stream().map(sample -> sample.style().emphasis())));
    }

    /// The geometric mean over the runs of each rate, and the range that they fill.
    private Plot overRates(Map<String, List<Sample>> optimizers) {
        List<Layer> bands = new ArrayList<>();
        List<Layer> lines = new ArrayList<>();
        optimizers.values().forEach(samples -> {
            Map<Double, List<Double>> byRate = new TreeMap<>();
            samples.stream().filter(sample -> !sample.failed()).forEach(sample -> byRate.computeIfAbsent(
                            sample.rate(), _ -> new ArrayList<>())
                    .add(sample.loss()));
            double[] rates =
                    byRate.keySet().stream().mapToDouble(Double::doubleValue).toArray();
            double[] low = byRate.values().stream()
                    .mapToDouble(losses -> sorted(losses)[0])
                    .toArray();
            double[] high = byRate.values().stream()
                    .mapToDouble(losses -> sorted(losses)[losses.size() - 1])
                    .toArray();
            double[] mean = byRate.values().stream()
                    .mapToDouble(losses -> Math.exp(
                            losses.stream().mapToDouble(Math::log).average().orElse(Double.NaN)))
                    .toArray();
            SeriesStyle style = style(samples);
            String label = samples.getFirst().label();
            bands.add(new Layer.Band("", style, rates, low, high).ownedBy(owner(samples)));
            lines.add(new Layer.Line(label, style, rates, mean, "").ownedBy(owner(samples)));
        });
        bands.addAll(lines);
        return new Plot(
                "",
                Axis.of("learning rate η", Axis.Scale.LOG, Axis.Quantity.OTHER),
                Axis.of("Loss " + Metric.LOSS.symbol(), scale, Axis.Quantity.OTHER),
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
            String label = samples.getFirst().label();
            names.add(column + " " + label);
            layers.add(new Layer.Points(label, style(samples).with(Emphasis.FADED), x, losses).ownedBy(owner(samples)));
            if (losses.length > 0) {
                SeriesStyle line = style(samples).with(Marker.NONE).with(SeriesStyle.Dash.SOLID);
                double[] width = {column - 0.3, column + 0.3};
                double median = quantile(losses, 0.5);
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
                                new double[] {quantile(losses, 0.25), quantile(losses, 0.75)},
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

    private Plot table(Map<String, List<Sample>> optimizers, boolean ranked) {
        List<List<Sample>> order = new ArrayList<>(optimizers.values());
        List<List<Sample>> best = new ArrayList<>(order);
        best.sort(Comparator.comparingDouble(
                samples -> losses(samples).length == 0 ? Double.MAX_VALUE : losses(samples)[0]));
        List<String> header =
                new ArrayList<>(List.of("Optimizer", "Best loss", "at η", "Median", "Quartiles apart", "Broke"));
        if (ranked) {
            header.addFirst("Rank by best");
        }
        List<List<String>> rows = new ArrayList<>();
        for (List<Sample> samples : order) {
            double[] losses = losses(samples);
            List<String> row = new ArrayList<>();
            if (ranked) {
                row.add(String.valueOf(best.indexOf(samples) + 1));
            }
            row.add(samples.getFirst().label());
            row.add(losses.length == 0 ? "–" : Numbers.readout(losses[0]));
            row.add(samples.stream()
                    .filter(sample -> losses.length > 0 && sample.loss() == losses[0])
                    .findFirst()
                    .map(sample -> Numbers.brief(sample.rate(), 2))
                    .orElse("–"));
            row.add(losses.length == 0 ? "–" : Numbers.readout(quantile(losses, 0.5)));
            row.add(
                    losses.length == 0
                            ? "–"
                            : Numbers.brief(Math.log10(quantile(losses, 0.75) / quantile(losses, 0.25)), 2)
                                    + " decades");
            row.add(samples.stream().filter(Sample::failed).count() + " of " + samples.size());
            rows.add(row);
        }
        return new Plot(
                "",
                Axis.linear(""),
                Axis.linear(""),
                List.of(new Layer.Table("Sensitivity", header, rows)
                        .ownedByRows(order.stream().map(Sensitivity::owner).toList())),
                false);
    }

    /// Of the trainings that did not break, ascending.
    private static double[] losses(List<Sample> samples) {
        return samples.stream()
                .mapToDouble(Sample::loss)
                .filter(loss -> !Double.isNaN(loss))
                .sorted()
                .toArray();
    }

    private static double[] sorted(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /// Linear between the ordered values.
    private static double quantile(double[] ascending, double share) {
        double at = share * (ascending.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (at - below) * (ascending[above] - ascending[below]);
    }
}
