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

    /// The first behind the window is the next of its last, too.
    @Test
    void aForecastIsNotSeenAndCountsByItsWeight() {
        ProblemData data = problem(new Next(List.of(), 1, 3), new Cut(2, 1, 0), false, two())
                .data(0);
        assertThat(data.observations().orElseThrow().times()).containsExactly(0, 0.5, 1);
        assertThat(data.times()).containsExactly(0.5, 1, 3);
        assertThat(data.goals().shares().orElseThrow())
                .isDeepEqualTo(new double[][] {{0, 0.25}, {0.25, 0}, {1.75, 1.75}});
    }

    private static ProblemData factors(SequenceLearning.Next next, Cut cut, Series... series) {
        return new SequenceLearning(
                        new Given(List.of("x", "y", "z"), List.of(series)),
                        cut,
                        next,
                        new SequenceLearning.View(false, SequenceLearning.Start.WINDOW, SequenceLearning.Gaps.FACTOR))
                .data(0);
    }

    /// Observations stand at 0, 1, 2 …, and each sample's gaps are its paces; the way is cut behind the window only
    /// where a pace changes.
    @Test
    void gapsBecomePaces() {
        Series fast = series(-1, new double[] {0, 1, 3, 5, 7}, rows(1, 5));
        Series slow = series(-1, new double[] {2, 5, 6, 10, 14}, rows(6, 5));
        ProblemData data = factors(
                new Next(List.of(0), 3, new SequenceLearning.Weights(0.5, 0.25, 2)), new Cut(2, 9, 0), fast, slow);
        Observations seen = data.observations().orElseThrow();
        assertThat(seen.times()).containsExactly(0, 1, 2);
        assertThat(seen.observed()).isDeepEqualTo(new boolean[][] {{true, true}, {true, true}, {false, false}});
        assertThat(seen.paces().orElseThrow()).isDeepEqualTo(new double[][] {{1, 3}, {2, 1}, {2, 4}});
        assertThat(seen.ownTime(0, 2.5)).isEqualTo(4);
        assertThat(seen.ownTime(1, 2.5)).isEqualTo(6);
        assertThat(seen.ownTime(1, 4)).isEqualTo(12);
        assertThat(data.initial().toRows()).isDeepEqualTo(new double[][] {{1, 10, 2, 20}, {6, 60, 7, 70}});
        assertThat(data.times()).containsExactly(0, 1, 1, 2, 3, 4);
        assertThat(data.goals().before()).containsExactly(false, true, false, true, true, true);
        double own = 0.25 / 4;
        double next = 0.5 / 4;
        double forecast = 2.0 / 6;
        assertThat(data.goals().shares().orElseThrow()).isDeepEqualTo(new double[][] {
            {own, own},
            {next, next},
            {own, own},
            {next + forecast, next + forecast},
            {forecast, forecast},
            {forecast, forecast}
        });
        assertThat(data.targets().get(4).toRows()).isDeepEqualTo(new double[][] {{4}, {9}});
    }

    private static double[][] rows(int first, int count) {
        double[][] rows = new double[count][];
        Arrays.setAll(rows, k -> new double[] {first + k, 10.0 * (first + k)});
        return rows;
    }

    /// A series that is over stands still, and an observation of which nothing is known is none.
    @Test
    void shorterSeriesStandStillAndUnknownObservationsAreNone() {
        Series longer = series(1, new double[] {0, 1, 3}, new double[][] {{1, 10}, {NONE, NONE}, {3, 30}});
        Series shorter = series(2, new double[] {0, 2}, new double[][] {{4, 40}, {5, 50}});
        ProblemData data = new SequenceLearning(
                        new Given(List.of("x", "y", "z"), List.of(longer, shorter)),
                        new Cut(9, 9, 0),
                        new Label(),
                        new SequenceLearning.View(false, SequenceLearning.Start.FIRST, SequenceLearning.Gaps.FACTOR))
                .data(0);
        Observations seen = data.observations().orElseThrow();
        assertThat(seen.times()).containsExactly(0, 1, 2);
        assertThat(seen.observed()).isDeepEqualTo(new boolean[][] {{true, true}, {false, true}, {true, false}});
        assertThat(seen.paces().orElseThrow()).isDeepEqualTo(new double[][] {{1, 2}, {2, 0}, {0, 0}});
        assertThat(data.times()).containsExactly(1, 2);
        assertThat(data.goals().shares().orElseThrow()).isDeepEqualTo(new double[][] {{0, 0.5}, {0.5, 0}});
    }

    /// What is left out is left out of the window only: behind the next that was kept the forecast goes on at the
    /// series' own times.
    @Test
    void nothingIsLeftOutOfAForecast() {
        double[] times = new double[400];
        Arrays.setAll(times, k -> k);
        ProblemData data = factors(new Next(List.of(0), 5, 1), new Cut(100, 400, 0.5), series(-1, times, rows(0, 400)));
        int count = data.targets().size();
        double next = data.targets().get(count - 5).get(0, 0);
        for (int j = 1; j < 5; j++) {
            assertThat(data.targets().get(count - 5 + j).get(0, 0)).isEqualTo(next + j);
        }
        double last = data.observations().orElseThrow().inputs().get(99).get(0, 0);
        assertThat(next).isGreaterThan(last);
        assertThat(data.observations().orElseThrow().ownTime(0, 104)).isEqualTo(next + 4);
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
