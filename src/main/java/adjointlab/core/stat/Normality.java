package adjointlab.core.stat;

import adjointlab.core.math.Erf;
import java.util.Arrays;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.stat.StatUtils;

/// How nearly a sample is normally distributed, by the test of Kolmogorov and Smirnov against the normal distribution
/// of the sample's own mean and deviation. With fitted moments the p-value is too large rather than too small
/// (Lilliefors, J. Am. Stat. Assoc. 62 (1967) 399).
///
/// @param count finite numbers in the sample
/// @param mean of the sample
/// @param deviation of the sample, by n − 1
/// @param statistic D, the largest distance of the distribution functions
/// @param pValue chance of such a distance or a larger one if the sample were normal, for large samples
public record Normality(int count, double mean, double deviation, double statistic, double pValue) {
    /// Below this the series of Kolmogorov's distribution is 1 to rounding.
    private static final double SURE = 0.2;

    private static final NormalDistribution STANDARD = new NormalDistribution();

    /// That of a sample.
    ///
    /// @param sample not modified; what is not finite is left out
    public static Normality of(double[] sample) {
        double[] sorted = sorted(sample);
        int n = sorted.length;
        double mean = StatUtils.mean(sorted);
        double deviation = Math.sqrt(StatUtils.variance(sorted, mean));
        double largest = 0;
        for (int i = 0; i < n; i++) {
            double p = cdf((sorted[i] - mean) / deviation);
            largest = Math.max(largest, Math.max((i + 1.0) / n - p, p - (double) i / n));
        }
        return new Normality(n, mean, deviation, largest, kolmogorov(Math.sqrt(n) * largest));
    }

    /// The finite numbers of a sample, ascending.
    public static double[] sorted(double[] sample) {
        return Arrays.stream(sample).filter(Double::isFinite).sorted().toArray();
    }

    /// 2 Σ (−1)^(k−1) e^(−2k²λ²). Kolmogorov, Giorn. Ist. Ital. Attuari 4 (1933) 83.
    static double kolmogorov(double lambda) {
        if (!(lambda >= SURE)) {
            return Double.isNaN(lambda) ? Double.NaN : 1;
        }
        double sum = 0;
        double sign = 1;
        for (int k = 1; k <= 100; k++) {
            sum += sign * Math.exp(-2.0 * k * k * lambda * lambda);
            sign = -sign;
        }
        return Math.clamp(2 * sum, 0, 1);
    }

    /// The standard normal distribution function.
    static double cdf(double z) {
        return 0.5 * (1 + Erf.of(z / Math.sqrt(2)));
    }

    /// Its inverse.
    ///
    /// @param p in (0, 1)
    public static double quantile(double p) {
        return STANDARD.inverseCumulativeProbability(p);
    }
}
