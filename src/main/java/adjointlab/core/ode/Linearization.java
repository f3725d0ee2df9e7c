package adjointlab.core.ode;

/// A system's Jacobian J at a state, and solves with I − cJ, as implicit stages want them. An approximation of J only
/// costs iterations, except in [#solveTransposed], whose result is used as it is.
public interface Linearization {
    /// Whether to stop in the middle of a large matrix; what follows is without meaning then, and [#factor] fails.
    ///
    /// @param cancellation asked from now on
    default void heed(Cancellation cancellation) {}

    /// Takes J at a state; costs as many derivatives as the state has components.
    ///
    /// @param t s
    /// @param y [length], not modified
    void at(double t, double[] y);

    /// Prepares solves with I − cJ.
    ///
    /// @param c s
    /// @return false if the matrix is singular
    boolean factor(double c);

    /// r ← (I − cJ)⁻¹ r.
    ///
    /// @param r [length], replaced
    void solve(double[] r);

    /// r ← (I − cJ)⁻ᵀ r.
    ///
    /// @param r [length], replaced
    void solveTransposed(double[] r);
}
