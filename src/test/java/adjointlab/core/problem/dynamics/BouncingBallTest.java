package adjointlab.core.problem.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.field.Impact;
import adjointlab.core.kernel.Batch;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.dynamics.TrajectoryLearning.Observation;
import adjointlab.core.problem.dynamics.TrajectoryLearning.Starts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A ball's way against its closed form: parabolas, each e times as long as the one before.
final class BouncingBallTest {
    /// @param t s
    /// @return height and velocity of a ball that starts at rest at a height, before a bounce where one is at t
    private static double[] closed(double g, double e, double height, double t) {
        double start = -Math.sqrt(2 * height / g);
        double velocity = Math.sqrt(2 * height * g);
        for (int n = 0; n < 10_000; n++) {
            double end = start + 2 * velocity / g;
            if (t <= end) {
                return new double[] {(t - start) * (velocity - g * (t - start) / 2), velocity - g * (t - start)};
            }
            start = end;
            velocity *= e;
        }
        return new double[2];
    }

    private static ProblemData ball(double g, double e, double height, double horizon) {
        return new TrajectoryLearning(
                        new BouncingBall(g, e),
                        new Starts(1, List.of(height, 0.0), 0),
                        new Observation(horizon, 7, false, 0))
                .data(3);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.8, 1.5, 6", "9.81, 0.5, 2, 1.6", "1, 1, 1, 20", "2, 0.3, 1, 1.7"})
    void theTruthIsTheClosedForm(double g, double e, double height, double horizon) {
        ProblemData data = ball(g, e, height, horizon);
        List<Double> bounces = new ArrayList<>();
        double fall = Math.sqrt(2 * height / g);
        for (double t = fall, up = 2 * fall * e; t < horizon; t += up, up *= e) {
            bounces.add(t);
        }
        double[] jumps = data.truth().jumps();
        assertThat(jumps).hasSize(bounces.size());
        for (int i = 0; i < jumps.length; i++) {
            assertThat(jumps[i]).isCloseTo(bounces.get(i), within(1e-12));
        }
        Batch x = new Batch(2, 1);
        for (double t = 0; t <= horizon; t += horizon / 97) {
            assertThat(data.truth().at(t, x)).isTrue();
            double[] exact = closed(g, e, height, t);
            assertThat(x.get(0, 0)).as("height at %s", t).isCloseTo(exact[0], within(1e-10));
            assertThat(x.get(1, 0)).as("velocity at %s", t).isCloseTo(exact[1], within(1e-10));
        }
        for (double jump : jumps) {
            data.truth().at(jump, x);
            assertThat(x.get(1, 0)).as("in front of the bounce").isNegative();
            data.truth().at(Math.nextUp(jump), x);
            assertThat(x.get(1, 0)).as("behind the bounce").isPositive();
        }
    }

    /// Bounces come to 9 falls' time for e = 0.8, and for e = 0 there is one.
    @Test
    void aBallComesToRest() {
        for (double e : new double[] {0.8, 0.5, 0}) {
            double last = (1 + e) / (1 - e) * Math.sqrt(3);
            ProblemData data = ball(1, e, 1.5, last + 3);
            Batch x = new Batch(2, 1);
            data.truth().at(last + 1, x);
            assertThat(x.get(0, 0)).isCloseTo(0, within(1e-4));
            assertThat(x.get(1, 0)).isCloseTo(0, within(1e-2));
            assertThat(data.targets().getLast().get(0, 0)).isBetween(-1e-9, 1e-4);
            for (double jump : data.truth().jumps()) {
                assertThat(jump).isLessThan(last + 1e-2);
            }
        }
    }

    /// By differences: a wall's derivative is that of its map.
    @Test
    void aWallTakesCotangentsBack() {
        Impact wall = new Impact.Wall(4, 1, 3, 0.2, 0.6);
        double[] y = {0.3, 0.2, -1.1, -0.7};
        double[] a = {0.4, -0.9, 1.2, 0.5};
        double[] pulled = new double[4];
        wall.resetVjp(y, a, pulled);
        double[] gradient = new double[4];
        wall.guardGradient(y, gradient);
        for (int i = 0; i < 4; i++) {
            double[] up = y.clone();
            double[] down = y.clone();
            up[i] += 1e-6;
            down[i] -= 1e-6;
            double[] behindUp = new double[4];
            double[] behindDown = new double[4];
            wall.reset(up, behindUp);
            wall.reset(down, behindDown);
            double slope = 0;
            for (int j = 0; j < 4; j++) {
                slope += a[j] * (behindUp[j] - behindDown[j]) / 2e-6;
            }
            assertThat(pulled[i]).isCloseTo(slope, within(1e-9));
            assertThat(gradient[i]).isCloseTo((wall.guard(up) - wall.guard(down)) / 2e-6, within(1e-9));
        }
        assertThat(wall.guard(y)).isZero();
    }
}
