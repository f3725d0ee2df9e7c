package adjointlab.core.optim;

/// The usual schedules; [Product] composes them.
public final class StandardSchedules {
    private StandardSchedules() {}

    /// Multiplied by `factor` after every `every` iterations.
    ///
    /// @param every iterations
    /// @param factor usually below 1
    /// @param most how often at most
    public record Step(int every, double factor, int most) implements Schedule {
        @Override
        public double factor(long iteration) {
            return Math.pow(factor, (double) Math.min(Math.floorDiv(iteration, (long) every), most));
        }
    }

    /// Multiplied by `factor` at each iteration.
    ///
    /// @param factor usually just below 1
    public record Exponential(double factor) implements Schedule {
        @Override
        public double factor(long iteration) {
            return Math.pow(factor, (double) iteration);
        }
    }

    /// Half a cosine from 1 down to `floor`, then constant. Loshchilov and Hutter, "SGDR", ICLR 2017, equation (5).
    ///
    /// @param iterations until the floor
    /// @param floor ≥ 0
    public record Cosine(int iterations, double floor) implements Schedule {
        @Override
        public double factor(long iteration) {
            double progress = Math.min(1, (double) iteration / iterations);
            return floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * progress));
        }
    }

    /// Rises linearly from 1/`iterations` to 1, then constant.
    ///
    /// @param iterations until the full rate
    public record WarmUp(int iterations) implements Schedule {
        @Override
        public double factor(long iteration) {
            return Math.min(1, (iteration + 1.0) / iterations);
        }
    }

    /// Both at once.
    ///
    /// @param first multiplied with
    /// @param second this one
    public record Product(Schedule first, Schedule second) implements Schedule {
        @Override
        public double factor(long iteration) {
            return first.factor(iteration) * second.factor(iteration);
        }
    }
}
