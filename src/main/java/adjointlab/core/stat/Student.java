package adjointlab.core.stat;

/// Student's t distribution.
public final class Student {
    /// Quantile 0.975 for 1, 2, … degrees of freedom.
    private static final double[] QUANTILES = {
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
        2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042
    };

    private Student() {}

    /// Half the width of the 95 % interval, in standard errors.
    ///
    /// @param degrees of freedom, at least 1
    public static double twoSided95(int degrees) {
        return degrees <= QUANTILES.length ? QUANTILES[degrees - 1] : 1.96 + 2.4 / degrees;
    }
}
