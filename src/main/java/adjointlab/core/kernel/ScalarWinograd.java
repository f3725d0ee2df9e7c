package adjointlab.core.kernel;

import adjointlab.core.kernel.Winograd.Layout;

/// The transforms of [Winograd] by their matrices, channel by channel.
final class ScalarWinograd {
    private ScalarWinograd() {}

    static void input(float[] x, int at, float[] v, int vAt, Layout layout) {
        for (int c = 0; c < layout.pixel(); c++) {
            twice(Winograd.B_TRANSPOSED, false, x, at + c, Winograd.IN, v, vAt + c, layout);
        }
    }

    static void cotangent(float[] g, int at, float[] w, int wAt, Layout layout) {
        for (int c = 0; c < layout.pixel(); c++) {
            twice(Winograd.A_TRANSPOSED, true, g, at + c, Winograd.OUT, w, wAt + c, layout);
        }
    }

    /// P d Pᵀ onto planes.
    private static void twice(
            double[][] p, boolean transposed, float[] x, int at, int side, float[] to, int toAt, Layout layout) {
        for (int i = 0; i < Winograd.IN; i++) {
            for (int j = 0; j < Winograd.IN; j++) {
                double sum = 0;
                for (int r = 0; r < side; r++) {
                    for (int q = 0; q < side; q++) {
                        double left = transposed ? p[r][i] : p[i][r];
                        double right = transposed ? p[q][j] : p[j][q];
                        sum += left * right * x[at + r * layout.row() + q * layout.pixel()];
                    }
                }
                to[toAt + (i * Winograd.IN + j) * layout.between()] = (float) sum;
            }
        }
    }

    static void output(float[] m, int mAt, float[] bias, float[] y, int at, int rows, int columns, Layout layout) {
        double[][] a = Winograd.A_TRANSPOSED;
        for (int c = 0; c < layout.pixel(); c++) {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    double sum = bias[c];
                    for (int r = 0; r < Winograd.IN; r++) {
                        for (int q = 0; q < Winograd.IN; q++) {
                            sum += a[i][r] * a[j][q] * m[mAt + (r * Winograd.IN + q) * layout.between() + c];
                        }
                    }
                    y[at + i * layout.row() + j * layout.pixel() + c] = (float) sum;
                }
            }
        }
    }
}
