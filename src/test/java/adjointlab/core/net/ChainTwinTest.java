package adjointlab.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.field.Activation;
import adjointlab.core.field.Context;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.Shape;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The perceptron is the fast twin of a chain of dense layers and activations.
final class ChainTwinTest {
    private static final int SAMPLES = 13;

    /// The chain that a perceptron is.
    private static PartField chain(List<Integer> widths, Activation hidden, boolean time) {
        List<Part> parts = new ArrayList<>();
        if (time) {
            parts.add(new WithTime(Shape.vector(widths.getFirst()), false));
        }
        for (int l = 1; l < widths.size(); l++) {
            int inputs = widths.get(l - 1) + (l == 1 && time ? 1 : 0);
            parts.add(new Dense(inputs, widths.get(l), "field.W" + l, "field.b" + l));
            if (l < widths.size() - 1) {
                parts.add(new Activate(Shape.vector(widths.get(l)), hidden));
            }
        }
        return new PartField(new Chain(parts));
    }

    @ParameterizedTest
    @EnumSource(StandardActivations.class)
    void theyAgree(StandardActivations activation) {
        for (boolean time : new boolean[] {false, true}) {
            List<Integer> widths = List.of(3, 6, 5, 3);
            agree(Mlp.of(widths, activation, time), chain(widths, activation, time));
        }
    }

    private static void agree(VectorField fast, VectorField plain) {
        assertThat(plain.parameters()).isEqualTo(fast.parameters());
        Random random = new Random(8);
        double[] theta = random.doubles(fast.parameters().size(), -0.8, 0.8).toArray();
        double[] thetaDot = random.doubles(theta.length, -1, 1).toArray();
        Batch y = batch(random);
        y.padState();
        Batch yDot = batch(random);
        yDot.padState();
        Batch a = batch(random);
        double t = 0.4;
        List<double[]> results = new ArrayList<>();
        for (VectorField field : List.of(fast, plain)) {
            Scratch scratch = new Scratch();
            field.bind(theta, new Context(0), scratch);
            Batch f = new Batch(3, SAMPLES);
            Batch gy = new Batch(3, SAMPLES);
            Batch fDot = new Batch(3, SAMPLES);
            ParameterGradient gTheta = new ParameterGradient(1, theta.length);
            double byTime = field.evalAndVjp(t, y, theta, a, scratch, f, gy, gTheta);
            field.jvp(t, y, theta, new VectorField.Direction(yDot, thetaDot, 0.3), scratch, fDot);
            double[] record = new double[field.recordLength(SAMPLES)];
            Batch again = new Batch(3, SAMPLES);
            Batch gyOfRecord = new Batch(3, SAMPLES);
            ParameterGradient ofRecord = new ParameterGradient(1, theta.length);
            field.evalAndRecord(t, y, theta, scratch, again, record);
            double byTimeOfRecord = field.vjpFromRecord(t, y, theta, a, scratch, record, gyOfRecord, ofRecord);
            assertThat(again.data()).isEqualTo(f.data());
            assertThat(gyOfRecord.data()).isEqualTo(gy.data());
            assertThat(ofRecord.data()).isEqualTo(gTheta.data());
            assertThat(byTimeOfRecord).isEqualTo(byTime);
            results.add(join(f.data(), gy.data(), gTheta.data(), fDot.data(), new double[] {byTime}));
        }
        for (int i = 0; i < results.getFirst().length; i++) {
            assertThat(results.getLast()[i]).isCloseTo(results.getFirst()[i], within(2e-14));
        }
    }

    private static double[] join(double[]... parts) {
        return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
    }

    private static Batch batch(Random random) {
        Batch batch = new Batch(3, SAMPLES);
        for (int i = 0; i < 3; i++) {
            for (int s = 0; s < SAMPLES; s++) {
                batch.set(i, s, random.nextGaussian());
            }
        }
        return batch;
    }

    /// Numbers of θ that change in place are seen once the field is bound again.
    @Test
    void weightsAreTakenWhenBound() {
        PartField field = chain(List.of(3, 4, 3), StandardActivations.TANH, false);
        double[] theta = new Random(2).doubles(field.parameters().size(), -1, 1).toArray();
        Batch y = batch(new Random(3));
        Scratch scratch = new Scratch();
        field.bind(theta, new Context(0), scratch);
        Batch before = new Batch(3, SAMPLES);
        field.eval(0, y, theta, scratch, before);
        theta[0] += 1;
        field.bind(theta, new Context(0), scratch);
        Batch after = new Batch(3, SAMPLES);
        field.eval(0, y, theta, scratch, after);
        Batch fresh = new Batch(3, SAMPLES);
        field.eval(0, y, theta, new Scratch(), fresh);
        assertThat(after.data()).isEqualTo(fresh.data()).isNotEqualTo(before.data());
    }

    @Test
    void partsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> Chain.of(new Dense(2, 3, "W", ""), new Softmax(4)))
                .hasMessage("part 2 takes 4, the one before gives 3");
        assertThatThrownBy(() -> Stack.of(Take.all(2), Take.all(3))).hasMessageContaining("same input");
        assertThatThrownBy(() -> new Take(3, 2, 2)).hasMessageContaining("cannot be taken");
    }
}
