package adjointlab.core.problem.dynamics;

import adjointlab.core.field.Impact;
import java.util.Optional;

/// A known system of ordinary differential equations, ẋ = f(x), and where it jumps if it does.
public interface Dynamics {
    /// Components of x.
    int dim();

    /// f(x).
    ///
    /// @param x [dim], not modified
    /// @param rateOut [dim], overwritten
    void rate(double[] x, double[] rateOut);

    /// Where x jumps, and where to; nothing for most systems.
    default Optional<Impact> impact() {
        return Optional.empty();
    }
}
