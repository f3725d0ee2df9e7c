package adjointlab.panel.loss;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.catalog.Values;
import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npz;
import adjointlab.core.math.Numbers;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Figure;
import adjointlab.figure.FigureWriters;
import adjointlab.figure.Page;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.lab.store.LabDocument.Marks;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the table of runs gives to other programs.
final class RunTableTest {
    private static final Preset PRESET = Overrides.apply(Presets.get("simplest-fig-2"), List.of("iterations=3"));

    @TempDir
    Path folder;

    private static byte[] written(Figure figure, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FigureWriters.of(format).write(figure, Page.of(100, 80), "", out);
        return out.toByteArray();
    }

    private static double[] values(Map<String, NdArray> arrays, String column) {
        return Objects.requireNonNull(arrays.get("0.0.Runs." + column)).values();
    }

    /// Thirty runs, of which a page of 80 mm shows a part, and numbers with all of their digits.
    @Test
    void filesOfDataHoldAllRunsAndExactNumbers() throws IOException {
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = service.open(PRESET);
            service.play();
            service.drain(Cancellation.NEVER);
            List<Shown> shown =
                    runs.stream().map(run -> Shown.of(run, Marks.DEFAULT)).toList();
            PanelContext context = new PanelContext(PRESET, shown, 3, "", false, Cancellation.NEVER);
            Figure figure = RunTable.ENTRY
                    .create(new Values(Map.of("differences", false)).complete(RunTable.ENTRY.parameters()))
                    .figure(context);
            List<String> lines = new String(written(figure, "csv"), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(lines).hasSize(31);
            assertThat(lines.getFirst()).startsWith("run,state,k,loss,").contains(",optimizer.learningRate");
            double[] losses =
                    runs.stream().mapToDouble(run -> run.log().get("loss", 3)).toArray();
            for (int i = 0; i < losses.length; i++) {
                assertThat(lines.get(i + 1))
                        .startsWith(runs.get(i).name() + ",finished,3," + Numbers.exact(losses[i]) + ",");
            }
            Map<String, NdArray> arrays = Npz.read(Files.write(folder.resolve("runs.npz"), written(figure, "npz")));
            assertThat(values(arrays, "loss")).containsExactly(losses);
            assertThat(values(arrays, "seed")).hasSize(30);
        }
    }
}
