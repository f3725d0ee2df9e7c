package adjointlab.core.problem.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.kernel.Batch;
import adjointlab.core.math.CountedStream;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.Uniformity;
import adjointlab.core.problem.density.DensityLearning;
import adjointlab.core.problem.density.PlanarDensity;
import adjointlab.core.problem.dynamics.Response;
import adjointlab.core.problem.samples.Samples.Counts;
import adjointlab.core.table.LabelledSamples;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Data, parts of them, and how samples become data.
final class ProblemDataTest {
    private static Batch batch(int dim, int size, double from) {
        Batch batch = new Batch(dim, size);
        for (int i = 0; i < dim; i++) {
            for (int s = 0; s < size; s++) {
                batch.set(i, s, from + 100 * i + s);
            }
        }
        batch.padState();
        return batch;
    }

    private static ProblemData data() {
        ProblemData.Truth truth = (_, _) -> true;
        return new ProblemData(
                batch(2, 9, 0), 0.5, new double[] {1, 2.5}, List.of(batch(1, 9, 50), batch(1, 9, 70)), truth);
    }

    @Test
    void aPartHoldsItsSamples() {
        ProblemData part = data().part(3, 4);
        assertThat(part.samples()).isEqualTo(4);
        assertThat(part.start()).isEqualTo(0.5);
        assertThat(part.end()).isEqualTo(2.5);
        assertThat(part.initial().toRows()).isDeepEqualTo(new double[][] {{3, 103}, {4, 104}, {5, 105}, {6, 106}});
        assertThat(part.initial().get(1, 7)).as("padding").isEqualTo(106);
        assertThat(part.targets().get(1).toRows()).isDeepEqualTo(new double[][] {{73}, {74}, {75}, {76}});
        assertThat(part.targets().get(0).get(0, 6)).as("padding").isEqualTo(56);
        assertThat(part.truth().at(1, batch(2, 4, 0)))
                .as("known of the whole alone")
                .isFalse();
    }

    @Test
    void theFirstSamplesAreAllIfThereAreFewer() {
        ProblemData data = data();
        assertThat(data.first(9)).isSameAs(data);
        assertThat(data.first(100)).isSameAs(data);
        assertThat(data.first(8).samples()).isEqualTo(8);
        assertThat(data.first(2).initial().toRows()).isDeepEqualTo(new double[][] {{0, 100}, {1, 101}});
    }

    @Test
    void everyTimeNeedsItsTarget() {
        Batch x = batch(1, 2, 0);
        assertThatThrownBy(() -> new ProblemData(x, 0, new double[] {1, 2}, List.of(x), ProblemData.Truth.UNKNOWN))
                .hasMessage("every time needs its target");
        assertThatThrownBy(() -> new ProblemData(x, 0, new double[0], List.of(), ProblemData.Truth.UNKNOWN))
                .hasMessage("every time needs its target");
        Batch left = batch(1, 2, 3);
        assertThat(ProblemData.Truth.UNKNOWN.at(1, left)).isFalse();
        assertThat(left.get(0, 0)).isEqualTo(3);
    }

    @Test
    void givenDataAreWhateverTheSeed() {
        GivenData given = new GivenData(data(), 1);
        assertThat(given.dim()).isEqualTo(2);
        assertThat(given.outputDim()).isEqualTo(1);
        assertThat(given.data(1)).isSameAs(given.data(2));
        assertThat(given.draws(1)).isEmpty();
        assertThat(given.test(1)).isEmpty();
        assertThat(given.dynamics()).isEmpty();
    }

    @Test
    void aResponseStartsFromItsNumbersAndWantsZero() {
        ProblemData data = new Response(List.of(2.0, -3.0, 4.0), 7).data(1);
        assertThat(data.initial().toRows()).isDeepEqualTo(new double[][] {{2, -3, 4}});
        assertThat(data.initial().get(2, 5)).as("padding").isEqualTo(4);
        assertThat(data.targets().getFirst().toRows()).isDeepEqualTo(new double[][] {{0, 0, 0}});
        assertThat(data.end()).isEqualTo(7);
    }

    private static final int ROWS = 12;

    private static FileSamples file(int train, int test, boolean normalised) {
        double[][] x = new double[ROWS][];
        double[][] y = new double[ROWS][];
        for (int i = 0; i < ROWS; i++) {
            x[i] = new double[] {i + 1, -i - 1, 0};
            y[i] = new double[] {i + 1, 5};
        }
        return new FileSamples(new LabelledSamples(x, y), Optional.empty(), new Counts(train, test), normalised, 2);
    }

    @ParameterizedTest
    @CsvSource({"5, 4, 5, 4", "12, 4, 12, 0", "10, 4, 10, 2", "20, 1, 12, 0", "3, 0, 3, 0", "11, 1, 11, 1"})
    void noSampleOfAFileIsTrainedOnAndTested(int train, int test, int trained, int tested) {
        FileSamples samples = file(train, test, false);
        assertThat(samples.dim()).isEqualTo(3);
        assertThat(samples.outputDim()).isEqualTo(2);
        boolean[] seen = new boolean[ROWS + 1];
        ProblemData data = samples.data(4);
        assertThat(data.samples()).isEqualTo(trained);
        assertThat(data.end()).isEqualTo(2);
        assertThat(samples.test(4).map(ProblemData::samples).orElse(0)).isEqualTo(tested);
        for (ProblemData part : samples.test(4).map(t -> List.of(data, t)).orElse(List.of(data))) {
            for (int s = 0; s < part.samples(); s++) {
                int row = (int) part.initial().get(0, s);
                assertThat(seen[row]).as("row %d twice", row).isFalse();
                seen[row] = true;
                assertThat(part.targets().getFirst().toRows()[s]).containsExactly(row, 5);
                assertThat(part.initial().toRows()[s]).containsExactly(row, -row, 0);
            }
        }
        assertThat(samples.data(4).initial().data()).isEqualTo(data.initial().data());
    }

