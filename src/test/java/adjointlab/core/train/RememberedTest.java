package adjointlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.family.Model;
import adjointlab.core.field.LinearField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.net.Dense;
import adjointlab.core.net.Take;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.Goals;
import adjointlab.core.problem.Observations;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is left of observations in the last prediction.
final class RememberedTest {
    private static final Batch ZERO = Batch.ofRows(new double[][] {{0}, {0}});

    private static Experiment experiment(ProblemData data, boolean jumps) {
        Model still = Model.of(new LinearField(1, LinearField.Coupling.FREE), Take.all(1), Take.all(1), List.of());
        return new Experiment(
                new Experiment.Task(new GivenData(data, 1), SmallExperiment.LOSS),
                jumps ? still.jumping(new Dense(2, 1, "W", "")) : still,
                SmallExperiment.NUMERICS,
                SmallExperiment.plain(TrainerChangesTest.SGD),
                1);
    }

    /// Between observations nothing moves, at each y becomes y/2 + x: what is left of one is halved by each that
    /// follows. The second sample has its last target at 2 s, behind which it is not asked any more.
    @Test
    void eachJumpHalvesWhatIsLeft() {
        Batch one = Batch.ofRows(new double[][] {{1}, {1}});
        Goals goals = new Goals(
                new double[] {1, 2, 3}, new boolean[3], List.of(ZERO, ZERO, ZERO), Optional.of(new double[][] {
                    {1, 1}, {1, 9}, {5, 0}
                }));
        ProblemData data = new ProblemData(
                ZERO,
                0,
                goals,
                Optional.of(Observations.ofAll(new double[] {0, 1, 2, 3}, List.of(one, one, one, one))),
                ProblemData.Truth.UNKNOWN);
        double[] theta = {0, 0.5, 1};
        Remembered remembered =
                Remembered.of(experiment(data, true), theta, Cancellation.NEVER).orElseThrow();
        // half the mean of squares, half for each sample; states are 1, 1.5, 1.75, 1.875
        double first = 0.5 * 1.875;
        double second = 0.5 * 1.75;
        double[] expected = {
            Math.hypot(first / 8, second / 4), Math.hypot(first / 4, second / 2), Math.hypot(first / 2, second), first
        };
        assertThat(remembered.times()).containsExactly(0, 1, 2, 3);
        assertThat(remembered.norms()).containsExactly(expected, within(1e-12));
    }

    @Test
    void whatIsForgottenIsSaid() {
        double[] times = {0, 1, 2, 3};
        assertThat(new Remembered(times, new double[] {1e-3, 0.009, 0.02, 1}).forgotten(0.01))
                .isEqualTo(2);
        assertThat(new Remembered(times, new double[] {0.01, 0.001, 0.02, 1}).forgotten(0.01))
                .isZero();
    }

    @Test
    void withoutObservationsThereIsNothingToRemember() {
        ProblemData plain = new ProblemData(ZERO, 0, new double[] {1}, List.of(ZERO), ProblemData.Truth.UNKNOWN);
        assertThatThrownBy(() -> Remembered.of(experiment(plain, false), new double[1], Cancellation.NEVER))
                .hasMessage("these samples are not observed on their way; choose a problem of series");
    }
}
