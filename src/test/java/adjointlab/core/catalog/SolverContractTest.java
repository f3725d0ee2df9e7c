package adjointlab.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.OdeSystem;
import adjointlab.core.ode.Solve;
import adjointlab.core.ode.SolveStats;
import adjointlab.core.ode.StateLayout;
import adjointlab.core.ode.StepListener;
import adjointlab.core.ode.Stepper;
import adjointlab.core.ode.Watch;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every registered solver promises.
final class SolverContractTest {
    /// A Duffing oscillator with a push: nonlinear and dependent on time.
    private static final OdeSystem DUFFING = new OdeSystem() {
        private final StateLayout layout = StateLayout.ofBatch("y", 2, 1);

        @Override
        public StateLayout layout() {
            return layout;
        }

        @Override
        public void eval(double t, double[] y, double[] dyOut) {
            for (int s = 0; s < 8; s++) {
                dyOut[s] = y[8 + s];
                dyOut[8 + s] = -4 * y[s] - 0.1 * y[s] * y[s] * y[s] + 0.3 * Math.cos(t);
            }
        }
    };

    static List<String> solvers() {
        return Solvers.CATALOG.ids();
    }

    static List<String> adaptive() {
        return Solvers.CATALOG.entries().stream()
                .filter(e -> e.createDefault().errorOrder() > 0)
                .map(Entry::id)
                .toList();
    }

    private static double[] start() {
        double[] y = new double[16];
        java.util.Arrays.fill(y, 0, 8, 1.2);
        java.util.Arrays.fill(y, 8, 16, -0.4);
        return y;
    }

    private static double[] reference(double t) {
        double[] y = start();
        assertThat(new Solve(TestSettings.fixed("rk4", 20_000), DUFFING, new SolveStats())
                        .run(0, t, y, Watch.NONE)
                        .ok())
                .isTrue();
        return y;
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void convergesWithItsOrder(String id) {
        Stepper stepper = Solvers.CATALOG.get(id).createDefault();
        double[] exact = reference(2);
        // so that errors stay well above rounding for high orders and in the asymptotic range for low ones
        int coarse = stepper.order() >= 8 ? 8 : stepper.order() >= 5 ? 40 : 64;
        double previous = errorWith(id, coarse, exact);
        double next = errorWith(id, 2 * coarse, exact);
        assertThat(Math.log(previous / next) / Math.log(2)).isCloseTo(stepper.order(), within(0.2));
    }

    private static double errorWith(String id, int steps, double[] exact) {
        double[] y = start();
        new Solve(TestSettings.fixed(id, steps), DUFFING, new SolveStats()).run(0, 2, y, Watch.NONE);
        return Math.hypot(y[0] - exact[0], y[8] - exact[8]);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void denseOutputConvergesNearlyAsFast(String id) {
        Stepper stepper = Solvers.CATALOG.get(id).createDefault();
        double[] times = {0.317, 0.9231, 1.5377};
        int coarse = stepper.order() >= 8 ? 3 : stepper.order() >= 5 ? 12 : 32;
        double order = Math.log(denseError(id, coarse, times) / denseError(id, 4 * coarse, times)) / Math.log(4);
        assertThat(order).isGreaterThan(stepper.order() - 0.3);
    }

    private static double denseError(String id, int steps, double[] times) {
        double[] worst = new double[1];
        Watch watch = new Watch(
                times,
                (i, t, y) -> {
                    double[] exact = reference(t);
                    worst[0] = Math.max(worst[0], Math.hypot(y[0] - exact[0], y[8] - exact[8]));
                },
                StepListener.NONE,
                Cancellation.NEVER);
        new Solve(TestSettings.fixed(id, steps), DUFFING, new SolveStats()).run(0, 2, start(), watch);
        return worst[0];
    }

    @ParameterizedTest
    @MethodSource("adaptive")
    void keepsItsTolerance(String id) {
        double[] exact = reference(2);
        double tolerance = Solvers.CATALOG.get(id).createDefault().order() <= 2 ? 1e-5 : 1e-8;
        double[] y = start();
        SolveStats stats = new SolveStats();
        assertThat(new Solve(TestSettings.adaptive(id, tolerance), DUFFING, stats)
                        .run(0, 2, y, Watch.NONE)
                        .ok())
                .isTrue();
        assertThat(Math.hypot(y[0] - exact[0], y[8] - exact[8])).isLessThan(100 * tolerance);
        assertThat(stats.accepted()).isGreaterThan(3);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void goesBackToWhereItCameFrom(String id) {
        boolean adaptive = adaptive().contains(id);
        var settings = adaptive ? TestSettings.adaptive(id, 1e-7) : TestSettings.fixed(id, 2000);
        double[] y = start();
        Solve solve = new Solve(settings, DUFFING, new SolveStats());
        solve.run(0, 2, y, Watch.NONE);
        assertThat(solve.run(2, 0, y, Watch.NONE).ok()).isTrue();
        assertThat(Math.hypot(y[0] - 1.2, y[8] + 0.4)).isLessThan(2e-2);
    }
}
