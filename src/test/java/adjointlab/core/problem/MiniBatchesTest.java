package adjointlab.core.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.kernel.Batch;
import adjointlab.core.problem.dynamics.Dynamics;
import adjointlab.core.problem.dynamics.LinearSystem;
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
        assertThat(new MiniBatches(whole, 1).data(1).samples()).isEqualTo(1);
        assertThat(batches.samples(1)).isEqualTo(SAMPLES);
        assertThat(new MiniBatches(whole, SAMPLES + 1).samples(1)).isEqualTo(SAMPLES);
        assertThat(new MiniBatches(whole, 4).samples(1)).isEqualTo(4);
    }

    /// What counts more or less does so in a batch as well, by n/m more, so that the mean over an epoch's batches
    /// is the loss of all of its samples.
    @Test
    void sharesGoWithTheirSamples() {
        ProblemData all = numbered().data(0);
        double[][] shares = new double[2][SAMPLES];
        for (int i = 0; i < 2; i++) {
            for (int s = 0; s < SAMPLES; s++) {
                shares[i][s] = (i + 1) * (s + 1) / 100.0;
            }
        }
        Goals goals = new Goals(all.times(), new boolean[2], all.targets(), Optional.of(shares));
        Problem whole = new GivenData(
                new ProblemData(all.initial(), 0, goals, all.observations(), ProblemData.Truth.UNKNOWN), 1);
        for (int k = 0; k < 6; k++) {
            ProblemData data = at(new MiniBatches(whole, 4), 3, k);
            double[][] own = data.goals().shares().orElseThrow();
            for (int i = 0; i < 4; i++) {
                int s = (int) data.initial().get(0, i);
                assertThat(own[0][i]).isCloseTo(11 / 4.0 * (s + 1) / 100, within(1e-15));
                assertThat(own[1][i]).isCloseTo(11 / 4.0 * 2 * (s + 1) / 100, within(1e-15));
            }
        }
    }

    /// A problem that has everything that a problem may have.
    private record Rich(ProblemData data, boolean tellsClasses) implements Problem {
        @Override
        public int dim() {
            return 2;
        }

        @Override
        public int outputDim() {
            return 5;
        }

        @Override
        public int observed() {
            return 3;
        }

        @Override
        public Optional<Dynamics> dynamics() {
            return Optional.of(new LinearSystem(2, List.of(-1.0, 1.0, -1.0, -1.0), 1, 1, new LinearSystem.Sample(2))
                    .dynamics()
                    .orElseThrow());
        }

        @Override
        public Optional<ProblemData> test(long seed) {
            return Optional.of(data);
        }

        @Override
        public ProblemData data(long seed) {
            return data;
        }
    }

    @Test
    void allElseIsTheProblems() {
        for (boolean classes : new boolean[] {true, false}) {
            Problem whole = new Rich(numbered().data(0), classes);
            MiniBatches batches = new MiniBatches(whole, 4);
            assertThat(batches.dim()).isEqualTo(2);
            assertThat(batches.shape()).isEqualTo(whole.shape());
            assertThat(batches.outputDim()).isEqualTo(5);
            assertThat(batches.observed()).isEqualTo(3);
            assertThat(batches.tellsClasses()).isEqualTo(classes);
            assertThat(batches.dynamics()).isPresent();
            assertThat(batches.test(1).orElseThrow()).isSameAs(whole.data(0));
        }
    }
}
