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

    void multiplyAdd(Matrix a, Batch x, Batch acc) {
        int n = x.stride();
        double[] source = x.data();
        double[] target = acc.data();
        for (int i = 0; i < a.rows(); i++) {
            int out = acc.row(i);
            for (int k = 0; k < a.columns(); k++) {
                double w = a.data()[a.offset() + i * a.rowStep() + k * a.columnStep()];
                int in = x.row(k);
                for (int s = 0; s < n; s++) {
                    target[out + s] += w * source[in + s];
                }
            }
        }
    }

    void outerProductAdd(Batch g, Batch x, Matrix acc) {
        for (int i = 0; i < acc.rows(); i++) {
            for (int k = 0; k < acc.columns(); k++) {
                double sum = 0;
                int left = g.row(i);
                int right = x.row(k);
                for (int s = 0; s < g.stride(); s++) {
                    sum += g.data()[left + s] * x.data()[right + s];
                }
                acc.data()[acc.offset() + i * acc.rowStep() + k * acc.columnStep()] += sum;
            }
        }
    }

    void rowSumsAdd(Batch g, double[] acc, int offset) {
        for (int i = 0; i < g.dim(); i++) {
            double sum = 0;
            int row = g.row(i);
            for (int s = 0; s < g.stride(); s++) {
                sum += g.data()[row + s];
            }
            acc[offset + i] += sum;
        }
    }

    void scale(Batch v, Batch factors) {
        for (int i = 0; i < v.length(); i++) {
            v.data()[v.offset() + i] *= factors.data()[factors.offset() + i];
        }
    }
}
