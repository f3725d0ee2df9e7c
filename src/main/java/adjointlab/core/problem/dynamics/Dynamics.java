package adjointlab.core.problem.dynamics;

/// A known system of ordinary differential equations, ẋ = f(x).
public interface Dynamics {
    /// Components of x.
    int dim();

    /// f(x).
    ///
    /// @param x [dim], not modified
    /// @param rateOut [dim], overwritten
    void rate(double[] x, double[] rateOut);
}
