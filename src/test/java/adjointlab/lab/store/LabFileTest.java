package adjointlab.lab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.math.Stop;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.optim.OptimizerState;
import adjointlab.core.train.Checkpoint;
import adjointlab.lab.preset.PanelLayout;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Vary;
import adjointlab.lab.run.MetricLog;
import adjointlab.lab.run.Replay;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunMetrics;
import adjointlab.lab.run.RunRecord;
import adjointlab.lab.run.RunState;
import adjointlab.lab.run.TrainingService;
import adjointlab.lab.run.Warnings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabFileTest {
    @TempDir
    Path folder;

    static Preset preset() {
        return new Preset(
                "p",
                new Preset.Info("Title", "Group", "", "", ""),
                Settings.defaults().with("iterations", 40),
                List.of(
                        new Vary("optimizer.id", List.of("sgd", "adam", "variance-corrected")),
                        new Vary("init.values", List.of(1.0))),
                List.of(),
                new PanelLayout.Tabs(List.of(new PanelLayout.PanelState("loss-curves", Map.of())), 0),
                List.of());
    }

    /// However large: the text is asked for in pieces, and each run and each checkpoint once more.
    @Test
    void readingCanBeStoppedInItsMiddle() throws IOException {
        Path file = folder.resolve("large.lab");
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = service.open(preset());
            service.play();
            service.drain(Cancellation.NEVER);
            LabFile.write(
                    file,
                    new LabDocument(preset(), runs.stream().map(RunRecord::of).toList(), LabDocument.View.DEFAULT));
        }
        long[] asked = {0};
        Stop.within(
                () -> {
                    asked[0]++;
                    return false;
                },
                () -> assertThat(read(file).runs()).hasSize(3));
        assertThat(asked[0]).as("how often").isGreaterThan(Files.size(file) / 4096);
        for (long at = 1; at <= asked[0]; at++) {
            long[] left = {at};
            assertThatThrownBy(() -> Stop.within(() -> --left[0] <= 0, () -> read(file)))
                    .isInstanceOf(CancellationException.class);
        }
    }

    private static LabDocument read(Path file) {
        try {
            return LabFile.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aDocumentGoesOnWhereItWasSavedBitForBit() throws IOException {
        Path file = folder.resolve("half.lab");
        List<double[]> whole;
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = service.open(preset());
            service.drain(Cancellation.NEVER);
            for (int k = 0; k < 17; k++) {
                service.step();
                service.drain(Cancellation.NEVER);
            }
            service.change(runs.get(1), "optimizer.learningRate", 0.2);
            service.drain(Cancellation.NEVER);
            LabDocument.View view = new LabDocument.View(
                    5,
                    "adam/1",
                    12,
                    false,
                    Map.of(
                            "sgd/1",
                            new LabDocument.Marks(false, true, "a note, \"quoted\"", "My “best” run", "purple")));
            LabFile.write(file, Documents.of(preset(), runs, view));
            service.play();
            service.drain(Cancellation.NEVER);
            whole = runs.stream().map(run -> run.log().values("loss")).toList();
        }
        LabDocument read = LabFile.read(file);
        assertThat(read.view().cursor()).isEqualTo(5);
        assertThat(Objects.requireNonNull(read.view().marks().get("sgd/1")).note())
                .isEqualTo("a note, \"quoted\"");
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = read.runs().stream().map(service::add).toList();
            service.drain(Cancellation.NEVER);
            assertThat(runs)
                    .allMatch(run -> run.iteration() == 17 && run.state().equals(new RunState.Paused()));
            service.play();
            service.drain(Cancellation.NEVER);
            for (int i = 0; i < runs.size(); i++) {
                assertThat(runs.get(i).log().values("loss"))
                        .as(runs.get(i).name())
                        .containsExactly(whole.get(i));
            }
            assertThat(runs.get(1).events()).hasSize(1);
        }
    }

    /// Each metric's numbers, by which every bit of a run can be told; seconds differ.
    private static Map<String, List<Double>> numbers(Run run) {
        Map<String, List<Double>> numbers = new LinkedHashMap<>();
        run.log().names().stream()
                .filter(name ->
                        !List.of(RunMetrics.SECONDS, RunMetrics.PROCESSOR).contains(name))
                .forEach(name -> numbers.put(
                        name, Arrays.stream(run.log().values(name)).boxed().toList()));
        return numbers;
    }

    private static Preset ofBatches() {
        Settings settings = Settings.defaults()
                .with("iterations", 30)
                .with("problem.id", "sphere")
                .with("problem.samples", 23)
                .with("problem.test", 5)
                .with("problem.validation", 0.3)
                .with("problem.standardised", true)
                .with("problem.batch", 4)
                .with("problem.testEvery", 3)
                .with("field.id", "mlp")
                .with("family.readOut", "linear");
        return new Preset(
                "p",
                new Preset.Info("Title", "Group", "", "", ""),
                settings,
                List.of(new Vary("optimizer.id", List.of("adam"))),
                List.of(),
                new PanelLayout.Tabs(List.of(new PanelLayout.PanelState("loss-curves", Map.of())), 0),
                List.of());
    }

    /// From a file in the middle of an epoch, and from a log that had fewer columns then.
    @Test
    void batchesAndAValidationGoOnBitForBit() throws IOException {
        Path file = folder.resolve("batches.lab");
        Map<String, List<Double>> whole;
        double[] theta;
        try (TrainingService service = new TrainingService(0)) {
            Run run = service.open(ofBatches()).getFirst();
            service.drain(Cancellation.NEVER);
            for (int k = 0; k < 14; k++) {
                service.step();
                service.drain(Cancellation.NEVER);
            }
            LabFile.write(file, Documents.of(ofBatches(), List.of(run), LabDocument.View.DEFAULT));
            service.play();
            service.drain(Cancellation.NEVER);
            whole = numbers(run);
            theta = Replay.at(run, 30, Cancellation.NEVER).theta();
            assertThat(Replay.at(run, 29, Cancellation.NEVER).theta()).isNotEqualTo(theta);
        }
        assertThat(Objects.requireNonNull(whole.get("loss.validation")).get(3))
                .isFinite()
                .isNotEqualTo(whole.get("loss.validation").get(6));
        assertThat(whole.get("loss.validation").get(4)).isNaN();
        RunRecord read = LabFile.read(file).runs().getFirst();
        MetricLog fewer = new MetricLog(read.log().names().stream()
                .filter(name -> !name.endsWith(".validation"))
                .toList());
        for (int k = 0; k < read.log().rows(); k++) {
            int row = k;
            fewer.append(fewer.names().stream()
                    .mapToDouble(name -> read.log().get(name, row))
                    .toArray());
        }
        RunRecord older = new RunRecord(
                read.identity(),
                read.start(),
                read.events(),
                fewer,
                read.checkpoints(),
                read.iteration(),
                read.state(),
                read.cold());
        try (TrainingService service = new TrainingService(0);
                TrainingService other = new TrainingService(0)) {
            Run same = played(service, read);
            assertThat(numbers(same)).isEqualTo(whole);
            assertThat(Replay.at(same, 30, Cancellation.NEVER).theta()).isEqualTo(theta);
            Run longer = played(other, older);
            assertThat(longer.log().names()).isEqualTo(same.log().names());
            assertThat(numbers(longer).get("loss")).isEqualTo(whole.get("loss"));
            assertThat(longer.log().get("loss.validation", 3)).isNaN();
            assertThat(longer.log().get("loss.validation", 30))
                    .isEqualTo(whole.get("loss.validation").get(30));
        }
    }

    private static Run played(TrainingService service, RunRecord record) {
        Run run = service.add(record);
        service.drain(Cancellation.NEVER);
        service.play();
        service.drain(Cancellation.NEVER);
        return run;
    }

    @Test
    void aRecipeIsTrainedAgainToTheSameBits() {
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = service.open(preset());
            service.drain(Cancellation.NEVER);
            service.step();
            service.drain(Cancellation.NEVER);
            service.change(runs.get(0), "problem.horizon", 2.0);
            service.step();
            service.drain(Cancellation.NEVER);
            String json = new FigureManifest(
                            new PanelLayout.PanelState("loss-curves", Map.of(), true),
                            100,
                            60,
                            Documents.of(preset(), runs, LabDocument.View.DEFAULT),
                            Warnings.NONE)
                    .json();
            LabDocument document = Documents.read("manifest.json", json);
            try (TrainingService other = new TrainingService(0)) {
                List<Run> again = document.runs().stream().map(other::add).toList();
                other.drain(Cancellation.NEVER);
                for (int i = 0; i < runs.size(); i++) {
                    assertThat(again.get(i).log().values("loss"))
                            .containsExactly(runs.get(i).log().values("loss"));
                    assertThat(again.get(i).settings()).isEqualTo(runs.get(i).settings());
                }
            }
        }
    }

    @Test
    void brokenFilesAreSentences() throws IOException {
        Path file = folder.resolve("broken.lab");
        assertThatThrownBy(() -> LabFile.read(file))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> LabFile.read(folder)).hasMessageContaining("is a folder");
        Files.writeString(file, "{\"lab\": 1, \"pres");
        assertThatThrownBy(() -> LabFile.read(file))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("broken.lab, line 1")
                .hasMessageContaining("not valid JSON");
        Files.writeString(file, "{\"lab\": 99}");
        assertThatThrownBy(() -> LabFile.read(file)).hasMessageContaining("newer Adjoint Lab");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThatThrownBy(() -> LabFile.read(file)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void everyCutOffFileIsASentence() throws IOException {
        Path file = folder.resolve("cut.lab");
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = service.open(preset());
            service.drain(Cancellation.NEVER);
            LabFile.write(file, Documents.of(preset(), runs, LabDocument.View.DEFAULT));
        }
        String text = Files.readString(file);
        for (int length = 0; length < text.length() - 1; length += Math.max(1, text.length() / 97)) {
            Files.writeString(file, text.substring(0, length));
            assertThatThrownBy(() -> LabFile.read(file))
                    .as("cut after %d characters", length)
                    .isInstanceOf(InvalidValueException.class);
        }
    }

    @Test
    void runsThatCannotGoOnAreSentences() throws IOException {
        Path file = folder.resolve("odd.lab");
        Settings settings = preset().settings();
        RunState state = new RunState.Paused();
        Run.Identity identity = new Run.Identity("a", "a", 0, null);
        MetricLog log = new MetricLog(List.of("loss"));
        log.append(new double[] {1});
        log.append(new double[] {0.5});
        RunRecord recipe =
                new RunRecord(identity, settings, List.of(), new MetricLog(List.of()), List.of(), 0, state, false);
        write(file, recipe, recipe);
        assertThatThrownBy(() -> LabFile.read(file))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("odd.lab: two runs are named 'a'");
        write(
                file,
                new RunRecord(identity, settings, List.of(), log, List.of(at(0, 2, 2), at(1, 3, 2)), 1, state, false));
        assertThatThrownBy(() -> LabFile.read(file))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("odd.lab, runs[0]: the checkpoint of iteration 1 has 3 weights where the first has 2");
        write(
                file,
                new RunRecord(identity, settings, List.of(), log, List.of(at(0, 2, 2), at(1, 2, 1)), 1, state, false));
        assertThatThrownBy(() -> LabFile.read(file))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("remembers other numbers");
        write(
                file,
                new RunRecord(identity, settings, List.of(), log, List.of(at(1, 2, 2), at(1, 2, 2)), 1, state, false));
        assertThatThrownBy(() -> LabFile.read(file)).hasMessageContaining("in order of their iterations");
    }

    @Test
    void weightsOfAnotherModelFailTheirRunInASentence() throws IOException {
        MetricLog log = new MetricLog(List.of("loss"));
        log.append(new double[] {1});
        RunRecord odd = new RunRecord(
                new Run.Identity("a", "a", 0, null),
                preset().settings(),
                List.of(),
                log,
                List.of(at(0, 7, 7)),
                0,
                new RunState.Paused(),
                false);
        try (TrainingService service = new TrainingService(0)) {
            Run run = service.add(odd);
            service.drain(Cancellation.NEVER);
            assertThat(run.state())
                    .isEqualTo(new RunState.Failed("what was stored at iteration 0 belongs to another model or"
                            + " optimizer than the settings say"));
        }
    }

    private static void write(Path file, RunRecord... runs) throws IOException {
        LabFile.write(file, new LabDocument(preset(), List.of(runs), LabDocument.View.DEFAULT));
    }

    private static Checkpoint at(long iteration, int weights, int remembered) {
        return new Checkpoint(iteration, new double[weights], new OptimizerState(1, remembered));
    }
}
