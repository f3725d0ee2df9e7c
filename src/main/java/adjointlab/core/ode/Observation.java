package adjointlab.core.ode;

/// An affine map of the state on which a solve's errors are measured and its first step is chosen; by itself the
/// identity.
public interface Observation {
    /// The state itself.
    Observation STATE = new Observation() {};

    /// Whether this is the identity.
    default boolean identity() {
        return true;
    }

    /// What lies where in an observation.
    ///
    /// @param state what lies where in a state
    default StateLayout layout(StateLayout state) {
        return state;
    }

    /// The observation of a state.
    ///
    /// @param t s
    /// @param y [length], not modified
    /// @param out [length of an observation], may be overwritten
    /// @return `out`, or `y` if that is it
    default double[] of(double t, double[] y, double[] out) {
        return y;
    }

    /// How the observation changes with a state.
    ///
    /// @param dt change of time, s
    /// @param dy change of the state [length], not modified
    /// @param out [length of an observation], may be overwritten
    /// @return `out`, or `dy` if that is it
    default double[] ofChange(double dt, double[] dy, double[] out) {
        return dy;
    }
}
