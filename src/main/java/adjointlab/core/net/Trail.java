package adjointlab.core.net;

/// Where a pass up leaves what the other passes want to know: a stretch of an array, moved instead of allocated.
public final class Trail {
    private double[] data = new double[0];
    private int offset;

    /// Moves this over other memory.
    ///
    /// @param data not copied
    /// @param offset where the stretch begins
    /// @return this
    public Trail at(double[] data, int offset) {
        this.data = data;
        this.offset = offset;
        return this;
    }

    /// The array, not a copy.
    public double[] data() {
        return data;
    }

    /// Where the stretch begins in [#data].
    public int offset() {
        return offset;
    }
}
