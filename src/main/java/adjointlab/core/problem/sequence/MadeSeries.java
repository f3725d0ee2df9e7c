package adjointlab.core.problem.sequence;

import adjointlab.core.math.RandomStreams;
import adjointlab.core.math.Stop;
import adjointlab.core.problem.samples.Samples.Counts;
import adjointlab.core.problem.sequence.Sequences.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Series that are made here, one after another from one stream of random numbers; those for the test have a stream of
/// their own.
interface MadeSeries extends SequenceLearning.Source {
    /// How many are trained on, and how many are not.
    Counts counts();

    /// The next one.
    ///
    /// @param index how many were made before it
    Series series(int index, RandomGenerator random);

    @Override
    default Sequences train(long seed) {
        return draw(RandomStreams.of(seed, "data"), counts().train());
    }

    @Override
    default Optional<Sequences> test(long seed) {
        int count = counts().test();
        return count == 0 ? Optional.empty() : Optional.of(draw(RandomStreams.of(seed, "test"), count));
    }

    private Sequences draw(RandomGenerator random, int count) {
        List<Series> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Stop.heedOfThisWork();
            all.add(series(i, random));
        }
        return new Sequences(channels(), classes(), all);
    }
}
