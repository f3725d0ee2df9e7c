package adjointlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.family.Model;
import adjointlab.core.family.Node;
import adjointlab.core.family.Parts;
import adjointlab.core.family.Stem;
import adjointlab.core.field.Shape;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.kernel.Batch;
import adjointlab.core.net.ConvStack;
import adjointlab.core.net.ConvStack.Layer;
import adjointlab.core.net.ConvStack.TimeChannel;
import adjointlab.core.net.PartField;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.StepListener;
import adjointlab.core.optim.Dense;
import adjointlab.core.optim.LayerFactors;
import adjointlab.core.optim.Snopt;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One step of SNOpt on a small model of images as the second-order paper has them, stem, field and head, against the
/// published recursion with every patch written out.
final class ImageStepTest {
    private static final int SAMPLES = 12;
    private static final int CHANNELS = 2;
    private static final int HIDDEN = 3;
    private static final int CLASSES = 3;
    /// 14 → 12 → 6 → 3.
    private static final Shape IMAGE = new Shape(1, 14, 14);

    private static final Shape STATE = new Shape(CHANNELS, 3, 3);
    private static final double GRID_STEP = 0.5;

    /// An image [channel][row][column].
    private record Image(double[][][] values) {
        static Image of(Batch batch, int sample, Shape shape) {
            Image image = zeros(shape);
            for (int i = 0; i < shape.size(); i++) {
                image.values[i / (shape.height() * shape.width())][i / shape.width() % shape.height()][
                                i % shape.width()] =
                        batch.get(i, sample);
            }
            return image;
        }

        static Image zeros(Shape shape) {
            return new Image(new double[shape.channels()][shape.height()][shape.width()]);
        }

        int height() {
            return values[0].length;
        }

        double at(int c, int y, int x) {
            boolean inside = y >= 0 && y < height() && x >= 0 && x < values[0][0].length;
            return inside ? values[c][y][x] : 0;
        }

        Image rectified() {
            Image image = zeros(new Shape(values.length, height(), height()));
            for (int c = 0; c < values.length; c++) {
                for (int y = 0; y < height(); y++) {
                    for (int x = 0; x < height(); x++) {
                        image.values[c][y][x] = Math.max(0, values[c][y][x]);
                    }
                }
            }
            return image;
        }

        Image withTime(double t) {
            double[][][] more = new double[values.length + 1][][];
            more[0] = new double[height()][height()];
            for (double[] row : more[0]) {
                java.util.Arrays.fill(row, t);
            }
            System.arraycopy(values, 0, more, 1, values.length);
            return new Image(more);
        }
    }

    /// A layer of weights with the sums that make its factors.
    private static final class Sums {
        final int weights;
        final int rows;
        final int width;
        final boolean bias;
        final double step;
        final double[][] a;
        final double[][] b;
        int locations = 1;
        int times;

        Sums(int weights, int rows, int columns, boolean bias, double step) {
            this.weights = weights;
            this.rows = rows;
            this.bias = bias;
            this.step = step;
            width = columns + (bias ? 1 : 0);
            a = new double[width][width];
            b = new double[rows][rows];
        }

        int end() {
            return weights + rows * width;
        }

        int position(int i, int k) {
            int columns = bias ? width - 1 : width;
            return k < columns ? weights + i * columns + k : weights + rows * columns + i;
        }

        /// A sample's input and the cotangent of the mean loss at one location.
        void add(double[] z, double[] g) {
            double count = SAMPLES * locations;
            for (int i = 0; i < width; i++) {
                for (int k = 0; k < width; k++) {
                    a[i][k] += (i < z.length ? z[i] : 1) * (k < z.length ? z[k] : 1) / count;
                }
            }
            for (int i = 0; i < rows; i++) {
                for (int k = 0; k < rows; k++) {
                    b[i][k] += SAMPLES * g[i] * SAMPLES * g[k] / count;
                }
            }
        }

        /// Convolves with the layer's weights.
        Image up(Image x, double[] theta, int kernel, int stepping, int padding) {
            int out = (x.height() + 2 * padding - kernel) / stepping + 1;
            locations = out * out;
            Image made = Image.zeros(new Shape(rows, out, out));
            for (int y = 0; y < out; y++) {
                for (int q = 0; q < out; q++) {
                    double[] seen = seen(x, kernel, y * stepping - padding, q * stepping - padding);
                    for (int o = 0; o < rows; o++) {
                        double sum = bias ? theta[position(o, width - 1)] : 0;
                        for (int k = 0; k < seen.length; k++) {
                            sum += theta[position(o, k)] * seen[k];
                        }
                        made.values[o][y][q] = sum;
                    }
                }
            }
            return made;
        }

        private static double[] seen(Image x, int kernel, int top, int left) {
            double[] seen = new double[x.values.length * kernel * kernel];
            for (int k = 0; k < seen.length; k++) {
                seen[k] = x.at(k / (kernel * kernel), top + k / kernel % kernel, left + k % kernel);
            }
            return seen;
        }

