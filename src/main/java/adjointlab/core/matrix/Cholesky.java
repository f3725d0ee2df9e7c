package adjointlab.core.matrix;

import adjointlab.core.kernel.Kernels;
import adjointlab.core.math.Stop;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/// Cholesky's decomposition A = LLᵀ, row by row. Golub and Van Loan, "Matrix Computations", 4th ed. 2013, section
/// 4.2.5.
final class Cholesky {
    /// Products of rows between two questions.
    private static final int AT_ONCE = 2048;

    private final double[][] rows;

    private Cholesky(double[][] rows) {
        this.rows = rows;
    }

    /// @param a symmetric, of which the part below the diagonal is read
    /// @return nothing where it is not positive definite
    static Optional<Cholesky> of(DMatrixRMaj a, Stop stop) {
        int n = a.numRows;
        double[][] rows = new double[n][];
        int since = 0;
        for (int i = 0; i < n; i++) {
            double[] row = new double[i + 1];
            for (int j = 0; j < i; j++) {
                if (++since == AT_ONCE) {
                    stop.heed();
                    since = 0;
                }
                row[j] = (a.get(i, j) - Kernels.dot(row, rows[j], j)) / rows[j][j];
            }
            double square = a.get(i, i) - Kernels.dot(row, row, i);
            if (!(square > 0)) {
                return Optional.empty();
            }
            row[i] = Math.sqrt(square);
            rows[i] = row;
        }
        return Optional.of(new Cholesky(rows));
    }

    /// A⁻¹b.
    double[] solve(double[] b) {
        double[] x = b.clone();
        for (int i = 0; i < x.length; i++) {
            x[i] = (x[i] - Kernels.dot(rows[i], x, i)) / rows[i][i];
        }
        for (int i = x.length - 1; i >= 0; i--) {
            x[i] /= rows[i][i];
            for (int j = 0; j < i; j++) {
                x[j] -= rows[i][j] * x[i];
            }
        }
        return x;
    }
}
