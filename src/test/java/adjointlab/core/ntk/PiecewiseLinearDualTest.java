package adjointlab.core.ntk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.field.Activation;
import adjointlab.core.field.HardTanh;
import adjointlab.core.field.LeakyRelu;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.ode.Cancellation;
import java.util.List;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Clipped and rectified activations against an integral over the plane, panel by panel between the kinks.
final class PiecewiseLinearDualTest {
    private static final double EDGE = 9;
    private static final GaussIntegrator UNIT = new GaussIntegratorFactory().legendre(12, 0, 1);

    /// An activation and its kinks.
    record Case(Activation activation, double... kinks) {}

    private static List<Case> cases() {
        return List.of(
                new Case(StandardActivations.HARDTANH, -1, 1),
                new Case(new HardTanh(0.3), -0.3, 0.3),
                new Case(new HardTanh(5), -5, 5),
                new Case(new LeakyRelu(0.3), 0));
    }

    /// Nodes between edges and kinks, in units of a standard deviation.
    private static double[][] rule(double step, double... kinks) {
        TreeSet<Double> edges = new TreeSet<>();
        for (double z = -EDGE; z <= EDGE; z += step) {
            edges.add(z);
        }
        for (double kink : kinks) {
            if (Math.abs(kink) < EDGE) {
                edges.add(kink);
            }
        }
        Double[] all = edges.toArray(Double[]::new);
        int count = UNIT.getNumberOfPoints();
        double[][] rule = new double[2][(all.length - 1) * count];
        for (int p = 0; p + 1 < all.length; p++) {
            for (int i = 0; i < count; i++) {
                double z = all[p] + (all[p + 1] - all[p]) * UNIT.getPoint(i);
                rule[0][p * count + i] = z;
                rule[1][p * count + i] =
                        (all[p + 1] - all[p]) * UNIT.getWeight(i) * Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
            }
        }
        return rule;
    }

    private static double plane(Case of, DoubleUnaryOperator g, double a, double b, double rho) {
        double[] first = new double[of.kinks.length];
        java.util.Arrays.setAll(first, i -> of.kinks[i] / Math.sqrt(a));
        double[][] outer = rule(Math.abs(rho) > 0.99 ? 0.02 : 0.2, first);
        double across = Math.sqrt((1 - rho) * (1 + rho) * b);
        double sum = 0;
        for (int i = 0; i < outer[0].length; i++) {
            double middle = rho * Math.sqrt(b) * outer[0][i];
            double[] second = new double[of.kinks.length];
            java.util.Arrays.setAll(second, k -> (of.kinks[k] - middle) / across);
            double[][] inner = rule(1.5, second);
            double mean = 0;
            for (int k = 0; k < inner[0].length; k++) {
                mean += inner[1][k] * g.applyAsDouble(middle + across * inner[0][k]);
            }
            sum += outer[1][i] * g.applyAsDouble(Math.sqrt(a) * outer[0][i]) * mean;
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithTheIntegralOverThePlane(Case of) {
        DualActivation dual = DualActivation.of(of.activation);
        assertThat(dual).isInstanceOf(PiecewiseLinearDual.class);
        for (double rho : new double[] {-0.999, -0.7, -0.01, 0, 1e-6, 0.3, 0.9, 0.9999}) {
            for (double[] pair : new double[][] {{1, 1}, {0.5, 2.3}, {1, 1.0001}, {0.02, 30}, {40, 55}}) {
                double a = pair[0];
                double b = pair[1];
                Marginal u = dual.marginal(a);
                Marginal v = dual.marginal(b);
                double c = rho * Math.sqrt(a * b);
                double size = Math.max(1, Math.sqrt(a * b));
                assertThat(dual.values(u, v, c))
                        .as("values at %s, %s, %s", a, b, rho)
                        .isCloseTo(plane(of, of.activation::value, a, b, rho), within(1e-10 * size));
                assertThat(dual.slopes(u, v, c))
                        .as("slopes at %s, %s, %s", a, b, rho)
                        .isCloseTo(plane(of, of.activation::slope, a, b, rho), within(1e-10));
                assertThat(dual.errorBound(u, v, c)).isZero();
            }
        }
    }

    /// Where both numbers are one, or each other's negative: E[φ(z)²] and E[φ′(z)²], which are single integrals.
    @ParameterizedTest
    @MethodSource("cases")
    void equalNumbersAgreeWithASingleIntegral(Case of) {
        DualActivation dual = DualActivation.of(of.activation);
        for (double a : new double[] {1e-4, 0.3, 1, 7, 1e4}) {
            double[] kinks = new double[of.kinks.length];
            java.util.Arrays.setAll(kinks, i -> of.kinks[i] / Math.sqrt(a));
            double[][] rule = rule(0.2, kinks);
            for (double sign : new double[] {1, -1}) {
                double values = 0;
                double slopes = 0;
                for (int i = 0; i < rule[0].length; i++) {
                    double z = Math.sqrt(a) * rule[0][i];
                    values += rule[1][i] * of.activation.value(z) * of.activation.value(sign * z);
                    slopes += rule[1][i] * of.activation.slope(z) * of.activation.slope(sign * z);
                }
                Marginal u = dual.marginal(a);
                assertThat(dual.values(u, dual.marginal(a), sign * a))
                        .as("values at %s, %s", a, sign)
                        .isCloseTo(values, within(1e-12 * Math.max(1, a)));
                assertThat(dual.slopes(u, dual.marginal(a), sign * a))
                        .as("slopes at %s, %s", a, sign)
                        .isCloseTo(slopes, within(1e-12));
            }
        }
    }

    @Test
    void aRectifierWithoutLeakIsTheArcCosineKernel() {
        DualActivation closed = DualActivation.of(StandardActivations.RELU);
        DualActivation pieces = DualActivation.of(new LeakyRelu(1e-300));
        for (double rho : new double[] {-1, -0.4, 0, 0.99, 1}) {
            double c = rho * Math.sqrt(1.7 * 0.6);
            assertThat(pieces.values(pieces.marginal(1.7), pieces.marginal(0.6), c))
                    .isCloseTo(closed.values(closed.marginal(1.7), closed.marginal(0.6), c), within(1e-14));
            assertThat(pieces.slopes(pieces.marginal(1.7), pieces.marginal(0.6), c))
                    .isCloseTo(closed.slopes(closed.marginal(1.7), closed.marginal(0.6), c), within(1e-14));
        }
    }

    /// The series of Hermite polynomials, which stood for it before, is as far off as its bound says.
    @Test
    void theSeriesIsOffByItsBound() {
        DualActivation exact = DualActivation.of(StandardActivations.HARDTANH);
        DualActivation series = new HermiteDual(StandardActivations.HARDTANH);
        double c = 0.995;
        Marginal u = series.marginal(1);
        Marginal v = series.marginal(1.001);
        double off = Math.abs(series.slopes(u, v, c) - exact.slopes(exact.marginal(1), exact.marginal(1.001), c));
        assertThat(off).isBetween(1e-5, series.errorBound(u, v, c));
    }

    @Test
    void kernelsOfDeepNetworksHaveNoErrorOfExpectationsLeft() {
        WideNetwork network = new WideNetwork(StandardActivations.HARDTANH, 1.5, 1.2, 1, 1);
        double[][] x = {{1, 0.2}, {-0.4, 0.9}, {0.3, -1.2}};
        LimitKernels kernels = new LimitRecursion(network, Cancellation.NEVER).discrete(x, 5);
        assertThat(kernels.accuracy().expectation()).isZero();
    }
}
