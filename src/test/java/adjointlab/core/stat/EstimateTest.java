package adjointlab.core.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.math.RandomStreams;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Intervals against numbers of SciPy 1.17.1, and how often they hold the true number.
class EstimateTest {
    private static final double[] X = {4.1, 5.0, 6.2, 4.4, 5.5};
    private static final double[] Y = {3.0, 3.4, 4.9, 2.9, 4.1};

    private static void matches(Estimate estimate, double value, double low, double high, int count) {
        assertThat(estimate.value()).isCloseTo(value, within(1e-9));
        assertThat(estimate.low()).isCloseTo(low, within(1e-6));
        assertThat(estimate.high()).isCloseTo(high, within(1e-6));
        assertThat(estimate.count()).isEqualTo(count);
    }

    /// `stats.t.interval(0.95, 4, x.mean(), stats.sem(x))`.
    @Test
    void theMeanHasStudentsInterval() {
        matches(Estimate.mean(X), 5.04, 3.9915472722137597, 6.088452727786242, 5);
        assertThat(X).containsExactly(4.1, 5.0, 6.2, 4.4, 5.5);
    }

    /// `stats.ttest_rel(x, y).confidence_interval()` and `stats.ttest_ind(x, y,
    /// equal_var=False).confidence_interval()`.
    @Test
    void differencesArePairedOrByWelch() {
        matches(Estimate.difference(X, Y, true), 1.38, 1.1411611611900019, 1.6188388388099983, 5);
        matches(Estimate.difference(X, Y, false), 1.38, 0.15281376159194093, 2.607186238408061, 5);
        matches(
                Estimate.difference(X, new double[] {3.0, 3.4, 4.9}, false),
                5.04 - 11.3 / 3,
                -0.7003055227210673,
                3.2469721893877352,
                3);
    }

    /// 1 − 2·0.025 of all intervals hold the number that samples are drawn about; scatter is as large as the
    /// numbers of few seeds have it.
    @Test
    void intervalsHoldTheTrueNumberAsOftenAsTheySay() {
        assertThat(coverage(5, 7, random -> Estimate.mean(sample(random, 7, 5, 2))))
                .isCloseTo(0.95, within(0.008));
        assertThat(coverage(
                        3, 0, random -> Estimate.difference(sample(random, 6, 8, 1), sample(random, 3, 5, 4), false)))
                .isCloseTo(0.95, within(0.02));
        assertThat(coverage(0.5, 0, random -> Estimate.ratio(sample(random, 5, 4, 0.6), sample(random, 5, 8, 1), true)))
                .isCloseTo(0.95, within(0.01));
        assertThat(coverage(
                        0.5, 0, random -> Estimate.ratio(sample(random, 5, 4, 0.6), sample(random, 9, 8, 1), false)))
                .isCloseTo(0.95, within(0.02));
        assertThat(coverage(0.6, 0, EstimateTest::correlated)).isCloseTo(0.95, within(0.01));
    }

    private static double coverage(double truth, int stream, Function<RandomGenerator, Estimate> draw) {
        RandomGenerator random = RandomStreams.of(Double.hashCode(truth) + stream, "coverage");
        int draws = 20_000;
        int held = 0;
        for (int i = 0; i < draws; i++) {
            Estimate estimate = draw.apply(random);
            held += estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
        }
        return held / (double) draws;
    }

    private static double[] sample(RandomGenerator random, int count, double mean, double deviation) {
        double[] sample = new double[count];
        for (int i = 0; i < count; i++) {
            sample[i] = mean + deviation * random.nextGaussian();
        }
        return sample;
    }

