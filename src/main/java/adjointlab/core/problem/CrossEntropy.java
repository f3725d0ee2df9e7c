package adjointlab.core.problem;

import adjointlab.core.kernel.Batch;

/// −Σ q ln p, the mean over samples: how badly predicted probabilities p of classes fit the targets q. A target of one
/// number stands for two classes by its sign; the prediction is then the probability of the positive one.
public record CrossEntropy() implements Loss {
    /// Probabilities below this count as this, so that one hopeless sample does not end a training.
    private static final double LEAST = 1e-300;

    @Override
    public double value(Batch prediction, Batch target, Batch gOut) {
        double share = 1.0 / target.size();
        double sum = 0;
        gOut.fill(0);
        for (int s = 0; s < target.size(); s++) {
            if (target.dim() == 1) {
                double p = prediction.get(0, s);
                boolean positive = target.get(0, s) > 0;
                double right = Math.max(positive ? p : 1 - p, LEAST);
                sum -= share * Math.log(right);
                gOut.set(0, s, (positive ? -share : share) / right);
            } else {
                for (int i = 0; i < target.dim(); i++) {
                    double q = target.get(i, s);
                    double p = Math.max(prediction.get(i, s), LEAST);
                    if (q != 0) {
                        sum -= share * q * Math.log(p);
                        gOut.set(i, s, -share * q / p);
                    }
                }
            }
        }
        return sum;
    }

    @Override
    public double ofSample(Batch prediction, Batch target, int sample) {
        if (target.dim() == 1) {
            double p = prediction.get(0, sample);
            return -Math.log(Math.max(target.get(0, sample) > 0 ? p : 1 - p, LEAST));
        }
        double sum = 0;
        for (int i = 0; i < target.dim(); i++) {
            double q = target.get(i, sample);
            if (q != 0) {
                sum -= q * Math.log(Math.max(prediction.get(i, sample), LEAST));
            }
        }
        return sum;
    }

    @Override
    public void curvature(Batch prediction, Batch target, Batch direction, Batch out) {
        double share = 1.0 / target.size();
        out.fill(0);
        for (int s = 0; s < target.size(); s++) {
            for (int i = 0; i < target.dim(); i++) {
                double p = prediction.get(i, s);
                double q = target.get(i, s);
                if (target.dim() == 1) {
                    p = q > 0 ? p : 1 - p;
                    q = 1;
                }
                p = Math.max(p, LEAST);
                out.set(i, s, q == 0 ? 0 : share * q / p / p * direction.get(i, s));
            }
        }
    }
}
