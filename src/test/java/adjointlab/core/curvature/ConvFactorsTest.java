package adjointlab.core.curvature;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.TestSettings;
import adjointlab.core.catalog.Gradients;
import adjointlab.core.family.Node;
import adjointlab.core.family.Parts;
import adjointlab.core.field.Shape;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.kernel.Batch;
import adjointlab.core.net.ConvStack;
import adjointlab.core.net.ConvStack.Layer;
import adjointlab.core.net.ConvStack.TimeChannel;
import adjointlab.core.net.PartField;
import adjointlab.core.optim.Clipping;
import adjointlab.core.optim.LayerFactors;
import adjointlab.core.optim.Schedule;
import adjointlab.core.optim.Sgd;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.SquaredLoss;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The factors of convolutions against matrices of patches that are written out: Grosse and Martens, "A
/// Kronecker-factored approximate Fisher matrix for convolution layers", ICML 2016, as means over samples, locations
/// and times.
final class ConvFactorsTest {
    private static final double[] TIMES = {0.9, 0.35, 0};

    /// @param single whether the field is in single precision
    /// @param tolerance of a factor's largest entry
    record Case(ConvStack stack, int samples, boolean single, double tolerance) {}

    static List<Case> cases() {
        Layer[] layers = {
            new Layer(3, 1, StandardActivations.TANH),
            new Layer(2, 3, StandardActivations.TANH),
            new Layer(4, 5, StandardActivations.SOFTPLUS)
        };
        List<Case> cases = new ArrayList<>();
        for (TimeChannel time : TimeChannel.values()) {
            for (Shape image :
                    List.of(new Shape(2, 4, 4), new Shape(1, 3, 6), new Shape(3, 6, 2), new Shape(2, 40, 30))) {
                int c = image.channels();
                for (List<Layer> each : List.of(
                        List.of(new Layer(c, 1, StandardActivations.IDENTITY)),
                        List.of(layers[1], new Layer(c, 3, StandardActivations.IDENTITY)),
                        List.of(layers[0], layers[2], layers[1], new Layer(c, 5, StandardActivations.IDENTITY)))) {
                    ConvStack stack = new ConvStack(image, each, time, "conv");
                    cases.add(new Case(stack, 5, false, 1e-12));
                    cases.add(new Case(stack, 8, true, 1e-4));
                }
            }
        }
        // wider than the blocks in which sums are added up, in inputs and outputs
        Shape small = new Shape(9, 3, 4);
        ConvStack wide = new ConvStack(
                small,
                List.of(new Layer(70, 3, StandardActivations.TANH), new Layer(9, 3, StandardActivations.IDENTITY)),
                TimeChannel.FIRST,
                "conv");
        cases.add(new Case(wide, 3, false, 1e-12));
        cases.add(new Case(wide, 3, true, 1e-4));
        return cases;
    }

    /// Images [channel][row][column] of one sample.
    private static double[][][] image(Batch batch, int sample, Shape shape) {
        double[][][] image = new double[shape.channels()][shape.height()][shape.width()];
        for (int i = 0; i < shape.size(); i++) {
            image[i / (shape.height() * shape.width())][i / shape.width() % shape.height()][i % shape.width()] =
                    batch.get(i, sample);
        }
        return image;
    }

    private static double[][][] withTime(double[][][] image, double t, TimeChannel time) {
        if (time == TimeChannel.NONE) {
            return image;
        }
        double[][] clock = new double[image[0].length][image[0][0].length];
        for (double[] row : clock) {
            java.util.Arrays.fill(row, t);
        }
        List<double[][]> channels = new ArrayList<>(List.of(image));
        channels.add(time == TimeChannel.FIRST ? 0 : channels.size(), clock);
        return channels.toArray(double[][][]::new);
    }

