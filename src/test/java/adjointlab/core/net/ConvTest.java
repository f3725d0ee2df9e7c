package adjointlab.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.Shape;
import adjointlab.core.kernel.Batch;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Convolutions against sums written out pixel by pixel, in one band of rows and in several.
final class ConvTest {
    private static double[][] rows(Random random, int samples, int size) {
        double[][] rows = new double[samples][size];
        for (double[] row : rows) {
            Arrays.setAll(row, _ -> random.nextGaussian());
        }
        return rows;
    }

    /// Σ W[o, c, dy, dx] x[c, sy + dy − p, sx + dx − p] + b[o], with steps s and p pixels of zeros around.
    private static double[] convolved(Conv conv, double[] theta, double[] image) {
        Shape in = conv.in();
        Shape made = conv.out();
        int k = conv.kernel();
        int step = conv.window().step();
        int padding = conv.window().padding();
        double[] out = new double[made.size()];
        for (int o = 0; o < conv.channels(); o++) {
            for (int y = 0; y < made.height(); y++) {
                for (int x = 0; x < made.width(); x++) {
                    int bias = conv.channels() * in.channels() * k * k + o;
                    double sum = conv.bias().isEmpty() ? 0 : theta[bias];
                    for (int c = 0; c < in.channels(); c++) {
                        for (int i = 0; i < k; i++) {
                            for (int j = 0; j < k; j++) {
                                int row = y * step + i - padding;
                                int column = x * step + j - padding;
                                if (row >= 0 && row < in.height() && column >= 0 && column < in.width()) {
                                    sum += theta[((o * in.channels() + c) * k + i) * k + j]
                                            * image[(c * in.height() + row) * in.width() + column];
                                }
                            }
                        }
                    }
                    out[(o * made.height() + y) * made.width() + x] = sum;
                }
            }
        }
        return out;
    }

    /// The largest has bands of three rows, the last of which holds one.
    @ParameterizedTest
    @CsvSource({"1, 5, 4, 2, 1, 3", "2, 4, 5, 3, 3, 7", "3, 3, 3, 2, 5, 2", "4, 7, 5, 6, 3, 100", "2, 6, 40, 3, 3, 64"})
    void outputsAreThoseOfTheSums(int channels, int height, int width, int outputs, int kernel, int samples) {
        expectSums(new Conv(new Shape(channels, height, width), outputs, kernel, "W", "b"), samples);
    }

    /// Sizes of the output are those of the second-order paper's stem, 28 → 26 → 13 → 6 and 32 → 30 → 15 → 7, and
    /// others.
    @ParameterizedTest
    @CsvSource({
        "28, 28, 3, 1, 0, 26, 26",
        "26, 26, 4, 2, 1, 13, 13",
        "13, 13, 4, 2, 1, 6, 6",
        "15, 15, 4, 2, 1, 7, 7",
        "9, 4, 2, 3, 1, 4, 2",
        "3, 8, 3, 2, 0, 1, 3",
        "5, 1, 5, 1, 2, 5, 1"
    })
    void kernelsGoInSteps(int height, int width, int kernel, int step, int padding, int outHeight, int outWidth) {
        for (String bias : List.of("", "b")) {
            Conv conv = new Conv(new Shape(2, height, width), 3, new Conv.Window(kernel, step, padding), "W", bias);
            assertThat(conv.out()).isEqualTo(new Shape(3, outHeight, outWidth));
            expectSums(conv, 5);
            expectSums(conv, 70);
        }
    }

    private static void expectSums(Conv conv, int samples) {
        Random random = new Random(4);
        double[][] images = rows(random, samples, conv.in().size());
        double[] theta = random.doubles(conv.parameters().size(), -1, 1).toArray();
        Part.Work work = conv.prepare(samples);
        work.bind(theta, 0);
        Batch out = new Batch(conv.out().size(), samples);
        work.up(0, Batch.ofRows(images), new Trail(), out);
        for (int s = 0; s < samples; s++) {
            assertThat(out.toRows()[s]).containsExactly(convolved(conv, theta, images[s]), within(1e-12));
        }
    }

