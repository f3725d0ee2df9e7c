package adjointlab.core.kernel;

/// The minimal algorithm F(4×4, 3×3) for convolutions in single precision: a tile of 4×4 outputs is
/// Aᵀ[(G w Gᵀ) ∘ (Bᵀ d B)]A, d the 6×6 inputs that it sees, so that 36 products do what takes 144 directly. Lavin and
/// Gray, "Fast algorithms for convolutional neural networks", CVPR 2016, section 4.3. With the points 0, ±1, ±2 and
/// ∞ its rounding is about ten times that of direct sums: 2e-6 of the largest output's size with 92 channels.
///
/// Images lie pixel by pixel, the channels of a pixel next to each other. What is transformed lies plane by plane, a
/// plane for each of the 36 entries of a tile. Channels are whole vectors: multiples of [#CHANNELS], see [Layout].
public final class Winograd {
    /// Pixels of a side that a tile sees.
    public static final int IN = 6;
    /// Pixels of a side that a tile gives.
    public static final int OUT = 4;
    /// Entries of a transformed tile.
    public static final int PLANES = IN * IN;
    /// Channels are padded to a multiple of this, on every machine.
    public static final int CHANNELS = 16;

    static final double[][] B_TRANSPOSED = {
        {4, 0, -5, 0, 1, 0},
        {0, -4, -4, 1, 1, 0},
        {0, 4, -4, -1, 1, 0},
        {0, -2, -1, 2, 1, 0},
        {0, 2, -1, -2, 1, 0},
        {0, 4, 0, -5, 0, 1}
    };
    static final double[][] G = {
        {1.0 / 4, 0, 0},
        {-1.0 / 6, -1.0 / 6, -1.0 / 6},
        {-1.0 / 6, 1.0 / 6, -1.0 / 6},
        {1.0 / 24, 1.0 / 12, 1.0 / 6},
        {1.0 / 24, -1.0 / 12, 1.0 / 6},
        {0, 0, 1}
    };
    static final double[][] A_TRANSPOSED = {
        {1, 1, 1, 1, 1, 0},
        {0, 1, -1, 2, -2, 0},
        {0, 1, 1, 4, 4, 0},
        {0, 1, -1, 8, -8, 1}
    };

    private Winograd() {}

    /// How images and their planes lie. Between pixels, and between tiles of a plane, lie the channels of one.
    ///
    /// @param row distance between rows of pixels
    /// @param pixel distance between pixels: channels, whole vectors of them
    /// @param between distance between planes
    public record Layout(int row, int pixel, int between) {}

    /// Bᵀ d B of the tile whose first pixel is at `at`.
    ///
    /// @param x images
    /// @param at entry (first pixel that the tile sees, channel 0)
    /// @param v planes, overwritten
    /// @param vAt entry (plane 0, this tile, channel 0)
    /// @param hand [≥36·16], overwritten
    public static void input(float[] x, int at, float[] v, int vAt, Layout layout, float[] hand) {
        Kernels.CHOSEN.winogradInput(x, at, v, vAt, layout, hand);
    }

    /// Aᵀ m A + b of one tile, as far as it lies within the image.
    ///
    /// @param m planes
    /// @param mAt entry (plane 0, this tile, channel 0)
    /// @param bias b [≥channels]
    /// @param y images, overwritten
    /// @param at entry (first pixel of the tile, channel 0)
    /// @param rows of the tile that are wanted
    /// @param columns of the tile that are wanted
    /// @param hand [≥36·16], overwritten
    public static void output(
            float[] m, int mAt, float[] bias, float[] y, int at, int rows, int columns, Layout layout, float[] hand) {
        Kernels.CHOSEN.winogradOutput(m, mAt, bias, y, at, rows, columns, layout, hand);
    }

    /// A g Aᵀ of one tile: the cotangent of m, from that of Aᵀ m A; parameters as in [#input].
    public static void cotangent(float[] g, int at, float[] w, int wAt, Layout layout, float[] hand) {
        Kernels.CHOSEN.winogradCotangent(g, at, w, wAt, layout, hand);
    }

    /// G w Gᵀ of a kernel.
    ///
    /// @param w [3×3] from `at`, by rows
    /// @param at of its first entry
    /// @param planes [36×…], overwritten at `planesAt` + plane·`between`
    /// @param planesAt of the entry in plane 0
    /// @param between planes
    public static void weights(double[] w, int at, float[] planes, int planesAt, int between) {
        for (int i = 0; i < IN; i++) {
            double[] g = G[i];
            double left = g[0] * w[at] + g[1] * w[at + 3] + g[2] * w[at + 6];
            double middle = g[0] * w[at + 1] + g[1] * w[at + 4] + g[2] * w[at + 7];
            double right = g[0] * w[at + 2] + g[1] * w[at + 5] + g[2] * w[at + 8];
            for (int j = 0; j < IN; j++) {
                double[] h = G[j];
                planes[planesAt + (i * IN + j) * between] = (float) (h[0] * left + h[1] * middle + h[2] * right);
            }
        }
    }

    /// Gᵀ u G: the cotangent of a kernel, from that of its planes.
    ///
    /// @param planes [36×…], entry at `planesAt` + plane·`between`
    /// @param planesAt of the entry in plane 0
    /// @param between planes
    /// @param wAcc [3×3] from `at`, by rows, added to
    /// @param at of its first entry
    public static void weightsBack(float[] planes, int planesAt, int between, double[] wAcc, int at) {
        for (int i = 0; i < IN; i++) {
            double left = 0;
            double middle = 0;
            double right = 0;
            for (int j = 0; j < IN; j++) {
                double u = planes[planesAt + (i * IN + j) * between];
                left += G[j][0] * u;
                middle += G[j][1] * u;
                right += G[j][2] * u;
            }
            for (int r = 0; r < 3; r++) {
                wAcc[at + 3 * r] += G[i][r] * left;
                wAcc[at + 3 * r + 1] += G[i][r] * middle;
                wAcc[at + 3 * r + 2] += G[i][r] * right;
            }
        }
    }
}
