package adjointlab.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.field.Initializer;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.field.StandardInitializers;
import adjointlab.core.math.RandomStreams;
import java.util.List;
import org.ejml.data.Complex_F64;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every registered choice of start weights promises.
final class InitializerContractTest {
    private static final Mlp FIELD = Mlp.of(List.of(3, 200, 100, 3), StandardActivations.TANH, true);

    static List<String> initializers() {
        return Initializers.CATALOG.ids();
    }

    private static double[] weights(Initializer initializer, long seed) {
        ParameterLayout layout = FIELD.parameters();
        double[] theta = new double[layout.size()];
        initializer.fill(layout, RandomStreams.of(seed, "weights"), theta);
        return theta;
    }

    @ParameterizedTest
    @MethodSource("initializers")
    void weightsAreFiniteAndFollowFromTheSeed(String id) {
        Initializer initializer = Initializers.CATALOG.get(id).createDefault();
        double[] theta = weights(initializer, 5);
        for (double weight : theta) {
            assertThat(weight).isFinite();
        }
        assertThat(weights(initializer, 5)).isEqualTo(theta);
        if (!id.equals("values")) {
            assertThat(weights(initializer, 6)).isNotEqualTo(theta);
        }
    }

    private static double rootMeanSquare(double[] theta, String block) {
        var found = FIELD.parameters().find(block).orElseThrow();
        double sum = 0;
        for (int j = found.offset(); j < found.offset() + found.size(); j++) {
            sum += theta[j] * theta[j];
        }
        return Math.sqrt(sum / found.size());
    }

    @Test
    void scalesAreThoseOfTheFormulas() {
        // W2 is 100×200; a uniform variable in ±b has the root mean square b/√3
        assertThat(rootMeanSquare(weights(new StandardInitializers.PyTorch(1), 1), "field.W2"))
                .isCloseTo(1 / Math.sqrt(3 * 200), within(0.02 / Math.sqrt(3 * 200)));
        double[] small = weights(new StandardInitializers.PyTorch(0.01), 1);
        double[] usual = weights(new StandardInitializers.PyTorch(1), 1);
        for (int j = 0; j < small.length; j++) {
            assertThat(small[j]).isEqualTo(0.01 * usual[j]);
        }
        assertThat(rootMeanSquare(weights(new StandardInitializers.Glorot(), 1), "field.W2"))
                .isCloseTo(Math.sqrt(2.0 / 300), within(0.02 * Math.sqrt(2.0 / 300)));
        assertThat(rootMeanSquare(weights(new StandardInitializers.He(), 1), "field.W2"))
                .isCloseTo(0.1, within(0.002));
        assertThat(rootMeanSquare(weights(new StandardInitializers.Ntk(2, 0.5), 1), "field.W2"))
                .isCloseTo(2 / Math.sqrt(200), within(0.003));
        assertThat(rootMeanSquare(weights(new StandardInitializers.Ntk(2, 0.5), 1), "field.b1"))
                .isCloseTo(0.5, within(0.08));
        assertThat(rootMeanSquare(weights(new StandardInitializers.He(), 1), "field.b2"))
                .isZero();
    }

    @Test
    void stabilityInformedDynamicsStartWithinTheStabilityRegion() {
        double[] theta = weights(new StandardInitializers.StabilityInformed(2.785, 0.1), 3);
        SimpleMatrix product = matrix(theta, "field.W3")
                .mult(matrix(theta, "field.W2"))
                .mult(matrix(theta, "field.W1").cols(0, 3));
        for (Complex_F64 eigenvalue : product.eig().getEigenvalues()) {
            assertThat(eigenvalue.getReal()).isBetween(-27.85, 0.0);
            assertThat(eigenvalue.getImaginary()).isCloseTo(0, within(1e-9));
        }
    }

    private static SimpleMatrix matrix(double[] theta, String block) {
        var found = FIELD.parameters().find(block).orElseThrow();
        int rows = found.shape().get(0);
        int columns = found.shape().get(1);
        SimpleMatrix matrix = new SimpleMatrix(rows, columns);
        for (int e = 0; e < found.size(); e++) {
            matrix.set(e / columns, e % columns, theta[found.offset() + e]);
        }
        return matrix;
    }
}
