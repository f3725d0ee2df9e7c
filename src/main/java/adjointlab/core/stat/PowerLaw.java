package adjointlab.core.stat;

import org.hipparchus.stat.regression.SimpleRegression;

/// y = c·xˢ fitted by least squares of the logarithms.
///
/// @param slope s
/// @param factor c
/// @param halfWidth of the 95 % interval of the slope, by Student's t; NaN for two points
/// @param count points that were fitted
public record PowerLaw(double slope, double factor, double halfWidth, int count) {
    /// The fit.
    ///
    /// @param x [n], not modified
    /// @param y [n], not modified; pairs that are not positive and finite are left out
    /// @return slope NaN if fewer than two different x are left
    public static PowerLaw fit(double[] x, double[] y) {
        SimpleRegression regression = new SimpleRegression();
        for (int i = 0; i < x.length; i++) {
            if (usable(x[i], y[i])) {
                regression.addData(Math.log(x[i]), Math.log(y[i]));
            }
        }
        int n = (int) regression.getN();
        double half = n > 2 ? regression.getSlopeConfidenceInterval() : Double.NaN;
        return new PowerLaw(regression.getSlope(), Math.exp(regression.getIntercept()), half, n);
    }

    private static boolean usable(double x, double y) {
        return x > 0 && y > 0 && x < Double.POSITIVE_INFINITY && y < Double.POSITIVE_INFINITY;
    }

    /// c·xˢ.
    public double at(double x) {
        return factor * Math.pow(x, slope);
    }
}
