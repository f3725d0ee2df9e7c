package adjointlab.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout.Block;
import adjointlab.core.field.Shape;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.kernel.Batch;
import adjointlab.core.net.ConvStack.Layer;
import adjointlab.core.net.ConvStack.TimeChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each pass of a stack of convolutions by itself, with its weights in the middle of others, against sums that are
/// written out pixel by pixel and against the twin.
final class ConvStackPassesTest {
    private static final double T = -0.6;
    /// Where the stack's parameters start in θ, and how many numbers follow them.
    private static final int BEFORE = 3;

    private static final int AFTER = 2;

    record Case(ConvStack stack, int samples) {}

    static List<Case> cases() {
        var leaky = StandardActivations.LEAKY_RELU;
        var soft = StandardActivations.SOFTPLUS;
        var none = StandardActivations.IDENTITY;
        Shape small = new Shape(2, 5, 6);
        return List.of(
                new Case(
                        new ConvStack(
                                small, List.of(new Layer(3, 3, soft), new Layer(2, 3, none)), TimeChannel.LAST, "c"),
                        3),
                new Case(
                        new ConvStack(
                                small, List.of(new Layer(17, 5, soft), new Layer(2, 3, leaky)), TimeChannel.NONE, "c"),
                        9),
                new Case(
                        new ConvStack(
                                small, List.of(new Layer(4, 1, leaky), new Layer(1, 5, soft)), TimeChannel.LAST, "c"),
                        8),
                // more images than a block takes at once
                new Case(
                        new ConvStack(new Shape(1, 60, 61), List.of(new Layer(2, 3, soft)), TimeChannel.LAST, "c"),
                        40));
    }

    /// One case's numbers and the stack at work.
    private static final class Bench {
        private final ConvStack stack;
        private final int n;
        private final int own;
        private final double[] theta;
        private final Batch x;
        private final Batch a;
        private final Batch xDot;
        private final Part.Work work;
        private final Trail trail = new Trail();

        Bench(Case c, long seed) {
            Random random = new Random(seed);
            stack = c.stack;
            n = c.samples;
            own = stack.parameters().size();
            theta = random.doubles(BEFORE + own + AFTER, -0.5, 0.5).toArray();
            x = batch(random, stack.in().size());
            a = batch(random, stack.out().size());
            a.padCotangent();
            xDot = batch(random, stack.in().size());
            work = stack.prepare(n);
            work.bind(theta, BEFORE);
        }

        private Batch batch(Random random, int dim) {
            Batch batch = new Batch(dim, n);
            for (int i = 0; i < dim; i++) {
                for (int s = 0; s < n; s++) {
                    batch.set(i, s, random.nextDouble(-1, 1));
                }
            }
            batch.padState();
            return batch;
        }

        Batch up() {
            Batch out = new Batch(stack.out().size(), n);
            work.up(T, x, trail, out);
            return out;
        }

        /// @param start what stands in the accumulators
        Back back(double start, int rows) {
            Back back = new Back(new Batch(stack.in().size(), n), new ParameterGradient(rows, theta.length));
            back.gx.fill(start);
            Arrays.fill(back.gTheta.data(), start);
            back.time = work.back(T, x, trail, a, back.gx, back.gTheta);
            return back;
        }

        Part.Work exact() {
            Part.Work exact = stack.twin().prepare(n);
            exact.bind(theta, BEFORE);
            exact.up(T, x, exactTrail(exact), new Batch(stack.out().size(), n));
            return exact;
        }

        Trail exactTrail(Part.Work exact) {
            return trail.at(new double[exact.trailLength()], 0);
        }
    }

    /// What a way back gives.
    private static final class Back {
        private final Batch gx;
        private final ParameterGradient gTheta;
        private double time;

        Back(Batch gx, ParameterGradient gTheta) {
            this.gx = gx;
            this.gTheta = gTheta;
        }
    }

