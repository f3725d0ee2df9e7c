package adjointlab.core.ode;

/// Something that happens where a function of the state changes its sign. Looked for on accepted steps only, anywhere
/// in them, and located to rounding in the step's dense output. A function that is linear in the state misses none
/// unless two changes are nearer than a millionth of the step; one that touches zero within a step and turns back
/// changes nothing.
public interface Event {
    /// Which changes of sign count, in the direction of the solve.
    enum Direction {
        RISING,
        FALLING,
        ANY
    }

    /// The function.
    ///
    /// @param t s
    /// @param y [length], not to be modified
    double value(double t, double[] y);

    /// Which changes of sign count.
    default Direction direction() {
        return Direction.ANY;
    }

    /// Whether the solve ends there.
    default boolean terminal() {
        return false;
    }

    /// It happened.
    ///
    /// @param t s
    /// @param y [length], valid during the call only, not to be modified
    void occurred(double t, double[] y);
}
