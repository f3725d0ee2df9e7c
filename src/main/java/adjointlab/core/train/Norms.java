package adjointlab.core.train;

import adjointlab.core.kernel.Batch;

/// Euclidean norms.
final class Norms {
    private Norms() {}

    static double of(double[] v) {
        double sum = 0;
        for (double x : v) {
            sum += x * x;
        }
        return Math.sqrt(sum);
    }

    /// Over the whole batch, padding left out.
    static double of(Batch batch) {
        double sum = 0;
        for (int i = 0; i < batch.dim(); i++) {
            for (int s = 0; s < batch.size(); s++) {
                sum += batch.get(i, s) * batch.get(i, s);
            }
        }
        return Math.sqrt(sum);
    }

    /// Of one sample.
    static double of(Batch batch, int s) {
        double sum = 0;
        for (int i = 0; i < batch.dim(); i++) {
            sum += batch.get(i, s) * batch.get(i, s);
        }
        return Math.sqrt(sum);
    }
}
