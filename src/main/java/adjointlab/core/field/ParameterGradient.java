package adjointlab.core.field;

/// Where a vector-Jacobian product adds its parameter part: one row (summed over the batch) or one row a sample.
///
/// Entry `j` of row `r` is `data[offset + r * parameters + j]`.
public final class ParameterGradient {
    private final int rows;
    private final int parameters;
    private double[] data;
    private int offset;

    /// @param rows 1 for the sum over the batch, the number of samples for per-sample gradients
    /// @param parameters p
    public ParameterGradient(int rows, int parameters) {
        this(rows, parameters, new double[rows * parameters], 0);
    }

    /// A view.
    ///
    /// @param rows 1 or the number of samples
    /// @param parameters p
    /// @param data [rows×p] from `offset`, not copied
    /// @param offset where row 0 starts
    public ParameterGradient(int rows, int parameters, double[] data, int offset) {
        this.rows = rows;
        this.parameters = parameters;
        this.data = data;
        this.offset = offset;
    }

    /// Whether each sample has its own row.
    public boolean perSample() {
        return rows > 1;
    }

    /// 1 or the number of samples.
    public int rows() {
        return rows;
    }

    /// p.
    public int parameters() {
        return parameters;
    }

    /// The array itself, not a copy.
    public double[] data() {
        return data;
    }

    /// Where row `r` starts in [#data].
    public int row(int r) {
        return offset + r * parameters;
    }

    /// Adds to entry `j` of the row that sample `s` belongs to.
    public void add(int s, int j, double value) {
        data[offset + (rows > 1 ? s * parameters : 0) + j] += value;
    }

    /// Moves this view over other memory of the same shape.
    ///
    /// @return this
    public ParameterGradient repoint(double[] data, int offset) {
        this.data = data;
        this.offset = offset;
        return this;
    }

    /// Sets every entry to zero.
    public void clear() {
        java.util.Arrays.fill(data, offset, offset + rows * parameters, 0.0);
    }
}
