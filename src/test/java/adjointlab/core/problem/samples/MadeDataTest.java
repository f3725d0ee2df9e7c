package adjointlab.core.problem.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.math.RandomStreams;
import adjointlab.core.problem.Uniformity;
import adjointlab.core.problem.samples.Samples.Coding;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Made data sets against their descriptions: moments, supports, classes.
final class MadeDataTest {
    private static final int SEED = 23;

    private static double[][][] filled(Samples.Source source, int count) {
        double[][] x = new double[count][source.dim()];
        double[][] y = new double[count][source.outputDim()];
        for (double[] row : x) {
            Arrays.fill(row, 77);
        }
        source.fill(RandomStreams.of(SEED, "made"), x, y);
        return new double[][][] {x, y};
    }

    private static double[] each(double[][] rows, ToDoubleFunction<double[]> of) {
        return Arrays.stream(rows).mapToDouble(of).toArray();
    }

    @Test
    void classesAreCodedAsHalvesOrOneByOne() {
        assertThat(Coding.HALVES.coded(0, 4)).containsExactly(-1);
        assertThat(Coding.HALVES.coded(1, 4)).containsExactly(-1);
        assertThat(Coding.HALVES.coded(2, 4)).containsExactly(1);
        assertThat(Coding.HALVES.coded(1, 3)).containsExactly(-1);
        assertThat(Coding.HALVES.coded(2, 3)).containsExactly(1);
        assertThat(Coding.ONE_HOT.coded(2, 4)).containsExactly(0, 0, 1, 0);
        double[] used = {5, 5, 5};
        Coding.ONE_HOT.write(0, 3, used);
        assertThat(used).containsExactly(1, 0, 0);
    }

    /// All classes are equally frequent, in turn.
    @Test
    void classesComeInTurn() {
        double[][] digits = filled(new Digits(8, 1, Coding.ONE_HOT), 25)[1];
        double[][] textures = filled(new Textures(4, 1, Coding.ONE_HOT), 25)[1];
        double[][] topics = filled(new Topics(8, 3, 2, Coding.ONE_HOT), 25)[1];
        for (int s = 0; s < 25; s++) {
            assertThat(digits[s]).containsExactly(Coding.ONE_HOT.coded(s % 10, 10));
            assertThat(textures[s]).containsExactly(Coding.ONE_HOT.coded(s % 10, 10));
            assertThat(topics[s]).containsExactly(Coding.ONE_HOT.coded(s % 4, 4));
        }
        assertThat(filled(new Textures(4, 1, Coding.HALVES), 10)[1])
                .isDeepEqualTo(new double[][] {{-1}, {-1}, {-1}, {-1}, {-1}, {1}, {1}, {1}, {1}, {1}});
        assertThat(filled(new Topics(8, 3, 2, Coding.HALVES), 4)[1])
                .isDeepEqualTo(new double[][] {{-1}, {-1}, {1}, {1}});
    }

    /// Uniform on the sphere of radius √d: E[x²] = 1, E[x⁴] = 3d/(d + 2), E[x²y²] = d/(d + 2).
    @ParameterizedTest
    @ValueSource(ints = {3, 10})
    void theSpheresInputsAreUniformAndItsTargetsAreTheFunction(int d) {
        double[][][] made = filled(new SphereTeacher(d), 8000);
        double[][] x = made[0];
        for (int s = 0; s < x.length; s++) {
            assertThat(Arrays.stream(x[s]).map(v -> v * v).sum()).isCloseTo(d, within(1e-12));
            assertThat(made[1][s]).containsExactly(Math.sin(x[s][0]) + x[s][1] * x[s][2] / 2);
        }
        Uniformity.hasMean(each(x, v -> v[0]), 0, "mean");
        Uniformity.hasMean(each(x, v -> v[1] * v[1]), 1, "variance");
        Uniformity.hasMean(each(x, v -> Math.pow(v[2], 4)), 3.0 * d / (d + 2), "fourth moment");
        Uniformity.hasMean(each(x, v -> v[0] * v[0] * v[d - 1] * v[d - 1]), d / (d + 2.0), "mixed moment");
    }

