package adjointlab.core.problem;

import java.util.Optional;

/// The first samples of a problem, the same in every iteration: for a look at a model that is trained on more.
///
/// @param whole with all samples
/// @param most how many, all if there are fewer
public record FirstSamples(Problem whole, int most) implements Subset {
    @Override
    public Extent extent(long seed) {
        return whole.extent(seed).of(samples(seed));
    }

    @Override
    public int samples(long seed) {
        return Math.min(most, whole.samples(seed));
    }

    @Override
    public ProblemData data(long seed) {
        return WholeData.of(whole, seed).first(most);
    }

    /// Of a mini-batch training all are looked at.
    @Override
    public Optional<Outlook> outlook(long seed) {
        return whole.outlook(seed);
    }
}
