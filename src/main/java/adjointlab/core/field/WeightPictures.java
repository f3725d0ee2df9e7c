package adjointlab.core.field;

/// A matrix of weights as pictures: what each output takes from each channel of an image. Columns that are left over,
/// as of the time, are in none.
///
/// @param outputs rows of the matrix
/// @param channels of the image
/// @param height of a picture
/// @param width of a picture
/// @param values [outputs][channels][height][width]
public record WeightPictures(int outputs, int channels, int height, int width, double[][][][] values) {
    /// Those of a block of parameters.
    ///
    /// @param block a matrix, in each row channel by channel, in each channel row by row
    /// @param theta [p], not modified
    /// @param height of a picture: of the image, or of a kernel
    /// @param width of a picture
    /// @throws IllegalArgumentException if the block's rows are shorter than one picture
    public static WeightPictures of(ParameterLayout.Block block, double[] theta, int height, int width) {
        int columns = block.shape().size() == 2 ? block.shape().get(1) : 0;
        int channels = columns / (height * width);
        if (channels == 0) {
            throw new IllegalArgumentException(
                    block.name() + " has no rows of " + height + " × " + width + " weights or more");
        }
        int outputs = block.shape().get(0);
        double[][][][] values = new double[outputs][channels][height][width];
        for (int o = 0; o < outputs; o++) {
            for (int c = 0; c < channels; c++) {
                for (int y = 0; y < height; y++) {
                    int at = block.offset() + o * columns + (c * height + y) * width;
                    System.arraycopy(theta, at, values[o][c][y], 0, width);
                }
            }
        }
        return new WeightPictures(outputs, channels, height, width, values);
    }

    /// The largest absolute value.
    public double largest() {
        double largest = 0;
        for (double[][][] ofOutput : values) {
            for (double[][] picture : ofOutput) {
                for (double[] row : picture) {
                    for (double value : row) {
                        largest = Math.max(largest, Math.abs(value));
                    }
                }
            }
        }
        return largest;
    }
}
