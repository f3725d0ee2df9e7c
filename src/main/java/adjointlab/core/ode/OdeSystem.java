package adjointlab.core.ode;

/// An initial value problem's right-hand side on flat states.
public interface OdeSystem {
    /// What lies where in a state.
    StateLayout layout();

    /// dy/dt.
    ///
    /// @param t s
    /// @param y [length], not modified
    /// @param dyOut [length], overwritten
    /// @throws java.util.concurrent.CancellationException where it asks in its middle whether it is wanted, and is
    ///     not; the solve is cancelled then
    void eval(double t, double[] y, double[] dyOut);

    /// The Jacobian for implicit methods; by differences unless the system knows better.
    default Linearization linearization() {
        return new DenseLinearization(layout().length(), new DifferenceJacobian(this));
    }
}
