package adjointlab.core.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.catalog.Problems;
import adjointlab.core.kernel.Batch;
import adjointlab.core.problem.dynamics.Dynamics;
import adjointlab.core.problem.dynamics.Oscillators;
import adjointlab.core.problem.dynamics.TrajectoryLearning;
import adjointlab.core.problem.function.StandardFunctions;
import adjointlab.core.problem.function.TestFunction;
import adjointlab.core.problem.samples.PointCloud;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What problems promise about their data.
final class ProblemsTest {
    static Stream<String> problems() {
        return Problems.CATALOG.ids().stream();
    }

    @ParameterizedTest
    @MethodSource("problems")
    void dataFitTheProblemAndFollowFromTheSeed(String id) {
        Problem problem = Problems.CATALOG.get(id).createDefault();
        ProblemData data = problem.data(4);
        assertThat(data.initial().dim()).isEqualTo(problem.dim());
        double before = data.start();
        double direction = Math.signum(data.end() - data.start());
        for (int k = 0; k < data.times().length; k++) {
            assertThat(direction * (data.times()[k] - before)).isPositive();
            before = data.times()[k];
            Batch target = data.targets().get(k);
            assertThat(target.dim()).isEqualTo(problem.outputDim());
            assertThat(target.size()).isEqualTo(data.samples());
        }
        ProblemData again = problem.data(4);
        assertThat(again.times()).isEqualTo(data.times());
        assertThat(again.initial().data()).isEqualTo(data.initial().data());
        assertThat(again.targets().getLast().data())
                .isEqualTo(data.targets().getLast().data());
        problem.dynamics().ifPresent(system -> assertThat(system.dim()).isEqualTo(problem.dim()));
    }

    @Test
    void pointCloudFillsDiscAndRingUniformly() {
        ProblemData data = new PointCloud(2, 4000, 8000, new PointCloud.Radii(0.5, 0.85, 1)).data(1);
        int innerHalf = 0;
        int outerHalf = 0;
        for (int s = 0; s < data.samples(); s++) {
            double radius = Math.hypot(data.initial().get(0, s), data.initial().get(1, s));
            boolean inside = data.targets().getFirst().get(0, s) < 0;
            assertThat(radius).isBetween(inside ? 0 : 0.85, inside ? 0.5 : 1);
            // radii that halve the areas
            innerHalf += inside && radius < 0.5 / Math.sqrt(2) ? 1 : 0;
            outerHalf += !inside && radius < Math.sqrt((0.85 * 0.85 + 1) / 2) ? 1 : 0;
        }
        // four standard deviations
        assertThat(innerHalf).isCloseTo(2000, within(126));
        assertThat(outerHalf).isCloseTo(4000, within(179));
    }

    @Test
    void trajectoriesAreThoseOfTheSystem() {
        TrajectoryLearning problem = new TrajectoryLearning(
                new Oscillators.Spring(0.2, 1, 0),
                new TrajectoryLearning.Starts(3, List.of(1.0, 0.0), 0.5),
                new TrajectoryLearning.Observation(10, 17, true, 0));
        ProblemData data = problem.data(3);
        double omega = Math.sqrt(1 - 0.01);
        for (int k = 0; k < data.times().length; k++) {
            double t = data.times()[k];
            for (int s = 0; s < 3; s++) {
                double x = data.initial().get(0, s);
                double v = data.initial().get(1, s);
                double expected =
                        Math.exp(-0.1 * t) * (x * Math.cos(omega * t) + (v + 0.1 * x) / omega * Math.sin(omega * t));
                assertThat(data.targets().get(k).get(0, s)).isCloseTo(expected, within(1e-11));
            }
        }
        assertThat(data.end()).isEqualTo(10);
    }

    @Test
    void noiseHasTheGivenSize() {
        TrajectoryLearning.Starts starts = new TrajectoryLearning.Starts(50, List.of(0.0, 0.0), 1);
        Dynamics pendulum = new Oscillators.Pendulum(1, 0.1);
        ProblemData clean =
                new TrajectoryLearning(pendulum, starts, new TrajectoryLearning.Observation(5, 40, false, 0)).data(9);
        ProblemData noisy =
                new TrajectoryLearning(pendulum, starts, new TrajectoryLearning.Observation(5, 40, false, 0.3)).data(9);
        double squares = 0;
        for (int k = 0; k < 40; k++) {
            for (int s = 0; s < 50; s++) {
                for (int i = 0; i < 2; i++) {
                    double error = noisy.targets().get(k).get(i, s)
                            - clean.targets().get(k).get(i, s);
                    squares += error * error;
                }
            }
        }
        // of 4000 numbers the deviation is known to 1.1 %; four of these
        assertThat(Math.sqrt(squares / 4000)).isCloseTo(0.3, within(0.0135));
    }

    @Test
    void minimaAreWhereFunctionsAndTheirSlopesVanish() {
        for (TestFunction function : StandardFunctions.values()) {
            for (List<Double> minimum : function.minima()) {
                double[] gradient = new double[2];
                function.gradient(minimum.get(0), minimum.get(1), gradient);
                assertThat(function.value(minimum.get(0), minimum.get(1))).isCloseTo(0, within(1e-12));
                assertThat(gradient).containsExactly(new double[2], within(1e-9));
            }
        }
    }

    @Test
    void gradientsAreThoseOfTheFunctions() {
        double h = 1e-6;
        for (TestFunction function : StandardFunctions.values()) {
            double[] gradient = new double[2];
            function.gradient(0.7, -0.4, gradient);
            assertThat(gradient[0])
                    .isCloseTo((function.value(0.7 + h, -0.4) - function.value(0.7 - h, -0.4)) / (2 * h), within(1e-6));
            assertThat(gradient[1])
                    .isCloseTo((function.value(0.7, -0.4 + h) - function.value(0.7, -0.4 - h)) / (2 * h), within(1e-6));
        }
    }
}