    /// Every row is equally often the first, every row the last (Fisher and Yates).
    @Test
    void theOrderOfAFilesSamplesIsUniform() {
        FileSamples samples = file(ROWS, 0, false);
        double[] first = new double[ROWS];
        double[] last = new double[ROWS];
        double[] follows = new double[2];
        for (int seed = 0; seed < 6000; seed++) {
            Batch x = samples.data(seed).initial();
            first[(int) x.get(0, 0) - 1]++;
            last[(int) x.get(0, ROWS - 1) - 1]++;
            follows[x.get(0, 4) < x.get(0, 5) ? 0 : 1]++;
        }
        double[] even = new double[ROWS];
        Arrays.fill(even, 1.0 / ROWS);
        Uniformity.areDistributed(first, even, "first row");
        Uniformity.areDistributed(last, even, "last row");
        Uniformity.areDistributed(follows, new double[] {0.5, 0.5}, "neighbours");
    }

    @Test
    void normalisedInputsHaveTheLengthOfTheirDimension() {
        FileSamples samples = file(ROWS, 0, true);
        for (double[] row : samples.data(1).initial().toRows()) {
            assertThat(row).containsExactly(new double[] {Math.sqrt(1.5), -Math.sqrt(1.5), 0}, within(1e-15));
        }
        assertThat(samples.read().x()[3]).as("what was read stays").containsExactly(4, -4, 0);
        double[] zeros = new double[3];
        Samples.normalise(zeros);
        assertThat(zeros).containsExactly(0, 0, 0);
        double[] tiny = {1e-100, 0};
        Samples.normalise(tiny);
        assertThat(tiny[0]).isCloseTo(Math.sqrt(2), within(1e-15));
    }

    @Test
    void testSamplesAreDrawnApart() {
        Samples samples = new Samples(new SphereTeacher(4), new Counts(6, 3), false, 1.5);
        assertThat(samples.dim()).isEqualTo(4);
        assertThat(samples.outputDim()).isEqualTo(1);
        assertThat(samples.data(1).samples()).isEqualTo(6);
        ProblemData test = samples.test(1).orElseThrow();
        assertThat(test.samples()).isEqualTo(3);
        for (double[] row : test.initial().toRows()) {
            assertThat(List.of(samples.data(1).initial().toRows())).doesNotContain(row);
        }
        // how many are trained on does not matter to those of the test
        Samples more = new Samples(new SphereTeacher(4), new Counts(60, 3), false, 1.5);
        assertThat(more.test(1).orElseThrow().initial().data())
                .isEqualTo(test.initial().data());
    }

    /// Iterations are numbered streams of the seed: the first is the data, each is the same whenever it is
    /// asked for, and no two have anything in common.
    @Test
    void eachIterationDrawsItsOwnDensitySamples() {
        DensityLearning learning = new DensityLearning(PlanarDensity.CHECKERBOARD, 400, true);
        assertThat(learning.dim()).isEqualTo(2);
        assertThat(learning.outputDim()).isEqualTo(1);
        ProblemData data = learning.data(6);
        assertThat(data.start()).isEqualTo(1);
        assertThat(data.end()).isZero();
        assertThat(data.targets().getFirst().toRows()).isDeepEqualTo(new double[400][1]);
        Problem.Draws draws = learning.draws(6).orElseThrow();
        ProblemData drawn = learning.data(6);
        Batch x = drawn.initial();
        x.fill(0);
        draws.fill(0, drawn);
        assertThat(x.data()).isEqualTo(data.initial().data());
        draws.fill(5, drawn);
        double[] fifth = x.data().clone();
        draws.fill(4, drawn);
        double[] fourth = x.data().clone();
        draws.fill(5, drawn);
        assertThat(x.data()).as("in any order").isEqualTo(fifth);
        learning.draws(6).orElseThrow().fill(5, drawn);
        assertThat(x.data()).as("by anyone").isEqualTo(fifth);
        learning.draws(7).orElseThrow().fill(5, drawn);
        double[] products = new double[400];
        Arrays.setAll(products, s -> fifth[s] * fourth[s]);
        Uniformity.hasMean(products, 0, "iterations are independent");
        Arrays.setAll(products, s -> fifth[s] * x.get(0, s));
        Uniformity.hasMean(products, 0, "seeds are independent");
        Batch same = new Batch(2, 400);
        PlanarDensity.CHECKERBOARD.sample(new CountedStream(6, "data").at(5), same);
        assertThat(same.data()).isEqualTo(fifth);
        assertThat(new DensityLearning(PlanarDensity.CHECKERBOARD, 400, false).draws(6))
                .isEmpty();
    }
}
