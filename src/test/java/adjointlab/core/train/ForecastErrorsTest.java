package adjointlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.family.Model;
import adjointlab.core.field.LinearField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.net.Dense;
import adjointlab.core.net.Take;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.Goals;
import adjointlab.core.problem.Observations;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Errors of forecasts against those of a rollout by hand.
final class ForecastErrorsTest {
    private static final double[] THETA = {-0.4, 0.5, 1};
    private static final double TOLERANCE = 1e-7;

    private static Experiment experiment(Problem problem) {
        Model model = Model.of(new LinearField(1, LinearField.Coupling.FREE), Take.all(1), Take.all(1), List.of());
        return new Experiment(
                new Experiment.Task(problem, SmallExperiment.LOSS),
                model.jumping(new Dense(2, 1, "W", "")),
                new Experiment.Numerics(TestSettings.adaptive("dopri5", 1e-10), SmallExperiment.DISCRETE),
                SmallExperiment.plain(TrainerChangesTest.SGD),
                1);
    }

    private static Batch rows(double first, double second) {
        return Batch.ofRows(new double[][] {{first}, {second}});
    }

    /// The first sample is seen at 0 and 1 and forecast at 2 and 3; the second one is seen at 0 and 2 and forecast
    /// at 3 alone. What is told at 1 and 2 in front of jumps is no forecast.
    private static ProblemData data(double first) {
        return new ProblemData(
                rows(first, -1),
                0,
                new Goals(
                        new double[] {1, 2, 3},
                        new boolean[] {true, true, true},
                        List.of(rows(9, 9), rows(0.5, 9), rows(0.1, 0.7)),
                        Optional.of(new double[][] {{1, 0}, {1, 1}, {1, 1}})),
                Optional.of(new Observations(
                        new double[] {0, 1, 2},
                        List.of(rows(1, 2), rows(3, 100), rows(100, 4)),
                        new boolean[][] {{true, true}, {true, false}, {false, true}})),
                ProblemData.Truth.UNKNOWN);
    }

    private static double flow(double y, double span) {
        return y * Math.exp(THETA[0] * span);
    }

    private static double jump(double y, double x) {
        return THETA[1] * y + THETA[2] * x;
    }

    private static double square(double x) {
        return x * x;
    }

    @Test
    void theyAreThoseOfARolloutByHand() {
        ForecastErrors errors = ForecastErrors.of(experiment(new GivenData(data(2), 1)), THETA, Cancellation.NEVER)
                .orElseThrow();
        double first = jump(flow(jump(2, 1), 1), 3);
        double second = jump(flow(jump(-1, 2), 2), 4);
        assertThat(errors.steps()).isEqualTo(2);
        assertThat(errors.counts()).containsExactly(2, 1);
        assertThat(errors.means()[0])
                .isCloseTo((square(flow(first, 1) - 0.5) + square(flow(second, 1) - 0.7)) / 2, within(TOLERANCE));
        assertThat(errors.means()[1]).isCloseTo(square(flow(first, 2) - 0.1), within(TOLERANCE));
        assertThat(errors.of(0)).containsExactly(errors.means());
    }

    /// Series that are not trained on come first, where there are any.
    @Test
    void testSeriesAreTakenWhereThereAreAny() {
        Problem problem = new Problem() {
            @Override
            public int dim() {
                return 1;
            }

            @Override
            public ProblemData data(long seed) {
                return ForecastErrorsTest.data(2);
            }

            @Override
            public Optional<ProblemData> test(long seed) {
                return Optional.of(ForecastErrorsTest.data(5));
            }
        };
        ForecastErrors errors = ForecastErrors.of(experiment(problem), THETA, Cancellation.NEVER)
                .orElseThrow();
        double first = jump(flow(jump(5, 1), 1), 3);
        assertThat(errors.means()[1]).isCloseTo(square(flow(first, 2) - 0.1), within(TOLERANCE));
    }

    @Test
    void whyThereAreNoneIsSaid() {
        ProblemData seen = data(2);
        ProblemData behind = new ProblemData(
                seen.initial(),
                0,
                new Goals(
                        new double[] {1, 2},
                        new boolean[] {true, true},
                        List.of(rows(0, 0), rows(0, 0)),
                        Optional.of(new double[][] {{1, 0}, {0, 1}})),
                seen.observations(),
                ProblemData.Truth.UNKNOWN);
        assertThatThrownBy(() -> ForecastErrors.of(experiment(new GivenData(behind, 1)), THETA, Cancellation.NEVER))
                .hasMessage("nothing is forecast here; choose a forecast behind the window");
        ProblemData plain =
                new ProblemData(seen.initial(), 0, new double[] {1}, List.of(rows(0, 0)), ProblemData.Truth.UNKNOWN);
        assertThatThrownBy(() -> ForecastErrors.of(experiment(new GivenData(plain, 1)), THETA, Cancellation.NEVER))
                .hasMessage("these samples are not observed on their way; choose a problem of series");
    }
}
