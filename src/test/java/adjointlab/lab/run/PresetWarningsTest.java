package adjointlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.ode.Cancellation;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Slots;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Which presets train on gradients that lost their states on the way back, in their first iterations.
@Tag("claims")
final class PresetWarningsTest {
    private static final int ITERATIONS = Integer.getInteger("warnings.iterations", 10);

    /// Presets whose runs are warned of, and what their reports say of it.
    private static final Set<String> WARNED = Set.of();

    @Test
    void onlyTheseAreWarnedOf() {
        Map<String, Set<String>> warned = new TreeMap<>();
        for (Preset preset : Presets.builtIn()) {
            Preset shorter = preset.with(preset.settings()
                    .with("iterations", Math.min(ITERATIONS, preset.settings().get(Slots.ITERATIONS))));
            try (TrainingService service = new TrainingService(0)) {
                service.open(shorter);
                service.play();
                service.drain(Cancellation.NEVER);
                Warnings.of(service.runs()).byRun().forEach((run, _) -> warned.computeIfAbsent(
                                preset.id(), _ -> new TreeSet<>())
                        .add(run));
            }
        }
        assertThat(warned.keySet()).as("%s", warned).containsExactlyInAnyOrderElementsOf(WARNED);
    }
}
