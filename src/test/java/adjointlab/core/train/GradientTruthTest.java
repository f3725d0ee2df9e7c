package adjointlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.TestSettings;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.problem.dynamics.SimplestOde;
import adjointlab.core.rollout.Experiment;
import org.junit.jupiter.api.Test;

/// Errors of gradients by resolution.
final class GradientTruthTest {
    private static Experiment with(SolverSettings solver) {
        Experiment base = SimplestOdeExperiment.of(new SimplestOde(-1, 2, 1), SimplestOdeExperiment.ADAM);
        return new Experiment(
                base.task(),
                base.model(),
                new Experiment.Numerics(solver, base.numerics().gradient()),
                base.training(),
                base.seed());
    }

    private static GradientTruth measure(SolverSettings solver) {
        return GradientTruth.of(with(solver), new double[] {0.5}, Cancellation.NEVER)
                .orElseThrow();
    }

    @Test
    void errorsFallWithTheToleranceAndCostsRise() {
        GradientTruth truth = measure(TestSettings.adaptive("dopri5", 1e-3));
        assertThat(truth.byTolerance()).isTrue();
        assertThat(truth.points()).hasSize(9);
        var coarse = truth.points().getFirst();
        var fine = truth.points().getLast();
        assertThat(fine.continuous().error())
                .isLessThan(1e-8)
                .isLessThan(1e-4 * coarse.continuous().error());
        assertThat(fine.discrete().error()).isLessThan(1e-8);
        assertThat(fine.continuous().cost()).isGreaterThan(coarse.continuous().cost());
    }

    @Test
    void equalStepsAreMeasuredByTheirNumber() {
        GradientTruth truth = measure(TestSettings.fixed("rk4", 8));
        assertThat(truth.byTolerance()).isFalse();
        assertThat(truth.points())
                .extracting(GradientTruth.Point::resolution)
                .containsExactly(2.0, 4.0, 8.0, 16.0, 32.0, 64.0);
        assertThat(truth.points().getLast().discrete().error()).isLessThan(1e-6);
    }

    @Test
    void cancelledOrImpossibleMeasurementsGiveNothing() {
        assertThat(GradientTruth.of(with(TestSettings.adaptive("dopri5", 1e-3)), new double[] {0.5}, () -> true))
                .isEmpty();
        assertThat(GradientTruth.of(
                        with(TestSettings.adaptive("dopri5", 1e-3)), new double[] {Double.NaN}, Cancellation.NEVER))
                .isEmpty();
        assertThatThrownBy(() -> measure(TestSettings.fixed("abm", 8)))
                .hasMessageContaining("needs a Runge-Kutta method");
    }
}