    private static Estimate correlated(RandomGenerator random) {
        double[] x = sample(random, 40, 0, 1);
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = 0.6 * x[i] + 0.8 * random.nextGaussian();
        }
        return Estimate.correlation(Moments.correlation(x, y), x.length);
    }

    /// Of a mean the jackknife is Student's interval; of its square it leaves no bias: x̄² − s²/n.
    @Test
    void theJackknifeLeavesOutOnePartAfterAnother() {
        matches(Estimate.jackknife(X.length, part -> without(X, part)), 5.04, 3.9915472722137597, 6.088452727786242, 5);
        double square = Math.pow(Moments.mean(X), 2) - Math.pow(Moments.deviation(X), 2) / X.length;
        Estimate squared = Estimate.jackknife(X.length, part -> Math.pow(without(X, part), 2));
        assertThat(squared.value()).isCloseTo(square, within(1e-12));
        assertThat(coverage(25, 3, random -> {
                    double[] sample = sample(random, 40, 5, 2);
                    return Estimate.jackknife(20, part -> Math.pow(without(sample, part), 2));
                }))
                .isCloseTo(0.95, within(0.02));
    }

    /// The mean without every value whose index is a part, counted in twenties.
    private static double without(double[] x, int part) {
        return IntStream.range(0, x.length)
                .filter(i -> i % 20 != part)
                .mapToDouble(i -> x[i])
                .average()
                .orElseThrow();
    }

    @Test
    void pairsThatScatterAlikeTellMore() {
        double[] common = {1, 2, 3, 4, 5};
        double[] near = {1.1, 2.1, 3.2, 4.1, 5.1};
        assertThat(width(Estimate.difference(near, common, true)))
                .isLessThan(0.1 * width(Estimate.difference(near, common, false)));
        assertThat(width(Estimate.ratio(near, common, true)))
                .isLessThan(0.1 * width(Estimate.ratio(near, common, false)));
    }

    private static double width(Estimate estimate) {
        return estimate.high() - estimate.low();
    }

    @Test
    void oneNumberTellsNothingOfItsScatterAndAnExactOneHasNone() {
        Estimate one = Estimate.mean(3);
        assertThat(one).isEqualTo(new Estimate(3, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1));
        assertThat(Estimate.difference(new double[] {3}, new double[] {1, 2}, false)
                        .high())
                .isEqualTo(Double.POSITIVE_INFINITY);
        Estimate ratio = Estimate.ratio(new double[] {3}, new double[] {2}, true);
        assertThat(ratio.value()).isEqualTo(1.5);
        assertThat(ratio.low()).isZero();
        assertThat(ratio.high()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Estimate.exact(3)).isEqualTo(new Estimate(3, 3, 3, 0));
        assertThat(Estimate.difference(new double[] {2, 2}, new double[] {1, 1}, false))
                .isEqualTo(new Estimate(1, 1, 1, 2));
    }

    @Test
    void aRatioThatMayBeNegativeHasItsValueInTheMiddle() {
        Estimate ratio = Estimate.ratio(new double[] {-1, -2, -3}, new double[] {4, 5, 6}, true);
        assertThat(ratio.value()).isCloseTo(-0.4, within(1e-15));
        assertThat(ratio.low() + ratio.high()).isCloseTo(-0.8, within(1e-12));
        assertThat(ratio.low()).isLessThan(-0.4);
    }

    /// The linear part: R·√(s²ₓ/x̄² + s²_y/ȳ² − 2sₓᵧ/(x̄ȳ))/√n, of which the last leaves s_x/(ȳ√n) where x̄ is 0.
    @Test
    void aRatioOfZeroHasAnIntervalAsWell() {
        Estimate none = Estimate.ratio(new double[] {0, 0, 0}, new double[] {4, 5, 6}, true);
        assertThat(none).isEqualTo(new Estimate(0, 0, 0, 3));
        Estimate about = Estimate.ratio(new double[] {-1, 0, 1}, new double[] {4, 5, 6}, true);
        assertThat(about.value()).isZero();
        assertThat(about.high()).isCloseTo(4.302652729911275 / (5 * Math.sqrt(3)), within(1e-9));
        assertThat(about.low()).isEqualTo(-about.high());
        Estimate both = Estimate.ratio(new double[] {-2, -3}, new double[] {-4, -6}, true);
        assertThat(both).isEqualTo(new Estimate(0.5, 0.5, 0.5, 2));
    }

    /// Against numbers of SciPy: `exp(log(R) ± t·std(x/mean(x) − y/mean(y), ddof=1)/sqrt(n))`.
    @Test
    void aPositiveRatioHasTheIntervalOfItsLogarithm() {
        matches(Estimate.ratio(X, Y, true), 5.04 / 3.66, 1.252882400773138, 1.5135214956100382, 5);
        matches(Estimate.ratio(X, Y, false), 5.04 / 3.66, 1.0227642458305104, 1.854058208205979, 5);
    }
}
