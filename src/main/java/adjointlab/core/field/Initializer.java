package adjointlab.core.field;

import java.util.random.RandomGenerator;

/// Chooses start weights.
@FunctionalInterface
public interface Initializer {
    /// Start weights.
    ///
    /// @param layout names and shapes
    /// @param random a stream of its own
    /// @param thetaOut [p], overwritten
    void fill(ParameterLayout layout, RandomGenerator random, double[] thetaOut);

    /// Whether it knows every weight, also those whose start a model decides otherwise, such as a damping or a number
    /// in a formula.
    default boolean knowsAll() {
        return false;
    }
}