    /// Day by day: T = s + 0.3w, humidity 0.6m − 0.5s, wind 0.3n + 0.2m, pressure −0.7s − 0.3m + 0.1n′, with the
    /// season s = sin, whose mean square is ½, and w, m of variance 1 and correlation 0.8 a day.
    @Test
    void theClimateHasItsMoments() {
        double[][][] made = filled(new Climate(3), 20_000);
        double[][] x = made[0];
        assertThat(new Climate(3).dim()).isEqualTo(12);
        for (int day = 0; day < 3; day++) {
            int at = 4 * day;
            for (int q = 0; q < 4; q++) {
                int quantity = at + q;
                Uniformity.hasMean(each(x, v -> v[quantity]), 0, "quantity " + quantity);
            }
            Uniformity.hasMean(each(x, v -> v[at] * v[at]), 0.5 + 0.09, "T²");
            Uniformity.hasMean(each(x, v -> v[at + 1] * v[at + 1]), 0.36 + 0.125, "humidity²");
            Uniformity.hasMean(each(x, v -> v[at + 2] * v[at + 2]), 0.09 + 0.04, "wind²");
            Uniformity.hasMean(each(x, v -> v[at + 3] * v[at + 3]), 0.245 + 0.09 + 0.01, "pressure²");
            Uniformity.hasMean(each(x, v -> v[at] * v[at + 1]), -0.25, "T·humidity");
            Uniformity.hasMean(each(x, v -> v[at] * v[at + 2]), 0, "T·wind");
            Uniformity.hasMean(each(x, v -> v[at] * v[at + 3]), -0.35, "T·pressure");
            Uniformity.hasMean(each(x, v -> v[at + 1] * v[at + 2]), 0.12, "humidity·wind");
            Uniformity.hasMean(each(x, v -> v[at + 1] * v[at + 3]), 0.175 - 0.18, "humidity·pressure");
            Uniformity.hasMean(each(x, v -> v[at + 2] * v[at + 3]), -0.06, "wind·pressure");
        }
        double turn = Math.cos(2 * Math.PI / 365.25);
        Uniformity.hasMean(each(x, v -> v[0] * v[4]), 0.5 * turn + 0.09 * 0.8, "T·next T");
        Uniformity.hasMean(each(x, v -> v[1] * v[5]), 0.36 * 0.8 + 0.125 * turn, "humidity·next humidity");
        Uniformity.hasMean(each(x, v -> v[2] * v[6]), 0.04 * 0.8, "wind·next wind");
        double[] last = new double[x.length];
        double[] first = new double[x.length];
        for (int s = 0; s < last.length; s++) {
            last[s] = x[s][8] * made[1][s][0];
            first[s] = x[s][0] * made[1][s][0];
        }
        Uniformity.hasMean(last, 0.5 * turn + 0.09 * 0.8, "the last day's T·target");
        double three = Math.cos(3 * 2 * Math.PI / 365.25);
        Uniformity.hasMean(first, 0.5 * three + 0.09 * 0.512, "the first day's T·target");
    }

    /// The recursion written out, on the very numbers that are drawn: a seed's weather stays what it is.
    @Test
    void theClimateFollowsItsRecursion() {
        int days = 5;
        double[][][] made = filled(new Climate(days), 3);
        var random = RandomStreams.of(SEED, "made");
        for (int s = 0; s < 3; s++) {
            double start = 365.25 * random.nextDouble();
            double warm = random.nextGaussian();
            double wet = random.nextGaussian();
            for (int day = 0; day <= days; day++) {
                double season = Math.sin((start + day) * 2 * Math.PI / 365.25);
                warm = 0.8 * warm + 0.6 * random.nextGaussian();
                wet = 0.8 * wet + 0.6 * random.nextGaussian();
                if (day == days) {
                    assertThat(made[1][s]).containsExactly(new double[] {season + 0.3 * warm}, within(1e-13));
                    continue;
                }
                double wind = 0.3 * random.nextGaussian() + 0.2 * wet;
                double pressure = -0.7 * season - 0.3 * wet + 0.1 * random.nextGaussian();
                assertThat(Arrays.copyOfRange(made[0][s], 4 * day, 4 * day + 4))
                        .as("sample %d, day %d", s, day)
                        .containsExactly(
                                new double[] {season + 0.3 * warm, 0.6 * wet - 0.5 * season, wind, pressure},
                                within(1e-13));
            }
        }
    }

