package adjointlab.core.problem;

import adjointlab.core.kernel.Batch;
import java.util.random.RandomGenerator;

/// A density that can be sampled from; immutable.
public interface Sampler {
    /// Components of a sample.
    int dim();

    /// Draws samples.
    ///
    /// @param random where chance comes from
    /// @param xOut [dim×n], overwritten, padding as a state's
    void sample(RandomGenerator random, Batch xOut);
}
