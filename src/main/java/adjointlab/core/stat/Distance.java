package adjointlab.core.stat;

/// Distances between arrays of the same shape.
public final class Distance {
    private Distance() {}

    /// ‖u − v‖₂.
    public static double euclidean(double[] u, double[] v) {
        double squares = 0;
        for (int i = 0; i < v.length; i++) {
            squares += (u[i] - v[i]) * (u[i] - v[i]);
        }
        return Math.sqrt(squares);
    }

    /// ‖u − v‖₂/‖v‖₂; not a number where v is zero and u is too.
    public static double relative(double[] u, double[] v) {
        return relative(new double[][] {u}, new double[][] {v});
    }

    /// ‖u − v‖/‖v‖ in the Frobenius norm.
    public static double relative(double[][] u, double[][] v) {
        double squares = 0;
        double size = 0;
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < v[i].length; j++) {
                squares += (u[i][j] - v[i][j]) * (u[i][j] - v[i][j]);
                size += v[i][j] * v[i][j];
            }
        }
        return Math.sqrt(squares / size);
    }
}
