package adjointlab.core.problem.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.problem.Observations;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.sequence.SequenceLearning.Aim;
import adjointlab.core.problem.sequence.SequenceLearning.Cut;
import adjointlab.core.problem.sequence.SequenceLearning.Label;
import adjointlab.core.problem.sequence.SequenceLearning.Next;
import adjointlab.core.problem.sequence.Sequences.Series;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// From series to what a model sees and is told, by hand.
final class SequenceLearningTest {
    private static final double NONE = Double.NaN;
    private static final Next ALL = new Next(List.of(), 0, 1);

    /// Given series.
    private record Given(List<String> classes, List<Series> given) implements SequenceLearning.Source {
        @Override
        public List<String> channels() {
            return List.of("a", "b");
        }

        @Override
        public Sequences train(long seed) {
            return new Sequences(channels(), classes, given);
        }

        @Override
        public Optional<Sequences> test(long seed) {
            return Optional.of(new Sequences(
                    channels(), classes, List.of(series(0, new double[] {0, 1}, new double[][] {{7, 1}, {8, 2}}))));
        }
    }

    private static Series series(int label, double[] times, double[]... values) {
        return new Series(times, values, label);
    }

    private static SequenceLearning problem(Aim aim, Cut cut, boolean standardised, Series... series) {
        return new SequenceLearning(new Given(List.of("x", "y", "z"), List.of(series)), cut, aim, standardised);
    }

    /// Two series whose times differ.
    private static Series[] two() {
        return new Series[] {
            series(2, new double[] {5, 6, 8}, new double[][] {{1, 10}, {2, 20}, {3, 30}}),
            series(0, new double[] {0, 0.5, 3}, new double[][] {{4, 40}, {5, 50}, {6, 60}})
        };
    }

    @Test
    void timesAreTheUnionOfAllAndMasksSayWhoWasSeen() {
        ProblemData data = problem(ALL, new Cut(3, 3, 0), false, two()).data(0);
        Observations seen = data.observations().orElseThrow();
        assertThat(data.start()).isZero();
        assertThat(seen.times()).containsExactly(0, 0.5, 1, 3);
        assertThat(seen.observed())
                .isDeepEqualTo(new boolean[][] {{true, true}, {false, true}, {true, false}, {true, true}});
        assertThat(seen.inputs().get(0).toRows()).isDeepEqualTo(new double[][] {{1, 10}, {4, 40}});
        assertThat(seen.inputs().get(1).toRows()[1]).containsExactly(5, 50);
        assertThat(seen.inputs().get(2).toRows()[0]).containsExactly(2, 20);
        assertThat(seen.inputs().get(3).toRows()).isDeepEqualTo(new double[][] {{3, 30}, {6, 60}});
        assertThat(data.initial().toRows()).isDeepEqualTo(new double[][] {{1, 10}, {4, 40}});
    }

    /// Each observation but the first is a target in front of its own jump.
    @Test
    void everyNextObservationIsTold() {
        ProblemData data = problem(new Next(List.of(1), 0, 9), new Cut(3, 3, 0), false, two())
                .data(0);
        assertThat(data.times()).containsExactly(0.5, 1, 3);
        assertThat(data.goals().before()).containsExactly(true, true, true);
        assertThat(data.targets().get(0).get(0, 1)).isEqualTo(50);
        assertThat(data.targets().get(1).get(0, 0)).isEqualTo(20);
        assertThat(data.targets().get(2).toRows()).isDeepEqualTo(new double[][] {{30}, {60}});
        double share = 1.0 / 4;
        assertThat(data.goals().shares().orElseThrow())
                .isDeepEqualTo(new double[][] {{0, share}, {share, 0}, {share, share}});
    }

    @Test
    void aForecastIsNotSeenAndCountsByItsWeight() {
        ProblemData data = problem(new Next(List.of(), 1, 3), new Cut(2, 1, 0), false, two())
                .data(0);
        assertThat(data.observations().orElseThrow().times()).containsExactly(0, 0.5, 1);
        assertThat(data.times()).containsExactly(0.5, 1, 3);
        assertThat(data.goals().shares().orElseThrow()).isDeepEqualTo(new double[][] {{0, 0.5}, {0.5, 0}, {1.5, 1.5}});
    }

    @Test
    void windowsMoveOnByTheirStride() {
        double[] times = {0, 1, 2, 3, 4, 5, 6};
        double[][] values = new double[7][];
        Arrays.setAll(values, k -> new double[] {k, -k});
        ProblemData data = problem(new Next(List.of(0), 1, 1), new Cut(3, 2, 0), false, series(-1, times, values))
                .data(0);
        // from 0, from 2; from 4 there is no room for a forecast
        assertThat(data.samples()).isEqualTo(2);
        assertThat(data.times()).containsExactly(1, 2, 3);
        assertThat(data.targets().get(2).toRows()).isDeepEqualTo(new double[][] {{3}, {5}});
        assertThat(data.initial().toRows()).isDeepEqualTo(new double[][] {{0, 0}, {2, -2}});
    }

