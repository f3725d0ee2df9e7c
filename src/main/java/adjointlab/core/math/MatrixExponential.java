package adjointlab.core.math;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/// exp(A) by scaling and squaring of the Taylor series. Moler and Van Loan, SIAM Rev. 45 (2003) 3, method 3.
public final class MatrixExponential {
    /// With ‖A‖ ≤ ½ the series' remainder after this many terms is below 2⁻⁵³.
    private static final int TERMS = 16;

    private MatrixExponential() {}

    /// exp(A).
    ///
    /// @param matrix A [n×n], not modified
    public static DMatrixRMaj of(DMatrixRMaj matrix) {
        int n = matrix.getNumRows();
        if (n == 1) {
            return new DMatrixRMaj(new double[][] {{Math.exp(matrix.get(0))}});
        }
        int squarings = Math.max(0, Math.getExponent(NormOps_DDRM.normP1(matrix)) + 2);
        DMatrixRMaj scaled = matrix.copy();
        CommonOps_DDRM.scale(Math.scalb(1.0, -squarings), scaled);
        DMatrixRMaj result = CommonOps_DDRM.identity(n);
        DMatrixRMaj product = new DMatrixRMaj(n, n);
        // Horner: I + A(I + A/2(I + A/3(…)))
        for (int k = TERMS; k >= 1; k--) {
            CommonOps_DDRM.mult(1.0 / k, scaled, result, product);
            result.setTo(product);
            for (int i = 0; i < n; i++) {
                result.add(i, i, 1);
            }
        }
        for (int s = 0; s < squarings; s++) {
            CommonOps_DDRM.mult(result, result, product);
            result.setTo(product);
        }
        return result;
    }
}
