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

    /// Doubles that [#evalAndRecord] writes; 0 where a product always evaluates again.
    default int recordLength() {
        return 0;
    }

    /// Whether dy/dt itself is the record that [#vjpFromRecord] wants; then nothing else is kept.
    default boolean slopeIsRecord() {
        return false;
    }

    /// [#eval], keeping what [#vjpFromRecord] wants to know.
    ///
    /// @param recordOut [recordLength], overwritten
    default void evalAndRecord(double t, double[] y, double[] dyOut, double[] recordOut) {
        eval(t, y, dyOut);
    }

    /// [#vjp] bit for bit, at a point that was recorded.
    ///
    /// @param record as [#evalAndRecord] left it for the same t and y
    /// @return aᵀ∂f/∂t
    default double vjpFromRecord(double t, double[] y, double[] a, double[] record, double[] gyAcc) {
        return vjp(t, y, a, gyAcc);
    }
}
