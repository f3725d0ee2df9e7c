package adjointlab.core.kernel;

/// The transforms of [Winograd] by their matrices, channel by channel.
final class ScalarWinograd {
    private ScalarWinograd() {}

    static void input(float[] x, int at, int row, int pixel, float[] v, int vAt, int between, int channels) {
        for (int c = 0; c < channels; c++) {
            twice(Winograd.B_TRANSPOSED, false, x, at + c, row, pixel, Winograd.IN, v, vAt + c, between);
        }
    }

    static void cotangent(float[] g, int at, int row, int pixel, float[] w, int wAt, int between, int channels) {
        for (int c = 0; c < channels; c++) {
            twice(Winograd.A_TRANSPOSED, true, g, at + c, row, pixel, Winograd.OUT, w, wAt + c, between);
        }
    }

    /// P d Pᵀ onto planes.
    private static void twice(
            double[][] p,
            boolean transposed,
            float[] x,
            int at,
            int row,
            int pixel,
            int side,
            float[] to,
            int toAt,
            int between) {
        for (int i = 0; i < Winograd.IN; i++) {
            for (int j = 0; j < Winograd.IN; j++) {
                double sum = 0;
                for (int r = 0; r < side; r++) {
                    for (int q = 0; q < side; q++) {
                        double left = transposed ? p[r][i] : p[i][r];
                        double right = transposed ? p[q][j] : p[j][q];
                        sum += left * right * x[at + r * row + q * pixel];
                    }
                }
                to[toAt + (i * Winograd.IN + j) * between] = (float) sum;
            }
        }
    }

    static void output(
            float[] m,
            int mAt,
            int between,
            float[] bias,
            float[] y,
            int at,
            int row,
            int pixel,
            int rows,
            int columns,
            int channels) {
        double[][] a = Winograd.A_TRANSPOSED;
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    double sum = bias[c];
                    for (int r = 0; r < Winograd.IN; r++) {
                        for (int q = 0; q < Winograd.IN; q++) {
                            sum += a[i][r] * a[j][q] * m[mAt + (r * Winograd.IN + q) * between + c];
                        }
                    }
                    y[at + i * row + j * pixel + c] = (float) sum;
                }
            }
        }
    }
}
