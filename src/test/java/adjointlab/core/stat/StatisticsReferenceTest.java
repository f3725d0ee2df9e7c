package adjointlab.core.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every statistic against numbers of SciPy 1.17.1 and NumPy 2.4.6; the call that made them stands at each.
class StatisticsReferenceTest {
    /// Skewed to the right: the empirical distribution is furthest above the normal one.
    private static final double[] RIGHT = {0.1, 0.2, 0.3, 0.5, 0.9, 1.6, 2.9, 5.4, 9.7};

    private static final double[] MIDDLE = {1.2, -0.7, 0.4, 2.2, -1.9, 0.1, 0.8, -0.3, 1.7, -1.1};

    /// `x.mean()`, `x.std(ddof=1)`, `stats.kstest(x, 'norm', args=(mean, std)).statistic`.
    private static void matches(Normality normality, int count, double mean, double deviation, double d) {
        assertThat(normality.count()).isEqualTo(count);
        assertThat(normality.mean()).isCloseTo(mean, within(1e-14));
        assertThat(normality.deviation()).isCloseTo(deviation, within(1e-14));
        assertThat(normality.statistic()).isCloseTo(d, within(1e-14));
    }

    @Test
    void kolmogorovAndSmirnovsTestMeasuresBothWays() {
        matches(Normality.of(RIGHT), 9, 2.4, 3.232259271778797, 0.264407915830884);
        // mirrored, the largest distance lies below: D⁻ and D⁺ (0.2384) change places
        double[] left = Arrays.stream(RIGHT).map(x -> -x).toArray();
        matches(Normality.of(left), 9, -2.4, 3.232259271778797, 0.264407915830884);
        matches(Normality.of(MIDDLE), 10, 0.24, 1.2825322174857396, 0.07292647825330678);
    }

    /// `numpy.quantile(x, q)`, `x.std(ddof=1)`, `numpy.corrcoef(x, y)[0, 1]`.
    @Test
    void momentsAndQuantilesAreThoseOfNumpy() {
        double[] shares = {0, 0.05, 0.25, 0.5, 0.9, 1};
        double[] expected = {-1.9, -1.54, -0.6, 0.25, 1.75, 2.2};
        for (int i = 0; i < shares.length; i++) {
            assertThat(Moments.quantile(shares[i], MIDDLE)).isCloseTo(expected[i], within(1e-14));
        }
        assertThat(Moments.mean(MIDDLE)).isCloseTo(0.24, within(1e-15));
        assertThat(Moments.deviation(MIDDLE)).isCloseTo(1.2825322174857396, within(1e-15));
        assertThat(Moments.deviation(7)).isZero();
        assertThat(Moments.correlation(RIGHT, Arrays.copyOf(MIDDLE, 9))).isCloseTo(0.2579500010864687, within(1e-14));
    }

