package adjointlab.core.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

/// Checks of random numbers that several tests share.
public final class Uniformity {
    private Uniformity() {}

    /// Kolmogorov and Smirnov's test of a uniform distribution on [0, 1]: √n·D passes 2 seven times in ten
    /// thousand.
    public static void isUniform(double[] sample, String what) {
        double[] u = sample.clone();
        Arrays.sort(u);
        assertThat(u[0]).as(what).isNotNegative();
        assertThat(u[u.length - 1]).as(what).isLessThanOrEqualTo(1);
        double largest = 0;
        for (int i = 0; i < u.length; i++) {
            largest = Math.max(largest, Math.max((i + 1.0) / u.length - u[i], u[i] - (double) i / u.length));
        }
        assertThat(Math.sqrt(u.length) * largest).as(what).isLessThan(2);
    }

    /// The mean is as expected within four and a half of its standard errors, as the sample shows them.
    public static void hasMean(double[] sample, double expected, String what) {
        double mean = Arrays.stream(sample).average().orElseThrow();
        double squares = Arrays.stream(sample).map(x -> (x - mean) * (x - mean)).sum();
        double error = Math.sqrt(squares / sample.length / (sample.length - 1));
        assertThat(mean).as(what).isCloseTo(expected, within(4.5 * error + 1e-15));
    }

    /// Pearson's χ² of counts: within its mean and five of its standard deviations above.
    public static void areDistributed(double[] counts, double[] probabilities, String what) {
        double n = Arrays.stream(counts).sum();
        double chi2 = 0;
        for (int i = 0; i < counts.length; i++) {
            chi2 += Math.pow(counts[i] - n * probabilities[i], 2) / (n * probabilities[i]);
        }
        double degrees = counts.length - 1.0;
        assertThat(chi2).as(what).isLessThan(degrees + 5 * Math.sqrt(2 * degrees));
    }
}
