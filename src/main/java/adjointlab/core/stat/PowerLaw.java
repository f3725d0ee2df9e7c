package adjointlab.core.stat;

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
        double n = 0;
        double sx = 0;
        double sy = 0;
        for (int i = 0; i < x.length; i++) {
            if (usable(x[i], y[i])) {
                n++;
                sx += Math.log(x[i]);
                sy += Math.log(y[i]);
            }
        }
        double mx = sx / n;
        double my = sy / n;
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            if (usable(x[i], y[i])) {
                double dx = Math.log(x[i]) - mx;
                double dy = Math.log(y[i]) - my;
                xx += dx * dx;
                xy += dx * dy;
                yy += dy * dy;
            }
        }
        double slope = xx > 0 ? xy / xx : Double.NaN;
        double left = Math.max(0, yy - slope * xy);
        double half = n > 2 ? Student.twoSided95((int) n - 2) * Math.sqrt(left / (n - 2) / xx) : Double.NaN;
        return new PowerLaw(slope, Math.exp(my - slope * mx), half, (int) n);
    }

    private static boolean usable(double x, double y) {
        return x > 0 && y > 0 && x < Double.POSITIVE_INFINITY && y < Double.POSITIVE_INFINITY;
    }

    /// c·xˢ.
    public double at(double x) {
        return factor * Math.pow(x, slope);
    }
}
