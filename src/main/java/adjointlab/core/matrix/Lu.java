package adjointlab.core.matrix;

import adjointlab.core.math.Stop;

/// A square matrix as PA = LU with row exchanges, in place. Golub and Van Loan, "Matrix Computations", 4th ed. 2013,
/// Algorithm 3.4.1.
public final class Lu {
    /// So many rows are done before it is asked whether they are still wanted.
    private static final int ROWS_AT_ONCE = 16;

    private Lu() {}

    /// Decomposes a matrix.
    ///
    /// @param lu [n×n] row-major, replaced by L below the diagonal and U elsewhere
    /// @param pivotOut [n], with which row each one changed places, overwritten
    /// @param stop asked every few rows
    /// @return false if it is singular or not finite, or not wanted any more
    public static boolean decompose(double[] lu, int[] pivotOut, Stop stop) {
        int n = pivotOut.length;
        for (int k = 0; k < n; k++) {
            if (k % ROWS_AT_ONCE == ROWS_AT_ONCE - 1 && stop.requested()) {
                return false;
            }
            int best = k;
            for (int i = k + 1; i < n; i++) {
                if (Math.abs(lu[i * n + k]) > Math.abs(lu[best * n + k])) {
                    best = i;
                }
            }
            pivotOut[k] = best;
            double top = lu[best * n + k];
            if (!(Math.abs(top) > 0) || Double.isInfinite(top)) {
                return false;
            }
            for (int j = 0; j < n && best != k; j++) {
                double swap = lu[k * n + j];
                lu[k * n + j] = lu[best * n + j];
                lu[best * n + j] = swap;
            }
            for (int i = k + 1; i < n; i++) {
                double factor = lu[i * n + k] / top;
                lu[i * n + k] = factor;
                for (int j = k + 1; j < n; j++) {
                    lu[i * n + j] -= factor * lu[k * n + j];
                }
            }
        }
        return true;
    }

    /// x ← A⁻¹x.
    ///
    /// @param lu [n×n] from [#decompose]
    /// @param pivot [n] from there
    /// @param x [n], replaced
    public static void solve(double[] lu, int[] pivot, double[] x) {
        int n = pivot.length;
        for (int k = 0; k < n; k++) {
            exchange(x, k, pivot[k]);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                x[i] -= lu[i * n + j] * x[j];
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int j = i + 1; j < n; j++) {
                x[i] -= lu[i * n + j] * x[j];
            }
            x[i] /= lu[i * n + i];
        }
    }

    /// x ← A⁻ᵀx.
    ///
    /// @param lu [n×n] from [#decompose]
    /// @param pivot [n] from there
    /// @param x [n], replaced
    public static void solveTransposed(double[] lu, int[] pivot, double[] x) {
        int n = pivot.length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                x[i] -= lu[j * n + i] * x[j];
            }
            x[i] /= lu[i * n + i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int j = i + 1; j < n; j++) {
                x[i] -= lu[j * n + i] * x[j];
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            exchange(x, k, pivot[k]);
        }
    }

    private static void exchange(double[] x, int i, int j) {
        double swap = x[i];
        x[i] = x[j];
        x[j] = swap;
    }
}
