package adjointlab.core.kernel;

/// The shape of a product c += a·b in single precision. Rows of b and c lie one after another; a may lie any way, its
/// rows may overlap (a window that moves over an image) and it may be the transpose of what is stored.
///
/// @param rows of a and c
/// @param depth columns of a, rows of b
/// @param columns of b and c
/// @param strides distances between entries
public record FloatProduct(int rows, int depth, int columns, Strides strides) {
    /// @param a between rows of a
    /// @param aDepth between columns of a
    /// @param b between rows of b; not a large power of two, or rows compete for cache lines
    /// @param c between rows of c
    public record Strides(int a, int aDepth, int b, int c) {
        /// With the columns of a next to each other.
        public Strides(int a, int b, int c) {
            this(a, 1, b, c);
        }
    }

    public FloatProduct {
        if (rows < 0 || depth < 0 || columns < 0 || strides.b < columns || strides.c < columns) {
            throw new IllegalArgumentException("rows must not overlap");
        }
    }

    /// Without gaps between rows.
    public static FloatProduct dense(int rows, int depth, int columns) {
        return new FloatProduct(rows, depth, columns, new Strides(depth, columns, columns));
    }
}
