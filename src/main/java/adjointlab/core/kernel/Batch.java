package adjointlab.core.kernel;

/// A batch of states, feature-major: component `i` of sample `s` is `data[offset + i * stride + s]`.
///
/// Rows are padded to a multiple of [#LANES] samples, so that kernels need neither masks nor tails. The padding columns
/// of
/// *states* repeat the last sample, so that they never do what no real sample does; the padding columns of *cotangents*
/// are zero, so that sums over the batch need no mask. A batch may be a view: [#repoint] moves it over another array
/// without allocating.
public final class Batch {
    /// Samples are padded to a multiple of this on every machine, so that the layout does not depend on the
    /// processor.
    public static final int LANES = 8;

    private final int dim;
    private final int size;
    private final int stride;
    private double[] data;
    private int offset;

    /// A batch of zeros.
    ///
    /// @param dim components a sample
    /// @param size samples
    public Batch(int dim, int size) {
        this(dim, size, new double[dim * stride(size)], 0);
    }

    /// A view.
    ///
    /// @param dim components a sample
    /// @param size samples
    /// @param data not copied
    /// @param offset where component 0 of sample 0 lies
    public Batch(int dim, int size, double[] data, int offset) {
        if (dim < 0 || size < 1) {
            throw new IllegalArgumentException("no batch of " + size + " samples with " + dim + " components");
        }
        this.dim = dim;
        this.size = size;
        this.stride = stride(size);
        this.data = data;
        this.offset = offset;
    }

    /// A view of rows that lie any distance apart, for products that are written into other matrices.
    ///
    /// @param stride distance between rows
    Batch(int dim, int size, int stride, double[] data, int offset) {
        this.dim = dim;
        this.size = size;
        this.stride = stride;
        this.data = data;
        this.offset = offset;
    }

    /// From rows as files have them.
    ///
    /// @param rows [n×d], row = sample; not modified
    public static Batch ofRows(double[][] rows) {
        Batch batch = new Batch(rows[0].length, rows.length);
        for (int s = 0; s < rows.length; s++) {
            for (int i = 0; i < batch.dim; i++) {
                batch.set(i, s, rows[s][i]);
            }
        }
        batch.padState();
        return batch;
    }

    /// Distance between rows for `size` samples. Never a multiple of 512 bytes, because then the rows would compete
    /// for the same few cache lines.
    public static int stride(int size) {
        int padded = (size + LANES - 1) / LANES * LANES;
        return padded % 64 == 0 ? padded + LANES : padded;
    }

    /// Components a sample.
    public int dim() {
        return dim;
    }

    /// Samples, without padding.
    public int size() {
        return size;
    }

    /// Distance between rows: samples with padding.
    public int stride() {
        return stride;
    }

    /// Samples with as much padding as whole vectors need; between it and [#stride] there may be a gap that holds
    /// zeros.
    public int columns() {
        return (size + LANES - 1) / LANES * LANES;
    }

    /// Entries with padding, dim × stride.
    public int length() {
        return dim * stride;
    }

    /// The array itself, not a copy.
    public double[] data() {
        return data;
    }

    /// Where component 0 of sample 0 lies in [#data].
    public int offset() {
        return offset;
    }

    /// Where component `i` of sample 0 lies in [#data].
    public int row(int i) {
        return offset + i * stride;
    }

    /// Component `i` of sample `s`.
    public double get(int i, int s) {
        return data[offset + i * stride + s];
    }

    /// Sets component `i` of sample `s`; padding is the caller's business.
    public void set(int i, int s, double value) {
        data[offset + i * stride + s] = value;
    }

    /// Moves this view over other memory of the same shape.
    ///
    /// @param data not copied
    /// @param offset where component 0 of sample 0 lies
    /// @return this
    public Batch repoint(double[] data, int offset) {
        this.data = data;
        this.offset = offset;
        return this;
    }

    /// Sets every entry, padding included.
    public void fill(double value) {
        java.util.Arrays.fill(data, offset, offset + length(), value);
    }

    /// Copies values and padding from a batch of the same shape.
    public void copyFrom(Batch other) {
        System.arraycopy(other.data, other.offset, data, offset, length());
    }

    /// Copies some samples, all components.
    ///
    /// @param from the first sample
    /// @param to where they end, padding included
    public void copyFrom(Batch other, int from, int to) {
        for (int i = 0; i < dim; i++) {
            System.arraycopy(other.data, other.row(i) + from, data, row(i) + from, to - from);
        }
    }

    /// Where a part of the samples begins when several threads share them, padding included.
    ///
    /// @param part from 0; `parts` for the end
    /// @param parts how many
    public int bound(int part, int parts) {
        return Crew.bound(part, parts, columns(), Block.GROUP);
    }

    /// Makes the padding repeat the last sample, as states want it.
    public void padState() {
        for (int i = 0; i < dim; i++) {
            int row = row(i);
            java.util.Arrays.fill(data, row + size, row + stride, data[row + size - 1]);
        }
    }

    /// Makes the padding zero, as cotangents want it.
    public void padCotangent() {
        for (int i = 0; i < dim; i++) {
            java.util.Arrays.fill(data, row(i) + size, row(i) + stride, 0.0);
        }
    }

    /// A copy as rows, [n×d], row = sample.
    public double[][] toRows() {
        double[][] rows = new double[size][dim];
        for (int s = 0; s < size; s++) {
            for (int i = 0; i < dim; i++) {
                rows[s][i] = get(i, s);
            }
        }
        return rows;
    }
}
