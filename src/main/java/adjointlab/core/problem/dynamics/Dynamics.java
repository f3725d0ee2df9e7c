package adjointlab.core.problem.dynamics;

import adjointlab.core.field.Impact;
import java.util.List;
import java.util.Optional;

/// A known system of ordinary differential equations, ẋ = f(t, x), and where it jumps if it does.
public interface Dynamics {
    /// Components of x.
    int dim();

    /// What its components are called by whoever gave it [dim]; empty where nobody gave them names.
    default List<String> componentNames() {
        return List.of();
    }

    /// f(t, x).
    ///
    /// @param t s
    /// @param x [dim], not modified
    /// @param rateOut [dim], overwritten
    void rate(double t, double[] x, double[] rateOut);

    /// ∂f/∂x, where the system knows it; it helps where the system is stiff.
    ///
    /// @param t s
    /// @param x [dim], not modified
    /// @param jacobianOut [dim×dim], row-major, overwritten where it is known, else left alone
    /// @return whether it is known
    default boolean jacobian(double t, double[] x, double[] jacobianOut) {
        return false;
    }

    /// When f is not smooth in t, s, ascending; at such a time [#rate] is that of what follows.
    default double[] breaks() {
        return new double[0];
    }

    /// Where x jumps, and where to; nothing for most systems.
    default Optional<Impact> impact() {
        return Optional.empty();
    }
}
