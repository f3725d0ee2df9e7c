package adjointlab.core.field;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A single sample has the bits that it has beside another one, whose cotangent is zero.
final class MlpOfOneTest {
    private static final double T = 0.3;

    private static List<Mlp> nets(Activation activation) {
        List<Mlp> nets = new ArrayList<>();
        for (List<Integer> widths :
                List.of(List.of(2, 50, 2), List.of(1, 7, 9, 3), List.of(5, 5), List.of(3, 64, 33, 8, 1))) {
            for (boolean time : new boolean[] {false, true}) {
                nets.add(Mlp.of(widths, activation, time));
                nets.add(new Mlp(widths, Collections.nCopies(widths.size() - 1, activation), time));
            }
        }
        return nets;
    }

    /// The sample, and another one behind it.
    private static Batch with(double[] sample, double[] other) {
        Batch pair = new Batch(sample.length, 2);
        for (int i = 0; i < sample.length; i++) {
            pair.set(i, 0, sample[i]);
            pair.set(i, 1, other[i]);
        }
        pair.padState();
        return pair;
    }

    private static Batch alone(double[] sample) {
        Batch one = new Batch(sample.length, 1);
        for (int i = 0; i < sample.length; i++) {
            one.set(i, 0, sample[i]);
        }
        one.padState();
        return one;
    }

    @ParameterizedTest
    @EnumSource(StandardActivations.class)
    void aSampleAloneHasTheBitsItHasInABatch(StandardActivations activation) {
        Random random = new Random(3);
        for (Mlp net : nets(activation)) {
            int in = net.inputDim();
            int out = net.dim();
            double[] theta = random.doubles(net.parameters().size(), -1, 1).toArray();
            double[] state = random.doubles(in, -2, 2).toArray();
            double[] pull = random.doubles(out, -1, 1).toArray();
            Pass alone = new Pass(net, theta, alone(state), alone(pull));
            double[] zero = new double[out];
            Batch pulls = with(pull, zero);
            pulls.padCotangent();
            Pass pair =
                    new Pass(net, theta, with(state, random.doubles(in, -2, 2).toArray()), pulls);
            assertThat(alone.dy.toRows()[0]).as("%s", net).isEqualTo(pair.dy.toRows()[0]);
            for (int i = 0; i < out; i++) {
                double[] padded = Arrays.copyOfRange(alone.dy.data(), alone.dy.row(i), alone.dy.row(i) + Batch.LANES);
                assertThat(padded).as("padding repeats the sample").containsOnly(alone.dy.get(i, 0));
            }
            assertThat(alone.gy.toRows()[0]).as("%s", net).isEqualTo(pair.gy.toRows()[0]);
            for (int i = 0; i < in; i++) {
                for (int s = 1; s < Batch.LANES; s++) {
                    assertThat(alone.gy.get(i, s)).as("padding of cotangents").isZero();
                }
            }
            assertThat(alone.gTheta).as("%s", net).isEqualTo(pair.gTheta);
            assertThat(alone.timePart).as("%s", net).isEqualTo(pair.timePart);
        }
    }

    /// One way up and one down, from a record and in one pass.
    private static final class Pass {
        private final Batch dy;
        private final Batch gy;
        private final double[] gTheta;
        private final double timePart;

        private Pass(Mlp net, double[] theta, Batch y, Batch a) {
            Scratch scratch = new Scratch();
            int n = y.size();
            dy = new Batch(net.dim(), n);
            Batch again = new Batch(net.dim(), n);
            net.eval(T, y, theta, scratch, again);
            double[] record = new double[net.recordLength(n)];
            net.evalAndRecord(T, y, theta, scratch, dy, record);
            assertThat(again.data()).isEqualTo(dy.data());

            gy = new Batch(net.inputDim(), n);
            ParameterGradient gradient = new ParameterGradient(1, theta.length);
            timePart = net.vjpFromRecord(T, y, theta, a, scratch, record, gy, gradient);
            gTheta = gradient.data();

            Batch gyAgain = new Batch(net.inputDim(), n);
            ParameterGradient gradientAgain = new ParameterGradient(1, theta.length);
            double timeAgain = net.vjp(T, y, theta, a, scratch, gyAgain, gradientAgain);
            assertThat(gyAgain.data()).isEqualTo(gy.data());
            assertThat(gradientAgain.data()).isEqualTo(gTheta);
            assertThat(timeAgain).isEqualTo(timePart);
        }
    }
}
