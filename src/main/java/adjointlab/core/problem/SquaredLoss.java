package adjointlab.core.problem;

import adjointlab.core.kernel.Batch;

/// Squared distances of the first d components, weighted.
///
/// @param weighting what the sum of squares is multiplied by
public record SquaredLoss(Weighting weighting) implements Loss {
    /// What the sum of squares over n samples and d components is multiplied by.
    public enum Weighting {
        /// 1/(2n): the mean over samples of ½|x − x*|², Okamoto, Takeuchi and Sakemi's equation (2).
        HALF_SQUARED,
        /// 1/(2nd): half the mean over all entries.
        HALF_MEAN,
        /// 1/(nd): the mean over all entries.
        MEAN;

        double factor(int samples, int components) {
            return switch (this) {
                case HALF_SQUARED -> 0.5 / samples;
                case HALF_MEAN -> 0.5 / ((double) samples * components);
                case MEAN -> 1.0 / ((double) samples * components);
            };
        }
    }

    @Override
    public double value(Batch prediction, Batch target, Batch gOut) {
        double factor = weighting.factor(target.size(), target.dim());
        double sum = 0;
        gOut.fill(0);
        for (int i = 0; i < target.dim(); i++) {
            for (int s = 0; s < target.size(); s++) {
                double difference = prediction.get(i, s) - target.get(i, s);
                sum += difference * difference;
                gOut.set(i, s, 2 * factor * difference);
            }
        }
        return factor * sum;
    }

    @Override
    public double ofSample(Batch prediction, Batch target, int sample) {
        double sum = 0;
        for (int i = 0; i < target.dim(); i++) {
            double difference = prediction.get(i, sample) - target.get(i, sample);
            sum += difference * difference;
        }
        return weighting.factor(1, target.dim()) * sum;
    }

    /// The second derivative by any one component of any sample.
    ///
    /// @param samples n
    /// @param components d of a target
    public double curvature(int samples, int components) {
        return 2 * weighting.factor(samples, components);
    }

    @Override
    public void curvature(Batch prediction, Batch target, Batch direction, Batch out) {
        double factor = 2 * weighting.factor(target.size(), target.dim());
        out.fill(0);
        for (int i = 0; i < target.dim(); i++) {
            for (int s = 0; s < target.size(); s++) {
                out.set(i, s, factor * direction.get(i, s));
            }
        }
    }
}
