package adjointlab.core.kernel;

/// The shape of a product c += a·b in single precision, all row-major.
///
/// @param rows of a and c
/// @param depth columns of a, rows of b
/// @param columns of b and c
/// @param strides distances between rows
public record FloatProduct(int rows, int depth, int columns, Strides strides) {
    /// @param a between rows of a
    /// @param b between rows of b; not a large power of two, or rows compete for cache lines
    /// @param c between rows of c
    public record Strides(int a, int b, int c) {}

    public FloatProduct {
        if (rows < 0 || depth < 0 || columns < 0 || strides.a < depth || strides.b < columns || strides.c < columns) {
            throw new IllegalArgumentException("rows must not overlap");
        }
    }

    /// Without gaps between rows.
    public static FloatProduct dense(int rows, int depth, int columns) {
        return new FloatProduct(rows, depth, columns, new Strides(depth, columns, columns));
    }
}
