package adjointlab.core.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DistanceTest {
    @Test
    void distancesOfThreeFourFive() {
        double[] u = {4, 0, 6};
        double[] v = {1, 0, 2};
        assertThat(Distance.euclidean(u, v)).isEqualTo(5);
        assertThat(Distance.relative(u, v)).isCloseTo(5 / Math.sqrt(5), within(1e-15));
        assertThat(Distance.relative(new double[][] {{4, 0}, {6, 1}}, new double[][] {{1, 0}, {2, 1}}))
                .isCloseTo(5 / Math.sqrt(6), within(1e-15));
        assertThat(Distance.relative(u, new double[3])).isInfinite();
    }
}
