package adjointlab.core.matrix;

import adjointlab.core.math.Stop;
import adjointlab.core.math.UnconvergedException;
import java.util.Arrays;
import org.ejml.UtilEjml;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.bidiagonal.BidiagonalDecompositionRow_DDRM;
import org.ejml.dense.row.decomposition.svd.SvdImplicitQrDecompose_DDRM;
import org.ejml.dense.row.decomposition.svd.implicitqr.SvdImplicitQrAlgorithm_DDRM;

/// EJML's singular value decomposition by reflections and implicit QR iterations, asked at each of them. Golub and
/// Van Loan, "Matrix Computations", 4th ed. 2013, Algorithms 5.4.2 and 8.6.2.
public final class SingularValues {
    private final Asked decomposition;

    private SingularValues(Asked decomposition) {
        this.decomposition = decomposition;
    }

    /// The values alone.
    ///
    /// @param a [m×n], not modified
    /// @param stop asked every reflection and every iteration
    /// @return those found, in no order; nothing where they are not found
    /// @throws java.util.concurrent.CancellationException where it is not wanted any more
    public static double[] of(DMatrixRMaj a, Stop stop) {
        Asked decomposition = new Asked(false, stop);
        return decomposition.decompose(a.copy())
                ? Arrays.copyOf(decomposition.getSingularValues(), decomposition.numberOfSingularValues())
                : new double[0];
    }

    /// Prepares solutions of smallest norm, by the pseudo-inverse.
    ///
    /// @param a [m×n], not modified
    /// @param stop asked every reflection and every iteration
    /// @throws java.util.concurrent.CancellationException where it is not wanted any more
    public static SingularValues prepare(DMatrixRMaj a, Stop stop) {
        Asked decomposition = new Asked(true, stop);
        if (!decomposition.decompose(a.copy())) {
            throw new UnconvergedException(
                    "the singular values of " + a.numRows + " rows and " + a.numCols + " columns did not converge");
        }
        return new SingularValues(decomposition);
    }

    /// The x of smallest norm among those with the least ‖ax − b‖; singular values that are zero to rounding count as
    /// such.
    ///
    /// @param b [m], not modified
    /// @return x [n]
    public double[] solve(double[] b) {
        double[] sigma = decomposition.getSingularValues();
        DMatrixRMaj u = decomposition.getU(null, true);
        DMatrixRMaj v = decomposition.getV(null, true);
        int found = decomposition.numberOfSingularValues();
        double largest = Arrays.stream(sigma, 0, found).max().orElse(0);
        double zero = UtilEjml.EPS * Math.max(u.numCols, v.numCols) * largest;
        double[] x = new double[v.numCols];
        for (int k = 0; k < found; k++) {
            if (sigma[k] > zero) {
                double along = 0;
                for (int i = 0; i < b.length; i++) {
                    along += u.get(k, i) * b[i];
                }
                for (int i = 0; i < x.length; i++) {
                    x[i] += along / sigma[k] * v.get(k, i);
                }
            }
        }
        return x;
    }

    private static final class Asked extends SvdImplicitQrDecompose_DDRM {
        private final Stop stop;

        Asked(boolean vectors, Stop stop) {
            super(true, vectors, vectors, false);
            this.stop = stop;
            qralg = new Rotations(stop);
        }

        @Override
        protected void declareBidiagonalDecomposition() {
            bidiag = new Reflections(stop);
        }
    }

    private static final class Reflections extends BidiagonalDecompositionRow_DDRM {
        private final Stop stop;

        Reflections(Stop stop) {
            this.stop = stop;
        }

        @Override
        protected void rank1UpdateMultL(DMatrixRMaj a, double gamma, int colA0, int w0, int w1) {
            stop.heed();
            super.rank1UpdateMultL(a, gamma, colA0, w0, w1);
        }

        @Override
        protected void rank1UpdateMultR(DMatrixRMaj a, double gamma, int colA0, int w0, int w1) {
            stop.heed();
            super.rank1UpdateMultR(a, gamma, colA0, w0, w1);
        }
    }

    private static final class Rotations extends SvdImplicitQrAlgorithm_DDRM {
        private final Stop stop;

        Rotations(Stop stop) {
            this.stop = stop;
        }

        @Override
        public void incrementSteps() {
            stop.heed();
            super.incrementSteps();
        }
    }
}
