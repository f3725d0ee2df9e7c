package adjointlab.core.stat;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.TDistribution;

/// Two rows of numbers of which those of one index belong together, such as the losses that two optimizers reach from
/// one seed.
///
/// @param difference the mean of x − y with its 95 % interval by Student's t (Biometrika 6 (1908) 1)
/// @param resampled the same with its interval by [Bootstrap]
/// @param effect the mean difference over the differences' deviation, d_z of Cohen, Statistical Power Analysis (1988),
///     section 2.3.5; not a number where all of them are zero or there is one only
/// @param pValue chance of such a mean difference or one further from zero if there were none, by the paired t test;
///     not a number for a single pair
/// @param improvement chance that one of x is below one of y, ties half: Agarwal et al., NeurIPS 2021, section 4.3,
///     by the U of Mann and Whitney, Ann. Math. Stat. 18 (1947) 50
public record PairedComparison(
        Estimate difference, Estimate resampled, double effect, double pValue, double improvement) {
    /// That of two rows.
    ///
    /// @param seed of the resamples
    /// @param x [n], at least one number, not modified
    /// @param y [n], not modified
    /// @throws IllegalArgumentException if one row is longer
    public static PairedComparison of(long seed, double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    "There are " + x.length + " numbers on one side and " + y.length + " on the other.");
        }
        int n = x.length;
        double[] differences = new double[n];
        Arrays.setAll(differences, i -> x[i] - y[i]);
        double mean = Moments.mean(differences);
        double deviation = n == 1 ? Double.NaN : Moments.deviation(differences);
        double effect = mean == 0 && deviation == 0 ? Double.NaN : mean / deviation;
        return new PairedComparison(
                Estimate.mean(differences),
                Bootstrap.mean(seed, differences),
                effect,
                pValue(effect * Math.sqrt(n), n - 1),
                improvement(x, y));
    }

    /// Pairs.
    public int count() {
        return difference.count();
    }

    private static double pValue(double t, int degrees) {
        return Double.isNaN(t) ? Double.NaN : 2 * new TDistribution(degrees).cumulativeProbability(-Math.abs(t));
    }

    private static double improvement(double[] x, double[] y) {
        double below = 0;
        for (double each : x) {
            for (double other : y) {
                below += each < other ? 1 : each == other ? 0.5 : 0;
            }
        }
        return below / ((double) x.length * y.length);
    }

    /// The p-values of several comparisons such that all of them together are wrong as seldom as a single one: the
    /// step-down of Holm, Scand. J. Stat. 6 (1979) 65.
    ///
    /// @param pValues not modified; one that is not a number stays so, and is counted
    /// @return [n] in the same order
    public static double[] holm(double... pValues) {
        int n = pValues.length;
        Integer[] ascending = new Integer[n];
        Arrays.setAll(ascending, i -> i);
        // not a number comes last
        Arrays.sort(ascending, (i, j) -> Double.compare(pValues[i], pValues[j]));
        double[] adjusted = new double[n];
        double reached = 0;
        for (int place = 0; place < n; place++) {
            double p = pValues[ascending[place]];
            reached = Math.max(reached, Math.min(1, (n - place) * p));
            adjusted[ascending[place]] = reached;
        }
        return adjusted;
    }
}
