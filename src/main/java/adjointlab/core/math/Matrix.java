package adjointlab.core.math;

/// A matrix of weights within a flat array, as kernels take it: entry (i, k) is `data[offset + i·rowStep +
/// k·columnStep]`. A transposed matrix is the same with steps exchanged. Reused by [#at].
public final class Matrix {
    private double[] data = new double[0];
    private int offset;
    private int rows;
    private int columns;
    private int rowStep;
    private int columnStep;

    /// Points to a row-major matrix.
    ///
    /// @param data not copied
    /// @param offset of entry (0, 0)
    /// @param rows how many
    /// @param columns how many are used
    /// @param leading distance between rows
    /// @return this
    public Matrix at(double[] data, int offset, int rows, int columns, int leading) {
        this.data = data;
        this.offset = offset;
        this.rows = rows;
        this.columns = columns;
        this.rowStep = leading;
        this.columnStep = 1;
        return this;
    }

    /// Points to the transpose of a row-major matrix; parameters as in [#at], of the matrix before transposing.
    ///
    /// @return this
    public Matrix transposedAt(double[] data, int offset, int rows, int columns, int leading) {
        at(data, offset, columns, rows, leading);
        this.rowStep = 1;
        this.columnStep = leading;
        return this;
    }

    /// The array, not a copy.
    public double[] data() {
        return data;
    }

    /// Of entry (0, 0).
    public int offset() {
        return offset;
    }

    /// Number of rows.
    public int rows() {
        return rows;
    }

    /// Number of columns.
    public int columns() {
        return columns;
    }

    /// Distance between rows.
    public int rowStep() {
        return rowStep;
    }

    /// Distance between columns.
    public int columnStep() {
        return columnStep;
    }
}
