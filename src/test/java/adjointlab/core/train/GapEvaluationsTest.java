package adjointlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.Observations;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Pipeline;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Experiments;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Evaluations of each stretch between observations.
final class GapEvaluationsTest {
    private static Settings circuit(String... changes) {
        return Overrides.apply(Presets.get("sequence-circuit"), List.of(changes))
                .settings();
    }

    private static GapEvaluations gaps(Settings settings) {
        Experiment experiment = Experiments.build(settings);
        return GapEvaluations.of(experiment, Experiments.startWeights(settings, experiment), Cancellation.NEVER)
                .orElseThrow();
    }

    /// What training counts in its first iteration is the sum over the stretches, forward and backward.
    @Test
    void theyAddUpToWhatTrainingCounts() {
        for (String gradient : List.of("discrete", "continuous", "continuous-interpolated")) {
            Settings settings = circuit("gradient.id=" + gradient);
            Experiment experiment = Experiments.build(settings);
            Trainer trainer = new Trainer(experiment, Experiments.startWeights(settings, experiment));
            trainer.evaluate(Cancellation.NEVER);
            GapEvaluations gaps = gaps(settings);
            assertThat(Arrays.stream(gaps.forward()).sum()).as(gradient).isEqualTo((double)
                    trainer.evaluation().nfeForward());
            assertThat(Arrays.stream(gaps.backward()).sum()).as(gradient).isEqualTo((double)
                    trainer.evaluation().nfeBackward());
            assertThat(Arrays.stream(gaps.backward()).sum() > 0).isEqualTo(gradient.equals("continuous"));
        }
    }

    /// Each stretch goes from an observation to the next, and with Euler's method has a step for each of its share.
    @Test
    void equalStepsAreSharedByLength() {
        Settings settings = circuit("solver.id=euler", "solver.steps=200");
        Observations seen =
                new Pipeline(Experiments.build(settings)).data().observations().orElseThrow();
        GapEvaluations gaps = gaps(settings);
        double whole = gaps.starts()[gaps.starts().length - 1] + gaps.lengths()[gaps.lengths().length - 1];
        for (int k = 0; k < gaps.starts().length; k++) {
            assertThat(gaps.starts()[k]).isEqualTo(seen.times()[k]);
            assertThat(gaps.forward()[k])
                    .isCloseTo(Math.max(1, Math.rint(200 * gaps.lengths()[k] / whole)), within(1e-9));
        }
        // the first observation is at the start, and the forecast goes on behind the last
        assertThat(gaps.between()).isEqualTo(seen.times().length - 1);
        assertThat(gaps.starts()).hasSize(gaps.between() + 1);
        for (int k = 1; k < gaps.starts().length; k++) {
            assertThat(gaps.starts()[k - 1] + gaps.lengths()[k - 1]).isCloseTo(gaps.starts()[k], within(1e-12));
        }
    }

    /// Where gaps are factors of the field, each stretch is as long as samples go on in it, in the mean.
    @Test
    void lengthsAreThoseOfTheSamplesWhereTheyHavePaces() {
        Settings settings = circuit("problem.gaps=factor");
        var data = new Pipeline(Experiments.build(settings)).data();
        Observations seen = data.observations().orElseThrow();
        GapEvaluations gaps = gaps(settings);
        double sum = 0;
        for (int s = 0; s < data.samples(); s++) {
            sum += seen.ownTime(s, data.end()) / data.samples();
        }
        assertThat(Arrays.stream(gaps.lengths()).sum()).isCloseTo(sum, within(1e-9));
        // of a window of 20, and 8 behind it
        assertThat(gaps.between()).isEqualTo(19);
        assertThat(gaps.starts()[7]).isEqualTo(7);
    }

    @Test
    void withoutObservationsThereAreNoGaps() {
        Settings settings = Presets.get("learn-spiral").settings();
        Experiment experiment = Experiments.build(settings);
        assertThatThrownBy(() -> GapEvaluations.of(
                        experiment, Experiments.startWeights(settings, experiment), Cancellation.NEVER))
                .hasMessage("these samples are not observed on their way; choose a problem of series");
    }
}
