package adjointlab.core.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.field.Signal.Between;
import adjointlab.core.field.Signal.Beyond;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A field that three inputs drive, each with times of its own: against a perceptron that is told their values, and
/// its derivatives against differences.
final class DrivenTest {
    private static final List<Signal> INPUTS = List.of(
            new Signal(List.of(0.0, 0.4, 1.5), List.of(1.0, -2.0, 0.5), Between.LINEAR, Beyond.HOLD),
            new Signal(List.of(0.1, 0.9, 1.1, 2.0), List.of(0.3, 1.0, -1.0, 2.0), Between.CUBIC, Beyond.LINE),
            new Signal(List.of(0.0, 0.6), List.of(2.0, 3.0), Between.STEPS, Beyond.HOLD));
    private static final Driven FIELD = new Driven(Mlp.of(List.of(2, 4, 2), StandardActivations.TANH, false), INPUTS);
    private static final double T = 1.0;
    private static final double STEP = 1e-6;
    private static final double CLOSE = 1e-8;
    private static final int SAMPLES = 3;

    private final Random random = new Random(7);
    private final double[] theta =
            random.doubles(FIELD.parameters().size(), -1, 1).toArray();
    private final Batch y = batch(2);

    private Batch batch(int dim) {
        Batch batch = new Batch(dim, SAMPLES);
        for (int i = 0; i < dim; i++) {
            for (int s = 0; s < SAMPLES; s++) {
                batch.set(i, s, random.nextGaussian());
            }
        }
        batch.padState();
        return batch;
    }

    private static double[][] at(double t, Batch y, double[] theta) {
        Batch dy = new Batch(2, SAMPLES);
        FIELD.eval(t, y, theta, new Scratch(), dy);
        return dy.toRows();
    }

    @Test
    void itIsAPerceptronThatSeesTheInputsBelowTheState() {
        Mlp wide = Mlp.of(List.of(5, 4, 2), StandardActivations.TANH, false);
        assertThat(FIELD.parameters()).isEqualTo(wide.parameters());
        Batch told = new Batch(5, SAMPLES);
        for (int s = 0; s < SAMPLES; s++) {
            for (int k = 0; k < 5; k++) {
                told.set(k, s, k < 2 ? y.get(k, s) : INPUTS.get(k - 2).at(T));
            }
        }
        told.padState();
        Batch dy = new Batch(2, SAMPLES);
        wide.eval(T, told, theta, new Scratch(), dy);
        for (int s = 0; s < SAMPLES; s++) {
            assertThat(at(T, y, theta)[s]).containsExactly(dy.toRows()[s], within(1e-14));
        }
    }

    private static double along(double[][] up, double[][] down, Batch a) {
        double sum = 0;
        for (int s = 0; s < SAMPLES; s++) {
            for (int i = 0; i < 2; i++) {
                sum += a.get(i, s) * (up[s][i] - down[s][i]) / (2 * STEP);
            }
        }
        return sum;
    }

    @Test
    void derivativesAreThoseOfDifferences() {
        Batch a = batch(2);
        a.padCotangent();
        Batch gy = new Batch(2, SAMPLES);
        ParameterGradient gTheta = new ParameterGradient(1, theta.length);
        double byTime = FIELD.vjp(T, y, theta, a, new Scratch(), gy, gTheta);
        assertThat(byTime).isCloseTo(along(at(T + STEP, y, theta), at(T - STEP, y, theta), a), within(1e-7));
        for (int j = 0; j < theta.length; j++) {
            double[] up = theta.clone();
            double[] down = theta.clone();
            up[j] += STEP;
            down[j] -= STEP;
            assertThat(gTheta.data()[j])
                    .as("parameter %d", j)
                    .isCloseTo(along(at(T, y, up), at(T, y, down), a), within(CLOSE));
        }
        double[] thetaDot = random.doubles(theta.length, -1, 1).toArray();
        double[] up = theta.clone();
        double[] down = theta.clone();
        for (int j = 0; j < theta.length; j++) {
            up[j] += STEP * thetaDot[j];
            down[j] -= STEP * thetaDot[j];
        }
        Batch df = new Batch(2, SAMPLES);
        FIELD.jvp(T, y, theta, new VectorField.Direction(new Batch(2, SAMPLES), thetaDot, 1), new Scratch(), df);
        double told = 0;
        for (int s = 0; s < SAMPLES; s++) {
            for (int i = 0; i < 2; i++) {
                told += a.get(i, s) * df.get(i, s);
            }
        }
        assertThat(told).isCloseTo(along(at(T + STEP, y, up), at(T - STEP, y, down), a), within(1e-6));
    }
}