    /// ⟨a, conv(x; θ̇)⟩ = ⟨gradient, θ̇⟩ and ⟨a, conv(ẋ) without bias⟩ = ⟨pulled, ẋ⟩, in several bands.
    @Test
    void theWayBackIsTheTranspose() {
        Conv conv = new Conv(new Shape(4, 7, 5), 6, 3, "W", "b");
        int samples = 100;
        Random random = new Random(5);
        double[][] images = rows(random, samples, conv.in().size());
        double[][] directions = rows(random, samples, conv.in().size());
        double[][] cotangents = rows(random, samples, conv.out().size());
        double[] theta = random.doubles(conv.parameters().size(), -1, 1).toArray();
        double[] thetaDot = random.doubles(theta.length, -1, 1).toArray();
        double[] still = theta.clone();
        Arrays.fill(still, theta.length - conv.channels(), theta.length, 0);
        Part.Work work = conv.prepare(samples);
        work.bind(theta, 0);
        Batch a = new Batch(conv.out().size(), samples);
        for (int s = 0; s < samples; s++) {
            for (int i = 0; i < a.dim(); i++) {
                a.set(i, s, cotangents[s][i]);
            }
        }
        Batch pulled = new Batch(conv.in().size(), samples);
        ParameterGradient gradient = new ParameterGradient(1, theta.length);
        Batch x = Batch.ofRows(images);
        work.up(0, x, new Trail(), new Batch(conv.out().size(), samples));
        work.back(0, x, new Trail(), a, pulled, gradient);
        double byTheta = 0;
        double byX = 0;
        double pulledDot = 0;
        for (int s = 0; s < samples; s++) {
            double[] alongTheta = convolved(conv, thetaDot, images[s]);
            double[] alongX = convolved(conv, still, directions[s]);
            for (int i = 0; i < alongX.length; i++) {
                byTheta += cotangents[s][i] * alongTheta[i];
                byX += cotangents[s][i] * alongX[i];
            }
            for (int i = 0; i < directions[s].length; i++) {
                pulledDot += pulled.get(i, s) * directions[s][i];
            }
        }
        double gradientDot = 0;
        for (int j = 0; j < theta.length; j++) {
            gradientDot += gradient.data()[j] * thetaDot[j];
        }
        assertThat(gradientDot).isCloseTo(byTheta, within(1e-9 * Math.abs(byTheta)));
        assertThat(pulledDot).isCloseTo(byX, within(1e-9 * Math.abs(byX)));
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static Batch cotangent(double[][] rows) {
        Batch batch = Batch.ofRows(rows);
        batch.padCotangent();
        return batch;
    }

    /// Along x alone and along x and θ, and back: ⟨a, conv(x; θ̇)⟩ + ⟨ȧ, conv(ẋ; θ̇) without bias⟩ = ⟨gradient,
    /// θ̇⟩, in several bands.
    @Test
    void tangentsAndTheirWayBackAreThoseOfTheSums() {
        Conv conv = new Conv(new Shape(4, 7, 5), 6, 3, "W", "b");
        int samples = 100;
        Random random = new Random(6);
        double[][] images = rows(random, samples, conv.in().size());
        double[][] moves = rows(random, samples, conv.in().size());
        double[][] a = rows(random, samples, conv.out().size());
        double[][] aDot = rows(random, samples, conv.out().size());
        int p = conv.parameters().size();
        double[] theta = random.doubles(p, -1, 1).toArray();
        double[] thetaDot = random.doubles(p, -1, 1).toArray();
        double[] still = theta.clone();
        double[] stillDot = thetaDot.clone();
        Arrays.fill(still, p - conv.channels(), p, 0);
        Arrays.fill(stillDot, p - conv.channels(), p, 0);
        Part.Work work = conv.prepare(samples);
        work.bind(theta, 0);
        Batch x = Batch.ofRows(images);
        Batch xDot = Batch.ofRows(moves);
        Batch both = new Batch(conv.out().size(), samples);
        Batch one = new Batch(conv.out().size(), samples);
        work.up(0, x, new Trail(), new Batch(conv.out().size(), samples));
        work.along(0, x, new Trail(), new Part.Tangent(xDot, thetaDot, 0), both);
        work.along(0, x, new Trail(), Part.Tangent.of(xDot), one);
        Part.Pull pull = new Part.Pull(
                cotangent(a),
                cotangent(aDot),
                new Batch(conv.in().size(), samples),
                new Batch(conv.in().size(), samples));
        ParameterGradient gradient = new ParameterGradient(1, p);
        work.backAlong(0, x, new Trail(), xDot, pull, gradient);
        double byTheta = 0;
        for (int s = 0; s < samples; s++) {
            double[] byX = convolved(conv, still, moves[s]);
            double[] alongTheta = convolved(conv, thetaDot, images[s]);
            double[] sum = new double[byX.length];
            Arrays.setAll(sum, i -> byX[i] + alongTheta[i]);
            assertThat(one.toRows()[s]).containsExactly(byX, within(1e-12));
            assertThat(both.toRows()[s]).containsExactly(sum, within(1e-12));
            byTheta += dot(a[s], alongTheta) + dot(aDot[s], convolved(conv, stillDot, moves[s]));
            assertThat(dot(pull.gxAcc().toRows()[s], moves[s])).isCloseTo(dot(a[s], byX), within(1e-10));
            assertThat(dot(pull.gxDotAcc().toRows()[s], moves[s])).isCloseTo(dot(aDot[s], byX), within(1e-10));
        }
        assertThat(dot(gradient.data(), thetaDot)).isCloseTo(byTheta, within(1e-9 * Math.abs(byTheta)));
    }

    @Test
    void kernelsFitIntoImages() {
        assertThatThrownBy(() -> new Conv(new Shape(1, 2, 8), 1, new Conv.Window(3, 1, 0), "W", ""))
                .hasMessageContaining("does not fit into images of 2 × 8 pixels");
        assertThatThrownBy(() -> new Conv.Window(3, 0, 0)).hasMessageContaining("in steps of 0");
        assertThatThrownBy(() -> new Conv.Window(3, 1, 3)).hasMessageContaining("with 3 pixels of zeros");
        assertThatThrownBy(() -> new Conv(new Shape(1, 3, 3), 0, 1, "W", "b")).hasMessageContaining("not 0");
    }

    @Test
    void kernelsHaveAMiddle() {
        assertThatThrownBy(() -> new Conv(new Shape(1, 3, 3), 1, 2, "W", "b"))
                .hasMessageStartingWith("a convolution has a kernel of 1, 3, 5, … pixels");
    }
}
