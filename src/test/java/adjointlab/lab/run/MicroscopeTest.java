package adjointlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.catalog.Optimizers;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.train.Checkpoint;
import adjointlab.core.train.Trainer;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// One step of every optimizer from the same weights.
class MicroscopeTest {
    private static Settings settings(String... changes) {
        Preset preset = Overrides.apply(Presets.get("natural-gradient-2d"), List.of("init.values=0.3,0.1,-0.2,0.4"));
        return Overrides.apply(preset, List.of(changes))
                .runs()
                .getFirst()
                .settings(Overrides.apply(preset, List.of(changes)).settings());
    }

    private static Microscope.Step step(Microscope look, String id) {
        return look.steps().stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Trainer trained(Settings settings, int iterations) {
        var experiment = Experiments.build(settings);
        Trainer trainer = new Trainer(experiment, Experiments.startWeights(settings, experiment));
        for (int k = 0; k < iterations; k++) {
            assertThat(trainer.step(Cancellation.NEVER).status().ok()).isTrue();
        }
        return trainer;
    }

    @Test
    void everyOptimizerIsThereAndGradientDescentGoesDownTheGradient() {
        Settings settings = settings("optimizer.id=sgd", "optimizer.learningRate=0.1");
        Checkpoint at = trained(settings, 3).checkpoint();
        Microscope look =
                Microscope.at(settings, Map.of(), at, Cancellation.NEVER).orElseThrow();
        assertThat(look.steps()).extracting(Microscope.Step::id).containsExactlyElementsOf(Optimizers.CATALOG.ids());
        Microscope.Step sgd = step(look, "sgd");
        for (int j = 0; j < 4; j++) {
            assertThat(sgd.delta()[j]).isCloseTo(-0.1 * look.gradient()[j], within(1e-12));
        }
        assertThat(sgd.angle(look.gradient())).isCloseTo(0, within(1e-4));
        assertThat(sgd.predicted(look.gradient())).isGreaterThan(sgd.actual()).isPositive();
        Microscope.Step natural = step(look, "natural-gradient");
        assertThat(natural.angle(look.gradient())).isBetween(1.0, 90.0);
    }

    @Test
    void anOptimizerThatCannotStepSaysWhy() {
        Settings settings = settings("optimizer.id=sgd", "horizon.id=feedback", "init.values=0.3,0.1,-0.2,0.4,1");
        Microscope look = Microscope.at(settings, Map.of(), trained(settings, 1).checkpoint(), Cancellation.NEVER)
                .orElseThrow();
        assertThat(step(look, "natural-gradient").possible()).isFalse();
        assertThat(step(look, "natural-gradient").refusal()).contains("learned horizon");
        assertThat(step(look, "adam").possible()).isTrue();
    }

    @Test
    void theRunsOwnOptimizerGoesOnWithWhatItRemembers() {
        Settings settings = settings("optimizer.id=adam", "optimizer.learningRate=0.03");
        Trainer run = trained(settings, 6);
        Checkpoint at = run.checkpoint();
        Microscope look =
                Microscope.at(settings, Map.of(), at, Cancellation.NEVER).orElseThrow();
        run.step(Cancellation.NEVER);
        for (int j = 0; j < 4; j++) {
            assertThat(at.theta()[j] + step(look, "adam").delta()[j]).isCloseTo(run.theta()[j], within(1e-14));
        }
        assertThat(step(look, "adam").actual()).isCloseTo(run.evaluation().actualDecrease(), within(1e-12));
    }

    @Test
    void peersLendTheirParametersAndOthersTakeTheDefaults() {
        Settings settings = settings("optimizer.id=adam", "optimizer.learningRate=0.03");
        Settings peer = settings("optimizer.id=sgd", "optimizer.learningRate=0.7");
        Checkpoint at = trained(settings, 1).checkpoint();
        Microscope look = Microscope.at(settings, Map.of("sgd", peer), at, Cancellation.NEVER)
                .orElseThrow();
        assertThat(step(look, "sgd").rate()).isEqualTo(0.7);
        assertThat(step(look, "gauss-newton").rate()).isEqualTo(1);
        assertThat(Microscope.changes(settings, "adam")).isEmpty();
        assertThat(Microscope.changes(settings, "sgd"))
                .containsEntry("optimizer.id", "sgd")
                .containsEntry("optimizer.learningRate", 0.05);
    }

    /// Whoever waits sees the quick ones at once, each of the others when it is there, and in the end the same as
    /// without.
    @Test
    void quickOptimizersAreThereBeforeSlowOnes() {
        Settings settings = settings("optimizer.id=adam");
        Checkpoint at = trained(settings, 1).checkpoint();
        List<Microscope> seen = new ArrayList<>();
        Microscope look = Microscope.at(settings, Map.of(), at, seen::add, Cancellation.NEVER)
                .orElseThrow();
        assertThat(seen).extracting(Microscope::waiting).containsExactly(4L, 3L, 2L, 1L);
        assertThat(seen.getFirst().steps())
                .filteredOn(Microscope.Step::possible)
                .extracting(Microscope.Step::id)
                .contains("sgd", "adam", "l-bfgs")
                .doesNotContain("natural-gradient", "levenberg-marquardt");
        assertThat(look.waiting()).isZero();
        assertThat(step(look, "sgd").delta())
                .isEqualTo(step(seen.getFirst(), "sgd").delta());
        assertThat(look.steps()).extracting(Microscope.Step::id).containsExactlyElementsOf(Optimizers.CATALOG.ids());
    }

    @Test
    void lookingChangesNothing() {
        Settings settings = settings("optimizer.id=l-bfgs");
        Trainer looked = trained(settings, 2);
        Trainer other = trained(settings, 2);
        assertThat(looked.proposal(Cancellation.NEVER)).hasSize(4).isNotEqualTo(looked.theta());
        looked.step(Cancellation.NEVER);
        other.step(Cancellation.NEVER);
        assertThat(looked.theta()).isEqualTo(other.theta());
    }
}