    /// One sample through the layers: σ(Σ w x + b) over channels, time among them, and pixels of the kernel that
    /// lie within the image.
    private static double[] through(ConvStack stack, double[] theta, double[] image) {
        Shape shape = stack.in();
        double[] x = image;
        int at = BEFORE;
        for (Layer layer : stack.convolutions()) {
            int depth = shape.channels() + (stack.time() != TimeChannel.NONE ? 1 : 0);
            int k = layer.kernel();
            int pixels = shape.height() * shape.width();
            double[] next = new double[layer.channels() * pixels];
            for (int o = 0; o < layer.channels(); o++) {
                for (int pixel = 0; pixel < pixels; pixel++) {
                    double sum = theta[at + layer.channels() * depth * k * k + o];
                    for (int entry = 0; entry < depth * k * k; entry++) {
                        int channel = entry / (k * k);
                        int row = pixel / shape.width() + entry / k % k - k / 2;
                        int column = pixel % shape.width() + entry % k - k / 2;
                        if (row >= 0 && row < shape.height() && column >= 0 && column < shape.width()) {
                            double value = channel == shape.channels()
                                    ? T
                                    : x[channel * pixels + row * shape.width() + column];
                            sum += theta[at + o * depth * k * k + entry] * value;
                        }
                    }
                    next[o * pixels + pixel] = activated(layer, sum);
                }
            }
            at += layer.channels() * (depth * k * k + 1);
            shape = new Shape(layer.channels(), shape.height(), shape.width());
            x = next;
        }
        return x;
    }

    private static double activated(Layer layer, double z) {
        return switch ((StandardActivations) layer.activation()) {
            case SOFTPLUS -> Math.log1p(Math.exp(z));
            case LEAKY_RELU -> z > 0 ? z : layer.activation().leak().orElseThrow() * z;
            case IDENTITY -> z;
            default -> throw new AssertionError(layer.activation());
        };
    }

