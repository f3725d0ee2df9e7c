package adjointlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Scores;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Presets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Block by block many samples score as they do at once. The steps are fixed, since adaptive ones depend on who is
/// solved together.
class ScoresTest {
    @ParameterizedTest
    @CsvSource({"heavy-ball-digits, 1", "heavy-ball-digits, 7", "heavy-ball-digits, 10", "sequence-circuit, 4"})
    void blocksScoreAsAllAtOnce(String preset, int block) {
        boolean classes = preset.equals("heavy-ball-digits");
        List<String> small = classes
                ? List.of("problem.samples=8", "problem.test=20", "problem.side=8", "problem.batch=0")
                : List.of("problem.test=9", "problem.samples=6");
        List<String> changes = new java.util.ArrayList<>(small);
        changes.addAll(List.of("solver.id=rk4", "solver.stepping=fixed", "solver.steps=3"));
        var changed = Overrides.apply(Presets.get(preset), changes);
        var settings = changed.runs().getFirst().settings(changed.settings());
        Experiment experiment = Experiments.build(settings);
        double[] theta = Experiments.startWeights(settings, experiment);
        ProblemData test = experiment.task().problem().test(experiment.seed()).orElseThrow();

        Scores whole = new Scores(experiment, test, Integer.MAX_VALUE);
        Scores blocks = new Scores(experiment, test, block);
        for (int again = 0; again < 2; again++) {
            assertThat(whole.at(theta, classes, Cancellation.NEVER)).isTrue();
            assertThat(blocks.at(theta, classes, Cancellation.NEVER)).isTrue();
            assertThat(blocks.loss()).isCloseTo(whole.loss(), within(1e-12));
            if (classes) {
                assertThat(blocks.accuracy()).isEqualTo(whole.accuracy());
            }
            assertThat(blocks.evaluations()).isEqualTo(whole.evaluations());
        }
    }
}
