package adjointlab.panel.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.math.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Planes through points in the space of weights.
class PlaneTest {
    @Test
    void pointsOfAPlaneGiveThatPlane() {
        RandomGenerator random = RandomStreams.of(1, "points");
        double[] origin = random.doubles(30).toArray();
        double[] u = random.doubles(30, -1, 1).toArray();
        double[] v = random.doubles(30, -1, 1).toArray();
        List<double[]> points = new ArrayList<>();
        for (int n = 0; n < 12; n++) {
            double a = 5 * random.nextGaussian();
            double b = random.nextGaussian();
            double[] point = origin.clone();
            for (int i = 0; i < 30; i++) {
                point[i] += a * u[i] + b * v[i];
            }
            points.add(point);
        }
        Plane.Fit fit = Plane.principal(origin, points).orElseThrow();
        assertThat(fit.shares()[0] + fit.shares()[1]).isCloseTo(1, within(1e-12));
        assertThat(fit.shares()[0]).isGreaterThan(fit.shares()[1]);
        assertThat(Plane.dot(fit.plane().u(), fit.plane().v())).isCloseTo(0, within(1e-10));
        for (double[] point : points) {
            assertThat(fit.plane().distance(point)).isLessThan(1e-6);
            double[] at = fit.plane().coordinates(point);
            assertThat(fit.plane().at(at[0], at[1])).containsExactly(point, within(1e-9));
        }
    }

    @Test
    void aSingleDirectionIsCompletedByOneAcross() {
        double[] origin = new double[4];
        Plane.Fit fit = Plane.principal(origin, List.of(new double[] {1, 0, 0, 0}, new double[] {-2, 0, 0, 0}))
                .orElseThrow();
        assertThat(fit.shares()).containsExactly(new double[] {1, 0}, within(1e-12));
        assertThat(Math.abs(fit.plane().u()[0])).isCloseTo(1, within(1e-12));
        assertThat(Plane.dot(fit.plane().v(), fit.plane().v())).isCloseTo(1, within(1e-12));
        assertThat(fit.plane().v()[0]).isZero();
        assertThat(Plane.principal(origin, List.of(origin, origin))).isEmpty();
    }
}
