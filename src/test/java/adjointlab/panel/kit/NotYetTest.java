package adjointlab.panel.kit;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.ode.Cancellation;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What an empty panel says of runs is true of them.
final class NotYetTest {
    private static List<PanelContext.Shown> shown(List<Run> runs) {
        return runs.stream()
                .map(run -> new PanelContext.Shown(run, RunStyles.of(run)))
                .toList();
    }

    @Test
    void anEvaluatedRunIsNotSaidToWaitForIt() {
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = service.open(Presets.get("simplest-theorem-1"));
            assertThat(Looks.notYet(shown(runs))).isEqualTo("No run has been evaluated yet.");
            service.drain(Cancellation.NEVER);
            assertThat(Looks.notYet(shown(runs))).isEqualTo("No run has taken a step yet.");
            assertThat(Looks.notYet(shown(runs).subList(0, 1))).endsWith(" has taken no step yet.");
            service.step();
            service.drain(Cancellation.NEVER);
            assertThat(Looks.notYet(shown(runs))).isEqualTo("None of this has been measured yet.");
        }
    }
}
