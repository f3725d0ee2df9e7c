package adjointlab.core.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.catalog.Solvers;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What dense output promises: its order, both ends, and where a method says so a slope without jumps.
final class DenseOutputTest {
    static List<String> solvers() {
        return Solvers.CATALOG.ids();
    }

    /// ẏ = cos(t)·y, y = e^(sin t), in eight equal samples.
    private static final OdeSystem WAVE = Scalars.system(8, (t, y) -> Math.cos(t) * y);

    private static double at(Stepper.Work work, double fraction) {
        double[] out = new double[8];
        work.interpolate(fraction, out);
        return out[0];
    }

    private static Stepper.Work stepped(String id, OdeSystem system, double t, double h, double y) {
        Stepper.Work work = Solvers.CATALOG.get(id).createDefault().prepare(system);
        assertThat(work.step(t, h, Scalars.filled(y))).isTrue();
        return work;
    }

    /// Starts of single steps; several, because for one start errors may cancel.
    private static final double[] STARTS = {0.1, 0.4, 0.9, 1.6, 2.3};

    private static double localError(String id, double h) {
        double worst = 0;
        for (double t : STARTS) {
            Stepper.Work work = stepped(id, WAVE, t, h, Math.exp(Math.sin(t)));
            for (double fraction : new double[] {0.15, 0.35, 0.6, 0.85}) {
                double exact = Math.exp(Math.sin(t + fraction * h));
                worst = Math.max(worst, Math.abs(at(work, fraction) - exact));
            }
        }
        return worst;
    }

    private static int degree(String id) {
        Stepper stepper = Solvers.CATALOG.get(id).createDefault();
        return stepper instanceof RungeKutta method ? method.tableau().dense().order() : 3;
    }

    /// Of a single step, h^(order+1); the declared order of a Runge-Kutta method's, 3 of Hermite's cubic.
    @ParameterizedTest
    @MethodSource("solvers")
    void errorsWithinAStepFallWithTheDeclaredOrder(String id) {
        double h = degree(id) >= 7 ? 0.4 : 0.05;
        double order = Math.log(localError(id, h) / localError(id, h / 2)) / Math.log(2);
        assertThat(order).isCloseTo(degree(id) + 1, within(0.35));
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void bothEndsAreMet(String id) {
        Stepper.Work work = stepped(id, WAVE, 0.4, 0.3, 1.7);
        assertThat(at(work, 0)).isCloseTo(1.7, within(1e-15));
        assertThat(at(work, 1)).isCloseTo(work.next()[0], within(1e-13));
    }

    /// The interpolant's slope is the field's at both ends, so that pieces join smoothly; Euler's line excepted.
    @ParameterizedTest
    @MethodSource("solvers")
    void slopesAtBothEndsAreTheFields(String id) {
        double h = 0.3;
        Stepper.Work work = stepped(id, WAVE, 0.4, h, 1.7);
        DoubleUnaryOperator slope = fraction -> {
            double e = 1e-3;
            return (8 * (at(work, fraction + e) - at(work, fraction - e))
                            - (at(work, fraction + 2 * e) - at(work, fraction - 2 * e)))
                    / (12 * e * h);
        };
        assertThat(slope.applyAsDouble(0)).isCloseTo(Math.cos(0.4) * 1.7, within(1e-8));
        double end = Math.cos(0.7) * work.next()[0];
        if (id.equals("euler")) {
            assertThat(Math.abs(slope.applyAsDouble(1) - end)).isGreaterThan(0.01);
        } else {
            assertThat(slope.applyAsDouble(1)).isCloseTo(end, within(1e-8));
        }
    }

    /// ẏ = p′(t) with p of the degree of the dense output's order: no error at all, forward and backward.
    @ParameterizedTest
    @MethodSource("solvers")
    void polynomialsOfItsDegreeAreExact(String id) {
        int degree = degree(id);
        OdeSystem power = Scalars.system(8, (t, _) -> degree * Math.pow(t, degree - 1.0));
        for (double h : new double[] {0.9, -0.7}) {
            Stepper.Work work = stepped(id, power, 0.5, h, Math.pow(0.5, degree));
            for (double fraction : new double[] {0.1, 0.45, 0.8, 1}) {
                assertThat(at(work, fraction)).isCloseTo(Math.pow(0.5 + fraction * h, degree), within(1e-11));
            }
        }
    }

    /// Weights and their slopes belong together.
    @Test
    void slopesOfTheWeightsAreTheirDerivatives() {
        Tableau.Dense dense = Tableaus.dormandPrince8().dense();
        for (int i = 0; i < dense.weights().length; i++) {
            double e = 1e-4;
            double difference = (dense.weight(i, 0.4 + e) - dense.weight(i, 0.4 - e)) / (2 * e);
            assertThat(dense.slope(i, 0.4)).isCloseTo(difference, within(1e-4));
        }
    }

    /// h·|λ| of ẏ = λy is what the last two stages of Dormand and Prince's method, both at the step's end, tell
    /// exactly;
    /// Hairer and Wanner II, equation (IV.2.25).
    @Test
    void stiffnessOfALinearFieldIsExact() {
        for (double lambda : new double[] {-7, -0.3, 2}) {
            Stepper.Work work = stepped("dopri5", Scalars.system(8, (_, y) -> lambda * y), 0, 0.4, 1.3);
            assertThat(work.stiffness()).isCloseTo(0.4 * Math.abs(lambda), within(1e-9));
            Stepper.Work back = stepped("dopri5", Scalars.system(8, (_, y) -> lambda * y), 0, -0.4, 1.3);
            assertThat(back.stiffness()).isCloseTo(0.4 * Math.abs(lambda), within(1e-9));
        }
        assertThat(stepped("dopri5", Scalars.system(8, (_, _) -> 3), 0, 0.4, 0).stiffness())
                .isLessThan(1e-9);
        for (String other : List.of("rk4", "bosh3", "heun-euler", "kvaerno5", "abm")) {
            assertThat(stepped(other, WAVE, 0, 0.4, 1).stiffness()).as(other).isNaN();
        }
    }

    private static double estimate(String id, double h) {
        double worst = 0;
        for (double t : STARTS) {
            worst = Math.max(worst, Math.abs(stepped(id, WAVE, t, h, 1.7).error()[0]));
        }
        return worst;
    }

    /// The estimate of a pair is the difference of its two solutions, of order h^q; DOP853's is that of its two
    /// sums.
    @ParameterizedTest
    @MethodSource("solvers")
    void errorEstimatesFallWithTheDeclaredOrder(String id) {
        int order = Solvers.CATALOG.get(id).createDefault().errorOrder();
        if (order > 0) {
            double h = order >= 8 ? 0.4 : 0.05;
            double fall = Math.log(estimate(id, h) / estimate(id, h / 2)) / Math.log(2);
            assertThat(fall).isCloseTo(order, within(0.35));
        }
    }
}