    private static void close(double[] single, double[] exact, String what) {
        double largest = Arrays.stream(exact).map(Math::abs).max().orElseThrow();
        assertThat(single).as(what).containsExactly(exact, within(2e-5 * Math.max(1, largest)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valuesAreThoseOfTheSums(Case c) {
        Bench bench = new Bench(c, 4);
        Batch out = bench.up();
        double[][] images = bench.x.toRows();
        double[][] rows = out.toRows();
        for (int s = 0; s < c.samples; s++) {
            close(rows[s], through(c.stack, bench.theta, images[s]), "sample " + s);
        }
        for (int i = 0; i < out.dim(); i++) {
            for (int s = c.samples; s < out.stride(); s++) {
                assertThat(out.get(i, s)).as("padding").isEqualTo(out.get(i, c.samples - 1));
            }
        }
    }

    /// The same bits up alone and up with a way back, back alone and back after up.
    @ParameterizedTest
    @MethodSource("cases")
    void passesTogetherAreThePassesOneByOne(Case c) {
        Bench bench = new Bench(c, 5);
        Batch alone = bench.up();
        Back back = bench.back(0, 1);
        Back together =
                new Back(new Batch(c.stack.in().size(), c.samples), new ParameterGradient(1, bench.theta.length));
        Batch out = new Batch(c.stack.out().size(), c.samples);
        together.time = bench.work.upAndBack(T, bench.x, bench.trail, out, bench.a, together.gx, together.gTheta);
        assertThat(out.data()).isEqualTo(alone.data());
        assertThat(together.gx.data()).isEqualTo(back.gx.data());
        assertThat(together.gTheta.data()).isEqualTo(back.gTheta.data());
        assertThat(together.time).isEqualTo(back.time);
        assertThat(back.time != 0).as("whether time is seen").isEqualTo(c.stack.time() != TimeChannel.NONE);
        Batch gx = new Batch(c.stack.in().size(), c.samples);
        assertThat(bench.work.back(T, bench.x, bench.trail, bench.a, gx, null)).isEqualTo(back.time);
        assertThat(gx.data()).as("without the weights").isEqualTo(back.gx.data());
    }

    /// Gradients are added where the weights are, and nowhere else.
    @ParameterizedTest
    @MethodSource("cases")
    void gradientsAreAddedInTheirPlaces(Case c) {
        Bench bench = new Bench(c, 6);
        Part.Work exact = bench.exact();
        for (int rows : new int[] {1, c.samples}) {
            Back ours = bench.back(2, rows);
            Batch gx = new Batch(c.stack.in().size(), c.samples);
            ParameterGradient gTheta = new ParameterGradient(rows, bench.theta.length);
            double time = exact.back(T, bench.x, bench.trail, bench.a, gx, gTheta);
            double[] expected = Arrays.stream(gTheta.data()).map(g -> g + 2).toArray();
            close(ours.gTheta.data(), expected, "weights in " + rows + " rows");
            for (int row = 0; row < rows; row++) {
                for (int j : new int[] {0, BEFORE - 1, BEFORE + bench.own, BEFORE + bench.own + AFTER - 1}) {
                    assertThat(ours.gTheta.data()[ours.gTheta.row(row) + j]).isEqualTo(2);
                }
            }
            close(ours.gx.data(), Arrays.stream(gx.data()).map(g -> g + 2).toArray(), "states");
            assertThat(ours.time).isCloseTo(time, within(2e-5 * Math.max(1, Math.abs(time))));
        }
    }

    /// New weights are those that every pass takes.
    @ParameterizedTest
    @MethodSource("cases")
    void weightsAreTakenAnew(Case c) {
        Bench first = new Bench(c, 7);
        Bench second = new Bench(c, 8);
        Batch along = new Batch(c.stack.out().size(), c.samples);
        Batch expected = new Batch(c.stack.out().size(), c.samples);
        for (Bench bench : List.of(first, second)) {
            bench.work.along(T, second.x, bench.trail, Part.Tangent.of(second.xDot), along);
        }
        expected.copyFrom(along);
        first.work.bind(second.theta, BEFORE);
        first.work.along(T, second.x, first.trail, Part.Tangent.of(second.xDot), along);
        assertThat(along.data()).isEqualTo(expected.data());
        Batch out = new Batch(c.stack.out().size(), c.samples);
        first.work.up(T, second.x, first.trail, out);
        assertThat(out.data()).isEqualTo(second.up().data());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theWayBackAlongATangentIsTheTwins(Case c) {
        Bench bench = new Bench(c, 9);
        double[][] both = new double[6][];
        Part.Work exact = bench.exact();
        for (int side = 0; side < 2; side++) {
            Part.Work work = side == 0 ? bench.work : exact;
            work.along(T, bench.x, bench.trail, Part.Tangent.of(bench.xDot), new Batch(bench.a.dim(), c.samples));
            Part.Pull pull = new Part.Pull(
                    bench.a, bench.a, new Batch(bench.x.dim(), c.samples), new Batch(bench.x.dim(), c.samples));
            ParameterGradient gTheta = new ParameterGradient(1, bench.theta.length);
            double time = work.backAlong(T, bench.x, bench.trail, bench.xDot, pull, gTheta);
            both[side] = gTheta.data();
            both[2 + side] = pull.gxAcc().data();
            both[4 + side] = pull.gxDotAcc().data();
            both[side] = Arrays.copyOf(both[side], both[side].length + 1);
            both[side][both[side].length - 1] = time;
        }
        for (int i = 0; i < both.length; i += 2) {
            assertThat(both[i]).isEqualTo(both[i + 1]);
            assertThat(Arrays.stream(both[i]).anyMatch(v -> v != 0)).isTrue();
        }
    }

    @Test
    void everyWeightBelongsToALayerAndNoStackIsEmpty() {
        ConvStack stack = cases().getFirst().stack;
        assertThat(stack.parameters().size()).isEqualTo(3 * 3 * 9 + 3 + 2 * 4 * 9 + 2);
        assertThat(stack.parameters().blocks().stream().map(Block::name))
                .containsExactly("c.W1", "c.b1", "c.W2", "c.b2");
        assertThat(stack.outsideLayers()).isEmpty();
        assertThat(stack.layers()).hasSize(2);
        Conv conv = new Conv(new Shape(1, 2, 2), 2, 3, "W", "b");
        assertThat(conv.outsideLayers()).isEmpty();
        assertThat(conv.layers()).hasSize(1);
        Shape shape = new Shape(1, 2, 2);
        assertThatThrownBy(() -> new ConvStack(shape, List.of(), TimeChannel.LAST, "c"))
                .hasMessageContaining("at least one layer");
        assertThatThrownBy(() -> new Conv(shape, 0, 3, "W", "b")).hasMessageContaining("at least one channel, not 0");
        assertThatThrownBy(() -> new Conv(shape, 1, -1, "W", "b")).hasMessageContaining("not -1");
    }
}
