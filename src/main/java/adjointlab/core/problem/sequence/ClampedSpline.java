package adjointlab.core.problem.sequence;

/// A cubic spline that is at rest at both ends: twice continuously differentiable, through given values at given times.
/// De Boor, "A Practical Guide to Splines", Springer 1978, chapter IV.
final class ClampedSpline {
    private final double[] times;
    private final double[] values;
    /// Derivatives at the knots.
    private final double[] slopes;

    /// @param times s, increasing, at least two; not copied
    /// @param values one at each; not copied
    ClampedSpline(double[] times, double[] values) {
        this.times = times;
        this.values = values;
        int last = times.length - 1;
        slopes = new double[times.length];
        // the tridiagonal system of continuous second derivatives, solved by elimination
        double[] above = new double[times.length];
        for (int k = 1; k < last; k++) {
            double left = times[k] - times[k - 1];
            double right = times[k + 1] - times[k];
            double wanted =
                    3 * (right * (values[k] - values[k - 1]) / left + left * (values[k + 1] - values[k]) / right);
            double pivot = 2 * (left + right) - right * above[k - 1];
            above[k] = left / pivot;
            slopes[k] = (wanted - right * slopes[k - 1]) / pivot;
        }
        for (int k = last - 1; k > 0; k--) {
            slopes[k] -= above[k] * slopes[k + 1];
        }
    }

    /// The derivative at a time between the ends.
    double slope(double t) {
        int k = 0;
        while (k < times.length - 2 && t >= times[k + 1]) {
            k++;
        }
        double h = times[k + 1] - times[k];
        double s = (t - times[k]) / h;
        double across = (values[k + 1] - values[k]) / h;
        return 6 * s * (1 - s) * across + (1 - s) * (1 - 3 * s) * slopes[k] + s * (3 * s - 2) * slopes[k + 1];
    }
}
