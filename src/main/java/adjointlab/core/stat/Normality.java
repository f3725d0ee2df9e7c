package adjointlab.core.stat;

import adjointlab.core.math.Erf;
import java.util.Arrays;

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

    /// That of a sample.
    ///
    /// @param sample not modified; what is not finite is left out
    public static Normality of(double[] sample) {
        double[] sorted = sorted(sample);
        int n = sorted.length;
        double mean = Arrays.stream(sorted).sum() / n;
        double squares = 0;
        for (double x : sorted) {
            squares += (x - mean) * (x - mean);
        }
        double deviation = Math.sqrt(squares / (n - 1));
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

    /// Its inverse, by Newton's method.
    ///
    /// @param p in (0, 1)
    public static double quantile(double p) {
        double z = Math.copySign(Math.sqrt(-2 * Math.log(2 * Math.min(p, 1 - p))), p - 0.5);
        for (int sweep = 0; sweep < 50; sweep++) {
            double density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
            double step = (cdf(z) - p) / density;
            // far out a whole step would run away
            z -= Math.clamp(step, -1, 1);
            if (Math.abs(step) < 1e-13) {
                break;
            }
        }
        return z;
    }
}
