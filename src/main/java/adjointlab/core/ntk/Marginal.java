package adjointlab.core.ntk;

/// One Gaussian number as a [DualActivation] needs it.
///
/// @param variance Var u
/// @param values of φ(√Var·z)
/// @param slopes of φ′(√Var·z)
public record Marginal(double variance, HermiteSeries values, HermiteSeries slopes) {
    /// What rounding makes of a correlation of 1 or more. Without it the slope's expectation, which for an
    /// activation with a kink falls like √(1 − ρ), would turn the last digit of ρ into the eighth of the result.
    private static final double ONE = 1 - 1e-15;

    /// The correlation with another number, within [−1, 1]; 0 where one of them is constant.
    double correlation(Marginal other, double covariance) {
        double scale = scale(other);
        if (scale == 0) {
            return 0;
        }
        double correlation = covariance / scale;
        return Math.abs(correlation) > ONE ? Math.signum(correlation) : correlation;
    }

    /// √(Var u Var v), the largest covariance.
    double scale(Marginal other) {
        return Math.sqrt(variance) * Math.sqrt(other.variance);
    }
}
