package adjointlab.core.problem.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.catalog.Problems;
import adjointlab.core.catalog.Values;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.samples.Samples.Counts;
import adjointlab.core.problem.sequence.Sequences.Series;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Letters that are drawn here.
final class LettersTest {
    private static final double SPACING = 0.01;

    private static Letters letters(int train, int test, int classes, double noise) {
        return new Letters(new Counts(train, test), classes, SPACING, noise);
    }

    @Test
    void lettersFollowFromTheSeedAndThoseOfTheTestAreOthers() {
        Letters letters = letters(40, 40, 20, 0.05);
        List<Series> train = letters.train(3).all();
        List<Series> test = letters.test(3).orElseThrow().all();
        for (int i = 0; i < 40; i++) {
            assertThat(letters.train(3).all().get(i).values())
                    .isDeepEqualTo(train.get(i).values());
            assertThat(Arrays.deepEquals(
                            letters.train(4).all().get(i).values(), train.get(i).values()))
                    .isFalse();
            assertThat(Arrays.deepEquals(test.get(i).values(), train.get(i).values()))
                    .isFalse();
        }
        assertThat(letters(40, 0, 20, 0.05).test(3)).isEmpty();
    }

    @Test
    void everyClassHasItsTurnAndLengthsDiffer() {
        Letters letters = letters(200, 0, 20, 0.05);
        assertThat(letters.classes()).hasSize(20).doesNotHaveDuplicates();
        assertThat(letters.channels()).containsExactly("x velocity", "y velocity", "pen pressure");
        int[] of = new int[20];
        Set<Integer> lengths = new HashSet<>();
        for (Series series : letters.train(0).all()) {
            of[series.label()]++;
            lengths.add(series.length());
            assertThat(series.length()).isBetween(60, 180);
            for (int k = 0; k < series.length(); k++) {
                assertThat(series.times()[k]).isCloseTo(k * SPACING, within(1e-12));
            }
        }
        assertThat(of).containsOnly(10);
        assertThat(lengths).hasSizeGreaterThan(50);
    }

    /// The pen starts and ends at rest and where the letter does, up to slant and size, and presses between.
    @Test
    void velocitiesMakeUpTheLetter() {
        for (Series series : letters(20, 0, 20, 0).train(1).all()) {
            double[] points = PenStrokes.LETTERS.get(series.label()).points();
            double[][] values = series.values();
            int last = series.length() - 1;
            double y = 0;
            double low = 0;
            double high = 0;
            double pressure = 0;
            for (int k = 1; k <= last; k++) {
                y += SPACING * (values[k - 1][1] + values[k][1]) / 2;
                low = Math.min(low, y);
                high = Math.max(high, y);
                pressure = Math.max(pressure, values[k][2]);
            }
            double lowest = Double.POSITIVE_INFINITY;
            double highest = Double.NEGATIVE_INFINITY;
            for (int i = 1; i < points.length; i += 2) {
                lowest = Math.min(lowest, points[i]);
                highest = Math.max(highest, points[i]);
            }
            String letter = letters(1, 0, 20, 0).classes().get(series.label());
            assertThat(values[0][0]).as(letter).isZero();
            assertThat(values[0][1]).as(letter).isZero();
            assertThat(Math.abs(values[last][1])).as(letter).isLessThan(1.5);
            assertThat(pressure).as(letter).isGreaterThan(0.3);
            assertThat(values[0][2]).as(letter).isZero();
            double size = (high - low) / (highest - lowest);
            assertThat(size).as(letter).isBetween(0.55, 1.75);
            assertThat(y / size).as(letter).isCloseTo(points[points.length - 1] - points[1], within(0.15));
        }
    }

