package adjointlab.core.optim;

import java.util.Arrays;

/// Small dense linear algebra for the references, written out so that it shares nothing with the code under test.
public final class Dense {
    private Dense() {}

    /// x of a x = b, by elimination with partial pivoting.
    ///
    /// @param a [n×n], not modified
    /// @param b [n], not modified
    public static double[] solve(double[][] a, double[] b) {
        int n = b.length;
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = Arrays.copyOf(a[i], n + 1);
            rows[i][n] = b[i];
        }
        for (int c = 0; c < n; c++) {
            int pivot = c;
            for (int i = c + 1; i < n; i++) {
                pivot = Math.abs(rows[i][c]) > Math.abs(rows[pivot][c]) ? i : pivot;
            }
            double[] swap = rows[c];
            rows[c] = rows[pivot];
            rows[pivot] = swap;
            for (int i = c + 1; i < n; i++) {
                double factor = rows[i][c] / rows[c][c];
                for (int k = c; k <= n; k++) {
                    rows[i][k] -= factor * rows[c][k];
                }
            }
        }
        double[] x = new double[n];
        for (int i = n - 1; i >= 0; i--) {
            double sum = rows[i][n];
            for (int k = i + 1; k < n; k++) {
                sum -= rows[i][k] * x[k];
            }
            x[i] = sum / rows[i][i];
        }
        return x;
    }

    /// Eigenvectors as columns, by Jacobi's rotations. Golub and Van Loan, "Matrix Computations", section 8.5.
    ///
    /// @param symmetric [n×n], not modified
    public static double[][] eigenvectors(double[][] symmetric) {
        int n = symmetric.length;
        double[][] a = new double[n][];
        double[][] v = new double[n][n];
        for (int i = 0; i < n; i++) {
            a[i] = symmetric[i].clone();
            v[i][i] = 1;
        }
        for (int sweep = 0; sweep < 50; sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    if (a[p][q] != 0) {
                        rotate(a, v, p, q);
                    }
                }
            }
        }
        return v;
    }

    private static void rotate(double[][] a, double[][] v, int p, int q) {
        double tau = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = Math.copySign(1, tau) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
        double c = 1 / Math.sqrt(1 + t * t);
        double s = t * c;
        for (double[][] m : new double[][][] {a, v}) {
            for (double[] row : m) {
                double left = row[p];
                row[p] = c * left - s * row[q];
                row[q] = s * left + c * row[q];
            }
        }
        for (int k = 0; k < a.length; k++) {
            double upper = a[p][k];
            a[p][k] = c * upper - s * a[q][k];
            a[q][k] = s * upper + c * a[q][k];
        }
        a[p][q] = 0;
        a[q][p] = 0;
    }

    /// a b.
    public static double[][] multiply(double[][] a, double[][] b) {
        double[][] product = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < b.length; k++) {
                for (int j = 0; j < b[0].length; j++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }

    /// a v.
    public static double[] multiply(double[][] a, double[] v) {
        return Arrays.stream(a).mapToDouble(row -> dot(row, v)).toArray();
    }

    /// aᵀ.
    public static double[][] transpose(double[][] a) {
        double[][] transposed = new double[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                transposed[j][i] = a[i][j];
            }
        }
        return transposed;
    }

    /// a + λI.
    public static double[][] plusIdentity(double[][] a, double lambda) {
        double[][] sum = new double[a.length][];
        for (int i = 0; i < a.length; i++) {
            sum[i] = a[i].clone();
            sum[i][i] += lambda;
        }
        return sum;
    }

    /// uᵀv.
    public static double dot(double[] u, double[] v) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += u[i] * v[i];
        }
        return sum;
    }

    /// u + factor · v.
    public static double[] plus(double[] u, double factor, double[] v) {
        double[] sum = u.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * v[i];
        }
        return sum;
    }
}
