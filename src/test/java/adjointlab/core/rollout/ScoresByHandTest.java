package adjointlab.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.family.Model;
import adjointlab.core.field.LinearField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.net.Take;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.optim.Sgd;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.Goals;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.train.SmallExperiment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is said of samples with goals at two times, of which not all count, by a model that stands still and tells what
/// it is given.
final class ScoresByHandTest {
    private static final double[] STILL = {0, 0, 0, 0};
    private static final double[][] SAYS = {{0.9, 0.1}, {0.4, 0.6}, {0.3, 0.2}};
    private static final double[][] FIRST = {{1, 0}, {0, 1}, {0, 1}};
    private static final double[][] SECOND = {{0, 1}, {1, 0}, {1, 0}};
    /// Nothing is asked of the second sample at the end.
    private static final double[][] SHARES = {{0.1, 0.2, 0.3}, {0.15, 0, 0.25}};

    private static ProblemData data() {
        Goals goals = new Goals(
                new double[] {0.5, 1},
                new boolean[2],
                List.of(Batch.ofRows(FIRST), Batch.ofRows(SECOND)),
                Optional.of(SHARES));
        return new ProblemData(Batch.ofRows(SAYS), 0, goals, Optional.empty(), ProblemData.Truth.UNKNOWN);
    }

    private static Experiment experiment() {
        Model model = Model.of(new LinearField(2, LinearField.Coupling.FREE), Take.all(2), Take.all(2), List.of());
        return new Experiment(
                new Experiment.Task(new GivenData(data(), 2), SmallExperiment.LOSS),
                model,
                new Experiment.Numerics(TestSettings.fixed("euler", 4), SmallExperiment.DISCRETE),
                SmallExperiment.plain(new Sgd(0.1, 0, false, 0)),
                1);
    }

    /// Half the mean square over both components, times its share.
    private static double loss() {
        double sum = 0;
        for (int s = 0; s < 3; s++) {
            for (int c = 0; c < 2; c++) {
                sum += SHARES[0][s] * Math.pow(SAYS[s][c] - FIRST[s][c], 2) / 4;
                sum += SHARES[1][s] * Math.pow(SAYS[s][c] - SECOND[s][c], 2) / 4;
            }
        }
        return sum;
    }

    @Test
    void eachSampleIsJudgedAtItsLastTimeThatCounts() {
        Predictor predictor = new Predictor(experiment(), data());
        assertThat(predictor.at(STILL, Cancellation.NEVER).ok()).isTrue();
        Verdicts verdicts = predictor.verdicts(STILL);
        assertThat(verdicts.classes()).isEqualTo(2);
        assertThat(verdicts.probabilities()).isFalse();
        assertThat(verdicts.truth()).containsExactly(1, 1, 0);
        assertThat(verdicts.told()).containsExactly(0, 1, 0);
        assertThat(verdicts.confidence()).containsExactly(0.9, 0.6, 0.3);
        // five targets count, of which the first, the second and the last are told
        assertThat(predictor.accuracy(STILL)).isEqualTo(3.0 / 5);
        assertThat(predictor.loss(STILL, SmallExperiment.LOSS)).isCloseTo(loss(), within(1e-15));
        assertThat(predictor.evaluations()).isEqualTo(4);
    }

    /// In blocks of one, of two and of all.
    @Test
    void blocksAddUp() {
        for (int block = 1; block <= 4; block++) {
            Scores scores = new Scores(experiment(), data(), block);
            assertThat(scores.at(STILL, true, () -> true)).isFalse();
            assertThat(scores.loss()).as("none before all went well").isNaN();
            assertThat(scores.accuracy()).isNaN();
            assertThat(scores.evaluations()).isNaN();
            assertThat(scores.at(STILL, true, Cancellation.NEVER)).isTrue();
            assertThat(scores.loss()).isCloseTo(loss(), within(1e-15));
            assertThat(scores.accuracy()).isEqualTo(3.0 / 5);
            assertThat(scores.evaluations()).isEqualTo(4);
        }
    }

    /// The first of those that are equally large; what is on the threshold is not above it.
    @Test
    void tiesHaveAnOrder() {
        Batch targets = Batch.ofRows(new double[][] {{0, 1, 0}, {0, 0, 1}});
        Batch says = Batch.ofRows(new double[][] {{0.4, 0.4, 0.2}, {0.2, 0.4, 0.4}});
        assertThat(Verdicts.of(says, targets, true).told()).containsExactly(0, 1);
        Batch sides = Batch.ofRows(new double[][] {{-1}, {1}});
        assertThat(Verdicts.of(Batch.ofRows(new double[][] {{0}, {1e-9}}), sides, false)
                        .told())
                .containsExactly(0, 1);
        assertThat(Verdicts.of(Batch.ofRows(new double[][] {{0.5}, {0.501}}), sides, true)
                        .told())
                .containsExactly(0, 1);
    }
}
