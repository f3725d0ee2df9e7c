package adjointlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.dynamics.Oscillators;
import adjointlab.core.problem.dynamics.TrajectoryLearning;
import adjointlab.core.problem.dynamics.TrajectoryLearning.Observation;
import adjointlab.core.problem.dynamics.TrajectoryLearning.Starts;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.SolveRecord.Trajectories;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Curves have as many points as their bends ask for.
final class CurvesTest {
    private static final double HORIZON = 60;
    private static final double[] START = SmallExperiment.LANDSCAPE.start();

    private static Inspection relaxation() {
        Experiment small =
                SmallExperiment.of(SmallExperiment.plain(SmallExperiment.optimizer("sgd", java.util.Map.of())));
        Experiment adaptive = new Experiment(
                small.task(),
                small.model(),
                new Experiment.Numerics(TestSettings.adaptive("dopri8", 1e-9), SmallExperiment.DISCRETE),
                small.training(),
                1);
        return new Inspection(adaptive.about(new TrajectoryLearning(
                new Oscillators.VanDerPol(10),
                new Starts(2, List.of(2.0, 0.0), 0.1),
                new Observation(HORIZON, 20, false, 0))));
    }

    private static double[] times(int count) {
        return IntStream.range(0, count)
                .mapToDouble(k -> HORIZON * k / (count - 1))
                .toArray();
    }

    private static double range(double[][][] way, int s, int i) {
        return Arrays.stream(way).mapToDouble(at -> at[s][i]).max().orElseThrow()
                - Arrays.stream(way).mapToDouble(at -> at[s][i]).min().orElseThrow();
    }

    /// Largest distance of a straight line between points from the true curve, over the range.
    private static double missed(Trajectories points, double[][][] way, Trajectories dense, double[][][] true_) {
        double most = 0;
        int k = 0;
        for (int j = 0; j < dense.times().length; j++) {
            double t = dense.times()[j];
            while (k < points.times().length - 2 && points.times()[k + 1] < t) {
                k++;
            }
            double share = (t - points.times()[k]) / (points.times()[k + 1] - points.times()[k]);
            for (int s = 0; s < 2; s++) {
                for (int i = 0; i < 2; i++) {
                    double line = way[k][s][i] + share * (way[k + 1][s][i] - way[k][s][i]);
                    most = Math.max(most, Math.abs(line - true_[j][s][i]) / range(true_, s, i));
                }
            }
        }
        return most;
    }

    @Test
    void straightLinesMissLessThanAPixel() {
        Inspection inspection = relaxation();
        SolveRecord picture = inspection.picture(START, times(121), Cancellation.NEVER);
        Trajectories curves = inspection.curves(START, picture, Cancellation.NEVER, 0, 1);
        Trajectories dense =
                inspection.picture(START, times(5001), Cancellation.NEVER).trajectories();
        assertThat(missed(picture.trajectories(), picture.trajectories().truth(), dense, dense.truth()))
                .as("equally spaced points cut corners")
                .isGreaterThan(0.2);
        assertThat(missed(curves, curves.truth(), dense, dense.truth())).isLessThan(1e-3);
        assertThat(missed(curves, curves.states(), dense, dense.states())).isLessThan(1e-3);
        assertThat(curves.times()).hasSizeBetween(200, 2500).isSorted().doesNotHaveDuplicates();
        assertThat(Arrays.stream(picture.trajectories().times())
                        .allMatch(t -> Arrays.binarySearch(curves.times(), t) >= 0))
                .as("those asked for are among them")
                .isTrue();
    }

    @Test
    void pointsAreOnTheCurves() {
        Inspection inspection = relaxation();
        SolveRecord picture = inspection.picture(START, times(11), Cancellation.NEVER);
        Trajectories curves = inspection.curves(START, picture, Cancellation.NEVER, 0);
        ProblemData data = inspection.data();
        Batch x = new Batch(2, 2);
        Trajectories again =
                inspection.picture(START, curves.times(), Cancellation.NEVER).trajectories();
        assertThat(again.states()).isDeepEqualTo(curves.states());
        for (int k = 0; k < curves.times().length; k++) {
            data.truth().at(curves.times()[k], x);
            assertThat(curves.truth()[k][1]).containsExactly(x.toRows()[1], within(0.0));
        }
    }

    /// A straight line needs its ends alone, a bend its corner.
    @Test
    void aLineIsStraightUntilItBends() {
        Bends bends = new Bends(0.01);
        bends.keep(0, 0);
        for (double t = 0.25; t <= 2; t += 0.25) {
            assertThat(bends.straight(t, 3 * t)).isTrue();
            bends.pass(t, 3 * t + 0.009);
        }
        assertThat(bends.straight(2.25, 6.75)).isTrue();
        assertThat(bends.straight(2.25, 6.7)).isFalse();
        assertThat(bends.straight(2.25, Double.NaN)).isFalse();
    }
}
