package adjointlab.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.ErrorNorm.Tolerances;
import adjointlab.core.ode.ErrorNorms;
import adjointlab.core.ode.FirstStep;
import adjointlab.core.ode.OdeSystem;
import adjointlab.core.ode.Solve;
import adjointlab.core.ode.SolveStats;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.ode.StateLayout;
import adjointlab.core.ode.Stepper;
import adjointlab.core.ode.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every first-step rule against its published algorithm, written out here, by the first step that a solve tries.
final class FirstStepDefinitionTest {
    private static final double RTOL = 1e-4;
    private static final double ATOL = 1e-6;

    /// A published rule, for a scalar equation in eight equal samples.
    interface Rule {
        double size(Slope f, double t0, double y0, double direction, int errorOrder);
    }

    interface Slope {
        double at(double t, double y);
    }

    private static final Map<String, Rule> PUBLISHED =
            Map.of("automatic", FirstStepDefinitionTest::startingStep, "given", (_, _, _, _, _) -> 0.01);

    /// Hairer, Nørsett and Wanner I, section II.4, "Starting Step Size", a) to f); their p + 1 is the power with
    /// which the error estimate goes.
    private static double startingStep(Slope f, double t0, double y0, double direction, int errorOrder) {
        double scale = ATOL + RTOL * Math.abs(y0);
        double f0 = f.at(t0, y0);
        double d0 = Math.abs(y0) / scale;
        double d1 = Math.abs(f0) / scale;
        double h0;
        if (d0 < 1e-5 || d1 < 1e-5) {
            h0 = 1e-6;
        } else {
            h0 = 0.01 * (d0 / d1);
        }
        double y1 = y0 + direction * h0 * f0;
        double f1 = f.at(t0 + direction * h0, y1);
        double d2 = Math.abs(f1 - f0) / scale / h0;
        double h1;
        if (Math.max(d1, d2) <= 1e-15) {
            h1 = Math.max(1e-6, h0 * 1e-3);
        } else {
            h1 = Math.exp(Math.log(0.01 / Math.max(d1, d2)) / errorOrder);
        }
        return Math.min(100 * h0, h1);
    }

    private record Scalar(Slope slope) implements OdeSystem {
        @Override
        public StateLayout layout() {
            return StateLayout.ofBatch("y", 1, 8);
        }

        @Override
        public void eval(double t, double[] y, double[] dyOut) {
            for (int i = 0; i < y.length; i++) {
                dyOut[i] = slope.at(t, y[i]);
            }
        }
    }

    /// The size of the first step that is tried, with its sign.
    private static double tried(FirstStep rule, String solver, Slope slope, double t0, double y0, double end) {
        Stepper stepper = Solvers.CATALOG.get(solver).createDefault();
        SolverSettings settings = new SolverSettings(
                stepper,
                new SolverSettings.Adaptive(
                        new Tolerances(RTOL, ATOL),
                        ErrorNorms.RMS,
                        Controllers.CATALOG.get("i").createDefault(),
                        rule,
                        SolverSettings.EndRule.INTERPOLATE),
                1);
        List<Double> sizes = new ArrayList<>();
        Watch watch =
                new Watch(new double[0], Watch.NONE.output(), (step, _) -> sizes.add(step.h()), Cancellation.NEVER);
        double[] y = new double[8];
        java.util.Arrays.fill(y, y0);
        new Solve(settings, new Scalar(slope), new SolveStats()).run(t0, end, y, watch);
        return sizes.getFirst();
    }

    private static FirstStep rule(String id) {
        return FirstStepRules.CATALOG.get(id).createDefault();
    }

    static List<String> rules() {
        return FirstStepRules.CATALOG.ids();
    }

    private static void follows(String rule, String solver, Slope slope, double t0, double y0) {
        assertThat(PUBLISHED)
                .as("the first-step rule '%s' needs its published algorithm in this test", rule)
                .containsKey(rule);
        int order = Solvers.CATALOG.get(solver).createDefault().errorOrder();
        for (double direction : new double[] {1, -1}) {
            double expected = Objects.requireNonNull(PUBLISHED.get(rule)).size(slope, t0, y0, direction, order);
            assertThat(tried(rule(rule), solver, slope, t0, y0, t0 + 1000 * direction))
                    .as("%s with %s from %s, %s", rule, solver, t0, y0)
                    .isCloseTo(direction * expected, within(1e-11 * expected));
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void sizesAreThoseOfThePublishedAlgorithm(String rule) {
        for (String solver : List.of("heun-euler", "bosh3", "dopri5", "tsit5", "dopri8")) {
            // the slope alone decides
            follows(rule, solver, (t, y) -> 3 * Math.cos(0.1 * t), 0.4, 2);
            // its change decides
            follows(rule, solver, (t, y) -> -50 * (y - Math.sin(30 * t)), 0.2, 1.5);
            // a hundred times the first guess decides
            follows(rule, solver, (t, y) -> 1e-9 + 1e-9 * y, 0, 1e-7);
            follows(rule, solver, (t, y) -> Math.exp(t) * y, -0.3, 0.01);
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theExceptionsForSmallNumbersAreThePublishedOnes(String rule) {
        // from nothing: the first guess is 1e-6
        follows(rule, "dopri5", (t, y) -> Math.cos(t), 0, 0);
        follows(rule, "dopri5", (t, y) -> 1e4 * Math.cos(t), 0, 1e-12);
        // a slope of nothing, but not for long
        follows(rule, "dopri5", (t, y) -> 1e3 * t, 0, 1);
        follows(rule, "dopri5", (t, y) -> 1e-12, 0, 1);
        // nothing moves
        follows(rule, "dopri5", (t, y) -> 0, 0, 1);
    }

    /// Against SciPy's `select_initial_step`, which is the same algorithm: `scipy.integrate._ivp.common`, version
    /// 1.17.1, called with f, t0, y0, t_bound = inf, max_step = inf, f0, direction = 1, order = 4, rtol = 1e-4,
    /// atol = 1e-6.
    @ParameterizedTest
    @CsvSource({"0.2, 1.5, 0.012071870630065092", "0, 1, 0.012035176726898258"})
    void sizesAreThoseOfAnIndependentProgram(double t0, double y0, double expected) {
        assertThat(tried(rule("automatic"), "dopri5", (t, y) -> -50 * (y - Math.sin(30 * t)), t0, y0, 1e9))
                .isCloseTo(expected, within(1e-10 * expected));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-5, 0.3, 7})
    void aGivenSizeIsTakenInTheDirectionOfTheSolve(double size) {
        var entry = FirstStepRules.CATALOG.get("given");
        FirstStep given = entry.create(new Values(Map.of("size", size)).complete(entry.parameters()));
        assertThat(tried(given, "tsit5", (t, y) -> y, 1, 1, 100)).isEqualTo(size);
        assertThat(tried(given, "tsit5", (t, y) -> y, 1, 1, -100)).isEqualTo(-size);
    }
}
