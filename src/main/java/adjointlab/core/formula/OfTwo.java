package adjointlab.core.formula;

/// A number computed of two others.
@FunctionalInterface
public interface OfTwo {
    /// What it is.
    double at(double x, double y);
}