    /// What a kernel sees around a pixel, channel by channel, and a 1.
    private static double[] patch(double[][][] image, int kernel, int y, int x) {
        double[] patch = new double[image.length * kernel * kernel + 1];
        int next = 0;
        for (double[][] channel : image) {
            for (int row = y - kernel / 2; row <= y + kernel / 2; row++) {
                for (int column = x - kernel / 2; column <= x + kernel / 2; column++) {
                    boolean inside = row >= 0 && row < channel.length && column >= 0 && column < channel[0].length;
                    patch[next++] = inside ? channel[row][column] : 0;
                }
            }
        }
        patch[next] = 1;
        return patch;
    }

    /// A and B of every layer, sums over the times.
    private static final class Explicit {
        final double[][][] a;
        final double[][][] b;
        private final ConvStack stack;
        private final double[] theta;

        Explicit(ConvStack stack, double[] theta) {
            this.stack = stack;
            this.theta = theta;
            int layers = stack.convolutions().size();
            a = new double[layers][][];
            b = new double[layers][][];
            int channels = stack.in().channels();
            for (int l = 0; l < layers; l++) {
                Layer layer = stack.convolutions().get(l);
                int depth = (channels + (stack.time() == TimeChannel.NONE ? 0 : 1)) * layer.kernel() * layer.kernel();
                a[l] = new double[depth + 1][depth + 1];
                b[l] = new double[layer.channels()][layer.channels()];
                channels = layer.channels();
            }
        }

        /// @param count what the sums are divided by
        void add(double t, double[][][] x, double[][][] g, double count, double ownLoss) {
            int layers = a.length;
            int height = x[0].length;
            int width = x[0][0].length;
            double[][][][] patches = new double[layers][height * width][][];
            double[][][][] before = new double[layers][][][];
            double[][][] state = x;
            int at = 0;
            int[] weights = new int[layers];
            for (int l = 0; l < layers; l++) {
                Layer layer = stack.convolutions().get(l);
                double[][][] seen = withTime(state, t, stack.time());
                weights[l] = at;
                int depth = a[l].length - 1;
                before[l] = new double[layer.channels()][height][width];
                double[][][] next = new double[layer.channels()][height][width];
                patches[l] = new double[height][width][];
                for (int y = 0; y < height; y++) {
                    for (int q = 0; q < width; q++) {
                        double[] patch = patch(seen, layer.kernel(), y, q);
                        patches[l][y][q] = patch;
                        for (int o = 0; o < layer.channels(); o++) {
                            double sum = theta[at + layer.channels() * depth + o];
                            for (int k = 0; k < depth; k++) {
                                sum += theta[at + o * depth + k] * patch[k];
                            }
                            before[l][o][y][q] = sum;
                            next[o][y][q] = layer.activation().value(sum);
                        }
                    }
                }
                at += layer.channels() * (depth + 1);
                state = next;
            }
            double[][][] pull = g;
            for (int l = layers - 1; l >= 0; l--) {
                Layer layer = stack.convolutions().get(l);
                int depth = a[l].length - 1;
                int channels =
                        l == 0 ? x.length : stack.convolutions().get(l - 1).channels();
                int first = stack.time() == TimeChannel.FIRST ? 1 : 0;
                double[][][] below = new double[channels][height][width];
                for (int y = 0; y < height; y++) {
                    for (int q = 0; q < width; q++) {
                        double[] own = new double[layer.channels()];
                        for (int o = 0; o < own.length; o++) {
                            double h = 1e-6;
                            double z = before[l][o][y][q];
                            double slope = layer.activation() == StandardActivations.IDENTITY
                                    ? 1
                                    : (layer.activation().value(z + h)
                                                    - layer.activation().value(z - h))
                                            / (2 * h);
                            own[o] = pull[o][y][q] * slope;
                        }
                        addOuter(patches[l][y][q], 1, count, a[l]);
                        addOuter(own, ownLoss, count, b[l]);
                        int k = layer.kernel();
                        for (int o = 0; o < own.length; o++) {
                            for (int e = 0; e < channels * k * k; e++) {
                                int row = y + e / k % k - k / 2;
                                int column = q + e % k - k / 2;
                                if (row >= 0 && row < height && column >= 0 && column < width) {
                                    below[e / (k * k)][row][column] +=
                                            own[o] * theta[weights[l] + o * depth + first * k * k + e];
                                }
                            }
                        }
                    }
                }
                pull = below;
            }
        }

