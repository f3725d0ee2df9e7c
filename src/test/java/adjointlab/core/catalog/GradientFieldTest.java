package adjointlab.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import adjointlab.core.TestSettings;
import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.ode.StepListener;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every gradient method on every field that has weights, with every activation: the derivative of a loss at two times
/// along a random direction of weights and start states, against central differences.
final class GradientFieldTest {
    private static final int SAMPLES = 3;

    /// Pre-activations near these stay away from the kinks at 0 and ±1.
    private static final double[] BIASES = {-3, -0.5, 0.5, 3};

    private final Random random = new Random(17);

    static Stream<Arguments> cases() {
        return Gradients.CATALOG.ids().stream().flatMap(gradient -> FieldContractTest.fields()
                .filter(tested -> tested.field().parameters().size() > 0)
                .map(tested -> Arguments.of(gradient, tested)));
    }

    private Batch batch(VectorField field, double size) {
        Batch batch = new Batch(field.dim(), SAMPLES);
        for (int i = 0; i < field.dim(); i++) {
            for (int s = 0; s < SAMPLES; s++) {
                batch.set(i, s, random.nextDouble(-size, size));
            }
        }
        return batch;
    }

    private double[] weights(VectorField field) {
        double[] theta = random.doubles(field.parameters().size(), -0.1, 0.1).toArray();
        for (ParameterLayout.Block block : field.parameters().blocks()) {
            for (int j = 0; block.name().matches(".*\\.b\\d*") && j < block.size(); j++) {
                theta[block.offset() + j] = BIASES[j % BIASES.length];
            }
        }
        return theta;
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("cases")
    void derivativesAgreeWithDifferences(String gradient, FieldContractTest.Case tested) {
        VectorField field = tested.field();
        // the discrete ones are exact however coarse the steps
        boolean exact = gradient.startsWith("discrete") || gradient.equals("forward");
        SolverSettings settings = TestSettings.fixed("dopri5", exact ? 6 : 120);
        AdjointMethod.Work work = Gradients.CATALOG
                .get(gradient)
                .createDefault()
                .prepare(new AdjointMethod.Setup(field, SAMPLES, settings));
        double[] theta = weights(field);
        Batch y0 = batch(field, 0.5);
        Batch[] cotangents = {batch(field, 1), batch(field, 1)};
        double[] thetaDot = random.doubles(theta.length, -0.1, 0.1).toArray();
        Batch y0Dot = batch(field, 0.2);

        double difference = 0;
        double h = 5e-3;
        double[] weights = {45, -9, 1};
        for (int k = 1; k <= 3; k++) {
            double ahead = loss(work, theta, thetaDot, y0, y0Dot, k * h, cotangents);
            double behind = loss(work, theta, thetaDot, y0, y0Dot, -k * h, cotangents);
            difference += weights[k - 1] * (ahead - behind) / (60 * h);
        }
        loss(work, theta, thetaDot, y0, y0Dot, 0, cotangents);
        assertThat(work.backward(cotangents, AdjointListener.NONE, Cancellation.NEVER)
                        .ok())
                .isTrue();
        double derivative = 0;
        for (int j = 0; j < theta.length; j++) {
            derivative += work.gradTheta()[j] * thetaDot[j];
        }
        for (int i = 0; i < field.dim(); i++) {
            for (int s = 0; s < SAMPLES; s++) {
                derivative += work.gradInitial().get(i, s) * y0Dot.get(i, s);
            }
        }
        assertThat(derivative).isCloseTo(difference, withinPercentage(100 * (exact ? 1e-9 : 1e-6)));
    }

    private static double loss(
            AdjointMethod.Work work,
            double[] theta,
            double[] thetaDot,
            Batch y0,
            Batch y0Dot,
            double step,
            Batch[] cotangents) {
        double[] moved = theta.clone();
        for (int j = 0; j < moved.length; j++) {
            moved[j] += step * thetaDot[j];
        }
        Batch start = new Batch(y0.dim(), SAMPLES);
        for (int i = 0; i < start.dim(); i++) {
            for (int s = 0; s < SAMPLES; s++) {
                start.set(i, s, y0.get(i, s) + step * y0Dot.get(i, s));
            }
        }
        start.padState();
        AdjointMethod.Times times = new AdjointMethod.Times(0.1, 0.5, 0.9);
        assertThat(work.forward(moved, start, times, StepListener.NONE, Cancellation.NEVER)
                        .ok())
                .isTrue();
        double sum = 0;
        for (int o = 0; o < cotangents.length; o++) {
            for (int i = 0; i < start.dim(); i++) {
                for (int s = 0; s < SAMPLES; s++) {
                    sum += cotangents[o].get(i, s) * work.state(o).get(i, s);
                }
            }
        }
        return sum;
    }
}
