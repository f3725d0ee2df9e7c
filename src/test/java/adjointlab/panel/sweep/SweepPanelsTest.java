package adjointlab.panel.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.Patience;
import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Values;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.stat.Estimate;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.TrainingService;
import adjointlab.lab.sweep.Budget;
import adjointlab.lab.sweep.Sampling;
import adjointlab.lab.sweep.Sweep;
import adjointlab.lab.sweep.SweepCell;
import adjointlab.lab.sweep.SweepDocument;
import adjointlab.lab.sweep.SweepFolder;
import adjointlab.lab.sweep.SweepResult;
import adjointlab.lab.sweep.SweepRun;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.RunStyles;
import adjointlab.panel.kit.Trail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One sweep of two rates and four seeds of three optimizers as the panels show it, against its files.
final class SweepPanelsTest {
    private static final Preset PRESET =
            Overrides.apply(Presets.get("snopt-sensitivity"), List.of("iterations=5", "optimizer.learningRate=0.1"));

    @TempDir
    static Path folder;

    private static List<SweepResult> results = List.of();

    @BeforeAll
    static void sweep() throws IOException, InterruptedException {
        List<SweepCell> cells = Sweep.parse(PRESET, List.of("optimizer.learningRate=0.01,0.1", "seed=0:3"))
                .cells();
        SweepFolder target = new SweepFolder(folder);
        try (SweepRun run = new SweepRun(new SweepRun.Task(cells, Sweep.Shard.WHOLE, false), target, 2)) {
            assertThat(run.await(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
        }
        results = target.results();
        assertThat(results).hasSize(24).allMatch(SweepResult::finished);
    }

    private static Figure figure(Entry<Panel> entry, Map<String, Object> options) {
        Map<String, Object> all = new HashMap<>(options);
        all.putIfAbsent("results", folder.toString());
        Panel panel = entry.create(new Values(all).complete(entry.parameters()));
        assertThat(panel.readsRuns()).isFalse();
        Figure figure = panel.figure(new PanelContext(PRESET, List.of(), 0, "", false, Cancellation.NEVER));
        assertThat(figure.emptyText()).isEmpty();
        return figure;
    }

    private static <L extends Layer> List<L> layers(Figure figure, Class<L> kind) {
        return figure.plots().stream()
                .flatMap(plot -> plot.layers().stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static List<SweepResult> of(String optimizer, double rate) {
        return results.stream()
                .filter(result -> result.cell().settings().get("optimizer.id").equals(optimizer))
                .filter(result ->
                        result.cell().settings().get("optimizer.learningRate").equals(rate))
                .toList();
    }

    private static double mean(List<SweepResult> some) {
        return some.stream().mapToDouble(result -> result.losses().last()).sum() / some.size();
    }

    @Test
    void aMapSaysWhyFieldsAreWhite() {
        int[][] count = {{4, 4}, {2, 0}};
        assertThat(SweepMap.counts(count, new double[][] {{1, 2}, {3, Double.NaN}}))
                .isEqualTo("n = 2 to 4 each");
        assertThat(SweepMap.counts(count, new double[][] {{1, Double.NaN}, {3, Double.NaN}}))
                .isEqualTo("n = 2 to 4 each · white where one broke");
    }

    @Test
    void curvesShowTheMeanAtTheRateThatIsBestAtTheEnd() {
        Figure figure = figure(SweepCurves.ENTRY, Map.of());
        List<Layer.Line> named = layers(figure, Layer.Line.class).stream()
                .filter(line -> !line.name().isEmpty())
                .toList();
        assertThat(named).hasSize(3);
        for (Layer.Line line : named) {
            String optimizer =
                    line.name().startsWith("Adam") ? "adam" : line.name().startsWith("SGD") ? "sgd" : "snopt";
            double best = mean(of(optimizer, 0.01)) < mean(of(optimizer, 0.1)) ? 0.01 : 0.1;
            assertThat(line.name()).endsWith("η = " + best + ", n = 4");
            assertThat(line.x()).containsExactly(0, 1, 2, 3, 4, 5);
            double[] ends = of(optimizer, best).stream()
                    .mapToDouble(result -> result.losses().last())
                    .toArray();
            assertThat(line.y()[5]).isCloseTo(mean(of(optimizer, best)), within(1e-15));
            Estimate interval = Estimate.mean(ends);
            assertThat(layers(figure, Layer.Band.class)).anySatisfy(band -> {
                assertThat(band.low()[5]).isCloseTo(interval.low(), within(1e-12));
                assertThat(band.high()[5]).isCloseTo(interval.high(), within(1e-12));
            });
        }
        Layer.Line all = layers(figure, Layer.Line.class).getFirst();
        assertThat(Arrays.stream(all.y()).filter(Double::isNaN))
                .as("a gap behind each training")
                .hasSize(8);
        Figure over = figure(SweepCurves.ENTRY, Map.of("evaluations", true, "all", false));
        assertThat(layers(over, Layer.Line.class)).hasSize(3).allSatisfy(line -> assertThat(line.x()[1])
                .isGreaterThan(1));
    }

    private static List<Trail> trails(Entry<Panel> entry) {
        Panel panel = entry.create(new Values(Map.of("results", folder.toString())).complete(entry.parameters()));
        return panel.trails(new PanelContext(PRESET, List.of(), 0, "", false, Cancellation.NEVER));
    }

    private static SweepResult result(Trail trail) {
        return results.stream()
                .filter(result -> Objects.equals(
                        result.cell().settings(), trail.training().settings()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyTrainingStandsWhereItIsDrawn() {
        List<Trail> ways = trails(ParallelSettings.ENTRY);
        assertThat(ways).hasSize(24);
        List<Layer.Line> lines = layers(figure(ParallelSettings.ENTRY, Map.of()), Layer.Line.class);
        assertThat(ways).allSatisfy(way -> assertThat(lines)
                .anySatisfy(line -> assertThat(line.y()).containsExactly(way.y())));
        assertThat(ways.getFirst().training().words().lines())
                .anySatisfy(line -> assertThat(line).startsWith("Learning rate  0."))
                .anySatisfy(line -> assertThat(line).startsWith("Seed  "))
                .last()
                .asString()
                .startsWith("Loss L  ");

        List<Trail> curves = trails(SweepCurves.ENTRY);
        assertThat(curves).hasSize(24).allSatisfy(curve -> assertThat(curve.y()[5])
                .isEqualTo(result(curve).losses().last()));
        assertThat(trails(RankOverBudget.ENTRY)).hasSize(24).allSatisfy(curve -> assertThat(curve.y()[5])
                .isEqualTo(result(curve).losses().last()));

        List<Trail> points = trails(Sensitivity.ENTRY);
        List<Layer.Points> drawn = layers(figure(Sensitivity.ENTRY, Map.of()), Layer.Points.class);
        assertThat(points).hasSize(48).allSatisfy(point -> {
            assertThat(point.y()[0]).isEqualTo(result(point).losses().last());
            if (point.plot() == 0) {
                assertThat(point.x()[0])
                        .isEqualTo(result(point).cell().settings().get("optimizer.learningRate"));
            } else {
                assertThat(drawn).anySatisfy(layer -> {
                    int at = Arrays.binarySearch(layer.y(), point.y()[0]);
                    assertThat(at).isNotNegative();
                    assertThat(layer.x()[at]).isEqualTo(point.x()[0]);
                });
            }
        });
    }

    /// What the sweep tunes stands beside its results, and the panels go by it.
    @Test
    void aSweepThatTunesSeveralNumbersIsShownSo(@TempDir Path other) throws IOException, InterruptedException {
        SweepFolder target = new SweepFolder(other);
        SweepDocument document = new SweepDocument(
                Overrides.apply(PRESET, List.of("iterations=2")),
                List.of("optimizer.learningRate=0.01,0.1", "solver.rtol=1e-5,1e-3", "seed=0:1"),
                Sampling.GRID,
                Budget.ITERATIONS,
                List.of("optimizer.learningRate", "solver.rtol"));
        document.write(target);
        assertThat(SweepDocument.in(target)).contains(document);
        try (SweepRun run =
                new SweepRun(new SweepRun.Task(document.sweep().cells(), Sweep.Shard.WHOLE, false), target, 2)) {
            assertThat(run.await(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
        }
        Figure figure = figure(Sensitivity.ENTRY, Map.of("results", other.toString()));
        assertThat(figure.note()).startsWith("equal: 3 optimizers × 4 combinations of learning rate and solver.rtol");
        assertThat(figure.plots().getFirst().x().label()).endsWith(", others at their best");
        Layer.Table table = layers(figure, Layer.Table.class).getFirst();
        assertThat(table.header().get(2)).startsWith("Best η, ");
        assertThat(table.rows().getFirst().get(2)).contains("; ").contains("est");
        assertThat(table.data().header()).contains("rate", "place", "solver.rtol", "solver.rtol place");
        Layer.Line first = layers(figure, Layer.Line.class).getFirst();
        assertThat(first.x()).containsExactly(0.01, 0.1);
        double lowest = target.results().stream()
                .filter(result ->
                        result.cell().settings().get("optimizer.learningRate").equals(0.01))
                .filter(result -> result.cell().settings().get("optimizer.id").equals("adam"))
                .collect(Collectors.groupingBy(
                        result -> result.cell().settings().get("solver.rtol"),
                        Collectors.averagingDouble(result -> result.losses().last())))
                .values()
                .stream()
                .mapToDouble(Double::doubleValue)
                .min()
                .orElseThrow();
        assertThat(first.name()).isEqualTo("Adam");
        assertThat(first.y()[0]).isCloseTo(lowest, within(1e-15));
        assertThat(figure(SweepCurves.ENTRY, Map.of("results", other.toString()))
                        .plots()
                        .getFirst()
                        .layers())
                .anySatisfy(layer -> assertThat(layer.name()).matches("Adam, η = 0\\.\\d+, .+ = .+, n = 2"));
    }

    @Test
    void aFieldOfTheMapLeadsToItsBestTraining() {
        List<Trail> fields = trails(SweepMap.ENTRY);
        assertThat(fields).hasSize(6).allSatisfy(field -> {
            SweepResult best = result(field);
            assertThat(of(String.valueOf(best.cell().settings().get("optimizer.id")), (Double)
                            best.cell().settings().get("optimizer.learningRate")))
                    .hasSize(4)
                    .allMatch(other -> other.losses().last() >= best.losses().last());
        });
        assertThat(fields)
                .extracting(field -> List.of(field.x()[0], field.y()[0]))
                .doesNotHaveDuplicates();
    }

    @Test
    void curvesOfOtherProgramsLieBeside() throws IOException {
        Path file = folder.resolve("theirs.csv");
        Files.writeString(file, "run,iteration,metric,value\ntheirs,0,loss,1\ntheirs,5,loss,0.25\n");
        Figure figure = figure(SweepCurves.ENTRY, Map.of("foreign", file.toString()));
        assertThat(layers(figure, Layer.Line.class)).anySatisfy(line -> {
            assertThat(line.name()).isEqualTo("theirs");
            assertThat(line.y()).containsExactly(1, 0.25);
        });
    }

    /// A pointer moves the cursor: were runs cut there, the axes would jump away under it.
    @Test
    void theCursorMarksCurvesAndCutsNone() throws IOException {
        Path file = folder.resolve("short.csv");
        Files.writeString(file, "run,iteration,metric,value\ntheirs,0,loss,1\ntheirs,2,loss,0.25\n");
        try (TrainingService service = new TrainingService(0)) {
            List<PanelContext.Shown> runs = service.open(PRESET).stream()
                    .map(run -> new PanelContext.Shown(run, RunStyles.of(run)))
                    .toList();
            service.play();
            service.drain(Cancellation.NEVER);
            for (boolean evaluations : List.of(false, true)) {
                Map<String, Object> options = new HashMap<>(Map.of("foreign", file.toString()));
                options.put("evaluations", evaluations);
                List<Layer> whole = layersAt(5, runs, options);
                List<Layer> early = new ArrayList<>(layersAt(1, runs, options));
                assertThat(whole).noneMatch(Layer.Rule.class::isInstance);
                Layer.Rule cursor = (Layer.Rule) early.removeLast();
                assertThat(cursor.name()).isEqualTo("k = 1");
                assertThat(early).usingRecursiveFieldByFieldElementComparator().isEqualTo(whole);
                Layer.Line first = early.stream()
                        .filter(layer ->
                                layer instanceof Layer.Line && !layer.owner().isNobody())
                        .map(Layer.Line.class::cast)
                        .findFirst()
                        .orElseThrow();
                assertThat(first.x()).hasSize(6);
                assertThat(cursor.at()).isEqualTo(first.x()[1]);
            }
        }
    }

    private static List<Layer> layersAt(int k, List<PanelContext.Shown> runs, Map<String, Object> options) {
        Panel panel = SweepCurves.ENTRY.create(new Values(options).complete(SweepCurves.ENTRY.parameters()));
        PanelContext context = new PanelContext(PRESET, runs, k, "", false, Cancellation.NEVER);
        List<Trail> trails = panel.trails(context);
        Trail theirs = trails.getLast();
        assertThat(theirs.training().canOpen()).isFalse();
        assertThat(theirs.training().words()).isEqualTo("theirs");
        assertThat(theirs.y()).containsExactly(1, 0.25);
        assertThat(trails.subList(0, trails.size() - 1))
                .isNotEmpty()
                .extracting(trail -> trail.x().length)
                .containsOnly(6);
        Figure figure = panel.figure(context);
        assertThat(figure.note()).endsWith("k = " + k);
        return figure.plots().getFirst().layers();
    }

    /// At the whole budget the order is that of the losses at the end.
    @Test
    void ranksAtTheWholeBudgetAreThoseOfTheJudgingSeeds() {
        Figure figure = figure(RankOverBudget.ENTRY, Map.of("evaluations", false));
        assertThat(figure.plots()).hasSize(2);
        List<double[]> ends = new ArrayList<>();
        for (Layer.Line line : layers(figure, Layer.Line.class).subList(0, 3)) {
            String optimizer =
                    line.name().startsWith("Adam") ? "adam" : line.name().startsWith("SGD") ? "sgd" : "snopt";
            double best = chosen(optimizer, 0.01) < chosen(optimizer, 0.1) ? 0.01 : 0.1;
            double judged = mean(of(optimizer, best).stream()
                    .filter(result -> (Integer) result.cell().settings().get("seed") >= 2)
                    .toList());
            double[] y = line.y();
            assertThat(line.x()[y.length - 1]).isEqualTo(5);
            assertThat(y[y.length - 1]).isCloseTo(judged, within(1e-15));
            ends.add(new double[] {judged});
        }
        List<Layer.Line> ranks = layers(figure, Layer.Line.class).subList(3, 6);
        for (int g = 0; g < 3; g++) {
            double own = ends.get(g)[0];
            long below = ends.stream().filter(end -> end[0] < own).count();
            double[] rank = ranks.get(g).y();
            assertThat(rank[rank.length - 1]).isEqualTo(1.0 + (double) below);
        }
    }

    /// Of the first two seeds.
    private static double chosen(String optimizer, double rate) {
        return mean(of(optimizer, rate).stream()
                .filter(result -> (Integer) result.cell().settings().get("seed") < 2)
                .toList());
    }

    @Test
    void theMapHoldsMeansOverSeeds() {
        Figure figure = figure(SweepMap.ENTRY, Map.of("across", "optimizer.learningRate", "up", "optimizer.id"));
        Layer.HeatMap map = layers(figure, Layer.HeatMap.class).getFirst();
        List<String> names = figure.plots().getFirst().y().names();
        assertThat(names).containsExactlyInAnyOrder("Adam", "SGD", "SNOpt");
        Map<String, String> ids = Map.of("Adam", "adam", "SGD", "sgd", "SNOpt", "snopt");
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < 3; j++) {
            String id = ids.getOrDefault(names.get(j), "");
            for (int i = 0; i < 2; i++) {
                double expected = mean(of(id, i == 0 ? 0.01 : 0.1));
                assertThat(map.z()[j][i]).isCloseTo(expected, within(1e-15));
                least = Math.min(least, expected);
            }
        }
        Layer.Points mark = layers(figure, Layer.Points.class).getFirst();
        int j = (int) Math.round(mark.y()[0]) - 1;
        int i = mark.x()[0] < 0.05 ? 0 : 1;
        assertThat(map.z()[j][i]).isCloseTo(least, within(1e-15));
        assertThat(figure.note()).isEqualTo("n = 4 each");
    }

    /// Settings that follow from the choice of the optimizer are no axis of their own.
    @Test
    void linesPassThroughTheSettingsOfTheirTraining() {
        Figure figure = figure(ParallelSettings.ENTRY, Map.of());
        List<Layer.Note> notes = layers(figure, Layer.Note.class);
        assertThat(notes).extracting(Layer.Note::name).contains("Optimizer", "Learning rate", "Loss L");
        assertThat(notes).extracting(Layer.Note::name).noneMatch(name -> name.contains("Momentum"));
        List<Layer.Line> trainings = layers(figure, Layer.Line.class).stream()
                .filter(line -> line.x().length == 3)
                .toList();
        assertThat(trainings).hasSize(24);
        double low = results.stream()
                .mapToDouble(result -> result.losses().last())
                .min()
                .orElseThrow();
        double high = results.stream()
                .mapToDouble(result -> result.losses().last())
                .max()
                .orElseThrow();
        assertThat(trainings)
                .extracting(line -> line.y()[2] / 2)
                .allMatch(height -> height >= 0 && height <= 1)
                .anyMatch(height -> height == 0)
                .anyMatch(height -> height == 1);
        for (SweepResult result : results) {
            double loss = result.losses().last();
            double height = 2 * Math.log(loss / low) / Math.log(high / low);
            double rate = result.cell().settings().get("optimizer.learningRate").equals(0.01) ? 0 : 2;
            assertThat(trainings).anyMatch(line -> Math.abs(line.y()[2] - height) < 1e-12 && line.y()[1] == rate);
        }
        Figure best = figure(ParallelSettings.ENTRY, Map.of("best", 25));
        assertThat(layers(best, Layer.Line.class).stream().filter(line -> line.x().length == 3))
                .hasSize(6);
    }
}
