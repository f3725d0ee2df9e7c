package adjointlab.core.problem.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.problem.dynamics.ClassicSteps;
import adjointlab.core.problem.samples.Samples.Counts;
import adjointlab.core.problem.sequence.Sequences.Series;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A figure that walks.
final class WalkingFigureTest {
    private static final int HEIGHT = 0;
    private static final int PITCH = 1;
    private static final int RIGHT_HIP = 2;
    private static final int RIGHT_KNEE = 3;
    private static final int LEFT_HIP = 5;
    private static final int LEFT_KNEE = 6;
    private static final int FORWARD = 8;

    private static WalkingFigure figure(int length, double spacing, double noise) {
        return new WalkingFigure(new Counts(8, 4), length, spacing, noise);
    }

    private static double[] channel(Series series, int channel) {
        return Arrays.stream(series.values()).mapToDouble(row -> row[channel]).toArray();
    }

    private static double mean(double... values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double correlation(double[] a, double[] b) {
        double sum = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            double x = a[i] - mean(a);
            double y = b[i] - mean(b);
            sum += x * y;
            squaresA += x * x;
            squaresB += y * y;
        }
        return sum / Math.sqrt(squaresA * squaresB);
    }

    private static void allBetween(double low, double high, double... values) {
        for (double value : values) {
            assertThat(value).isBetween(low, high);
        }
    }

    @Test
    void recordingsFollowFromTheSeedAndThoseOfTheTestAreOthers() {
        WalkingFigure figure = figure(30, 0.05, 0.01);
        List<Series> train = figure.train(3).all();
        List<Series> test = figure.test(3).orElseThrow().all();
        assertThat(train).hasSize(8);
        assertThat(test).hasSize(4);
        for (int i = 0; i < 8; i++) {
            assertThat(figure.train(3).all().get(i).values())
                    .isDeepEqualTo(train.get(i).values());
            assertThat(Arrays.deepEquals(
                            figure.train(4).all().get(i).values(), train.get(i).values()))
                    .isFalse();
            for (Series other : test) {
                assertThat(Math.abs(correlation(channel(train.get(i), RIGHT_HIP), channel(other, RIGHT_HIP))))
                        .isLessThan(0.9999);
            }
        }
        assertThat(new WalkingFigure(new Counts(8, 0), 30, 0.05, 0.01).test(3)).isEmpty();
    }

    @Test
    void observationsAreRegularAndHaveTheirNames() {
        WalkingFigure figure = figure(30, 0.05, 0.01);
        assertThat(figure.channels()).hasSize(17).doesNotHaveDuplicates();
        for (Series series : figure.train(0).all()) {
            assertThat(series.length()).isEqualTo(30);
            for (int k = 0; k < 30; k++) {
                assertThat(series.times()[k]).isCloseTo(0.05 * k, within(1e-12));
                assertThat(series.values()[k]).hasSize(17);
            }
        }
    }

    /// Each velocity is the derivative of what it is called after.
    @Test
    void velocitiesAreThoseOfTheirAngles() {
        double h = 0.002;
        double[][] values = figure(400, h, 0).train(1).all().getFirst().values();
        for (int k = 1; k < 399; k++) {
            for (int c = HEIGHT; c < FORWARD; c++) {
                double rate = (values[k + 1][c] - values[k - 1][c]) / (2 * h);
                assertThat(values[k][9 + c]).as("channel %d at %d", c, k).isCloseTo(rate, within(0.01));
            }
        }
    }

    /// Legs take turns, knees never bend the wrong way, and the torso stays up and moves on.
    @Test
    void itWalks() {
        for (Series series : figure(400, 0.05, 0).train(2).all()) {
            assertThat(correlation(channel(series, RIGHT_HIP), channel(series, LEFT_HIP)))
                    .isLessThan(-0.5);
            assertThat(correlation(channel(series, RIGHT_KNEE), channel(series, LEFT_KNEE)))
                    .isLessThan(0);
            allBetween(-1.3, 0.0, channel(series, RIGHT_KNEE));
            allBetween(0.7, 1.1, channel(series, HEIGHT));
            allBetween(-0.4, 0.4, channel(series, PITCH));
            assertThat(mean(channel(series, FORWARD))).isBetween(0.5, 3.0);
        }
    }

    /// Steps a second, from where the right hip swings through its mean.
    @Test
    void everyFigureHasItsPace() {
        double[] paces = figure(800, 0.05, 0).train(5).all().stream()
                .mapToDouble(series -> {
                    double[] hip = channel(series, RIGHT_HIP);
                    double middle = mean(hip);
                    long through = IntStream.range(1, hip.length)
                            .filter(k -> hip[k - 1] < middle && hip[k] >= middle)
                            .count();
                    return through / 40.0;
                })
                .toArray();
        allBetween(0.7, 1.5, paces);
        double[] sorted = Arrays.stream(paces).sorted().toArray();
        assertThat(sorted[7] - sorted[0]).isGreaterThan(0.1);
    }

    /// Whatever the draw, coupled phases run together but for their lags; alone they drift apart.
    @Test
    void couplingBringsPhasesTogether() {
        double[] lags = {0, 1.2, 2.1, Math.PI, 1.2 + Math.PI, 2.1 + Math.PI};
        int apart = 0;
        for (int seed = 0; seed < 20; seed++) {
            Gait gait = Gait.draw(new Random(seed));
            assertThat(order(gait, lags, seed)).as("seed %d", seed).isGreaterThan(0.8);
            Gait alone = new Gait(gait.own(), 0, gait.reach(), gait.pace());
            apart += order(alone, lags, seed) < 0.8 ? 1 : 0;
        }
        assertThat(apart).isGreaterThan(10);
    }

    /// Kuramoto's order parameter of phases and lags after a minute, from 0 to 1.
    private static double order(Gait gait, double[] lags, int seed) {
        double[] x = gait.start(new Random(seed));
        ClassicSteps steps = new ClassicSteps(Gait.STATE, gait::rate);
        for (int i = 0; i < 6000; i++) {
            steps.step(0.01 * i, x, 0.01, x);
        }
        double cosines = 0;
        double sines = 0;
        for (int j = 0; j < lags.length; j++) {
            cosines += Math.cos(x[j] + lags[j]) / lags.length;
            sines += Math.sin(x[j] + lags[j]) / lags.length;
        }
        return Math.hypot(cosines, sines);
    }

    @Test
    void noiseIsAsLargeAsSaid() {
        double[][] clean = figure(2, 0.05, 0).train(1).all().getFirst().values();
        double[][] noisy = figure(2, 0.05, 0.1).train(1).all().getFirst().values();
        double squares = 0;
        for (int c = 0; c < 17; c++) {
            squares += Math.pow(noisy[0][c] - clean[0][c], 2) / 17;
        }
        // 17 normal numbers: within three standard deviations of their mean square
        assertThat(squares).isCloseTo(0.01, within(0.0103));
        assertThat(squares).isPositive();
    }
}
