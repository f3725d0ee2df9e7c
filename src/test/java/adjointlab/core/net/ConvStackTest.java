package adjointlab.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.Shape;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Crew;
import adjointlab.core.net.ConvStack.Layer;
import adjointlab.core.net.ConvStack.TimeChannel;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Single precision against the chain in double precision.
final class ConvStackTest {
    /// Of the size of what is compared, in the Euclidean norm.
    private static final double ROUNDING = 1e-5;

    private static final double T = 0.7;

    /// @param seed with rectified units: one with none so near its kink that rounding puts it on the other side
    record Case(ConvStack stack, int samples, int seed) {}

    static List<Case> cases() {
        var relu = StandardActivations.RELU;
        var tanh = StandardActivations.TANH;
        var none = StandardActivations.IDENTITY;
        return List.of(
                new Case(xia(1, 92, 1, 28), 3, 12),
                new Case(xia(10, 50, 5, 28), 9, 11),
                new Case(xia(12, 17, 6, 14), 17, 11),
                new Case(
                        new ConvStack(new Shape(3, 7, 10), List.of(new Layer(5, 3, tanh)), TimeChannel.NONE, "conv"),
                        8,
                        11),
                new Case(
                        new ConvStack(
                                new Shape(2, 6, 5),
                                List.of(new Layer(4, 5, tanh), new Layer(3, 3, relu)),
                                TimeChannel.LAST,
                                "conv"),
                        5,
                        11),
                new Case(
                        new ConvStack(
                                new Shape(1, 3, 2),
                                List.of(new Layer(2, 3, none), new Layer(2, 3, tanh)),
                                TimeChannel.LAST,
                                "conv"),
                        1,
                        11),
                new Case(
                        new ConvStack(new Shape(4, 5, 5), List.of(new Layer(4, 1, relu)), TimeChannel.LAST, "conv"),
                        2,
                        11),
                new Case(
                        new ConvStack(
                                new Shape(5, 6, 7),
                                List.of(new Layer(4, 3, tanh), new Layer(3, 5, none), new Layer(5, 1, tanh)),
                                TimeChannel.FIRST,
                                "conv"),
                        3,
                        11));
    }

    private static ConvStack xia(int in, int hidden, int out, int side) {
        return new ConvStack(
                new Shape(in, side, side),
                List.of(
                        new Layer(hidden, 1, StandardActivations.RELU),
                        new Layer(hidden, 3, StandardActivations.RELU),
                        new Layer(out, 1, StandardActivations.IDENTITY)),
                TimeChannel.LAST,
                "conv");
    }

    /// All passes of a part at one point.
    private static final class Passes {
        private final Batch out;
        private final Batch gx;
        private final ParameterGradient gTheta;
        private final double timePart;
        private final Batch outDot;

        private Passes(Part part, double[] theta, Batch x, Batch a, Batch xDot, int rows) {
            int n = x.size();
            Part.Work work = part.prepare(n);
            work.bind(theta, 0);
            Trail trail = new Trail();
            trail.at(new double[work.trailLength()], 0);
            out = new Batch(part.out().size(), n);
            gx = new Batch(part.in().size(), n);
            gTheta = new ParameterGradient(rows, theta.length);
            timePart = work.upAndBack(T, x, trail, out, a, gx, gTheta);
            outDot = new Batch(part.out().size(), n);
            work.along(T, x, trail, Part.Tangent.of(xDot), outDot);
        }
    }

    private static Batch random(Random random, Shape shape, int n) {
        Batch batch = new Batch(shape.size(), n);
        for (int i = 0; i < shape.size(); i++) {
            for (int s = 0; s < n; s++) {
                batch.set(i, s, random.nextGaussian());
            }
        }
        batch.padState();
        return batch;
    }

    private static void assertClose(double[] single, double[] exact, String what) {
        double error = 0;
        double size = 0;
        for (int i = 0; i < exact.length; i++) {
            error += Math.pow(single[i] - exact[i], 2);
            size += exact[i] * exact[i];
        }
        assertThat(single).as(what).hasSameSizeAs(exact);
        assertThat(Math.sqrt(error)).as(what).isLessThan(ROUNDING * Math.sqrt(size));
    }

    private static Passes of(Part part, Case c, int rows) {
        Random random = new Random(c.seed);
        double[] theta = new double[part.parameters().size()];
        double scale = 1 / Math.sqrt(9.0 * c.stack.in().channels());
        for (int j = 0; j < theta.length; j++) {
            theta[j] = scale * random.nextGaussian();
        }
        Batch x = random(random, part.in(), c.samples);
        Batch a = random(random, part.out(), c.samples);
        a.padCotangent();
        return new Passes(part, theta, x, a, random(random, part.in(), c.samples), rows);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valuesAndGradientsAreThoseOfTheTwin(Case c) {
        Passes single = of(c.stack, c, 1);
        Passes exact = of(c.stack.twin(), c, 1);

        assertClose(single.out.data(), exact.out.data(), "values, padding included");
        assertClose(single.gx.data(), exact.gx.data(), "cotangent of the state, padding included");
        for (var block : c.stack.parameters().blocks()) {
            assertClose(
                    part(single, block.offset(), block.size()),
                    part(exact, block.offset(), block.size()),
                    block.name());
        }
        assertClose(new double[] {1, single.timePart}, new double[] {1, exact.timePart}, "time");
        assertThat(single.outDot.data()).as("along").isEqualTo(exact.outDot.data());
    }

    private static double[] part(Passes passes, int from, int count) {
        return java.util.Arrays.copyOfRange(passes.gTheta.data(), from, from + count);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsOfSamplesAddUp(Case c) {
        Passes single = of(c.stack, c, 1);
        Passes each = of(c.stack, c, c.samples);
        double[] sum = new double[c.stack.parameters().size()];
        for (int s = 0; s < c.samples; s++) {
            for (int j = 0; j < sum.length; j++) {
                sum[j] += each.gTheta.data()[each.gTheta.row(s) + j];
            }
        }
        assertClose(single.gTheta.data(), sum, "weights");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theNumberOfThreadsChangesNoBit(Case c) {
        int before = Crew.limit();
        try {
            Crew.limit(1);
            Passes alone = of(c.stack, c, 1);
            for (int threads = 2; threads <= 3; threads++) {
                Crew.limit(threads);
                for (int again = 0; again < 4; again++) {
                    Passes together = of(c.stack, c, 1);
                    assertThat(together.out.data()).isEqualTo(alone.out.data());
                    assertThat(together.gx.data()).isEqualTo(alone.gx.data());
                    assertThat(together.gTheta.data()).isEqualTo(alone.gTheta.data());
                    assertThat(together.timePart).isEqualTo(alone.timePart);
                }
            }
        } finally {
            Crew.limit(before);
        }
    }
}
