package adjointlab.core.problem;

import adjointlab.core.kernel.Batch;

/// How far a prediction is from its target, at one time.
public interface Loss {
    /// Whether it is one of a log-density and knows no targets.
    default boolean ofLogDensity() {
        return false;
    }

    /// The loss and its derivative.
    ///
    /// @param prediction [m×n]
    /// @param target [d×n], d ≤ m; where d < m, only the first d components count
    /// @param gOut ∂loss/∂prediction [m×n], overwritten, padding zero
    /// @return the loss, a mean over samples
    double value(Batch prediction, Batch target, Batch gOut);

    /// The loss of one sample; [#value] is the mean over samples of these.
    ///
    /// @param prediction [m×n]
    /// @param target [d×n], as of [#value]
    /// @param sample which one
    double ofSample(Batch prediction, Batch target, int sample);

    /// The second derivative by the prediction, applied to a direction; a positive semidefinite part of it where it
    /// is not convex.
    ///
    /// @param prediction [m×n]
    /// @param target [d×n]
    /// @param direction [m×n]
    /// @param out ∂²loss/∂prediction² times direction [m×n], overwritten, padding zero
    void curvature(Batch prediction, Batch target, Batch direction, Batch out);
}
