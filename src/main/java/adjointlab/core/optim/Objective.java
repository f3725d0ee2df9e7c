package adjointlab.core.optim;

/// The loss at weights of the optimizer's choice, for line searches and trial steps. What it costs is counted.
public interface Objective {
    /// The loss; NaN where the solve fails.
    ///
    /// @param theta [p], not modified
    double value(double[] theta);

    /// The loss and its gradient; NaN where a solve fails, and then the gradient is undefined.
    ///
    /// @param theta [p], not modified
    /// @param gradientOut [p], overwritten
    double valueAndGradient(double[] theta, double[] gradientOut);
}
