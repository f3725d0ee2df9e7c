package adjointlab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Figure;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunRecord;
import adjointlab.lab.run.TrainingService;
import adjointlab.lab.store.LabDocument;
import adjointlab.lab.store.LabFile;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunStyles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Times that were measured while code was still being compiled say so after a document was closed and opened again.
final class ColdTimesTest {
    private static final Preset PRESET = Presets.get("simplest-concave");
    private static final String DOUBT = "timed while code was being compiled";

    @TempDir
    private Path folder;

    private static RunRecord trained() {
        try (TrainingService service = new TrainingService(0)) {
            Run run = service.open(PRESET).getFirst();
            service.drain(Cancellation.NEVER);
            service.step();
            service.drain(Cancellation.NEVER);
            return RunRecord.of(run);
        }
    }

    private static RunRecord as(RunRecord run, boolean cold) {
        return new RunRecord(
                run.identity(),
                run.start(),
                run.events(),
                run.log(),
                run.checkpoints(),
                run.iteration(),
                run.state(),
                cold);
    }

    private static String note(Run run, String along) {
        Figure figure = TrainedPresets.create("loss-curves", Map.of("along", along))
                .figure(new PanelContext(
                        PRESET, List.of(new Shown(run, RunStyles.of(run))), 1, "", false, Cancellation.NEVER));
        return figure.note();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDocumentKeepsWhatItsTimesAreWorth(boolean cold) throws IOException {
        Path file = folder.resolve("runs.lab");
        LabFile.write(file, new LabDocument(PRESET, List.of(as(trained(), cold)), LabDocument.View.DEFAULT));
        assertThat(JsonObject.write(LabFile.tree(LabFile.read(file))).contains("\"cold\""))
                .isEqualTo(cold);
        try (TrainingService service = new TrainingService(0)) {
            Run run = service.add(LabFile.read(file).runs().getFirst());
            service.drain(Cancellation.NEVER);
            assertThat(run.isCold()).isEqualTo(cold);
            assertThat(RunRecord.of(run).cold()).isEqualTo(cold);
            assertThat(note(run, "seconds").contains(DOUBT)).isEqualTo(cold);
            assertThat(note(run, "iteration")).doesNotContain(DOUBT);

            Run branch = service.branch(run, 1, Map.of("optimizer.learningRate", 0.01));
            service.drain(Cancellation.NEVER);
            assertThat(branch.isCold()).as("its past is the other's").isEqualTo(cold);
        }
    }

    @Test
    void whatIsTrainedAgainIsTimedAgain() {
        assertThat(as(trained(), true).recipe().cold()).isFalse();
    }
}
