package adjointlab.core.problem.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.problem.ProblemData;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Data sets that are made here.
class SamplesTest {
    static Stream<Samples.Source> sources() {
        return Stream.of(
                new SphereTeacher(5),
                new Digits(28, 1, Samples.Coding.ONE_HOT),
                new Textures(8, 0.5, Samples.Coding.HALVES),
                new Topics(60, 40, 4, Samples.Coding.ONE_HOT),
                new Climate(7));
    }

    private static Samples samples(Samples.Source source) {
        return new Samples(source, new Samples.Counts(20, 10), true, 1.5);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void inputsHaveTheLengthThatTheTheoryAsksForAndDependOnTheSeedAlone(Samples.Source source) {
        ProblemData data = samples(source).data(3);
        double[][] x = data.initial().toRows();
        assertThat(x).hasDimensions(20, source.dim());
        assertThat(data.targets().getLast().toRows()).hasDimensions(20, source.outputDim());
        assertThat(data.end()).isEqualTo(1.5);
        for (double[] row : x) {
            assertThat(Arrays.stream(row).map(v -> v * v).sum()).isCloseTo(source.dim(), within(1e-9));
        }
        assertThat(samples(source).data(3).initial().toRows()).isDeepEqualTo(x);
        assertThat(samples(source).data(4).initial().toRows()[0]).isNotEqualTo(x[0]);
        ProblemData test = samples(source).test(3).orElseThrow();
        assertThat(test.samples()).isEqualTo(10);
        assertThat(test.initial().toRows()[0]).isNotEqualTo(x[0]);
    }

    /// A nearest neighbour among other hands' digits has the right class nearly always: the classes can be told
    /// apart, and distortions do not hide them.
    @Test
    void digitsLookLikeTheirClass() {
        Digits digits = new Digits(28, 1, Samples.Coding.ONE_HOT);
        Samples samples = new Samples(digits, new Samples.Counts(400, 100), true, 1);
        double[][] train = samples.data(0).initial().toRows();
        double[][] test = samples.test(0).orElseThrow().initial().toRows();
        int right = 0;
        for (int i = 0; i < test.length; i++) {
            int best = 0;
            double nearest = Double.POSITIVE_INFINITY;
            for (int j = 0; j < train.length; j++) {
                double distance = 0;
                for (int c = 0; c < 784; c++) {
                    distance += (test[i][c] - train[j][c]) * (test[i][c] - train[j][c]);
                }
                if (distance < nearest) {
                    nearest = distance;
                    best = j;
                }
            }
            right += best % 10 == i % 10 ? 1 : 0;
        }
        assertThat(right).isGreaterThanOrEqualTo(85);
    }

    @Test
    void plainDigitsAreTheSameForEverySeed() {
        Digits plain = new Digits(16, 0, Samples.Coding.HALVES);
        Samples samples = new Samples(plain, new Samples.Counts(10, 0), false, 1);
        assertThat(samples.data(1).initial().toRows())
                .isDeepEqualTo(samples.data(2).initial().toRows());
        assertThat(samples.test(1)).isEmpty();
        assertThat(samples.data(1).targets().getLast().toRows())
                .isDeepEqualTo(new double[][] {{-1}, {-1}, {-1}, {-1}, {-1}, {1}, {1}, {1}, {1}, {1}});
        assertThat(Arrays.stream(samples.data(1).initial().toRows()[0]).max().orElseThrow())
                .as("full ink")
                .isEqualTo(1);
    }
}