    /// The label is a target behind the last observation, whenever that is.
    @Test
    void aClassIsToldBehindTheLastObservation() {
        ProblemData data = problem(
                        new Label(), new Cut(9, 9, 0), false, two()[0], series(1, new double[] {0, 1}, new double[][] {
                            {4, 40}, {5, 50}
                        }))
                .data(0);
        assertThat(data.times()).containsExactly(1, 3);
        assertThat(data.goals().before()).containsExactly(false, false);
        assertThat(data.goals().shares().orElseThrow()).isDeepEqualTo(new double[][] {{0, 0.5}, {0.5, 0}});
        assertThat(data.targets().get(0).toRows()[1]).containsExactly(0, 1, 0);
        assertThat(data.targets().get(1).toRows()[0]).containsExactly(0, 0, 1);
    }

    /// A model sees the last known value, and is not asked for one that nobody knows.
    @Test
    void missingValuesAreNeitherSeenNorTold() {
        ProblemData data = problem(ALL, new Cut(3, 3, 0), false, series(-1, new double[] {0, 1, 2}, new double[][] {
                    {1, NONE}, {NONE, 20}, {3, 30}
                }))
                .data(0);
        Observations seen = data.observations().orElseThrow();
        assertThat(seen.inputs().get(0).toRows()[0]).containsExactly(1, 0);
        assertThat(seen.inputs().get(1).toRows()[0]).containsExactly(1, 20);
        assertThat(data.times()).containsExactly(2);
        assertThat(data.goals().shares().orElseThrow()).isDeepEqualTo(new double[][] {{1}});
    }

    /// Channel a is 1 … 6: mean 3.5, mean square deviation 35/12.
    @Test
    void channelsAreStandardisedByTheTrainingSeries() {
        SequenceLearning problem = problem(ALL, new Cut(2, 3, 0), true, two());
        double deviation = Math.sqrt(35.0 / 12);
        ProblemData data = problem.data(0);
        assertThat(data.initial().get(0, 0)).isCloseTo((1 - 3.5) / deviation, within(1e-15));
        assertThat(data.targets().get(1).get(1, 0)).isCloseTo((20 - 35) / deviation / 10, within(1e-15));
        ProblemData test = problem.test(0).orElseThrow();
        assertThat(test.initial().get(0, 0)).isCloseTo((7 - 3.5) / deviation, within(1e-15));
    }

    @Test
    void aShareIsLeftOutByTheSeedAndTheFirstStays() {
        double[] times = new double[2000];
        double[][] values = new double[2000][];
        Arrays.setAll(times, k -> k);
        Arrays.setAll(values, k -> new double[] {k, 0});
        SequenceLearning problem = problem(ALL, new Cut(1000, 2000, 0.3), false, series(-1, times, values));
        double[] first = problem.data(1).observations().orElseThrow().times();
        assertThat(first).hasSize(1000);
        assertThat(first[0]).isZero();
        // 1000 kept at a rate of 0.7 take 1428 ± 25
        assertThat(first[999]).isBetween(1300.0, 1560.0);
        assertThat(problem.data(1).observations().orElseThrow().times()).isEqualTo(first);
        assertThat(problem.data(2).observations().orElseThrow().times()).isNotEqualTo(first);
    }

    /// Differences of times are equal but for rounding.
    @Test
    void timesThatDifferByRoundingAreOne() {
        double[] times = new double[20];
        double[][] values = new double[20][];
        Arrays.setAll(times, k -> k * 0.1);
        Arrays.setAll(values, k -> new double[] {k, k});
        ProblemData data =
                problem(ALL, new Cut(5, 1, 0), false, series(-1, times, values)).data(0);
        assertThat(data.samples()).isEqualTo(16);
        assertThat(data.observations().orElseThrow().times()).hasSize(5);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> problem(ALL, new Cut(9, 1, 0), false, two()).data(0))
                .hasMessage("no series has the 9 observations of a window and its forecast; choose a shorter window");
        assertThatThrownBy(() -> problem(new Next(List.of(2), 0, 1), new Cut(2, 1, 0), false, two()))
                .hasMessage("the series have 2 channels, from 1 to 2");
        assertThatThrownBy(() -> new SequenceLearning(
                        new Given(List.of(), List.of(two())), new Cut(2, 1, 0), new Label(), false))
                .hasMessage("these series have no classes; choose the next observation as aim");
        assertThatThrownBy(() -> series(0, new double[] {0, 0}, new double[][] {{1}, {2}}))
                .hasMessage("observation 2 at 0.0 is not later than the one before, at 0.0");
        assertThatThrownBy(() -> new Cut(1, 1, 0)).hasMessageStartingWith("a window has at least 2 observations");
    }
}
