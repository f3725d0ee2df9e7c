package adjointlab.lab.check;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.catalog.Values;
import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npz;
import adjointlab.core.ode.Cancellation;
import adjointlab.lab.check.ReproductionCard.Verdict;
import adjointlab.lab.preset.ExpectationSpec;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.LongPresets;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.PresetJson;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.WantedFiles;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReproductionCardTest {
    /// What papers claim and we do not see, as numbers of the preset's claims counted from 0. The card says so;
    /// this list makes sure that nothing else joins them.
    private static final Map<String, Set<Integer>> NOT_REPRODUCED = Map.of(
            "heavy-ball-optimisation", Set.of(0, 1),
            "heavy-ball-point-cloud", Set.of(2, 3),
            "heavy-ball-nfe-tolerance", Set.of(1),
            "wide-fig-2", Set.of(3),
            "wide-fig-7", Set.of(4),
            "wide-fig-8", Set.of(3),
            "wide-fig-12", Set.of(1),
            "wide-fig-14", Set.of(2));

    /// Claims about means of so few seeds that the last digits of a kernel decide the verdict; the card shows it,
    /// but nothing is asserted of it.
    private static final Map<String, Set<Integer>> SCATTERED = Map.of("heavy-ball-point-cloud-1e-3", Set.of(3));

    static List<String> presets() {
        return LongPresets.others();
    }

    static List<String> longPresets() {
        return LongPresets.ids();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void everyClaimOfEveryPresetIsReproducedAndCanFail(String id) {
        assertClaims(id);
    }

    /// Most of these runs are too small for several cores, so that presets are trained side by side.
    @Tag("slow")
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("longPresets")
    void everyClaimOfEveryLongPresetIsReproducedAndCanFail(String id) {
        assertClaims(id);
    }

    /// One training is judged twice: by the claims, and by the same ones with numbers that are not true.
    private static void assertClaims(String id) {
        Preset preset = Presets.get(id);
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = service.open(preset);
            service.drain(Cancellation.NEVER);
            service.play();
            service.drain(Cancellation.NEVER);

            assertVerdicts(id, ReproductionCard.of(preset, runs));
            List<ExpectationSpec> wrong = preset.expectations().stream()
                    .map(ReproductionCardTest::spoiled)
                    .toList();
            ReproductionCard spoiled = ReproductionCard.of(with(preset, wrong), runs);
            assertThat(spoiled.rows())
                    .allSatisfy(row -> assertThat(row.verdict()).as(row.claim()).isEqualTo(Verdict.NOT_REPRODUCED));
            assertThat(spoiled.reproduced()).isFalse();
        }
    }

    private static void assertVerdicts(String id, ReproductionCard card) {
        assertThat(card.rows()).isNotEmpty();
        Set<Integer> unseen = NOT_REPRODUCED.getOrDefault(id, Set.of());
        Set<Integer> scattered = SCATTERED.getOrDefault(id, Set.of());
        for (int i = 0; i < card.rows().size(); i++) {
            if (scattered.contains(i)) {
                continue;
            }
            Verdict expected = unseen.contains(i) ? Verdict.NOT_REPRODUCED : Verdict.REPRODUCED;
            assertThat(card.rows().get(i).verdict()).as(card.text()).isEqualTo(expected);
        }
    }

    /// The same claim with a number that is not true.
    private static ExpectationSpec spoiled(ExpectationSpec spec) {
        Values values = spec.values();
        Values wrong =
                switch (spec.kind()) {
                    case "first-within" -> values.with("iterations", plusOne(numbers(values, "iterations")));
                    case "range" -> values.with("values", List.of(1e300, 2e300));
                    case "order" -> values.with("values", List.of(-numbers(values, "values")[0] + 3));
                    case "value-at", "above-from" ->
                        values.with("values", List.of(3 * numbers(values, "values")[0] + 1));
                    case "never-within" -> values.with("within", 1e6);
                    case "state" -> values.with("state", "paused");
                    case "decrease-predicted", "lemma-1" -> values.with("tolerance", 1e-12);
                    case "equal-loss" -> values.with("second", plusOne(numbers(values, "second")));
                    default -> values.with("values", plusOne(numbers(values, "values")));
                };
        return new ExpectationSpec(spec.claim(), spec.citation(), spec.kind(), wrong);
    }

    private static List<Double> plusOne(double[] numbers) {
        List<Double> changed = new ArrayList<>();
        for (double number : numbers) {
            changed.add(number + 1 + 2 * Math.abs(number));
        }
        return changed;
    }

    static List<String> presetsOfFiles() {
        return LongPresets.ofFiles();
    }

    /// Drawn samples say nothing about claims of a data set.
    @ParameterizedTest
    @MethodSource("presetsOfFiles")
    void claimsAboutFilesAreNotJudgedWithoutThem(String id) {
        Preset preset = LongPresets.shortened(id);
        assertThat(preset.expectations()).isNotEmpty();
        for (Preset each : List.of(preset, Presets.get(id))) {
            ReproductionCard card = ReproductionCard.of(each, List.of());
            assertThat(card.rows()).hasSameSizeAs(preset.expectations()).allSatisfy(row -> {
                assertThat(row.verdict()).isEqualTo(Verdict.NOT_JUDGED);
                assertThat(row.ours()).contains(preset.wants().orElseThrow().name());
            });
            assertThat(card.reproduced()).isFalse();
            assertThat(card.refuted()).isFalse();
            assertThat(card.text()).contains("· ", "not judged").contains("0 of");
        }
    }

    /// With a file they are, whatever comes of it; the kinds of all claims fit the runs.
    @ParameterizedTest
    @MethodSource("presetsOfFiles")
    void claimsAboutFilesAreJudgedWithThem(String id, @TempDir Path folder) throws IOException {
        Preset preset = LongPresets.shortened(id);
        Path file = WantedFiles.takesSeries(preset.settings()) ? seriesFor(preset, folder) : images(folder);
        Preset given = Overrides.apply(preset, List.of("problem.file=" + file));

        ReproductionCard card = ReproductionCard.run(given, Cancellation.NEVER);

        assertThat(card.rows()).isNotEmpty().allSatisfy(row -> assertThat(row.verdict())
                .isNotEqualTo(Verdict.NOT_JUDGED));
        assertThat(card.rows().getLast().verdict()).as("no run diverges").isEqualTo(Verdict.REPRODUCED);
    }

    private static Path images(Path folder) throws IOException {
        Path file = folder.resolve("x.npz");
        int side = 28;
        double[] x = new Random(3).doubles(30L * side * side).toArray();
        double[] y = IntStream.range(0, 30).mapToDouble(s -> s % 10).toArray();
        Npz.write(file, Map.of("x", new NdArray(new int[] {30, 1, side, side}, x), "y", NdArray.vector(y)));
        return file;
    }

    private static Path seriesFor(Preset preset, Path folder) throws IOException {
        return "".equals(preset.settings().get("problem.columns")) ? classes(folder) : series(folder);
    }

    /// Twelve series in an archive, four of each of three classes.
    private static Path classes(Path folder) throws IOException {
        Path file = folder.resolve("series.npz");
        double[] x = new Random(5).doubles(12L * 20 * 2).toArray();
        double[] y = IntStream.range(0, 12).mapToDouble(s -> s % 3).toArray();
        Npz.write(file, Map.of("x", new NdArray(new int[] {12, 20, 2}, x), "y", NdArray.vector(y)));
        return file;
    }

    /// One series in a table, under the names of the channels of plane vibration.
    private static Path series(Path folder) throws IOException {
        StringBuilder table = new StringBuilder("Force,Voltage,Acceleration1,Acceleration2,Acceleration3\n");
        Random random = new Random(4);
        for (int k = 0; k < 120; k++) {
            for (int c = 0; c < 5; c++) {
                table.append(c == 0 ? "" : ",").append(random.nextGaussian());
            }
            table.append('\n');
        }
        Path file = folder.resolve("one.csv");
        Files.writeString(file, table);
        return file;
    }

    @Test
    void oneWrongIterationOfTenIsReportedWithOurNumberBesideIt() {
        Preset preset = Presets.get("simplest-fig-2");
        ExpectationSpec arrival = preset.expectations().getFirst();
        ExpectationSpec wrong = new ExpectationSpec(
                arrival.claim(),
                arrival.citation(),
                arrival.kind(),
                arrival.values()
                        .with("iterations", List.of(88.0, 86.0, 81.0, 73.0, 82.0, 101.0, 115.0, 127.0, 139.0, 149.0)));

        ReproductionCard card = ReproductionCard.run(with(preset, List.of(wrong)), Cancellation.NEVER);

        assertThat(card.rows().getFirst().ours()).isEqualTo("88, 86, 81, 72, 82, 101, 115, 127, 139, 149");
        assertThat(card.text()).contains("NOT REPRODUCED").contains("0 of 1 claims reproduced");
        assertThat(card.tree()).containsEntry("reproduced", false);
    }

    @Test
    void aClaimThatCannotBeCheckedIsNotReproducedAndSaysWhy() {
        Preset preset = Presets.get("simplest-lemma-1");
        ExpectationSpec spec = preset.expectations().getFirst();
        ExpectationSpec elsewhere = new ExpectationSpec(
                spec.claim(), spec.citation(), spec.kind(), spec.values().with("runs", "adam/*"));

        ReproductionCard card = ReproductionCard.run(with(preset, List.of(elsewhere)), Cancellation.NEVER);

        assertThat(card.rows().getFirst().verdict()).isEqualTo(Verdict.NOT_REPRODUCED);
        assertThat(card.rows().getFirst().ours()).contains("no run matches 'adam/*'");
    }

    @Test
    void everyKindOfExpectationIsUsedBySomePreset() {
        Set<String> used = new HashSet<>();
        Presets.builtIn().forEach(preset -> preset.expectations().forEach(spec -> used.add(spec.kind())));

        assertThat(used).containsExactlyInAnyOrderElementsOf(Expectations.CATALOG.ids());
    }

    @Test
    void theTreeIsWhatJsonWriterTakes() {
        ReproductionCard card = ReproductionCard.run(Presets.get("simplest-concave"), Cancellation.NEVER);

        JsonObject json = JsonObject.parse("card", JsonObject.write(card.tree()));

        assertThat(json.text("preset")).isEqualTo("simplest-concave");
        assertThat(json.objects("claims")).hasSize(card.rows().size());
        assertThat(json.objects("claims").getFirst().keys())
                .containsExactly("claim", "citation", "ours", "expected", "tolerance", "verdict");
    }

    @Test
    void patternsMatchWholeNamesInListOrder() {
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = service.open(Presets.get("simplest-fig-2"));

            assertThat(RunChecks.matching(runs, "adam/1, sgd/-4"))
                    .extracting(Run::name)
                    .containsExactly("sgd/-4", "adam/1");
            assertThat(RunChecks.matching(runs, "*/2"))
                    .extracting(Run::name)
                    .containsExactly("sgd/2", "adam/2", "variance-corrected/2");
        }
    }

    @Test
    void theSchemaKnowsEveryKeyThatPresetsAreWrittenWith() throws Exception {
        JsonObject schema = JsonObject.parse("schema", Files.readString(Path.of("presets", "preset.schema.json")));

        assertThat(schema.object("properties").keys())
                .containsAll(PresetJson.tree(Presets.get("simplest-fig-2")).keySet());
    }

    private static Preset with(Preset preset, List<ExpectationSpec> expectations) {
        return new Preset(
                preset.id(),
                preset.info(),
                preset.settings(),
                preset.vary(),
                preset.extra(),
                preset.layout(),
                expectations);
    }

    private static double[] numbers(Values values, String name) {
        return ((List<?>) Objects.requireNonNull(values.map().get(name)))
                .stream().mapToDouble(Double.class::cast).toArray();
    }
}
