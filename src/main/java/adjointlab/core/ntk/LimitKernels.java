package adjointlab.core.ntk;

/// The kernels of a model of infinite width on N inputs.
///
/// @param nngp covariance of the outputs of random models [N×N], equation (12), (66)
/// @param v part of the tangent kernel that the read-out has [N×N]; equal to the covariance, because the output is
///     linear in v
/// @param w part that the field has [N×N]
/// @param u part that the embedding has [N×N]
/// @param accuracy how far to trust the numbers
public record LimitKernels(double[][] nngp, double[][] v, double[][] w, double[][] u, Accuracy accuracy) {
    /// @param expectation bound of the error of each Gaussian expectation, beyond rounding
    /// @param extrapolation estimated error of the largest entry's distance from the continuous limit, relative
    ///     to the largest entry; 0 for a finite depth
    /// @param depth the largest number of layers that was computed
    public record Accuracy(double expectation, double extrapolation, int depth) {}

    /// The neural tangent kernel [N×N], a new matrix: the sum of the three parts, equation (17), (68).
    public double[][] ntk() {
        double[][] sum = new double[v.length][v.length];
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < v.length; j++) {
                sum[i][j] = v[i][j] + w[i][j] + u[i][j];
            }
        }
        return sum;
    }

    /// Whether all entries are finite; a polynomial activation can blow up before the horizon.
    public boolean finite() {
        for (double[][] part : new double[][][] {v, w, u}) {
            for (double[] row : part) {
                for (double entry : row) {
                    if (!Double.isFinite(entry)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
