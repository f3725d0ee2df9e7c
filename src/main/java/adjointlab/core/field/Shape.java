package adjointlab.core.field;

/// The sizes of one sample on its way through parts. In a batch its components lie channel by channel, rows of an image
/// one after another.
///
/// @param channels c
/// @param height h; 1 for a vector
/// @param width w; 1 for a vector
public record Shape(int channels, int height, int width) {
    public Shape {
        if (channels < 0 || height < 1 || width < 1) {
            throw new IllegalArgumentException("no shape: " + channels + " × " + height + " × " + width);
        }
        Math.multiplyExact(Math.multiplyExact(channels, height), width);
    }

    /// A vector of n components.
    public static Shape vector(int n) {
        return new Shape(n, 1, 1);
    }

    /// The same with more channels behind.
    public Shape with(int more) {
        return new Shape(channels + more, height, width);
    }

    /// Number of components.
    public int size() {
        return channels * height * width;
    }

    /// "16 × 14 × 14", or "20" for a vector.
    @Override
    public String toString() {
        return height == 1 && width == 1 ? String.valueOf(channels) : channels + " × " + height + " × " + width;
    }
}
