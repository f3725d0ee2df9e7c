package adjointlab.core.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.math.RandomStreams;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /// Kolmogorov's distribution without fitted moments: 2 Σ (−1)^(k−1) e^(−2k²λ²).
    private static double kolmogorov(double lambda) {
        return IntStream.rangeClosed(1, 100)
                .mapToDouble(k -> (k % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * k * k * lambda * lambda))
                .sum();
    }

    /// Appendix H.2 of Gao et al. prints D = 0.0200 with p = 0.0366: that is what Kolmogorov's distribution gives
    /// for 5,000 models, not 10,000. Had they taken into account that moments were fitted, it would not be normal.
    @Test
    void thePublishedValuesBelongToFiveThousandModels() {
        assertThat(kolmogorov(0.0200 * Math.sqrt(5000))).isCloseTo(0.0366, within(1e-4));
        assertThat(kolmogorov(0.0200 * Math.sqrt(10_000))).isLessThan(0.001);
        assertThat(Normality.lilliefors(5000, 0.0200)).isLessThan(1e-3);
    }

    /// Normal samples of any size fall below a level as often as it says; by Kolmogorov's distribution hardly any
    /// do.
    @ParameterizedTest
    @ValueSource(ints = {8, 30, 300})
    void theTestRejectsNormalSamplesAsOftenAsItsLevelSays(int size) {
        RandomGenerator random = RandomStreams.of(size, "levels");
        int samples = 20_000;
        int below = 0;
        int half = 0;
        int rare = 0;
        int kolmogorov = 0;
        for (int i = 0; i < samples; i++) {
            Normality normality = Normality.of(random.doubles(size)
                    .map(_ -> 5 - 0.3 * random.nextGaussian())
                    .toArray());
            below += normality.pValue() < 0.05 ? 1 : 0;
            half += normality.pValue() < 0.5 ? 1 : 0;
            rare += normality.pValue() < 0.005 ? 1 : 0;
            kolmogorov += kolmogorov(Math.sqrt(size) * normality.statistic()) < 0.05 ? 1 : 0;
        }
        // four standard errors, and what the scaling leaves at small sizes
        assertThat(below / (double) samples).isCloseTo(0.05, within(0.009));
        assertThat(half / (double) samples).isCloseTo(0.5, within(0.03));
        assertThat(rare / (double) samples).isCloseTo(0.005, within(0.003));
        assertThat(kolmogorov).isLessThan(samples / 500);
    }

    @Test
    void theChanceFallsWithoutAStepFromOneToNothing() {
        double before = 1;
        for (double d = 0; d < 0.3; d += 1e-4) {
            double p = Normality.lilliefors(100, d);
            assertThat(p).isLessThanOrEqualTo(before).isGreaterThan(0.9 * before - 1e-12);
            before = p;
        }
        assertThat(before).isLessThan(1e-15);
        assertThat(Normality.lilliefors(100, 0)).isEqualTo(1);
        assertThat(Normality.lilliefors(100, Double.NaN)).isNaN();
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
