package adjointlab.core.problem;

import adjointlab.core.math.CountedStream;
import java.util.Optional;

/// A problem of whose samples an iteration sees a few, inputs and targets: in each epoch all of them in another order,
/// cut into batches of one size; what is left at its end is left out. Order and batch follow from seed and iteration
/// alone, so that a training can go on from anywhere. Robbins and Monro, Ann. Math. Stat. 22 (1951) 400; without
/// replacement as in Bottou, "Curiously fast convergence of some stochastic gradient descent algorithms", 2009.
///
/// @param whole with all samples; each iteration has the same
/// @param size samples in a batch, at least 1; all of them if there are fewer
/// @param testEvery iterations from one look at the samples for validation and test to the next
public record MiniBatches(Problem whole, int size, int testEvery) implements Subset {
    /// A size that takes all samples, however many there are.
    public static final int ALL = Integer.MAX_VALUE;

    public MiniBatches {
        if (size < 1) {
            throw new IllegalArgumentException("a batch has at least one sample, not " + size);
        }
        if (testEvery < 1) {
            throw new IllegalArgumentException(
                    "test samples are looked at every iteration or more seldom, not every " + testEvery);
        }
    }

    /// Those of which the test samples are looked at in every iteration.
    public MiniBatches(Problem whole, int size) {
        this(whole, size, 1);
    }

    /// The first iteration's.
    @Override
    public ProblemData data(long seed) {
        if (takesAll(seed)) {
            return whole.data(seed);
        }
        ProblemData all = WholeData.of(whole, seed);
        // made in its own order first, so that whatever stands there is replaced
        ProblemData batch = all.part(0, size);
        new Shuffled(all, seed).fill(0, batch);
        return batch;
    }

    @Override
    public Optional<Draws> draws(long seed) {
        return takesAll(seed) ? whole.draws(seed) : Optional.of(new Shuffled(WholeData.of(whole, seed), seed));
    }

    private boolean takesAll(long seed) {
        return size >= whole.samples(seed);
    }

    @Override
    public Extent extent(long seed) {
        return whole.extent(seed).of(samples(seed));
    }

    @Override
    public int samples(long seed) {
        return Math.min(size, whole.samples(seed));
    }

    /// Those that are left over are in another epoch.
    @Override
    public double iterationsAnEpoch(long seed) {
        return Math.max(1, whole.samples(seed) / size);
    }

    /// Batches of one thread.
    private final class Shuffled implements Draws {
        private final ProblemData all;
        private final CountedStream stream;
        private final int[] order;
        private final int perEpoch;
        private long epoch = -1;

        Shuffled(ProblemData all, long seed) {
            this.all = all;
            stream = new CountedStream(seed, "batches");
            order = new int[all.samples()];
            perEpoch = order.length / size;
        }

        @Override
        public void fill(long iteration, ProblemData dataOut) {
            shuffle(iteration / perEpoch);
            int first = (int) (iteration % perEpoch) * size;
            all.selectInto(order, first, dataOut);
        }

        /// Fisher and Yates' shuffle of the epoch.
        private void shuffle(long wanted) {
            if (wanted == epoch) {
                return;
            }
            epoch = wanted;
            stream.at(wanted);
            for (int i = 0; i < order.length; i++) {
                int j = stream.nextInt(i + 1);
                order[i] = order[j];
                order[j] = i;
            }
        }
    }
}
