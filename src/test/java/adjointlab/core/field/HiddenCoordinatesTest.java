package adjointlab.core.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.math.Batch;
import adjointlab.core.math.Scratch;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The field of hidden coordinates by itself: its products with cotangents and directions belong together.
final class HiddenCoordinatesTest {
    private static final int SAMPLES = 11;
    private static final int DIM = 5;

    static Stream<Activation> activations() {
        return Stream.of(StandardActivations.TANH, StandardActivations.GELU, StandardActivations.SINE);
    }

    private static Batch normal(Random random, boolean state) {
        Batch batch = new Batch(DIM, SAMPLES);
        for (int i = 0; i < DIM; i++) {
            for (int s = 0; s < SAMPLES; s++) {
                batch.set(i, s, random.nextGaussian());
            }
        }
        if (state) {
            batch.padState();
        }
        return batch;
    }

    private static double dot(Batch u, Batch v) {
        double sum = 0;
        for (int i = 0; i < DIM; i++) {
            for (int s = 0; s < SAMPLES; s++) {
                sum += u.get(i, s) * v.get(i, s);
            }
        }
        return sum;
    }

    /// aᵀ(J·direction) = (Jᵀa)·direction, the direction against central differences, and per-sample rows add up.
    @ParameterizedTest
    @MethodSource("activations")
    void productsBelongTogether(Activation activation) {
        HiddenCoordinates field = new HiddenCoordinates(Mlp.of(List.of(7, DIM, 7), activation, true), SAMPLES);
        Random random = new Random(3);
        Scratch scratch = new Scratch();
        int p = field.parameters().size();
        double[] theta = random.doubles(p, -1, 1).toArray();
        double[] thetaDot = random.doubles(p, -1, 1).toArray();
        Batch y = normal(random, true);
        Batch yDot = normal(random, true);
        Batch a = normal(random, false);
        double t = 0.4;
        double tDot = 0.7;
        Batch along = new Batch(DIM, SAMPLES);
        field.jvp(t, y, theta, new VectorField.Direction(yDot, thetaDot, tDot), scratch, along);

        double eps = 1e-6;
        Batch plus = shifted(field, t, y, theta, new VectorField.Direction(yDot, thetaDot, tDot), eps, scratch);
        Batch minus = shifted(field, t, y, theta, new VectorField.Direction(yDot, thetaDot, tDot), -eps, scratch);
        for (int i = 0; i < DIM; i++) {
            for (int s = 0; s < SAMPLES; s++) {
                assertThat(along.get(i, s)).isCloseTo((plus.get(i, s) - minus.get(i, s)) / (2 * eps), within(1e-7));
            }
        }

        Batch gy = new Batch(DIM, SAMPLES);
        ParameterGradient summed = new ParameterGradient(1, p);
        double timePart = field.vjp(t, y, theta, a, scratch, gy, summed);
        double expected = dot(gy, yDot) + timePart * tDot;
        for (int j = 0; j < p; j++) {
            expected += summed.data()[j] * thetaDot[j];
        }
        assertThat(dot(a, along)).isCloseTo(expected, within(1e-12 * Math.abs(expected)));

        ParameterGradient rows = new ParameterGradient(SAMPLES, p);
        Batch again = new Batch(DIM, SAMPLES);
        assertThat(field.vjp(t, y, theta, a, scratch, again, rows)).isCloseTo(timePart, within(1e-12));
        for (int j = 0; j < p; j++) {
            double sum = 0;
            for (int s = 0; s < SAMPLES; s++) {
                sum += rows.data()[rows.row(s) + j];
            }
            assertThat(sum).isCloseTo(summed.data()[j], within(1e-13));
        }
    }

    private static Batch shifted(
            VectorField field,
            double t,
            Batch y,
            double[] theta,
            VectorField.Direction direction,
            double eps,
            Scratch scratch) {
        double[] moved = theta.clone();
        for (int j = 0; j < moved.length; j++) {
            moved[j] += eps * direction.theta()[j];
        }
        Batch state = new Batch(DIM, SAMPLES);
        for (int i = 0; i < DIM; i++) {
            for (int s = 0; s < SAMPLES; s++) {
                state.set(i, s, y.get(i, s) + eps * direction.y().get(i, s));
            }
        }
        state.padState();
        Batch out = new Batch(DIM, SAMPLES);
        field.eval(t + eps * direction.t(), state, moved, scratch, out);
        return out;
    }
}
