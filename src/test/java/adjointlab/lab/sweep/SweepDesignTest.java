package adjointlab.lab.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.Patience;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.train.Evaluation;
import adjointlab.core.train.Trainer;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Experiments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Points of ranges, budgets, curves, and sweeps that are taken up again by their folder alone.
class SweepDesignTest {
    private static final Preset PRESET =
            Overrides.apply(Presets.get("simplest-fig-2"), List.of("init.values=1", "iterations=8"));
    private static final String RATES = "optimizer.learningRate=1e-3:1e-1:log";

    @TempDir
    Path folder;

    private static Sweep sampled(String sample, String... axes) {
        return Sweep.parse(PRESET, List.of(axes), Sampling.parse(sample), Budget.ITERATIONS);
    }

    private static Set<Double> rates(List<SweepCell> cells) {
        return cells.stream()
                .map(cell -> (Double) cell.settings().get("optimizer.learningRate"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The first points of the sequence, which any table of it begins with.
    @Test
    void sobolPointsAreThoseOfTheSequence() {
        double[][] points = Sampling.parse("sobol:7").points(2);
        double[][] expected = {
            {0.5, 0.5}, {0.75, 0.25}, {0.25, 0.75}, {0.375, 0.375}, {0.875, 0.875}, {0.625, 0.125}, {0.125, 0.625}
        };
        assertThat(Arrays.deepToString(points)).isEqualTo(Arrays.deepToString(expected));
    }

    @Test
    void aSampleIsTheSameEveryTimeAndALongerOneBeginsWithIt() {
        for (String kind : List.of("sobol:8", "random:8", "random:8:5")) {
            Set<Double> eight = rates(sampled(kind, RATES).cells());
            assertThat(eight).as(kind).hasSize(8).allMatch(rate -> rate >= 1e-3 && rate <= 1e-1);
            assertThat(rates(sampled(kind, RATES).cells())).isEqualTo(eight);
            assertThat(rates(sampled(kind.replace(":8", ":16"), RATES).cells())).containsAll(eight);
        }
        assertThat(rates(sampled("random:8", RATES).cells()))
                .doesNotContainAnyElementsOf(rates(sampled("random:8:5", RATES).cells()));
        // half of a logarithmic range is below its geometric middle
        assertThat(rates(sampled("sobol:63", RATES).cells()).stream().filter(rate -> rate < 0.0099))
                .hasSize(31);
    }

    @Test
    void pointsAreCrossedWithWhatIsListed() {
        List<SweepCell> cells = sampled("sobol:4", RATES, "seed=0:2").cells();
        assertThat(cells).hasSize(3 * 4 * 3).doesNotHaveDuplicates();
        assertThat(rates(cells)).hasSize(4);
        assertThat(sampled("sobol:4", RATES, "seed=0:2").size()).isEqualTo(36);
        List<SweepCell> whole = sampled("sobol:200", "iterations=2:4:lin").cells();
        assertThat(whole.stream().map(SweepCell::iterations).collect(Collectors.toSet()))
                .containsExactly(2, 3, 4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sobol",
                "sobol:0",
                "sobol:-1",
                "sobol:4:1",
                "random:",
                "random:1e3",
                "halton:5",
                "random:5:x",
                "sobol:1000000"
            })
    void badSamplesAreRefusedWithWhatIsAllowed(String sample) {
        assertThatThrownBy(() -> Sampling.parse(sample))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("allowed: sobol:N");
    }

    @ParameterizedTest
    @CsvSource({
        "optimizer.learningRate=1e-1:1e-3:log, no range",
        "optimizer.learningRate=0:1:log, no range",
        "optimizer.learningRate=-1:1:lin, allowed",
        "iterations=1.5:3:lin, whole ones",
        "solver.id=1:2:lin, no number",
        "optimizer.rate=1:2:lin, unknown setting"
    })
    void badRangesAreRefused(String range, String part) {
        assertThatThrownBy(() -> sampled("sobol:4", range))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining(part);
    }

    @Test
    void rangesNeedPointsAndPointsNeedRanges() {
        assertThatThrownBy(() -> Sweep.parse(PRESET, List.of(RATES))).hasMessageContaining("which points are tried");
        assertThatThrownBy(() -> sampled("sobol:4", "seed=0:2")).hasMessageContaining("a sample is taken of ranges");
        assertThatThrownBy(() -> sampled("sobol:4", RATES, "optimizer.learningRate=1,2"))
                .hasMessageContaining("is varied twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evaluations", "evaluations=0", "seconds=-1", "seconds=NaN", "iterations=5", "hours=1", ""})
    void badBudgetsAreRefusedWithWhatIsAllowed(String budget) {
        assertThatThrownBy(() -> Budget.parse(budget)).isInstanceOf(InvalidValueException.class);
    }

    /// As many iterations as the budget pays for, none more, against a count of our own.
    @Test
    void aBudgetOfEvaluationsIsSpentAndNotExceeded() {
        for (String text : List.of("evaluations=2000", "evaluations=2345")) {
            Budget budget = Budget.parse(text);
            for (SweepCell cell :
                    Sweep.parse(PRESET, List.of(), Sampling.GRID, budget).cells()) {
                SweepCell.Trained trained =
                        cell.train(Cancellation.NEVER, _ -> {}).orElseThrow();
                SweepResult result = trained.result();
                assertThat(result.finished()).isTrue();
                long spent = result.cost().forward() + result.cost().backward();
                var experiment = Experiments.build(cell.settings());
                Trainer trainer = new Trainer(experiment, Experiments.startWeights(cell.settings(), experiment));
                trainer.tests(false);
                Evaluation evaluation = trainer.evaluate(Cancellation.NEVER);
                long counted = 0;
                double loss = Double.NaN;
                int iterations = -1;
                while (counted + evaluation.nfeForward() + evaluation.nfeBackward() <= budget.amount()) {
                    counted += evaluation.nfeForward() + evaluation.nfeBackward();
                    loss = evaluation.loss();
                    iterations++;
                    evaluation = trainer.step(Cancellation.NEVER);
                }
                assertThat(spent).as(cell.name()).isEqualTo(counted);
                assertThat(result.end().iteration()).isEqualTo(iterations).isNotEqualTo(8);
                assertThat(result.losses().last()).isEqualTo(loss);
                assertThat(trained.curve().evaluations()).endsWith((double) spent);
            }
        }
    }

    @Test
    void aBudgetOfSecondsEndsAndIsAnotherCell() {
        SweepCell cell = Sweep.parse(PRESET, List.of(), Sampling.GRID, Budget.parse("seconds=0.05"))
                .cells()
                .getFirst();
        SweepResult result =
                cell.train(Cancellation.NEVER, _ -> {}).orElseThrow().result();
        assertThat(result.finished()).isTrue();
        assertThat(result.cell().hash()).isNotEqualTo(new SweepCell(cell.name(), cell.settings()).hash());
        assertThat(SweepResult.parse("x", result.json()).cell()).isEqualTo(cell);
    }

    /// What only warms the code is neither kept nor counted.
    @Test
    void sweepsOfSecondsHaveTheirCellsAndNoOthers() throws IOException, InterruptedException {
        List<SweepCell> cells = Sweep.parse(PRESET, List.of(), Sampling.GRID, Budget.parse("seconds=0.01"))
                .cells();
        compute(cells, false);
        assertThat(new SweepFolder(folder).results())
                .hasSize(cells.size())
                .allMatch(SweepResult::finished)
                .allMatch(result -> result.losses().last() <= result.losses().start());
    }

    /// Few iterations are all kept; of many every second, fourth, …, and the last in any case.
    @Test
    void curvesAreWhatTheTrainingWentThrough() throws IOException, InterruptedException {
        Preset longer = Overrides.apply(PRESET, List.of("iterations=1003", "optimizer.learningRate=0.01"));
        SweepCell cell = Sweep.parse(longer, List.of()).cells().getFirst();
        compute(List.of(cell), false);
        SweepCurve curve = new SweepFolder(folder).curve(cell).orElseThrow();
        double[] iterations = curve.values("iteration");
        assertThat(iterations.length).isBetween(200, 402);
        assertThat(iterations).startsWith(0, 4, 8).endsWith(1000, 1003);
        var experiment = Experiments.build(cell.settings());
        Trainer trainer = new Trainer(experiment, Experiments.startWeights(cell.settings(), experiment));
        Evaluation evaluation = trainer.evaluate(Cancellation.NEVER);
        double evaluations = evaluation.nfeForward() + evaluation.nfeBackward();
        int row = 0;
        for (int k = 0; ; k++) {
            if (iterations[row] == k) {
                assertThat(curve.values("loss")[row]).isEqualTo(evaluation.loss());
                assertThat(curve.values("gradient.norm")[row]).isEqualTo(evaluation.gradientNorm());
                assertThat(curve.evaluations()[row]).isEqualTo(evaluations);
                row++;
            }
            if (row == iterations.length) {
                break;
            }
            evaluation = trainer.step(Cancellation.NEVER);
            evaluations += evaluation.nfeForward() + evaluation.nfeBackward();
        }
        List<String> lines = Files.readAllLines(folder.resolve("curves.csv"));
        assertThat(lines).hasSize(1 + iterations.length);
        assertThat(lines.getFirst()).isEqualTo("cell,run," + String.join(",", SweepCurve.COLUMNS));
    }

    /// Test samples are looked at, and cost the budget nothing.
    @Test
    void whatTestSamplesSayIsKept() throws IOException, InterruptedException {
        Preset preset = Overrides.apply(Presets.get("learn-nested-annuli"), List.of("iterations=3"));
        List<SweepCell> cells = Sweep.parse(preset, List.of()).cells();
        compute(cells.subList(0, 1), false);
        SweepResult result = new SweepFolder(folder).results().getFirst();
        SweepCurve curve = new SweepFolder(folder).curve(cells.getFirst()).orElseThrow();
        boolean tested = Experiments.build(cells.getFirst().settings())
                .task()
                .problem()
                .test(0)
                .isPresent();
        assertThat(Double.isNaN(result.test().loss())).isEqualTo(!tested);
        if (tested) {
            assertThat(Arrays.stream(curve.values("loss.test"))
                            .filter(loss -> loss == result.test().loss()))
                    .isNotEmpty();
            assertThat(Files.readAllLines(folder.resolve("results.csv")).getFirst())
                    .contains(",loss.test,");
        }
    }

    @Test
    void aSweepIsTakenUpAgainByItsFolder() throws IOException, InterruptedException {
        SweepDocument document = new SweepDocument(
                PRESET, List.of(RATES, "seed=0,3"), Sampling.parse("sobol:2"), Budget.parse("evaluations=900"));
        SweepFolder results = new SweepFolder(folder);
        document.write(results);
        SweepDocument again = SweepDocument.in(results).orElseThrow();
        assertThat(again.vary()).isEqualTo(document.vary());
        assertThat(again.sampling()).isEqualTo(document.sampling());
        assertThat(again.budget()).isEqualTo(document.budget());
        List<SweepCell> cells = again.sweep().cells();
        assertThat(cells).isEqualTo(document.sweep().cells());
        compute(cells.subList(0, 3), false);
        assertThat(compute(cells, true)).isEqualTo(3);
        assertThatThrownBy(() -> SweepDocument.read(JsonObject.parse("x", "{\"kind\": \"adjointlab-run\"}")))
                .hasMessageContaining("is not a sweep");
    }

    @Test
    void aResultWithoutItsCurveIsComputedAnew() throws IOException, InterruptedException {
        List<SweepCell> cells = Sweep.parse(PRESET, List.of("seed=0,1")).cells();
        compute(cells, false);
        Files.delete(folder.resolve("curves").resolve(cells.getFirst().hash() + ".csv"));
        assertThat(compute(cells, true)).isEqualTo(cells.size() - 1);
    }

    @Test
    void curvesOfOtherProgramsAreReadRunByRun() throws IOException {
        Path file = folder.resolve("theirs.csv");
        Files.writeString(file, """
            metric,run,value,iteration
            loss,"a, first",0.5,1
            loss,"a, first",1,0
            accuracy,"a, first",0.9,0
            loss,b,2e-3,10
            """);
        List<ForeignCurves.Curve> curves = ForeignCurves.read(file, "loss");
        assertThat(curves).extracting(ForeignCurves.Curve::run).containsExactly("a, first", "b");
        assertThat(curves.getFirst().iteration()).containsExactly(0, 1);
        assertThat(curves.getFirst().value()).containsExactly(new double[] {1, 0.5}, within(0.0));
        assertThatThrownBy(() -> ForeignCurves.read(file, "loss.test"))
                .hasMessage(file + " has no loss.test, but loss, accuracy");
        Files.writeString(file, "run,iteration,value\na,0,1\n");
        assertThatThrownBy(() -> ForeignCurves.read(file, "loss"))
                .hasMessageContaining("has not the columns run, iteration, metric, value");
        Files.writeString(file, "run,iteration,metric,value\na,0,loss,x\n");
        assertThatThrownBy(() -> ForeignCurves.read(file, "loss")).hasMessageContaining("line 2: 'x' is no number");
    }

    /// @return cells left alone
    private int compute(List<SweepCell> cells, boolean resume) throws IOException, InterruptedException {
        SweepRun.Task task = new SweepRun.Task(cells, Sweep.Shard.WHOLE, resume);
        try (SweepRun run = new SweepRun(task, new SweepFolder(folder), 2)) {
            assertThat(run.await(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(run.failure()).isEmpty();
            assertThat(run.writeTables()).isTrue();
            return run.resumed();
        }
    }
}
