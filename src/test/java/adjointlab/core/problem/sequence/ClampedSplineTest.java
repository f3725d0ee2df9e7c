package adjointlab.core.problem.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// A spline at rest at both ends.
final class ClampedSplineTest {
    private static final double[] TIMES = {0, 0.1, 0.4, 0.45, 1};

    /// 3t² − 2t³ is at rest at 0 and at 1, so the spline through some of its points is it.
    @Test
    void aCubicThatRestsAtItsEndsIsItself() {
        ClampedSpline spline = new ClampedSpline(
                TIMES, Arrays.stream(TIMES).map(t -> t * t * (3 - 2 * t)).toArray());
        for (double t = 0; t <= 1; t += 0.01) {
            assertThat(spline.slope(t)).isCloseTo(6 * t * (1 - t), within(1e-12));
        }
    }

    @Test
    void itPassesItsValuesAndBendsWithoutAJump() {
        double[] values = {2, -1, 3, 0, 5};
        ClampedSpline spline = new ClampedSpline(TIMES, values);
        assertThat(spline.slope(0)).isZero();
        assertThat(spline.slope(1)).isCloseTo(0, within(1e-12));
        double small = 1e-6;
        for (int k = 1; k < TIMES.length; k++) {
            double width = TIMES[k] - TIMES[k - 1];
            double way = 0;
            int steps = 1000;
            for (int i = 0; i < steps; i++) {
                way += spline.slope(TIMES[k - 1] + (i + 0.5) * width / steps) * width / steps;
            }
            assertThat(way).isCloseTo(values[k] - values[k - 1], within(1e-3));
            if (k < TIMES.length - 1) {
                double before = (spline.slope(TIMES[k]) - spline.slope(TIMES[k] - small)) / small;
                double behind = (spline.slope(TIMES[k] + small) - spline.slope(TIMES[k])) / small;
                assertThat(behind).isCloseTo(before, within(1e-3 * Math.abs(before) + 0.1));
            }
        }
    }
}
