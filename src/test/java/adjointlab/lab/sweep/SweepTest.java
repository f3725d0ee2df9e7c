package adjointlab.lab.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.Patience;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.ode.Cancellation;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepTest {
    private static final Preset PRESET = Overrides.apply(Presets.get("simplest-fig-2"), List.of("init.values=1"));

    @TempDir
    Path folder;

    private static List<SweepCell> cells(int iterations) {
        Preset shorter = Overrides.apply(PRESET, List.of("iterations=" + iterations));
        return Sweep.parse(shorter, List.of("optimizer.learningRate=1e-3:5e-1:log4", "seed=0:2"))
                .cells();
    }

    @Test
    void numbersThatAreNotToldApartByOneAreNoRange() {
        for (String axis : List.of("iterations=1e19:1e19", "iterations=9e15:1e16", "iterations=-1e300:1e300")) {
            assertThatThrownBy(() -> SweepAxis.parse(PRESET, axis))
                    .as(axis)
                    .hasMessageContaining("is not a range of whole numbers");
        }
    }

    @Test
    void rangesHaveBothEndsAndEqualRatios() {
        List<Double> rates = SweepAxis.parse(PRESET, "optimizer.learningRate=1e-3:5e-1:log12").values().stream()
                .map(Double::valueOf)
                .toList();
        assertThat(rates).hasSize(12).startsWith(1e-3).endsWith(0.5);
        for (int i = 1; i < rates.size(); i++) {
            assertThat(rates.get(i) / rates.get(i - 1)).isCloseTo(Math.pow(500, 1 / 11.0), within(1e-12));
        }
        assertThat(SweepAxis.parse(PRESET, "seed=0:4").values()).containsExactly("0", "1", "2", "3", "4");
        assertThat(SweepAxis.parse(PRESET, "problem.horizon=1:2:lin3").values()).containsExactly("1.0", "1.5", "2.0");
        assertThat(SweepAxis.parse(PRESET, "init.values=-4;0.5").values()).containsExactly("-4", "0.5");
        assertThat(SweepAxis.parse(PRESET, "solver.id=rk4,dopri5").values()).containsExactly("rk4", "dopri5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "optimizer.learningRat=1,2",
                "seed",
                "seed=",
                "seed=0:x",
                "seed=2:1",
                "seed=0.5:2",
                "seed=-1:2",
                "optimizer.learningRate=1e-3:NaN:log3",
                "optimizer.learningRate=-1:1:log3",
                "optimizer.learningRate=1:2:log",
                "optimizer.learningRate=1:2:geo5",
                "optimizer.learningRate=1:2",
                "optimizer.learningRate=0.1,-1",
                "optimizer.learningRate=1:2:log0",
                "solver.id=rk44"
            })
    void badAxesAreRefusedWithWhatIsAllowed(String axis) {
        assertThatThrownBy(() -> SweepAxis.parse(PRESET, axis))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("allowed")
                .hasMessageNotContaining("\n");
    }

    @Test
    void cellsAreTheProductAndEqualOnesAreOne() {
        assertThat(cells(5)).hasSize(3 * 4 * 3);
        assertThat(cells(5).stream().map(SweepCell::hash)).doesNotHaveDuplicates();
        List<SweepCell> adamOnly =
                Sweep.parse(PRESET, List.of("optimizer.beta1=0.8,0.9")).cells();
        assertThat(adamOnly)
                .as("two for Adam, one each for the two that have no β₁")
                .hasSize(4);
        assertThat(cells(6).getFirst().hash()).isNotEqualTo(cells(5).getFirst().hash());
    }

    @Test
    void everyCellBelongsToOneShard() {
        List<SweepCell> all = cells(5);
        List<SweepCell> parts = Stream.of("1/3", "2/3", "3/3")
                .flatMap(part -> Sweep.Shard.parse(part).of(all).stream())
                .toList();
        assertThat(parts).containsExactlyInAnyOrderElementsOf(all);
        for (String bad : List.of("0/3", "4/3", "1", "a/b", "1/0", "-1/2")) {
            assertThatThrownBy(() -> Sweep.Shard.parse(bad)).hasMessageContaining("i/n");
        }
    }

    @Test
    void shardsAndResumedSweepsGiveTheBytesOfTheWhole() throws IOException, InterruptedException {
        List<SweepCell> all = cells(12);
        compute(all, Sweep.Shard.WHOLE, folder.resolve("whole"), false);
        for (int i = 1; i <= 3; i++) {
            compute(all, new Sweep.Shard(i, 3), folder.resolve("shards"), false);
        }
        compute(all, new Sweep.Shard(2, 3), folder.resolve("resumed"), false);
        Path damaged = new SweepFolder(folder.resolve("resumed")).file(all.get(1));
        Files.writeString(damaged, Files.readString(damaged).substring(0, 100));
        assertThat(compute(all, Sweep.Shard.WHOLE, folder.resolve("resumed"), true))
                .isEqualTo(11);
        Map<String, String> whole = contents(folder.resolve("whole"));
        assertThat(whole).hasSize(2 * 36 + 2).containsKeys("results.csv", "curves.csv");
        assertThat(contents(folder.resolve("shards"))).isEqualTo(whole);
        assertThat(contents(folder.resolve("resumed"))).isEqualTo(whole);
    }

    /// The table is of what the panel shows, whichever sweep it comes from.
    @Test
    void theTableHoldsTheCellsOfAllSweepsInTheFolder() throws IOException, InterruptedException {
        List<SweepCell> first =
                Sweep.parse(PRESET, List.of("iterations=2", "seed=0:1")).cells();
        List<SweepCell> second =
                Sweep.parse(PRESET, List.of("iterations=3", "seed=0:1")).cells();
        compute(first, Sweep.Shard.WHOLE, folder, false);
        compute(second, Sweep.Shard.WHOLE, folder, false);
        List<String> lines = Files.readAllLines(folder.resolve("results.csv"));
        assertThat(lines).hasSize(1 + first.size() + second.size()).doesNotHaveDuplicates();
        assertThat(lines.getFirst()).contains(",iterations,").contains("seed");
        assertThat(lines.subList(1, 1 + second.size()))
                .as("this sweep's come first")
                .zipSatisfy(second, (line, cell) -> assertThat(line).startsWith(cell.hash()));
        for (SweepCell cell : first) {
            assertThat(lines).anyMatch(line -> line.startsWith(cell.hash()));
        }
    }

    @Test
    void resultsReadBackAsTheyWereWritten() throws IOException, InterruptedException {
        List<SweepCell> all = cells(3);
        compute(all, Sweep.Shard.WHOLE, folder, false);
        List<SweepResult> results = new SweepFolder(folder).results();
        assertThat(results).hasSize(36).allMatch(SweepResult::finished);
        SweepResult first =
                all.getFirst().train(Cancellation.NEVER, _ -> {}).orElseThrow().result();
        assertThat(results).contains(first);
        assertThat(first.losses().last()).isLessThan(first.losses().start());
        assertThat(first.cost().forward()).isPositive();
    }

    @Test
    void aCellThatDivergesOrDoesNotFitIsAResult() throws IOException {
        Preset preset =
                Overrides.apply(PRESET, List.of("optimizer.id=sgd", "optimizer.learningRate=1e6", "init.values=2"));
        SweepResult diverged = Sweep.parse(preset, List.of())
                .cells()
                .getFirst()
                .train(Cancellation.NEVER, _ -> {})
                .orElseThrow()
                .result();
        assertThat(diverged.finished()).isFalse();
        assertThat(diverged.end().reason()).isNotEmpty();
        assertThat(SweepResult.parse("x", diverged.json())).isEqualTo(diverged);
        Preset wrong = Overrides.apply(PRESET, List.of("problem.dimension=2", "optimizer.id=sgd"));
        assertThat(Sweep.parse(wrong, List.of())
                        .cells()
                        .getFirst()
                        .train(Cancellation.NEVER, _ -> {})
                        .orElseThrow()
                        .result()
                        .end()
                        .state())
                .isEqualTo("failed");
    }

    @Test
    void aCancelledSweepKeepsWhatIsDoneAndStops() throws IOException, InterruptedException {
        List<SweepCell> all = cells(100_000);
        SweepFolder results = new SweepFolder(folder);
        try (SweepRun run = new SweepRun(new SweepRun.Task(all, Sweep.Shard.WHOLE, false), results, 2)) {
            while (run.progress() == 0) {
                Thread.onSpinWait();
            }
            run.cancel();
            assertThat(run.await(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(run.writeTables()).isFalse();
            assertThat(results.results()).hasSize(run.done());
        }
    }

    /// @return cells left alone
    private static int compute(List<SweepCell> cells, Sweep.Shard shard, Path folder, boolean resume)
            throws IOException, InterruptedException {
        try (SweepRun run = new SweepRun(new SweepRun.Task(cells, shard, resume), new SweepFolder(folder), 2)) {
            assertThat(run.await(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(run.failure()).isEmpty();
            run.writeTables();
            return run.resumed();
        }
    }

    @Test
    void namesWithCommasStayOneCell() throws IOException {
        SweepCell cell = new SweepCell("slow, wide", cells(1).getFirst().settings());
        SweepFolder results = new SweepFolder(folder);
        results.writeTiming(Sweep.Shard.WHOLE, cell, 1.5);
        results.writeTiming(Sweep.Shard.WHOLE, cell, 2);
        assertThat(Files.readString(folder.resolve("timings.csv")))
                .isEqualTo("cell,run,seconds\n" + cell.hash() + ",\"slow, wide\",1.500\n" + cell.hash()
                        + ",\"slow, wide\",2.000\n");
    }

    /// As a program that was killed leaves it.
    @Test
    void halfALineOfTimingsGoes() throws IOException {
        SweepCell cell = cells(1).getFirst();
        SweepFolder results = new SweepFolder(folder);
        results.writeTiming(Sweep.Shard.WHOLE, cell, 1.5);
        Path file = folder.resolve("timings.csv");
        String whole = Files.readString(file);
        for (String half : List.of(whole + "0123,sl", whole.substring(0, 9))) {
            Files.writeString(file, half);
            results.writeTiming(Sweep.Shard.WHOLE, cell, 1.5);
            assertThat(Files.readString(file)).isEqualTo(half.startsWith(whole) ? whole + whole.substring(17) : whole);
        }
    }

    /// Every file but the timings.
    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().startsWith("timings")) {
                    contents.put(folder.relativize(file).toString(), Files.readString(file));
                }
            }
        }
        return contents;
    }
}
