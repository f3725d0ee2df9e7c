package adjointlab.core.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.math.RandomStreams;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    private static double[] normal(int count) {
        RandomGenerator random = RandomStreams.of(1, "normal");
        return random.doubles(count).map(_ -> 3 + 2 * random.nextGaussian()).toArray();
    }

    @Test
    void normalNumbersPassAndUniformOnesFail() {
        Normality normal = Normality.of(normal(10_000));
        assertThat(normal.mean()).isCloseTo(3, within(0.1));
        assertThat(normal.deviation()).isCloseTo(2, within(0.05));
        assertThat(normal.pValue()).isGreaterThan(0.05);
        Normality uniform =
                Normality.of(RandomStreams.of(1, "uniform").doubles(10_000).toArray());
        // the largest distance between U(−√3, √3) and N(0, 1)
        assertThat(uniform.statistic()).isCloseTo(0.0576, within(0.01));
        assertThat(uniform.pValue()).isLessThan(1e-20);
    }

    @Test
    void kolmogorovsDistributionHasItsTabulatedQuantiles() {
        assertThat(Normality.kolmogorov(1.3581)).isCloseTo(0.05, within(1e-5));
        assertThat(Normality.kolmogorov(1.6276)).isCloseTo(0.01, within(1e-5));
        assertThat(Normality.kolmogorov(0.1)).isEqualTo(1);
    }

    /// Appendix H.2 of Gao et al. prints D = 0.0200 with p = 0.0366: that is what 5,000 models give, not 10,000.
    @Test
    void thePublishedValuesBelongToFiveThousandModels() {
        assertThat(Normality.kolmogorov(0.0200 * Math.sqrt(5000))).isCloseTo(0.0366, within(1e-4));
        assertThat(Normality.kolmogorov(0.0200 * Math.sqrt(10_000))).isLessThan(0.001);
    }

    @Test
    void quantilesInvertTheDistributionFunction() {
        assertThat(Normality.quantile(0.975)).isCloseTo(1.959963984540054, within(1e-12));
        assertThat(Normality.quantile(0.5)).isCloseTo(0, within(1e-15));
        assertThat(Normality.quantile(1e-5)).isCloseTo(-4.264890793922825, within(1e-9));
    }

    @Test
    void aPowerLawIsFoundWithItsInterval() {
        double[] x = {10, 20, 40, 80, 160};
        double[] y = {3.0 / 10, 3.0 / 20, 3.0 / 40, 3.0 / 80, 3.0 / 160};
        PowerLaw exact = PowerLaw.fit(x, y);
        assertThat(exact.slope()).isCloseTo(-1, within(1e-12));
        assertThat(exact.factor()).isCloseTo(3, within(1e-11));
        assertThat(exact.halfWidth()).isCloseTo(0, within(1e-6));
        y[2] *= 1.1;
        PowerLaw scattered = PowerLaw.fit(x, y);
        // the middle point lies at the mean of ln x: it moves the level, not the slope
        assertThat(scattered.slope()).isCloseTo(-1, within(1e-12));
        assertThat(scattered.halfWidth()).isCloseTo(0.0715, within(1e-3));
        y[0] = Double.NaN;
        assertThat(PowerLaw.fit(x, y).count()).isEqualTo(4);
    }
}