        /// Adds every location, and gives the cotangent of what went in.
        Image back(Image x, Image pull, double[] theta, int kernel, int stepping, int padding) {
            int side = x.height();
            Image below = Image.zeros(new Shape(x.values.length, side, side));
            for (int y = 0; y < pull.height(); y++) {
                for (int q = 0; q < pull.height(); q++) {
                    int top = y * stepping - padding;
                    int left = q * stepping - padding;
                    double[] g = new double[rows];
                    for (int o = 0; o < rows; o++) {
                        g[o] = pull.values[o][y][q];
                    }
                    double[] seen = seen(x, kernel, top, left);
                    add(seen, g);
                    for (int k = 0; k < seen.length; k++) {
                        int row = top + k / kernel % kernel;
                        int column = left + k % kernel;
                        for (int o = 0; o < rows && row >= 0 && row < side && column >= 0 && column < side; o++) {
                            below.values[k / (kernel * kernel)][row][column] += theta[position(o, k)] * g[o];
                        }
                    }
                }
            }
            return below;
        }

        /// What the gradient becomes.
        void divide(double[] gradient, Snopt.Precondition precondition, double[] direction) {
            // authors: eb eaᵀ·(N·num_locations) of means over the N times with Δt in each g. Paper: Ā =
            // ΣAΔt and B̄ = ΣBΔt/(NΔt), and for a convolution one of the two is a sum over locations
            double scale =
                    switch (precondition.form()) {
                        case AUTHORS -> (double) times * locations / times / times * step * step;
                        case PAPER -> step * step / (times * step) * locations;
                    };
            double[][] ua = Dense.eigenvectors(a);
            double[][] ub = Dense.eigenvectors(b);
            double[][] ea = Dense.multiply(Dense.transpose(ua), Dense.multiply(a, ua));
            double[][] eb = Dense.multiply(Dense.transpose(ub), Dense.multiply(b, ub));
            double[][] g = new double[rows][width];
            for (int i = 0; i < rows; i++) {
                for (int k = 0; k < width; k++) {
                    g[i][k] = gradient[position(i, k)];
                }
            }
            double[][] inBases = Dense.multiply(Dense.transpose(ub), Dense.multiply(g, ua));
            for (int i = 0; i < rows; i++) {
                for (int k = 0; k < width; k++) {
                    double m2 = scale * eb[i][i] * ea[k][k];
                    if (precondition.amortized()) {
                        double alpha = precondition.alpha();
                        m2 = alpha * m2 + (1 - alpha) * SAMPLES * inBases[i][k] * inBases[i][k];
                    }
                    inBases[i][k] /= m2 + precondition.epsilon();
                }
            }
            double[][] divided = Dense.multiply(ub, Dense.multiply(inBases, Dense.transpose(ua)));
            for (int i = 0; i < rows; i++) {
                for (int k = 0; k < width; k++) {
                    direction[position(i, k)] = divided[i][k];
                }
            }
        }
    }

    /// g where z > 0.
    private static Image masked(Image g, Image z) {
        Image masked = Image.zeros(new Shape(g.values.length, g.height(), g.height()));
        for (int c = 0; c < g.values.length; c++) {
            for (int y = 0; y < g.height(); y++) {
                for (int x = 0; x < g.height(); x++) {
                    masked.values[c][y][x] = z.values[c][y][x] > 0 ? g.values[c][y][x] : 0;
                }
            }
        }
        return masked;
    }

    /// The layers of the model in the order of θ: field, stem, head.
    private static final class Explicit {
        final List<Sums> layers = new ArrayList<>();
        final double[] theta;

        Explicit(double[] theta) {
            this.theta = theta;
            layers.add(new Sums(0, HIDDEN, (CHANNELS + 1) * 9, true, GRID_STEP));
            layers.add(new Sums(end(), CHANNELS, (HIDDEN + 1) * 9, true, GRID_STEP));
            layers.add(new Sums(end(), CHANNELS, 9, false, 1));
            layers.add(new Sums(end(), CHANNELS, CHANNELS * 16, false, 1));
            layers.add(new Sums(end(), CHANNELS, CHANNELS * 16, false, 1));
            layers.add(new Sums(end(), CLASSES, CHANNELS, true, 1));
        }

        int end() {
            return layers.getLast().end();
        }

        void field(double t, Batch y, Batch a) {
            Sums first = layers.get(0);
            Sums second = layers.get(1);
            first.times++;
            second.times++;
            for (int s = 0; s < SAMPLES; s++) {
                Image x = Image.of(y, s, STATE).withTime(t);
                Image z = first.up(x, theta, 3, 1, 1);
                Image hidden = z.rectified().withTime(t);
                second.up(hidden, theta, 3, 1, 1);
                Image pull = second.back(hidden, Image.of(a, s, STATE), theta, 3, 1, 1);
                double[][][] withoutTime = java.util.Arrays.copyOfRange(pull.values, 1, pull.values.length);
                first.back(x, masked(new Image(withoutTime), z), theta, 3, 1, 1);
            }
        }

