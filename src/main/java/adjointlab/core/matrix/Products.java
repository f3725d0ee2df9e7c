package adjointlab.core.matrix;

import adjointlab.core.math.Stop;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/// Products of large matrices, some rows at a time. Sums are formed in the same order as by EJML at once.
public final class Products {
    /// Multiplications between two questions: some hundredths of a second.
    private static final long AT_ONCE = 50_000_000;

    private Products() {}

    /// aᵀb.
    ///
    /// @param a [m×k], not modified
    /// @param b [m×n], not modified
    /// @param stop asked every few rows
    /// @return [k×n]
    /// @throws java.util.concurrent.CancellationException where it is not wanted any more
    public static DMatrixRMaj transposedTimes(DMatrixRMaj a, DMatrixRMaj b, Stop stop) {
        DMatrixRMaj product = new DMatrixRMaj(a.numCols, b.numCols);
        addTransposedTimes(a, b, product, stop);
        return product;
    }

    /// acc += aᵀb; parameters as in [#transposedTimes].
    ///
    /// @param acc [k×n], added to
    public static void addTransposedTimes(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj acc, Stop stop) {
        int rows = rowsAtOnce((long) a.numCols * b.numCols);
        for (int from = 0; from < a.numRows; from += rows) {
            stop.heed();
            int to = Math.min(a.numRows, from + rows);
            CommonOps_DDRM.multAddTransA(part(a, from, to), part(b, from, to), acc);
        }
    }

    /// abᵀ.
    ///
    /// @param a [m×k], not modified
    /// @param b [n×k], not modified
    /// @param stop asked every few rows
    /// @return [m×n]
    /// @throws java.util.concurrent.CancellationException where it is not wanted any more
    public static DMatrixRMaj timesTransposed(DMatrixRMaj a, DMatrixRMaj b, Stop stop) {
        DMatrixRMaj product = new DMatrixRMaj(a.numRows, b.numRows);
        int rows = rowsAtOnce((long) b.numRows * b.numCols);
        for (int from = 0; from < a.numRows; from += rows) {
            stop.heed();
            int to = Math.min(a.numRows, from + rows);
            DMatrixRMaj part = new DMatrixRMaj(to - from, b.numRows);
            CommonOps_DDRM.multTransB(part(a, from, to), b, part);
            System.arraycopy(part.data, 0, product.data, from * b.numRows, part.getNumElements());
        }
        return product;
    }

    private static int rowsAtOnce(long each) {
        return Math.clamp(AT_ONCE / Math.max(1, each), 1, Integer.MAX_VALUE / 2);
    }

    /// Some rows, or the matrix itself where those are all.
    private static DMatrixRMaj part(DMatrixRMaj a, int from, int to) {
        if (from == 0 && to == a.numRows) {
            return a;
        }
        DMatrixRMaj part = new DMatrixRMaj(to - from, a.numCols);
        System.arraycopy(a.data, from * a.numCols, part.data, 0, part.getNumElements());
        return part;
    }
}
