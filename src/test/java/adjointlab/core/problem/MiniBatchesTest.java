package adjointlab.core.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.kernel.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Which samples an iteration sees.
final class MiniBatchesTest {
    private static final int SAMPLES = 11;

    /// Sample s is (s, −s), its targets 10 s and 100 s, what is observed of it 1000 s; s is observed where it is
    /// even.
    private static Problem numbered() {
        Batch x = column(2, s -> s);
        for (int s = 0; s < SAMPLES; s++) {
            x.set(1, s, -s);
        }
        x.padState();
        boolean[][] observed = new boolean[1][SAMPLES];
        for (int s = 0; s < SAMPLES; s += 2) {
            observed[0][s] = true;
        }
        return new GivenData(
                new ProblemData(
                        x,
                        0,
                        new Goals(new double[] {1, 2}, List.of(column(1, s -> 10.0 * s), column(1, s -> 100.0 * s))),
                        Optional.of(
                                new Observations(new double[] {0.5}, List.of(column(1, s -> 1000.0 * s)), observed)),
                        ProblemData.Truth.UNKNOWN),
                1);
    }

    private static Batch column(int dim, java.util.function.IntToDoubleFunction value) {
        Batch batch = new Batch(dim, SAMPLES);
        for (int s = 0; s < SAMPLES; s++) {
            batch.set(0, s, value.applyAsDouble(s));
        }
        batch.padState();
        return batch;
    }

    private static int[] samples(ProblemData data) {
        int[] samples = new int[data.samples()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (int) data.initial().get(0, i);
        }
        return samples;
    }

    private static ProblemData at(MiniBatches batches, long seed, long iteration) {
        ProblemData data = batches.data(seed);
        batches.draws(seed).orElseThrow().fill(iteration, data);
        return data;
    }

    @Test
    void everythingOfASampleStaysTogether() {
        for (int k = 0; k < 9; k++) {
            ProblemData data = at(new MiniBatches(numbered(), 4), 3, k);
            for (int i = 0; i < 4; i++) {
                int s = (int) data.initial().get(0, i);
                assertThat(data.initial().get(1, i)).isEqualTo(-s);
                assertThat(data.targets().get(0).get(0, i)).isEqualTo(10.0 * s);
                assertThat(data.targets().get(1).get(0, i)).isEqualTo(100.0 * s);
                Observations seen = data.observations().orElseThrow();
                assertThat(seen.inputs().getFirst().get(0, i)).isEqualTo(1000.0 * s);
                assertThat(seen.observed()[0][i]).isEqualTo(s % 2 == 0);
            }
            assertThat(data.initial().get(0, 4))
                    .as("padding")
                    .isEqualTo(data.initial().get(0, 3));
        }
    }

    @Test
    void anEpochSeesEachSampleOnceAndLeavesTheRest() {
        MiniBatches batches = new MiniBatches(numbered(), 4);
        assertThat(batches.iterationsAnEpoch(3)).isEqualTo(2);
        List<List<Integer>> epochs = new ArrayList<>();
        for (int epoch = 0; epoch < 20; epoch++) {
            List<Integer> seen = new ArrayList<>();
            for (int k = 0; k < 2; k++) {
                Arrays.stream(samples(at(batches, 3, 2L * epoch + k))).forEach(seen::add);
            }
            assertThat(seen).doesNotHaveDuplicates().hasSize(8);
            epochs.add(seen);
        }
        assertThat(epochs).doesNotHaveDuplicates();
        assertThat(epochs.stream().flatMap(List::stream).distinct())
                .as("nobody is left out for good")
                .hasSize(SAMPLES);
    }

    /// A training that goes on from iteration k has what one that came there by itself has.
    @Test
    void aBatchBelongsToSeedAndIteration() {
        MiniBatches batches = new MiniBatches(numbered(), 3);
        Problem.Draws along = batches.draws(7).orElseThrow();
        ProblemData data = batches.data(7);
        assertThat(samples(data)).containsExactly(samples(at(batches, 7, 0)));
        for (long k : new long[] {0, 1, 2, 3, 4, 40, 2, 1}) {
            along.fill(k, data);
            assertThat(samples(data)).containsExactly(samples(at(batches, 7, k)));
        }
        assertThat(samples(at(batches, 8, 0))).isNotEqualTo(samples(at(batches, 7, 0)));
    }

    /// Each of 11 samples comes into a batch of 4 in 4 of 11 epochs' first batches: 5 σ of a binomial over 2000.
    @Test
    void allSamplesComeEquallyOften() {
        int[] count = new int[SAMPLES];
        Problem.Draws draws = new MiniBatches(numbered(), 4).draws(1).orElseThrow();
        ProblemData data = new MiniBatches(numbered(), 4).data(1);
        int epochs = 2000;
        for (int epoch = 0; epoch < epochs; epoch++) {
            draws.fill(2L * epoch, data);
            for (int s : samples(data)) {
                count[s]++;
            }
        }
        double p = 4.0 / SAMPLES;
        double bound = 5 * Math.sqrt(epochs * p * (1 - p));
        for (int s = 0; s < SAMPLES; s++) {
            assertThat(count[s]).as("sample %d", s).isBetween((int) (epochs * p - bound), (int) (epochs * p + bound));
        }
    }

    @Test
    void aBatchOfAllIsTheWhole() {
        Problem whole = numbered();
        MiniBatches batches = new MiniBatches(whole, SAMPLES);
        assertThat(batches.data(1)).isSameAs(whole.data(1));
        assertThat(batches.draws(1)).isEmpty();
        assertThatThrownBy(() -> new MiniBatches(whole, 0)).hasMessageContaining("at least one sample");
    }
}