        void stem(Batch data, Batch a) {
            Sums one = layers.get(2);
            Sums two = layers.get(3);
            Sums three = layers.get(4);
            one.times++;
            two.times++;
            three.times++;
            for (int s = 0; s < SAMPLES; s++) {
                Image x = Image.of(data, s, IMAGE);
                Image first = one.up(x, theta, 3, 1, 0);
                Image second = two.up(first.rectified(), theta, 4, 2, 1);
                three.up(second.rectified(), theta, 4, 2, 1);
                Image pull = three.back(second.rectified(), Image.of(a, s, STATE), theta, 4, 2, 1);
                pull = two.back(first.rectified(), masked(pull, second), theta, 4, 2, 1);
                one.back(x, masked(pull, first), theta, 3, 1, 0);
            }
        }

        void head(Batch y, Batch a) {
            Sums dense = layers.get(5);
            dense.times++;
            for (int s = 0; s < SAMPLES; s++) {
                Image rectified = Image.of(y, s, STATE).rectified();
                double[] means = new double[CHANNELS];
                for (int i = 0; i < STATE.size(); i++) {
                    means[i / 9] += rectified.values[i / 9][i % 9 / 3][i % 3] / 9;
                }
                double[] g = new double[CLASSES];
                for (int o = 0; o < CLASSES; o++) {
                    g[o] = a.get(o, s);
                }
                dense.add(means, g);
            }
        }
    }

    private static Experiment experiment(Snopt snopt) {
        Random random = new Random(3);
        double[][] images = new double[SAMPLES][];
        double[][] targets = new double[SAMPLES][];
        for (int s = 0; s < SAMPLES; s++) {
            images[s] = random.doubles(IMAGE.size(), -1, 1).toArray();
            targets[s] = random.doubles(CLASSES, -1, 1).toArray();
        }
        ProblemData data = new ProblemData(
                Batch.ofRows(images), 0, new double[] {1}, List.of(Batch.ofRows(targets)), ProblemData.Truth.UNKNOWN);
        ConvStack stack = new ConvStack(
                STATE,
                List.of(
                        new Layer(HIDDEN, 3, StandardActivations.RELU),
                        new Layer(CHANNELS, 3, StandardActivations.IDENTITY)),
                TimeChannel.FIRST,
                "conv");
        Model model = new Node(Parts.ReadOut.LINEAR, new Parts.OfImages(Optional.of(new Stem(CHANNELS)), 3))
                .build((_, _) -> new PartField(stack.twin()), IMAGE, CLASSES);
        return new Experiment(
                new Experiment.Task(new GivenData(data, CLASSES), SmallExperiment.LOSS),
                model,
                new Experiment.Numerics(TestSettings.fixed("rk4", 4), SimplestOdeExperiment.CONTINUOUS),
                SmallExperiment.plain(snopt),
                1);
    }

    @ParameterizedTest
    @CsvSource({"AUTHORS, true", "AUTHORS, false", "PAPER, true", "PAPER, false"})
    void aStepIsThatOfTheRecursion(Snopt.Form form, boolean amortized) {
        Snopt.Precondition precondition = new Snopt.Precondition(form, 0.05, amortized, 0.75);
        double rate = 0.3;
        double decay = 0.1;
        Experiment experiment =
                experiment(new Snopt(rate, precondition, new LayerFactors.Sampling(GRID_STEP, 1), 0.9, decay));
        double[] theta = new Random(9)
                .doubles(experiment.model().parameters().size(), -0.6, 0.6)
                .toArray();
        Explicit explicit = new Explicit(theta);
        assertThat(explicit.end()).isEqualTo(theta.length);
        Pipeline pipeline = new Pipeline(experiment);
        pipeline.forward(theta, StepListener.NONE, Cancellation.NEVER);
        explicit.head(pipeline.rollout().state(0), pipeline.ofPrediction(0, theta));
        pipeline.backward(
                theta,
                new AdjointListener() {
                    @Override
                    public void adjoint(double t, Batch a) {}

                    @Override
                    public double[] sampleTimes() {
                        return new double[] {GRID_STEP, 0};
                    }

                    @Override
                    public void sample(double t, Batch y, Batch a) {
                        explicit.field(t, y, a);
                    }
                },
                Cancellation.NEVER);
        explicit.stem(pipeline.data().initial(), pipeline.rollout().gradY0());
        double[] gradient = pipeline.gradient();
        double[] direction = new double[theta.length];
        for (Sums layer : explicit.layers) {
            layer.divide(gradient, precondition, direction);
        }
        Trainer trainer = new Trainer(experiment, theta.clone());
        trainer.step(Cancellation.NEVER);
        for (int j = 0; j < theta.length; j++) {
            double expected = theta[j] - rate * (direction[j] + decay * theta[j]);
            assertThat(trainer.theta()[j])
                    .as(experiment.model().parameters().entryNames().get(j))
                    .isCloseTo(expected, within(1e-8));
            assertThat(Math.abs(direction[j] - gradient[j]))
                    .as("every gradient is divided")
                    .isPositive();
        }
    }
}
