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
}
