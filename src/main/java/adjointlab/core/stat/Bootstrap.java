package adjointlab.core.stat;

import adjointlab.core.math.RandomStreams;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// The interval of a mean by the percentiles of the means of resamples: Efron, Ann. Stat. 7 (1979) 1; Efron and
/// Tibshirani, An Introduction to the Bootstrap (1993), section 13.3. It assumes no distribution, but of few numbers
/// it is too narrow: of n that lie apart there is no mean beyond the outermost.
public final class Bootstrap {
    private static final int RESAMPLES = 9999;
    private static final String STREAM = "bootstrap";

    private Bootstrap() {}

    /// The 95 % interval of the mean, from 9,999 resamples; the same seed gives the same interval.
    ///
    /// @param seed of the resamples
    /// @param sample of at least one number, not modified; a single one has the whole line
    public static Estimate mean(long seed, double... sample) {
        int n = sample.length;
        if (n == 1) {
            return Estimate.mean(sample);
        }
        RandomGenerator random = RandomStreams.of(seed, STREAM);
        int[][] drawn = new int[RESAMPLES][n];
        for (int[] resample : drawn) {
            Arrays.setAll(resample, _ -> random.nextInt(n));
        }
        return mean(drawn, sample);
    }

    /// The same of given resamples.
    ///
    /// @param drawn [B×n] indices into the sample, not modified
    static Estimate mean(int[][] drawn, double... sample) {
        double[] means = Arrays.stream(drawn)
                .mapToDouble(resample ->
                        Arrays.stream(resample).mapToDouble(i -> sample[i]).sum() / resample.length)
                .toArray();
        return new Estimate(
                Moments.mean(sample), Moments.quantile(0.025, means), Moments.quantile(0.975, means), sample.length);
    }
}
