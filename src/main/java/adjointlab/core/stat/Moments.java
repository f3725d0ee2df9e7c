package adjointlab.core.stat;

import java.util.Arrays;
import org.hipparchus.stat.StatUtils;
import org.hipparchus.stat.correlation.PearsonsCorrelation;
import org.hipparchus.stat.descriptive.rank.Percentile;
import org.hipparchus.stat.descriptive.rank.Percentile.EstimationType;

/// How values lie: mean, deviation, quantiles, and how two rows of them go together.
public final class Moments {
    private Moments() {}

    /// The mean.
    public static double mean(double... values) {
        return StatUtils.mean(values);
    }

    /// The standard deviation of a sample, over n − 1; 0 of a single value.
    public static double deviation(double... values) {
        return values.length == 1 ? 0 : Math.sqrt(StatUtils.variance(values));
    }

    /// A quantile by linear interpolation between order statistics, type 7 of Hyndman and Fan, American
    /// Statistician 50 (1996) 361.
    ///
    /// @param share from 0 to 1
    public static double quantile(double share, double... values) {
        return share == 0
                ? Arrays.stream(values).min().orElse(Double.NaN)
                : new Percentile(100 * share)
                        .withEstimationType(EstimationType.R_7)
                        .evaluate(values);
    }

    /// The mean of the middle half: a quarter of the values, rounded down, is left out at either end. Agarwal et al.,
    /// NeurIPS 2021, section 4.3.
    ///
    /// @param values at least one, not modified
    public static double interquartileMean(double... values) {
        double[] ascending = values.clone();
        Arrays.sort(ascending);
        int out = ascending.length / 4;
        return mean(Arrays.copyOfRange(ascending, out, ascending.length - out));
    }

    /// Pearson's correlation of two rows of at least two values.
    public static double correlation(double[] x, double[] y) {
        return new PearsonsCorrelation().correlation(x, y);
    }
}
