package adjointlab.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/// That the benchmark measures the right work; how long it takes is not a test's business.
final class BenchTest {
    private static final CpuTimer ONCE = new CpuTimer(1, 1, 1);

    @Test
    void bothGradientMethodsAgreeAsFarAsDiscretizationAllows() {
        var cases = GradientCase.all();
        assertThat(cases).hasSize(8);
        for (int i = 0; i < cases.size(); i += 2) {
            assertThat(cases.get(i).gradient()).isEqualTo("continuous");
            assertThat(cases.get(i + 1).gradient()).isEqualTo("discrete");
            GradientCase.Training continuous = cases.get(i).training();
            GradientCase.Training discrete = cases.get(i + 1).training();
            continuous.run();
            discrete.run();
            assertThat(continuous.gradient()).containsExactly(discrete.gradient(), within(1e-4));
            assertThat(continuous.forwardEvaluations()).isEqualTo(discrete.forwardEvaluations());
        }
    }

    @Test
    void fixedStepsCostFourEvaluationsEach() {
        GradientCase rk4 = GradientCase.all().get(2);
        assertThat(rk4.solver()).isEqualTo("rk4-38");
        BenchResult result = BenchResult.of(rk4, ONCE, 1e30);
        assertThat(result.evaluations().forward()).isEqualTo(80);
        assertThat(result.evaluations().backward()).isEqualTo(80);
        assertThat(result.times().forwardMs()).isPositive();
        assertThat(result.oneCore().threads()).isEqualTo(1);
        assertThat(result.times().gradientMs())
                .isLessThanOrEqualTo(result.oneCore().gradientMs());
        // 2·(2·20 + 20·20 + 20·2)·120 operations, four times for each pair of evaluations
        double flops = 2 * 480 * 120 * (80 + 80 + 2 * 80);
        assertThat(result.peakFraction() * 1e30 * result.oneCore().gradientMs() * 1e-3)
                .isCloseTo(flops, within(1.0));
    }

    @Test
    void everyFamilyTrainsOnThePointCloud() {
        var cases = IterationCase.all();
        assertThat(cases.stream().map(IterationCase::family))
                .containsExactly("node", "anode", "sonode", "hbnode", "ghbnode");
        IterationCase.Result result = cases.getLast().measure(ONCE, 2);
        assertThat(result.ms()).isPositive();
        assertThat(result.nfeForward()).isBetween(20.0, 400.0);
        assertThat(result.nfeBackward()).isBetween(20.0, 400.0);
        assertThat(result.perEvaluation()).isEqualTo(1e3 * result.ms() / (result.nfeForward() + result.nfeBackward()));
    }

    /// From the same start solves cost the same, whatever the optimizer.
    @Test
    void optimizersAreComparedWhereSolvesCostAlike() {
        List<OptimizerCase.Result> results =
                OptimizerCase.all().stream().map(each -> each.measure(ONCE, 3)).toList();
        assertThat(results).hasSize(3).allSatisfy(result -> {
            assertThat(result.ms()).isPositive();
            assertThat(result.bytes()).isPositive();
            assertThat(result.evaluations()).isEqualTo(results.getFirst().evaluations());
        });
    }

    @Test
    void ratesArePositive() {
        assertThat(Peak.measure(ONCE)).isPositive();
        assertThat(new Peak.Product(3, 4, 5).measure(ONCE)).isPositive();
    }
}
