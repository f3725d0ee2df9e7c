package adjointlab.core.stat;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/// A number and its 95 % interval: where the true one lies but for 2.5 % on either side.
///
/// A claim that holds for a whole interval holds at the level of 2.5 %; two-sided ones by two one-sided tests
/// (Schuirmann, J. Pharmacokinet. Biopharm. 15 (1987) 657).
///
/// @param value estimated
/// @param low end of the interval
/// @param high end of the interval
/// @param count independent numbers that it comes from; 0: it does not depend on chance
public record Estimate(double value, double low, double high, int count) {
    /// A number that does not depend on chance.
    public static Estimate exact(double value) {
        return new Estimate(value, value, value, 0);
    }

    /// The mean of a normal sample, by Student's t. A single number tells nothing of its scatter: its interval is
    /// the whole line.
    ///
    /// @param sample of at least one number, not modified
    public static Estimate mean(double... sample) {
        int n = sample.length;
        double half = n == 1
                ? Double.POSITIVE_INFINITY
                : Moments.deviation(sample) / Math.sqrt(n) * Student.twoSided95(n - 1);
        return around(Moments.mean(sample), half, n);
    }

    /// The difference of two means.
    ///
    /// @param x not modified
    /// @param y not modified
    /// @param paired whether x and y of one index belong together; else by Welch, Biometrika 34 (1947) 28
    public static Estimate difference(double[] x, double[] y, boolean paired) {
        double value = Moments.mean(x) - Moments.mean(y);
        return around(value, half(x, y, paired), fewer(x, y));
    }

    /// The ratio of two means, by the linear part of its logarithm where it is positive.
    ///
    /// @param x not modified
    /// @param y not modified
    /// @param paired whether x and y of one index belong together
    public static Estimate ratio(double[] x, double[] y, boolean paired) {
        double below = Moments.mean(y);
        double value = Moments.mean(x) / below;
        double[] ofX = Arrays.stream(x).map(each -> each / below).toArray();
        double[] ofY = Arrays.stream(y).map(each -> value * (each / below)).toArray();
        double half = half(ofX, ofY, paired);
        return value > 0
                ? new Estimate(value, value * Math.exp(-half / value), value * Math.exp(half / value), fewer(x, y))
                : around(value, half, fewer(x, y));
    }

    /// The correlation of a sample of pairs, by Fisher's transform, Metron 1 (1921) 3.
    ///
    /// @param r of the sample
    /// @param n pairs, more than three
    public static Estimate correlation(double r, int n) {
        double z = Math.log((1 + r) / (1 - r)) / 2;
        double half = Normality.quantile(0.975) / Math.sqrt(n - 3.0);
        return new Estimate(r, Math.tanh(z - half), Math.tanh(z + half), n);
    }

    /// A smooth number of a sample that falls into equal parts, by the jackknife: G θ − (G − 1) θ₍ᵍ₎ of each part g
    /// are taken for a sample of means, which removes a bias of the order of one over the sample's size.
    /// Quenouille, Biometrika 43 (1956) 353; Tukey, Ann. Math. Stat. 29 (1958) 614.
    ///
    /// @param parts G, at least 2
    /// @param leaving the number without the part of that index from 0, and of the whole sample for −1
    public static Estimate jackknife(int parts, IntToDoubleFunction leaving) {
        double whole = leaving.applyAsDouble(-1);
        double[] values = new double[parts];
        Arrays.setAll(values, part -> parts * whole - (parts - 1) * leaving.applyAsDouble(part));
        return mean(values);
    }

    /// An interval with its value in the middle.
    public static Estimate around(double value, double half, int count) {
        return new Estimate(value, value - half, value + half, count);
    }

    private static double half(double[] x, double[] y, boolean paired) {
        if (fewer(x, y) == 1) {
            return Double.POSITIVE_INFINITY;
        }
        if (paired) {
            double[] differences = new double[x.length];
            Arrays.setAll(differences, i -> x[i] - y[i]);
            return Moments.deviation(differences) / Math.sqrt(x.length) * Student.twoSided95(x.length - 1);
        }
        double a = Math.pow(Moments.deviation(x), 2) / x.length;
        double b = Math.pow(Moments.deviation(y), 2) / y.length;
        if (a + b == 0) {
            return 0;
        }
        double degrees = (a + b) * (a + b) / (a * a / (x.length - 1) + b * b / (y.length - 1));
        return Math.sqrt(a + b) * Student.twoSided95(degrees);
    }

    private static int fewer(double[] x, double[] y) {
        return Math.min(x.length, y.length);
    }
}
