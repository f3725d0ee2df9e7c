package adjointlab.core.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.field.Shape;
import adjointlab.core.kernel.Batch;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Samples that are kept out of a training, and inputs that are scaled by those that are not.
final class ValidationSplitTest {
    /// Sample s is s, its target 10 s and what is observed of it 1000 s where s is even; it counts s + 1.
    private static Problem numbered(int samples) {
        Batch x = column(samples, s -> s);
        boolean[][] observed = new boolean[1][samples];
        double[][] shares = new double[1][samples];
        for (int s = 0; s < samples; s++) {
            observed[0][s] = s % 2 == 0;
            shares[0][s] = s + 1;
        }
        Goals goals = new Goals(
                new double[] {1}, new boolean[1], List.of(column(samples, s -> 10.0 * s)), Optional.of(shares));
        Observations seen = new Observations(new double[] {0.5}, List.of(column(samples, s -> 1000.0 * s)), observed);
        return new GivenData(new ProblemData(x, 0, goals, Optional.of(seen), ProblemData.Truth.UNKNOWN), 1);
    }

    private static Batch column(int samples, java.util.function.IntToDoubleFunction value) {
        Batch batch = new Batch(1, samples);
        for (int s = 0; s < samples; s++) {
            batch.set(0, s, value.applyAsDouble(s));
        }
        batch.padState();
        return batch;
    }

    private static List<Integer> numbers(ProblemData data) {
        return Arrays.stream(data.initial().toRows()).map(row -> (int) row[0]).toList();
    }

    @ParameterizedTest
    @CsvSource({"10, 0.2, 2", "11, 0.5, 6", "10, 0.01, 1", "10, 0.99, 9", "2, 0.1, 1", "1, 0.5, 0", "100, 0.25, 25"})
    void isAShareOfTheSamplesAndTheOthersAreTrainedOn(int samples, double share, int kept) {
        Problem split = new ValidationSplit(numbered(samples), share);
        for (long seed = 0; seed < 20; seed++) {
            ProblemData train = split.data(seed);
            Optional<ProblemData> validation = split.validation(seed);
            assertThat(validation.map(ProblemData::samples).orElse(0)).isEqualTo(kept);
            assertThat(split.samples(seed)).isEqualTo(samples - kept).isEqualTo(train.samples());
            Set<Integer> all = new TreeSet<>(numbers(train));
            validation.ifPresent(data -> all.addAll(numbers(data)));
            assertThat(all).as("none is both").hasSize(samples);
            assertThat(numbers(train)).isSorted();
        }
    }

    @Test
    void everythingOfASampleStaysTogether() {
        Problem split = new ValidationSplit(numbered(9), 0.4);
        ProblemData validation = split.validation(3).orElseThrow();
        for (ProblemData data : List.of(split.data(3), validation)) {
            for (int i = 0; i < data.samples(); i++) {
                int s = numbers(data).get(i);
                assertThat(data.targets().getFirst().get(0, i)).isEqualTo(10.0 * s);
                Observations seen = data.observations().orElseThrow();
                assertThat(seen.inputs().getFirst().get(0, i)).isEqualTo(1000.0 * s);
                assertThat(seen.observed()[0][i]).isEqualTo(s % 2 == 0);
                assertThat(data.goals().shares().orElseThrow()[0][i])
                        .isCloseTo((s + 1) * 9.0 / data.samples(), within(1e-12));
            }
            int last = data.samples() - 1;
            assertThat(data.initial().get(0, last + 1))
                    .as("padding")
                    .isEqualTo(data.initial().get(0, last));
        }
    }

    /// Two of nine, whatever else is set.
    @Test
    void followsFromTheSeedAlone() {
        Set<List<Integer>> seen = new HashSet<>();
        for (long seed = 0; seed < 50; seed++) {
            List<Integer> kept = numbers(
                    new ValidationSplit(numbered(9), 0.2).validation(seed).orElseThrow());
            Problem other = new MiniBatches(new Standardised(new ValidationSplit(numbered(9), 0.2)), 3, 7);
            assertThat(other.validation(seed).orElseThrow().targets().getFirst().toRows())
                    .isDeepEqualTo(
                            kept.stream().map(s -> new double[] {10.0 * s}).toArray(double[][]::new));
            seen.add(kept);
        }
        assertThat(seen).hasSizeGreaterThan(20);
    }

    /// Over many seeds each sample is kept equally often: 5 σ of a binomial.
    @Test
    void noSampleIsKeptMoreOften() {
        int[] count = new int[10];
        int seeds = 3000;
        for (long seed = 0; seed < seeds; seed++) {
            for (int s : numbers(
                    new ValidationSplit(numbered(10), 0.3).validation(seed).orElseThrow())) {
                count[s]++;
            }
        }
        double bound = 5 * Math.sqrt(seeds * 0.3 * 0.7);
        for (int s = 0; s < count.length; s++) {
            assertThat((double) count[s]).as("sample %d", s).isCloseTo(seeds * 0.3, within(bound));
        }
    }

