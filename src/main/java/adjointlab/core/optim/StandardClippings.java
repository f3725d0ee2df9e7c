package adjointlab.core.optim;

/// The usual clippings; [Both] composes them.
public final class StandardClippings {
    private StandardClippings() {}

    /// Scales the gradient down to a largest norm. Pascanu, Mikolov and Bengio, ICML 2013, Algorithm 1.
    ///
    /// @param max largest Euclidean norm
    public record ByNorm(double max) implements Clipping {
        @Override
        public void clip(double[] gradient) {
            double sum = 0;
            for (double g : gradient) {
                sum += g * g;
            }
            double norm = Math.sqrt(sum);
            if (norm > max) {
                for (int j = 0; j < gradient.length; j++) {
                    gradient[j] *= max / norm;
                }
            }
        }
    }

    /// Limits each entry to [−max, max].
    ///
    /// @param max largest absolute value
    public record ByValue(double max) implements Clipping {
        @Override
        public void clip(double[] gradient) {
            for (int j = 0; j < gradient.length; j++) {
                gradient[j] = Math.clamp(gradient[j], -max, max);
            }
        }
    }

    /// One after the other.
    ///
    /// @param first clips first
    /// @param second clips what is left
    public record Both(Clipping first, Clipping second) implements Clipping {
        @Override
        public void clip(double[] gradient) {
            first.clip(gradient);
            second.clip(gradient);
        }
    }
}
