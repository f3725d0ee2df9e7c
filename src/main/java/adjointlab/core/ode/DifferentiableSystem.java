package adjointlab.core.ode;

/// A right-hand side with its vector-Jacobian product; what it adds for its parameters is its own affair.
public interface DifferentiableSystem extends OdeSystem {
    /// Adds aᵀ∂f/∂y, and aᵀ∂f/∂θ wherever the system keeps it.
    ///
    /// @param t s
    /// @param y [length], not modified
    /// @param a cotangent of dy/dt [length], padding zero, not modified
    /// @param gyAcc [length], added to
    /// @return aᵀ∂f/∂t
    double vjp(double t, double[] y, double[] a, double[] gyAcc);
}
