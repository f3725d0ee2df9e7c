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
}
