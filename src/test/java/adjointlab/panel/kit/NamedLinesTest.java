package adjointlab.panel.kit;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Values;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Layer;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.panel.Panels;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs that look alike are told apart where they end, as long as they are few and among themselves.
final class NamedLinesTest {
    private static List<String> names(String panel, int methods, int starts) {
        Preset preset = Presets.get("simplest-fig-2");
        Entry<Panel> entry = Panels.CATALOG.get(panel);
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = service.open(preset);
            runs.forEach(run -> service.advance(run, 3));
            service.drain(Cancellation.NEVER);
            List<Shown> all =
                    runs.stream().map(run -> new Shown(run, RunStyles.of(run))).toList();
            List<Shown> shown = Groups.of(all).stream()
                    .limit(methods)
                    .flatMap(group -> group.runs().stream().limit(starts))
                    .toList();
            return entry
                    .create(new Values(Map.of()).complete(entry.parameters()))
                    .figure(new PanelContext(preset, shown, 3, "", false, Cancellation.NEVER))
                    .plots()
                    .getFirst()
                    .layers()
                    .stream()
                    .filter(Layer.Line.class::isInstance)
                    .map(layer -> ((Layer.Line) layer).endLabel())
                    .filter(label -> !label.isEmpty())
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"adjoint-norm", "loss-curves"})
    void fewOfOneGroupAreNamedEach(String panel) {
        assertThat(names(panel, 1, 3)).hasSize(3).doesNotHaveDuplicates();
        assertThat(names(panel, 1, 10)).as("no room").hasSize(1);
        assertThat(names(panel, 2, 3)).as("by their groups").hasSize(2);
    }
}