    @Test
    void whatIsNotFiniteIsLeftOutAndNothingIsModified() {
        double[] sample = DoubleStream.concat(
                        DoubleStream.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY),
                        Arrays.stream(MIDDLE))
                .toArray();
        double[] before = sample.clone();
        assertThat(Normality.of(sample)).isEqualTo(Normality.of(MIDDLE));
        assertThat(Normality.sorted(sample)).containsExactly(-1.9, -1.1, -0.7, -0.3, 0.1, 0.4, 0.8, 1.2, 1.7, 2.2);
        assertThat(sample).containsExactly(before);
    }

    @Test
    void equalNumbersHaveNoDeviationToMeasureBy() {
        assertThat(Normality.of(new double[] {2, 2, 2}).pValue()).isNaN();
    }

    /// `special.ndtr(z)`.
    @ParameterizedTest
    @CsvSource({
        "-6, 9.865876450376946e-10",
        "-3, 0.0013498980316300933",
        "-1, 0.15865525393145707",
        "0, 0.5",
        "0.5, 0.6914624612740131",
        "1, 0.8413447460685429",
        "2, 0.9772498680518208",
        "4, 0.9999683287581669"
    })
    void theNormalDistributionFunctionIsThatOfTheTables(double z, double p) {
        assertThat(Normality.cdf(z)).isCloseTo(p, within(2e-16));
    }

    /// `special.ndtri(p)`; far out the distribution function's last digit, 1e-16 beside p, is what limits it.
    @ParameterizedTest
    @CsvSource({
        "1e-9, -5.9978070150076865",
        "1e-6, -4.753424308822899",
        "0.001, -3.090232306167813",
        "0.02425, -1.972961051311885",
        "0.1, -1.2815515655446004",
        "0.3, -0.5244005127080409",
        "0.49, -0.02506890825871106",
        "0.6, 0.2533471031357997",
        "0.9, 1.2815515655446004",
        "0.999, 3.090232306167813",
        "0.999999, 4.753424308817087"
    })
    void quantilesAreThoseOfTheTables(double p, double z) {
        double density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
        assertThat(Normality.quantile(p)).isCloseTo(z, within(1e-13 + 3e-16 / density));
    }

    /// `stats.t.ppf(0.975, degrees)`.
    @Test
    void studentsQuantilesAreThoseOfTheTables() {
        double[] quantiles = {
            12.706205, 4.302653, 3.182446, 2.776445, 2.570582, 2.446912, 2.364624, 2.306004, 2.262157, 2.228139,
            2.200985, 2.178813, 2.160369, 2.144787, 2.131450, 2.119905, 2.109816, 2.100922, 2.093024, 2.085963,
            2.079614, 2.073873, 2.068658, 2.063899, 2.059539, 2.055529, 2.051831, 2.048407, 2.045230, 2.042272
        };
        for (int degrees = 1; degrees <= 30; degrees++) {
            assertThat(Student.twoSided95(degrees))
                    .as("%d degrees of freedom", degrees)
                    .isCloseTo(quantiles[degrees - 1], within(6e-7));
        }
    }

    /// The same.
    @ParameterizedTest
    @CsvSource({
        "31, 2.039513446396408",
        "40, 2.021075390306273",
        "60, 2.0002978220142604",
        "100, 1.9839715185235518",
        "1000, 1.9623390808264083",
        "1000000, 1.959966356814107"
    })
    void studentsTailGoesOverToTheNormalOne(int degrees, double quantile) {
        assertThat(Student.twoSided95(degrees)).isCloseTo(quantile, within(1e-9));
    }

    private static final double[] X = {1, 2, 3, 5, 8, 13};
    private static final double[] Y = {2.1, 3.7, 7.9, 11.2, 24.1, 33};

    /// `r = stats.linregress(log(x), log(y))`: r.slope, exp(r.intercept), t.ppf(0.975, 4)·r.stderr.
    @Test
    void aPowerLawIsTheRegressionOfTheLogarithms() {
        PowerLaw law = PowerLaw.fit(X, Y);
        assertThat(law.slope()).isCloseTo(1.1236694011891228, within(1e-13));
        assertThat(law.factor()).isCloseTo(2.0041047581894604, within(1e-13));
        assertThat(law.halfWidth()).isCloseTo(0.19349949398887697, within(1e-9));
        assertThat(law.at(6)).isCloseTo(15.007389997237441, within(1e-12));
        assertThat(law.count()).isEqualTo(6);
        // of three points: t.ppf(0.975, 1)·r.stderr
        PowerLaw three = PowerLaw.fit(Arrays.copyOf(X, 3), Arrays.copyOf(Y, 3));
        assertThat(three.slope()).isCloseTo(1.1641255099748602, within(1e-13));
        assertThat(three.halfWidth()).isCloseTo(3.519234201596023, within(1e-8));
    }

    @Test
    void pairsWithoutLogarithmAreLeftOut() {
        double[] x = {1, 0, -1, Double.POSITIVE_INFINITY, 4, 4, 4, 2, 3, 7, Double.NaN, 5, 8, 13};
        double[] y = {2.1, 9, 9, 9, 0, -2, Double.POSITIVE_INFINITY, 3.7, 7.9, Double.NaN, 3, 11.2, 24.1, 33};
        assertThat(PowerLaw.fit(x, y)).isEqualTo(PowerLaw.fit(X, Y));
    }

    @Test
    void twoPointsHaveNoIntervalAndOnePlaceHasNoSlope() {
        PowerLaw two = PowerLaw.fit(new double[] {1, 4}, new double[] {3, 48});
        assertThat(two.slope()).isCloseTo(2, within(1e-15));
        assertThat(two.factor()).isCloseTo(3, within(1e-14));
        assertThat(two.halfWidth()).isNaN();
        assertThat(PowerLaw.fit(new double[] {2, 2}, new double[] {3, 48}).slope())
                .isNaN();
        assertThat(PowerLaw.fit(new double[0], new double[0]).count()).isZero();
    }

    @Test
    void distancesAreRelativeToTheSecondArray() {
        double[] u = {4, 0, 6};
        double[] v = {1, 0, 2};
        assertThat(Distance.euclidean(u, v)).isEqualTo(5);
        assertThat(Distance.relative(u, v)).isCloseTo(5 / Math.sqrt(5), within(1e-15));
        assertThat(Distance.relative(v, u)).isCloseTo(5 / Math.sqrt(52), within(1e-15));
        assertThat(Distance.relative(new double[2], new double[2])).isNaN();
    }
}
