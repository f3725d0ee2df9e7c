package adjointlab.core.ntk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.catalog.Activations;
import adjointlab.core.field.Activation;
import adjointlab.core.field.Polynomial;
import adjointlab.core.field.StandardActivations;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Gaussian expectations against the trapezoidal rule in the plane, which for smooth functions converges geometrically.
class DualActivationTest {
    private static final double STEP = 0.04;
    private static final double EDGE = 9;

    /// Var u, Var v, correlation.
    private static final List<double[]> PAIRS =
            List.of(new double[] {1, 1, 0.3}, new double[] {0.5, 2.3, -0.7}, new double[] {1.7, 1.1, 0.95});

    static Stream<String> activations() {
        return Activations.CATALOG.ids().stream();
    }

    private static double plane(DoubleUnaryOperator g, double[] pair) {
        double across = Math.sqrt(1 - pair[2] * pair[2]);
        int half = (int) (EDGE / STEP);
        double sum = 0;
        for (int i = -half; i <= half; i++) {
            double y = i * STEP;
            double first = g.applyAsDouble(Math.sqrt(pair[0]) * y) * Math.exp(-0.5 * y * y);
            for (int k = -half; k <= half; k++) {
                double z = k * STEP;
                sum += first
                        * g.applyAsDouble(Math.sqrt(pair[1]) * (pair[2] * y + across * z))
                        * Math.exp(-0.5 * z * z);
            }
        }
        return sum * STEP * STEP / (2 * Math.PI);
    }

    @ParameterizedTest
    @MethodSource("activations")
    void agreesWithTheTrapezoidalRule(String id) {
        Activation activation = Activations.CATALOG.get(id).createDefault();
        DualActivation dual = DualActivation.of(activation);
        boolean kink = List.of("relu", "leaky-relu", "elu", "hardtanh").contains(id);
        for (double[] pair : PAIRS) {
            Marginal u = dual.marginal(pair[0]);
            Marginal v = dual.marginal(pair[1]);
            double covariance = pair[2] * Math.sqrt(pair[0] * pair[1]);
            // the rule, not the expectation, is off where there is a kink
            assertThat(dual.values(u, v, covariance))
                    .isCloseTo(plane(activation::value, pair), within(kink ? 1e-3 : 1e-11));
            assertThat(dual.slopes(u, v, covariance))
                    .isCloseTo(plane(activation::slope, pair), within(kink ? 2e-2 : 1e-11));
            assertThat(dual.errorBound(u, v, covariance)).isLessThan(1e-7);
        }
    }

    @Test
    void seriesAgreesWithTheClosedFormWithinItsBound() {
        for (StandardActivations activation : List.of(
                StandardActivations.RELU,
                StandardActivations.LEAKY_RELU,
                StandardActivations.GELU,
                StandardActivations.QUADRATIC)) {
            DualActivation closed = ClosedForm.find(activation).orElseThrow();
            DualActivation series = new HermiteDual(activation);
            for (double rho : new double[] {-1, -0.9, 0, 0.5, 0.99, 1}) {
                for (double a : new double[] {0.2, 1.3, 400}) {
                    double b = 1.3;
                    double c = rho * Math.sqrt(a * b);
                    Marginal u = series.marginal(a);
                    Marginal v = series.marginal(b);
                    double bound = series.errorBound(u, v, c) + 1e-12 * a;
                    assertThat(series.values(u, v, c))
                            .as("%s at %s, %s", activation, rho, a)
                            .isCloseTo(closed.values(closed.marginal(a), closed.marginal(b), c), within(bound));
                    assertThat(series.slopes(u, v, c))
                            .as("slope of %s at %s, %s", activation, rho, a)
                            .isCloseTo(closed.slopes(closed.marginal(a), closed.marginal(b), c), within(bound));
                }
            }
        }
    }

    @Test
    void powersAgreeWithTheirSeriesAndWithTheQuadratic() {
        for (int degree = 1; degree <= 8; degree++) {
            Polynomial power = new Polynomial(degree);
            DualActivation closed = DualActivation.of(power);
            DualActivation series = new HermiteDual(power);
            assertThat(closed.values(closed.marginal(1), closed.marginal(1), 1)).isCloseTo(1, within(1e-14));
            assertThat(DualActivation.series(power).coefficients().length)
                    .as("no Hermite coefficient beyond the degree")
                    .isLessThanOrEqualTo(degree + 7);
            for (double[] pair : PAIRS) {
                double c = pair[2] * Math.sqrt(pair[0] * pair[1]);
                double size = Math.pow(pair[0] * pair[1], 0.5 * degree);
                assertThat(closed.values(closed.marginal(pair[0]), closed.marginal(pair[1]), c))
                        .as("degree %d", degree)
                        .isCloseTo(
                                series.values(series.marginal(pair[0]), series.marginal(pair[1]), c),
                                within(1e-13 * size));
                assertThat(closed.slopes(closed.marginal(pair[0]), closed.marginal(pair[1]), c))
                        .isCloseTo(
                                series.slopes(series.marginal(pair[0]), series.marginal(pair[1]), c),
                                within(1e-12 * degree * size));
            }
        }
        DualActivation square = DualActivation.of(StandardActivations.QUADRATIC);
        DualActivation second = DualActivation.of(new Polynomial(2));
        assertThat(3 * second.values(second.marginal(0.5), second.marginal(2), -0.4))
                .isCloseTo(square.values(square.marginal(0.5), square.marginal(2), -0.4), within(1e-15));
    }

    @Test
    void constantsAndEqualNumbersNeedNoSeries() {
        DualActivation dual = DualActivation.of(StandardActivations.HARDTANH);
        Marginal zero = dual.marginal(0);
        assertThat(dual.values(zero, dual.marginal(1), 0)).isCloseTo(0, within(1e-15));
        assertThat(dual.slopes(zero, dual.marginal(1), 0))
                .as("P(|z| < 1)")
                .isCloseTo(0.6826894921370859, within(1e-13));
        assertThat(dual.slopes(dual.marginal(1), dual.marginal(1), 1))
                .as("E[φ′²] is E[φ′] where φ′ is 0 or 1")
                .isCloseTo(0.6826894921370859, within(1e-13));
    }
}
