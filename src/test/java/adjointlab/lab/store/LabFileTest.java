package adjointlab.lab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.ode.Cancellation;
import adjointlab.lab.preset.PanelLayout;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Vary;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunState;
import adjointlab.lab.run.TrainingService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
                    5, "adam/1", 12, false, Map.of("sgd/1", new LabDocument.Marks(false, true, "a note, \"quoted\"")));
            LabFile.write(file, Documents.of(preset(), runs, view));
            service.play();
            service.drain(Cancellation.NEVER);
            whole = runs.stream().map(run -> run.log().values("loss")).toList();
        }
        LabDocument read = LabFile.read(file);
        assertThat(read.view().cursor()).isEqualTo(5);
        assertThat(read.view().marks().get("sgd/1").note()).isEqualTo("a note, \"quoted\"");
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
                            Documents.of(preset(), runs, LabDocument.View.DEFAULT))
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
}
