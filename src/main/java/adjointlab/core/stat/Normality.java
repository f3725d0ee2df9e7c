package adjointlab.core.stat;

import adjointlab.core.math.Erf;
import java.util.Arrays;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.stat.StatUtils;

/// How nearly a sample is normally distributed, by the test of Kolmogorov and Smirnov against the normal distribution
/// of the sample's own mean and deviation. Fitted moments make D smaller, so that Kolmogorov's distribution does not
/// hold: Lilliefors, J. Am. Stat. Assoc. 62 (1967) 399.
///
/// @param count finite numbers in the sample
/// @param mean of the sample
/// @param deviation of the sample, by n − 1
/// @param statistic D, the largest distance of the distribution functions
/// @param pValue chance of such a distance or a larger one if the sample were normal
public record Normality(int count, double mean, double deviation, double statistic, double pValue) {
    /// Chances, descending, and the D(√n − 0.01 + 0.85/√n) that normal samples exceed with them: quantiles of
    /// 400,000 samples of 400 numbers each. The scaling, which makes them hold for all n, is Stephens', J. Am.
    /// Stat. Assoc. 69 (1974) 730.
    private static final double[] CHANCES = {
        1, 0.999, 0.99, 0.975, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.15, 0.1, 0.05, 0.025, 0.01, 0.005,
        0.0025, 0.001
    };

    private static final double[] SCALED = {
        0.27, 0.3229, 0.3696, 0.3967, 0.4233, 0.4569, 0.5031, 0.5407, 0.5756, 0.6108, 0.6484, 0.6917, 0.7464, 0.7817,
        0.828, 0.9019, 0.9697, 1.0507, 1.1095, 1.1647, 1.229
    };

    /// Beyond the table ln p falls as this times the square, and rises as the other; Dallal and Wilkinson, Am.
    /// Stat. 40 (1986) 294.
    private static final double SQUARE = -7.01256;

    private static final double LINEAR = 2.99587;

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
        return new Normality(n, mean, deviation, largest, lilliefors(n, largest));
    }

    /// The finite numbers of a sample, ascending.
    public static double[] sorted(double[] sample) {
        return Arrays.stream(sample).filter(Double::isFinite).sorted().toArray();
    }

    /// The chance that D of a normal sample of n numbers is larger; not a number where D is not.
    static double lilliefors(int n, double d) {
        double root = Math.sqrt(n);
        double z = d * (root - 0.01 + 0.85 / root);
        int last = SCALED.length - 1;
        if (!(z > SCALED[0])) {
            return Double.isNaN(z) ? Double.NaN : 1;
        }
        if (z >= SCALED[last]) {
            return CHANCES[last] * Math.exp(tail(z) - tail(SCALED[last]));
        }
        int i = 1;
        while (SCALED[i] < z) {
            i++;
        }
        double share = (z - SCALED[i - 1]) / (SCALED[i] - SCALED[i - 1]);
        return CHANCES[i - 1] * Math.pow(CHANCES[i] / CHANCES[i - 1], share);
    }

    private static double tail(double z) {
        return SQUARE * z * z + LINEAR * z;
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
