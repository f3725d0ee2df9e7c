package adjointlab.core.matrix;

import adjointlab.core.math.Stop;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.eig.symm.SymmetricQREigenHelper_DDRM;
import org.ejml.dense.row.decomposition.eig.symm.SymmetricQrAlgorithm_DDRM;
import org.ejml.dense.row.decomposition.hessenberg.TridiagonalDecompositionHouseholder_DDRM;

/// Eigenvalues and, where asked for, eigenvectors of symmetric matrices of one size: Householder's reflections to a
/// tridiagonal matrix, then the implicit symmetric QR iteration, both EJML's. Golub and Van Loan, "Matrix
/// Computations", 4th ed. 2013, Algorithms 8.3.1 and 8.3.3. Its memory is kept from one matrix to the next.
public final class Eigen {
    private final boolean vectors;
    private final Reflections reflections = new Reflections();
    private final Rotations rotations = new Rotations();
    private final SymmetricQrAlgorithm_DDRM iteration = new SymmetricQrAlgorithm_DDRM(rotations);
    private final DMatrixRMaj copy = new DMatrixRMaj(0, 0);
    private final DMatrixRMaj rows = new DMatrixRMaj(0, 0);
    private double[] values = {};
    private double[] diagonal = {};
    private double[] beside = {};
    private Stop stop = Stop.NEVER;

    /// @param vectors whether eigenvectors are wanted
    public Eigen(boolean vectors) {
        this.vectors = vectors;
    }

    /// Decomposes a matrix.
    ///
    /// @param symmetric [n×n], not modified
    /// @param stop asked every reflection and every iteration, each of them of n² operations
    /// @return false if the iteration does not converge
    /// @throws java.util.concurrent.CancellationException where it is not wanted any more
    public boolean of(DMatrixRMaj symmetric, Stop stop) {
        this.stop = stop;
        int n = symmetric.numRows;
        copy.setTo(symmetric);
        reflections.decompose(copy);
        if (diagonal.length != n) {
            diagonal = new double[n];
            beside = new double[Math.max(0, n - 1)];
            values = new double[n];
        }
        reflections.getDiagonal(diagonal, beside);
        rotations.init(diagonal, beside, n);
        if (vectors) {
            rotations.setQ(reflections.getQ(rows, true));
        }
        iteration.setFastEigenvalues(!vectors);
        boolean converged = iteration.process(-1, null, null);
        if (converged) {
            values = rotations.copyEigenvalues(values);
        }
        return converged;
    }

    /// Eigenvalues [n] in no order; valid until the next matrix.
    public double[] values() {
        return values;
    }

    /// Eigenvectors, one each row [n×n], in the order of the values; valid until the next matrix.
    public DMatrixRMaj rows() {
        return rows;
    }

    /// Asked before each reflection and each product with one.
    private final class Reflections extends TridiagonalDecompositionHouseholder_DDRM {
        @Override
        public void householderSymmetric(int row, double gamma) {
            stop.heed();
            super.householderSymmetric(row, gamma);
        }

        @Override
        protected void rank1UpdateMultL(DMatrixRMaj a, double gamma, int colA0, int w0, int w1) {
            stop.heed();
            super.rank1UpdateMultL(a, gamma, colA0, w0, w1);
        }
    }

    /// Asked before each iteration.
    private final class Rotations extends SymmetricQREigenHelper_DDRM {
        @Override
        public void incrementSteps() {
            stop.heed();
            super.incrementSteps();
        }
    }
}
