package adjointlab.core.optim;

/// Limits a gradient before the optimizer sees it.
@FunctionalInterface
public interface Clipping {
    /// Leaves it alone.
    Clipping NONE = _ -> {};

    /// Limits in place.
    ///
    /// @param gradient [p], changed
    void clip(double[] gradient);
}