    /// Seasons turn slowly: over half a year the season part changes its sign, over a year it is back.
    @Test
    void theClimateHasAYear() {
        double[][] x = filled(new Climate(365), 2000)[0];
        double half = Math.cos(2 * Math.PI * 182 / 365.25);
        Uniformity.hasMean(each(x, v -> v[0] * v[4 * 182]), 0.5 * half, "half a year apart");
        double quarter = Math.cos(2 * Math.PI * 91 / 365.25);
        Uniformity.hasMean(each(x, v -> v[0] * v[4 * 91]), 0.5 * quarter, "a quarter apart");
        Uniformity.hasMean(each(x, v -> v[0] * v[4 * 364]), 0.5 * Math.cos(2 * Math.PI * 364 / 365.25), "a year");
    }

    /// Without noise a channel less its colour is a plane wave: neighbours' sum is 2 cos k times the pixel. Its
    /// direction is π·class/10 ± 0.1, its wavelength a side over (1.5 + 0.5·(class mod 3)) ± 10 %.
    @Test
    void texturesArePlaneWavesOfTheirClass() {
        int side = 10;
        int count = 2000;
        double[][] x = filled(new Textures(side, 0, Coding.ONE_HOT), count)[0];
        double[] directions = new double[count];
        double[] directionSquares = new double[count];
        double[] lengths = new double[count];
        double[] lengthSquares = new double[count];
        double[] contrasts = new double[count];
        double[] phases = new double[count];
        for (int s = 0; s < count; s++) {
            int label = s % 10;
            double[][] plain = new double[3][side * side];
            for (int c = 0; c < 3; c++) {
                double colour = Math.cos(2 * Math.PI * (label / 10.0 + c / 3.0));
                for (int p = 0; p < side * side; p++) {
                    plain[c][p] = x[s][c * side * side + p] - colour;
                }
                for (int p = 0; p < side * side; p += 5) {
                    assertThat(plain[c][p]).as("channels differ by colour").isCloseTo(plain[0][p], within(1e-13));
                }
            }
            double[] wave = plain[0];
            double kx = waveNumber(wave, side, 1);
            double ky = waveNumber(wave, side, side);
            double expected = Math.PI * label / 10;
            double best = Double.POSITIVE_INFINITY;
            double length = 0;
            for (int signs = 0; signs < 4; signs++) {
                double angle = Math.atan2((signs & 1) == 0 ? ky : -ky, (signs & 2) == 0 ? kx : -kx);
                double off = Math.IEEEremainder(angle - expected, 2 * Math.PI);
                if (Math.abs(off) < Math.abs(best) && isWave(wave, side, angle, Math.hypot(kx, ky))) {
                    best = off;
                    length = Math.hypot(kx, ky) * side / (2 * Math.PI);
                }
            }
            assertThat(best).as("sample %d is a plane wave", s).isFinite();
            directions[s] = best;
            directionSquares[s] = best * best;
            lengths[s] = length / (1.5 + 0.5 * (label % 3)) - 1;
            lengthSquares[s] = lengths[s] * lengths[s];
            // contrast² is the sum of the squares of a pixel and its quarter-turned partner
            double partner = partner(wave, side, expected + best, Math.hypot(kx, ky));
            contrasts[s] = Math.hypot(wave[0], partner) - 0.5;
            phases[s] = turn(Math.atan2(wave[0], partner));
        }
        Uniformity.hasMean(directions, 0, "direction");
        Uniformity.hasMean(directionSquares, 0.01, "spread of the direction");
        Uniformity.hasMean(lengths, 0, "waves a side");
        Uniformity.hasMean(lengthSquares, 0.01, "spread of the waves");
        Uniformity.isUniform(contrasts, "contrast from ½ to 1½");
        Uniformity.isUniform(phases, "phase");
    }