        private static void addOuter(double[] v, double factor, double count, double[][] acc) {
            for (int i = 0; i < v.length; i++) {
                for (int k = 0; k < v.length; k++) {
                    acc[i][k] += factor * factor * v[i] * v[k] / count;
                }
            }
        }
    }

    private static Batch random(Random random, int dim, int samples) {
        Batch batch = new Batch(dim, samples);
        for (int i = 0; i < dim; i++) {
            for (int s = 0; s < samples; s++) {
                batch.set(i, s, random.nextGaussian());
            }
        }
        return batch;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void factorsAreThoseOfPatches(Case c) {
        ConvStack stack = c.stack;
        Shape shape = stack.in();
        int size = shape.size();
        Batch states = new Batch(size, c.samples);
        ProblemData data = new ProblemData(
                states, 0, new double[] {1}, List.of(new Batch(size, c.samples)), ProblemData.Truth.UNKNOWN);
        Experiment experiment = new Experiment(
                new Experiment.Task(new GivenData(data, size), new SquaredLoss(SquaredLoss.Weighting.HALF_SQUARED)),
                new Node(Parts.ReadOut.IDENTITY)
                        .build((_, _) -> new PartField(c.single ? stack : stack.twin()), size, size),
                new Experiment.Numerics(
                        TestSettings.fixed("rk4", 4),
                        Gradients.CATALOG.get("continuous").createDefault()),
                new Experiment.Training(new Sgd(0.1, 0, false, 0), Schedule.CONSTANT, Clipping.NONE),
                1);
        Random random = new Random(6);
        double[] theta = random.doubles(stack.parameters().size(), -0.5, 0.5).toArray();
        LayerGatherer gatherer =
                new LayerGatherer(experiment.model(), new Pipeline(experiment), new LayerFactors.Sampling(0.25, 1));
        gatherer.begin(theta, true);
        Explicit explicit = new Explicit(stack, theta);
        for (double t : TIMES) {
            Batch y = random(random, size, c.samples);
            y.padState();
            Batch a = random(random, size, c.samples);
            gatherer.sample(t, y, a);
            for (int s = 0; s < c.samples; s++) {
                double count = (double) c.samples * shape.height() * shape.width();
                explicit.add(t, image(y, s, shape), image(a, s, shape), count, c.samples);
            }
        }
        LayerFactors factors = gatherer.factors();
        assertThat(factors.layers()).hasSameSizeAs(stack.convolutions());
        for (int l = 0; l < factors.layers().size(); l++) {
            assertThat(factors.times(l)).isEqualTo(TIMES.length);
            assertThat(factors.layers().get(l).locations()).isEqualTo(shape.height() * shape.width());
            // slopes are differences here
            assertClose(factors.inputs(l), explicit.a[l], c.tolerance, "A of layer " + l);
            assertClose(factors.cotangents(l), explicit.b[l], Math.max(1e-6, c.tolerance), "B of layer " + l);
        }
    }

    private static void assertClose(DMatrixRMaj ours, double[][] expected, double tolerance, String what) {
        assertThat(ours.numRows).as(what).isEqualTo(expected.length);
        double largest = 0;
        double error = 0;
        for (int i = 0; i < expected.length; i++) {
            for (int k = 0; k < expected.length; k++) {
                largest = Math.max(largest, Math.abs(expected[i][k]));
                error = Math.max(error, Math.abs(ours.get(i, k) - expected[i][k]));
            }
        }
        assertThat(error / largest).as(what).isLessThan(tolerance);
    }
}
