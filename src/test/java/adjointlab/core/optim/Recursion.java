package adjointlab.core.optim;

/// An update rule as its paper writes it, with a memory of its own.
@FunctionalInterface
public interface Recursion {
    /// The weights after one more update.
    ///
    /// @param theta [p], not modified
    /// @param landscape what is descended
    /// @param factor by what a schedule multiplies the learning rate at this update
    double[] next(double[] theta, Landscape landscape, double factor);

    /// What was added to the curvature, or what will be where that is known; NaN where that is no one number.
    default double damping() {
        return Double.NaN;
    }

    /// The same with a damping that stays.
    default Recursion damped(double lambda) {
        return new Recursion() {
            @Override
            public double[] next(double[] theta, Landscape landscape, double factor) {
                return Recursion.this.next(theta, landscape, factor);
            }

            @Override
            public double damping() {
                return lambda;
            }
        };
    }
}
