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
import adjointlab.core.optim.Landscapes.NeuralOde;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.Goals;
import adjointlab.core.problem.Observations;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.Remembered.Over;
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
        assertThat(remembered.alongTime(Over.BATCH)).containsExactly(expected, within(1e-12));
        double[] means = {
            (first / 8 + second / 4) / 2, (first / 4 + second / 2) / 2, (first / 2 + second) / 2, first / 2
        };
        assertThat(remembered.alongTime(Over.SAMPLES)).containsExactly(means, within(1e-12));
        // the second one's last observation is not known to what is told at 2 s
        assertThat(remembered.stepsBack(Over.BATCH))
                .containsExactly(
                        new double[] {
                            Math.hypot(first, second),
                            Math.hypot(first, second) / 2,
                            Math.hypot(first, second) / 4,
                            first / 8
                        },
                        within(1e-12));
        assertThat(remembered.stepsBack(Over.SAMPLES))
                .containsExactly(
                        new double[] {(first + second) / 2, (first + second) / 4, (first + second) / 8, first / 8},
                        within(1e-12));
    }

    /// Shifts each component of the state behind each observation, and takes the differences of the last loss of
    /// the same way from there on.
    @Test
    void normsAreThoseOfFiniteDifferences() {
        double[] times = {0, 0.7, 1.1, 2};
        Goals goals = new Goals(
                new double[] {1.1, 2.6},
                new boolean[] {true, false},
                List.of(rows(0.3, -1), rows(0.5, 0.2)),
                Optional.of(new double[][] {{0.5, 0.5}, {0, 0.5}}));
        List<Batch> inputs = List.of(rows(1, 2), rows(-1, 0.4), rows(0.6, -0.3), rows(0.2, 1.5));
        boolean[][] observed = {{true, true}, {true, false}, {false, true}, {true, true}};
        ProblemData data = new ProblemData(
                rows(0.4, -0.9),
                0,
                goals,
                Optional.of(new Observations(times, inputs, observed)),
                ProblemData.Truth.UNKNOWN);
        double[] theta = {-0.3, 0.6, 0.8};
        Remembered remembered =
                Remembered.of(experiment(data, true), theta, Cancellation.NEVER).orElseThrow();
        for (int i = 0; i < times.length; i++) {
            for (int s = 0; s < 2; s++) {
                double up = lastLoss(data, theta, i, s, 1e-5);
                double down = lastLoss(data, theta, i, s, -1e-5);
                assertThat(remembered.norms()[i][s])
                        .as("sample %d behind observation %d", s, i)
                        .isCloseTo(Math.abs(up - down) / 2e-5, within(1e-8));
            }
        }
        // the first one is told in front of the third observation, and is not asked behind it
        assertThat(remembered.seen())
                .isDeepEqualTo(new boolean[][] {{true, true}, {true, false}, {false, true}, {false, true}});
    }

    private static Batch rows(double first, double second) {
        return Batch.ofRows(new double[][] {{first}, {second}});
    }

    /// By hand: Euler steps of ẏ = θ₀y and jumps y ← θ₁y + θ₂x, the second sample's last target at the end, the
    /// first one's in front of the third observation.
    private static double lastLoss(ProblemData data, double[] theta, int shifted, int s, double shift) {
        Observations seen = data.observations().orElseThrow();
        double end = s == 0 ? 1.1 : 2.6;
        double y = data.initial().get(0, s);
        for (int i = 0; i < 4; i++) {
            if (seen.observed()[i][s] && (s == 1 || i < 2)) {
                y = theta[1] * y + theta[2] * seen.inputs().get(i).get(0, s);
            }
            y += i == shifted && (s == 1 || i < 2) ? shift : 0;
            double until = i < 3 ? seen.times()[i + 1] : 2.6;
            if (until <= end) {
                y = eulers(y, seen.times()[i], until, theta[0]);
            }
        }
        double target = data.targets().get(s).get(0, s);
        return 0.5 * (y - target) * (y - target) / 2;
    }

    /// As many equal steps as a stretch has a share in.
    private static double eulers(double y, double from, double until, double rate) {
        int steps = (int) Math.max(1, Math.rint(NeuralOde.STEPS * (until - from) / 2.6));
        double value = y;
        for (int k = 0; k < steps; k++) {
            value += (until - from) / steps * rate * value;
        }
        return value;
    }

    @Test
    void whatIsForgottenIsSaid() {
        assertThat(Remembered.forgotten(new double[] {1, 0.02, 0.009, 1e-3}, 0.01))
                .hasValue(2);
        assertThat(Remembered.forgotten(new double[] {1, 0.02, 0.01, 0.5}, 0.01))
                .isEmpty();
        assertThat(Remembered.forgotten(new double[0], 0.01)).isEmpty();
    }

    @Test
    void withoutObservationsThereIsNothingToRemember() {
        ProblemData plain = new ProblemData(ZERO, 0, new double[] {1}, List.of(ZERO), ProblemData.Truth.UNKNOWN);
        assertThatThrownBy(() -> Remembered.of(experiment(plain, false), new double[1], Cancellation.NEVER))
                .hasMessage("these samples are not observed on their way; choose a problem of series");
    }
}
