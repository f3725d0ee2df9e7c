package adjointlab.core.matrix;

import adjointlab.core.math.Stop;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/// Solves with one square matrix: small ones by EJML, which cannot be asked in between, large ones by rows.
@FunctionalInterface
public interface LinearSystem {
    /// Rows up to which a decomposition takes less than a tenth of a second.
    int SMALL = 400;

    /// A⁻¹b.
    ///
    /// @param b [n], not modified
    /// @return [n]
    double[] solve(double[] b);

    /// By Cholesky's decomposition A = LLᵀ.
    ///
    /// @param a symmetric, not modified
    /// @param stop asked every few rows
    /// @return nothing where the matrix is not positive definite
    /// @throws java.util.concurrent.CancellationException where it is not wanted any more
    static Optional<LinearSystem> positive(DMatrixRMaj a, Stop stop) {
        stop.heed();
        if (a.numRows > SMALL) {
            return Cholesky.of(a, stop).map(each -> each::solve);
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(a.numRows);
        return solver.setA(a.copy()) ? Optional.of(by(solver)) : Optional.empty();
    }

    /// By Gauss's elimination; what it gives for a singular matrix is not finite.
    ///
    /// @param a not modified
    /// @param stop asked every few rows
    /// @throws java.util.concurrent.CancellationException where it is not wanted any more
    static LinearSystem general(DMatrixRMaj a, Stop stop) {
        stop.heed();
        if (a.numRows > SMALL) {
            double[] lu = a.data.clone();
            int[] pivot = new int[a.numRows];
            boolean regular = Lu.decompose(lu, pivot, stop);
            stop.heed();
            return b -> {
                double[] x = b.clone();
                if (regular) {
                    Lu.solve(lu, pivot, x);
                } else {
                    java.util.Arrays.fill(x, Double.NaN);
                }
                return x;
            };
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.lu(a.numRows);
        solver.setA(a.copy());
        return by(solver);
    }

    private static LinearSystem by(LinearSolverDense<DMatrixRMaj> solver) {
        return b -> {
            double[] x = new double[b.length];
            solver.solve(DMatrixRMaj.wrap(b.length, 1, b.clone()), DMatrixRMaj.wrap(x.length, 1, x));
            return x;
        };
    }
}
