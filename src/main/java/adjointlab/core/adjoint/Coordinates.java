package adjointlab.core.adjoint;

import adjointlab.core.math.Batch;
import adjointlab.core.ode.Observation;

/// How those who watch a gradient method see what it integrates; by itself, as it is.
public interface Coordinates extends Observation {
    /// Those of the field.
    Coordinates FIELD = new Coordinates() {};

    /// The state as it is seen.
    ///
    /// @param t s
    /// @param y what is integrated, not modified
    /// @return `y`, or a batch that the next call overwrites
    default Batch state(double t, Batch y) {
        return y;
    }

    /// The adjoint as it is seen.
    ///
    /// @param a adjoint of what is integrated, not modified
    /// @param gradient array that holds the gradient from T back to now, not modified
    /// @param at where it starts
    /// @return `a`, or a batch that the next call overwrites
    default Batch adjoint(Batch a, double[] gradient, int at) {
        return a;
    }
}
