package adjointlab.core.optim;

import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Kernels;
import adjointlab.core.math.Matrix;
import adjointlab.core.math.Stop;
import adjointlab.core.math.UnconvergedException;
import adjointlab.core.matrix.Eigen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/// Eigenvectors and eigenvalues of small symmetric matrices, in memory that is kept for each size.
final class SymmetricEigen {
    private final Matrix matrix = new Matrix();
    private final List<@Nullable Sized> bySize = new ArrayList<>();

    /// What one size needs.
    private record Sized(Eigen decomposition, Batch product, double[] values) {
        Sized(int n) {
            this(new Eigen(true), new Batch(n, n), new double[n]);
        }
    }

    private Sized sized(int n) {
        while (bySize.size() <= n) {
            bySize.add(null);
        }
        Sized known = bySize.get(n);
        if (known == null) {
            known = new Sized(n);
            bySize.set(n, known);
        }
        return known;
    }

    /// Decomposes a matrix.
    ///
    /// @param symmetric not modified
    /// @param basisOut eigenvectors as columns, overwritten
    /// @param stop asked meanwhile
    /// @return eigenvalues, none negative; valid until the next call
    double[] of(DMatrixRMaj symmetric, Batch basisOut, Stop stop) {
        int n = symmetric.numRows;
        Sized sized = sized(n);
        if (!sized.decomposition.of(symmetric, stop)) {
            throw new UnconvergedException("the eigenvalues of a layer's factor did not converge");
        }
        stop.heed();
        for (int c = 0; c < n; c++) {
            for (int r = 0; r < n; r++) {
                basisOut.set(r, c, sized.decomposition.rows().get(c, r));
            }
        }
        stop.heed();
        // vᵀMv
        Kernels.multiply(matrix.at(symmetric.data, 0, n, n, n), basisOut, sized.product);
        stop.heed();
        Arrays.fill(sized.values, 0);
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < n; c++) {
                sized.values[c] += basisOut.get(r, c) * sized.product.get(r, c);
            }
        }
        for (int c = 0; c < n; c++) {
            sized.values[c] = Math.max(0, sized.values[c]);
        }
        return sized.values;
    }
}