    /// Letters "h" of several hands: what they are wide and high tells their slants and sizes.
    @Test
    void handsDiffer() {
        double[] points = PenStrokes.LETTERS.get(6).points();
        double across = points[points.length - 2] - points[0];
        double down = points[points.length - 1] - points[1];
        double[] sizes = new double[40];
        double[] slants = new double[40];
        List<Series> all = letters(800, 0, 20, 0).train(2).all();
        for (int i = 0; i < 40; i++) {
            double x = 0;
            double y = 0;
            for (double[] row : all.get(20 * i + 6).values()) {
                x += SPACING * row[0];
                y += SPACING * row[1];
            }
            sizes[i] = y / down;
            slants[i] = (x / sizes[i] - across) / down;
        }
        assertThat(deviation(sizes)).isBetween(0.1, 0.22);
        assertThat(deviation(slants)).isBetween(0.1, 0.22);
    }

    private static double deviation(double... values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
    }

    /// The nearest mean of series brought to one length tells more than nine in ten right that it has not seen.
    @Test
    void lettersCanBeTold() {
        for (int classes : new int[] {20, 10, 2}) {
            Letters letters = letters(20 * classes, 10 * classes, classes, 0.05);
            double[][] means = new double[classes][96];
            for (Series series : letters.train(7).all()) {
                double[] seen = resampled(series);
                for (int i = 0; i < seen.length; i++) {
                    means[series.label()][i] += seen[i] / 20;
                }
            }
            int right = 0;
            for (Series series : letters.test(7).orElseThrow().all()) {
                int nearest = 0;
                for (int c = 1; c < classes; c++) {
                    nearest = distance(resampled(series), means[c]) < distance(resampled(series), means[nearest])
                            ? c
                            : nearest;
                }
                right += nearest == series.label() ? 1 : 0;
            }
            assertThat(right).as("of %d letters", classes).isGreaterThan(9 * classes);
        }
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    /// 32 observations, the pressure as large as the velocities.
    private static double[] resampled(Series series) {
        double[] seen = new double[96];
        for (int i = 0; i < 32; i++) {
            double[] row = series.values()[(int) Math.round(i * (series.length() - 1) / 31.0)];
            seen[3 * i] = row[0];
            seen[3 * i + 1] = row[1];
            seen[3 * i + 2] = 5 * row[2];
        }
        return seen;
    }

    @Test
    void thereAreTwentyLetters() {
        assertThatThrownBy(() -> letters(1, 0, 21, 0)).hasMessageContaining("20 letters");
        assertThatThrownBy(() -> letters(1, 0, 1, 0)).hasMessageContaining("20 letters");
    }

    @Test
    void theProblemTellsThemBehindTheirLastObservation() {
        var entry = Problems.CATALOG.get("letters");
        Problem problem = entry.create(new Values(Map.of("samples", 6, "classes", 3)).complete(entry.parameters()));
        ProblemData data = problem.data(1);
        List<Series> series = letters(6, 0, 3, 0.05).train(1).all();
        assertThat(problem.tellsClasses()).isTrue();
        assertThat(problem.outputDim()).isEqualTo(3);
        assertThat(problem.className(2)).isEqualTo("c");
        assertThat(data.samples()).isEqualTo(6);
        for (int s = 0; s < 6; s++) {
            int counting = 0;
            for (int i = 0; i < data.times().length; i++) {
                if (data.goals().counts(i, s)) {
                    counting++;
                    assertThat(data.times()[i]).isCloseTo((series.get(s).length() - 1) * SPACING, within(1e-9));
                    assertThat(data.targets().get(i).get(s % 3, s)).isEqualTo(1);
                }
            }
            assertThat(counting).isEqualTo(1);
        }
    }

    @Test
    void lettersOfEndlesslyManyObservationsAreRefused() {
        for (double spacing : new double[] {Double.MIN_VALUE, 1e-300, 1e-5}) {
            assertThatThrownBy(() -> new Letters(new Counts(1, 0), 2, spacing, 0))
                    .hasMessageContaining("observations; choose a larger spacing");
        }
    }
}