    @Test
    void noBatchHasASampleOfTheValidation() {
        MiniBatches batches = new MiniBatches(new ValidationSplit(numbered(20), 0.25), 4);
        Set<Integer> trained = new TreeSet<>();
        ProblemData data = batches.data(5);
        Problem.Draws draws = batches.draws(5).orElseThrow();
        for (long k = 0; k < 200; k++) {
            draws.fill(k, data);
            trained.addAll(numbers(data));
        }
        assertThat(trained)
                .hasSize(15)
                .doesNotContainAnyElementsOf(numbers(batches.validation(5).orElseThrow()));
        assertThat(batches.iterationsAnEpoch(5)).isEqualTo(3);
        assertThat(batches.origin()).isInstanceOf(GivenData.class);
    }

    @Test
    void aShareIsBetweenNoneAndAll() {
        for (double share : new double[] {0, 1, -0.1, Double.NaN}) {
            assertThatThrownBy(() -> new ValidationSplit(numbered(3), share))
                    .hasMessage("a share of the samples is kept for the validation, between 0 and 1, not " + share);
        }
    }

    /// Images of two channels and two pixels, and a test.
    private record Images(double[][] train, double[][] tested) implements Problem {
        @Override
        public int dim() {
            return 4;
        }

        @Override
        public Shape shape() {
            return new Shape(2, 1, 2);
        }

        @Override
        public ProblemData data(long seed) {
            return of(train);
        }

        @Override
        public Optional<ProblemData> test(long seed) {
            return Optional.of(of(tested));
        }

        private static ProblemData of(double[][] rows) {
            Batch x = Batch.ofRows(rows);
            return new ProblemData(x, 0, new double[] {1}, List.of(x), ProblemData.Truth.UNKNOWN);
        }
    }

    /// Channel 1: 1, 3, 5, 7 with mean 4 and variance 5; channel 2 is 2 everywhere.
    @Test
    void inputsAreScaledChannelByChannelByThoseThatAreTrainedOn() {
        Problem whole = new Images(new double[][] {{1, 3, 2, 2}, {5, 7, 2, 2}}, new double[][] {{4, 9, 2, 3}});
        Problem scaled = new Standardised(whole);
        double r = Math.sqrt(5);
        double[][] expected = {{-3 / r, -1 / r, 0, 0}, {1 / r, 3 / r, 0, 0}};
        double[][] x = scaled.data(1).initial().toRows();
        for (int s = 0; s < 2; s++) {
            assertThat(x[s]).containsExactly(expected[s], within(1e-15));
        }
        assertThat(scaled.test(1).orElseThrow().initial().toRows()[0])
                .containsExactly(new double[] {0, 5 / r, 0, 1}, within(1e-15));
        assertThat(scaled.data(1).targets().getFirst().toRows())
                .as("targets stay")
                .isDeepEqualTo(whole.data(1).targets().getFirst().toRows());
        assertThat(whole.data(1).initial().toRows()[0])
                .as("what is scaled stays")
                .containsExactly(1, 3, 2, 2);
        assertThat(scaled.shape()).isEqualTo(new Shape(2, 1, 2));
    }

    @Test
    void samplesOfTheValidationDoNotEnterTheScale() {
        double[][] rows = new double[12][];
        for (int s = 0; s < rows.length; s++) {
            rows[s] = new double[] {s, s * s, -s, 1.0 / (s + 1)};
        }
        Problem split = new ValidationSplit(new Images(rows, rows), 0.5);
        Problem scaled = new Standardised(split);
        double[][] train = scaled.data(4).initial().toRows();
        for (int c = 0; c < 2; c++) {
            double sum = 0;
            double squares = 0;
            for (double[] row : train) {
                sum += row[2 * c] + row[2 * c + 1];
                squares += row[2 * c] * row[2 * c] + row[2 * c + 1] * row[2 * c + 1];
            }
            assertThat(sum).isCloseTo(0, within(1e-12));
            assertThat(squares / 12).isCloseTo(1, within(1e-12));
        }
        double[][] plain = split.data(4).initial().toRows();
        double factor = (train[1][0] - train[0][0]) / (plain[1][0] - plain[0][0]);
        double[][] kept = split.validation(4).orElseThrow().initial().toRows();
        double[][] keptScaled = scaled.validation(4).orElseThrow().initial().toRows();
        for (int s = 0; s < kept.length; s++) {
            assertThat(keptScaled[s][0]).isCloseTo(train[0][0] + factor * (kept[s][0] - plain[0][0]), within(1e-12));
        }
    }
}
