package adjointlab.core.math;

/// The reference implementation, in plain loops.
final class ScalarKernels {
    void combine(double[] out, double[] base, double[][] terms, double[] weights, int count, int length) {
        if (count == 0) {
            System.arraycopy(base, 0, out, 0, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            double sum = 0;
            for (int j = 0; j < count; j++) {
                sum += weights[j] * terms[j][i];
            }
            out[i] = base[i] + sum;
        }
    }

    void axpy(double[] acc, double weight, double[] v, int length) {
        for (int i = 0; i < length; i++) {
            acc[i] += weight * v[i];
        }
    }

    double dot(double[] u, double[] v, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += u[i] * v[i];
        }
        return sum;
    }

    boolean allFinite(double[] v, int length) {
        // x − x is 0 for finite x and NaN otherwise
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += v[i] - v[i];
        }
        return sum == 0;
    }
}
