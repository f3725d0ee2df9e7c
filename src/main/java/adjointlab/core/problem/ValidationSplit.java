package adjointlab.core.problem;

import adjointlab.core.math.RandomStreams;
import java.util.Arrays;
import java.util.Optional;

/// A problem of whose samples a share is kept out of the training, to choose by them. Which ones follows from the seed
/// and from how many there are, and from nothing else; the others stay in their order.
///
/// @param whole with all samples
/// @param share of them that is kept out, between 0 and 1; of two or more at least one, and never all
public record ValidationSplit(Problem whole, double share) implements Subset {
    public ValidationSplit {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "a share of the samples is kept for the validation, between 0 and 1, not " + share);
        }
    }

    private int kept(int all) {
        return Math.clamp(Math.round(share * all), Math.min(1, all - 1), all - 1);
    }

    @Override
    public Extent extent(long seed) {
        return whole.extent(seed).of(samples(seed));
    }

    @Override
    public int samples(long seed) {
        int all = whole.samples(seed);
        return all - kept(all);
    }

    @Override
    public ProblemData data(long seed) {
        int all = whole.samples(seed);
        return whole.data(seed).select(sorted(order(seed, all), kept(all), all));
    }

    @Override
    public Optional<ProblemData> validation(long seed) {
        int all = whole.samples(seed);
        int kept = kept(all);
        return kept == 0 ? Optional.empty() : Optional.of(whole.data(seed).select(sorted(order(seed, all), 0, kept)));
    }

    private static int[] sorted(int[] order, int from, int to) {
        int[] some = Arrays.copyOfRange(order, from, to);
        Arrays.sort(some);
        return some;
    }

    private static int[] order(long seed, int count) {
        return RandomStreams.shuffled(seed, "validation", count);
    }
}
