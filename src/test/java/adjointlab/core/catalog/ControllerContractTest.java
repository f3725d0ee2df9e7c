package adjointlab.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.ode.ErrorNorm;
import adjointlab.core.ode.FirstStep;
import adjointlab.core.ode.OdeSystem;
import adjointlab.core.ode.Solve;
import adjointlab.core.ode.SolveStats;
import adjointlab.core.ode.StateLayout;
import adjointlab.core.ode.StepController;
import adjointlab.core.ode.Watch;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every controller with every norm and first-step rule solves a problem whose time scale changes a hundredfold.
final class ControllerContractTest {
    private static final OdeSystem CHANGING = new OdeSystem() {
        @Override
        public StateLayout layout() {
            return StateLayout.ofBatch("y", 1, 5);
        }

        @Override
        public void eval(double t, double[] y, double[] dyOut) {
            // y = tanh(50(t − 1))
            double step = Math.tanh(50 * (t - 1));
            java.util.Arrays.fill(dyOut, 50 * (1 - step * step));
        }
    };

    static Stream<Arguments> combinations() {
        List<String> adaptive = Controllers.CATALOG.ids().stream()
                .filter(id -> !id.equals("constant"))
                .toList();
        return adaptive.stream().flatMap(controller -> Norms.CATALOG.ids().stream()
                .flatMap(norm ->
                        FirstStepRules.CATALOG.ids().stream().map(first -> Arguments.of(controller, norm, first))));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void toleranceIsKeptWithFewSteps(String controller, String norm, String first) {
        StepController control = Controllers.CATALOG.get(controller).createDefault();
        ErrorNorm errorNorm = Norms.CATALOG.get(norm).createDefault();
        FirstStep firstStep = FirstStepRules.CATALOG.get(first).createDefault();
        var settings = Integration.settings(
                Solvers.CATALOG.get("tsit5").createDefault(),
                new Integration.Adaptivity(errorNorm, control, firstStep),
                new Values(Map.<String, Object>of("rtol", 1e-7, "atol", 1e-7)).complete(Integration.PARAMETERS));
        double[] y = new double[8];
        java.util.Arrays.fill(y, Math.tanh(-10));
        SolveStats stats = new SolveStats();
        assertThat(new Solve(settings, CHANGING, stats)
                        .run(0.8, 1.05, y, Watch.NONE)
                        .ok())
                .isTrue();
        assertThat(Math.abs(y[0] - Math.tanh(2.5))).isLessThan(1e-5);
        assertThat(stats.accepted()).isBetween(10L, 400L);
        assertThat(stats.rejected()).isLessThan(stats.accepted());
    }

    @ParameterizedTest
    @MethodSource("controllers")
    void factorsAreFinitePositiveAndShrinkAfterRejections(String id) {
        StepController control = Controllers.CATALOG.get(id).createDefault();
        StepController.Memory memory = new StepController.Memory();
        assertThat(control.accepts(Double.NaN)).isFalse();
        for (double ratio : new double[] {0, 1e-300, 1e-3, 0.99, 1, 1.01, 50, 1e300}) {
            double factor = control.factor(ratio, 5, memory);
            assertThat(factor).isFinite().isPositive();
            if (!control.accepts(ratio)) {
                assertThat(factor).isLessThan(1);
            }
        }
    }

    static List<String> controllers() {
        return Controllers.CATALOG.ids();
    }
}