    private static double turn(double angle) {
        double part = angle / (2 * Math.PI);
        return part - Math.floor(part);
    }

    /// k ≥ 0 from f(p + 1) + f(p − 1) = 2 cos(k) f(p), at the pixel that shows it best.
    private static double waveNumber(double[] wave, int side, int stride) {
        int best = stride;
        for (int row = 1; row < side - 1; row++) {
            for (int column = 1; column < side - 1; column++) {
                int p = row * side + column;
                best = Math.abs(wave[p]) > Math.abs(wave[best]) || best == stride ? p : best;
            }
        }
        return Math.acos(Math.clamp((wave[best + stride] + wave[best - stride]) / (2 * wave[best]), -1, 1));
    }

    /// Whether all pixels follow from two by a wave of this direction.
    private static boolean isWave(double[] wave, int side, double angle, double k) {
        double kx = k * Math.cos(angle);
        double ky = k * Math.sin(angle);
        double partner = partner(wave, side, angle, k);
        for (int p = 0; p < wave.length; p++) {
            double phase = kx * (p % side) + ky * Math.floorDiv(p, side);
            if (Math.abs(wave[p] - wave[0] * Math.cos(phase) - partner * Math.sin(phase)) > 1e-6) {
                return false;
            }
        }
        return true;
    }

    /// b of f = a cos φ + b sin φ with a the first pixel and φ from there on, by the neighbour that tells it best.
    private static double partner(double[] wave, int side, double angle, double k) {
        boolean across = Math.abs(Math.cos(angle)) > Math.abs(Math.sin(angle));
        double step = k * (across ? Math.cos(angle) : Math.sin(angle));
        return (wave[across ? 1 : side] - wave[0] * Math.cos(step)) / Math.sin(step);
    }

    @Test
    void texturesNoiseIsWhite() {
        double[][] x = filled(new Textures(8, 0.7, Coding.HALVES), 400)[0];
        // the classes' colour and, over phases, nothing else is the mean of a pixel
        for (int c = 0; c < 3; c++) {
            int pixel = c * 64 + 13;
            double[] ofClass = new double[40];
            Arrays.setAll(ofClass, i -> x[10 * i + 4][pixel]);
            Uniformity.hasMean(ofClass, Math.cos(2 * Math.PI * (0.4 + c / 3.0)), "channel " + c);
        }
        // channels differ by colours and two independent noises
        double[] differences = new double[400 * 64];
        for (int i = 0; i < differences.length; i++) {
            double colours = Math.cos(2 * Math.PI * (i / 64 % 10 / 10.0 + 1 / 3.0))
                    - Math.cos(2 * Math.PI * (i / 64 % 10 / 10.0));
            double d = x[i / 64][64 + i % 64] - x[i / 64][i % 64] - colours;
            differences[i] = d * d;
        }
        Uniformity.hasMean(differences, 2 * 0.49, "variance of the noise");
    }

    /// Words of class w mod 4 are `preference` times as frequent as Zipf's law 1/(w + 1) has them.
    @Test
    void topicsHaveTheirWords() {
        int words = 12;
        double[][] x = filled(new Topics(words, 50, 3, Coding.ONE_HOT), 4000)[0];
        for (double[] text : x) {
            assertThat(Arrays.stream(text).sum()).isEqualTo(50);
            assertThat(Arrays.stream(text)).allMatch(count -> count >= 0 && count == Math.rint(count));
        }
        for (int label = 0; label < 4; label++) {
            double[] counts = new double[words];
            double[] probabilities = new double[words];
            double total = 0;
            for (int w = 0; w < words; w++) {
                for (int s = label; s < x.length; s += 4) {
                    counts[w] += x[s][w];
                }
                probabilities[w] = (w % 4 == label ? 3 : 1) / (w + 1.0);
                total += probabilities[w];
            }
            for (int w = 0; w < words; w++) {
                probabilities[w] /= total;
            }
            Uniformity.areDistributed(counts, probabilities, "words of class " + label);
        }
    }
}
