package adjointlab.core.problem;

import adjointlab.core.kernel.Batch;

/// −mean log p(x), where a prediction's last component is log p(x); there are no targets.
public record NegativeLogLikelihood() implements Loss {
    @Override
    public boolean ofLogDensity() {
        return true;
    }

    @Override
    public double value(Batch prediction, Batch target, Batch gOut) {
        gOut.fill(0);
        int last = prediction.dim() - 1;
        double share = 1.0 / prediction.size();
        double sum = 0;
        for (int s = 0; s < prediction.size(); s++) {
            sum += prediction.get(last, s);
            gOut.set(last, s, -share);
        }
        return -share * sum;
    }

    @Override
    public double ofSample(Batch prediction, Batch target, int sample) {
        return -prediction.get(prediction.dim() - 1, sample);
    }

    /// Of the terminal cost ½|z|² + δ by the state: the logarithm itself is no square, but z is where its curvature
    /// is.
    @Override
    public void curvature(Batch prediction, Batch target, Batch direction, Batch out) {
        out.fill(0);
        for (int i = 0; i < prediction.dim() - 1; i++) {
            for (int s = 0; s < prediction.size(); s++) {
                out.set(i, s, direction.get(i, s) / prediction.size());
            }
        }
    }
}
