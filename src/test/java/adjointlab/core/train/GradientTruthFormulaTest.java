package adjointlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.problem.dynamics.SimplestOde;
import adjointlab.core.rollout.Experiment;
import org.junit.jupiter.api.Test;

/// The truth meter on ẋ = ax with Euler's method, where every gradient is a formula.
final class GradientTruthFormulaTest {
    private static final SimplestOde ODE = new SimplestOde(-1, 1.5, 0.8);
    private static final double A = 0.5;

    private static Experiment with(SolverSettings solver, AdjointMethod gradient) {
        Experiment base = SimplestOdeExperiment.of(ODE, SimplestOdeExperiment.ADAM);
        return new Experiment(
                base.task(), base.model(), new Experiment.Numerics(solver, gradient), base.training(), base.seed());
    }

    /// dL/da of L = ½σ²(x_N − e^{a*T})² with x_N = (1 + aT/N)ᴺ.
    private static double discrete(int n) {
        double t = ODE.horizon();
        double end = Math.pow(1 + A * t / n, n);
        return ODE.variance() * (end - Math.exp(ODE.target() * t)) * t * Math.pow(1 + A * t / n, n - 1);
    }

    /// Euler's method on the way back: λ ← λ + haλ, g ← g + hλx, x ← x − hax, all from the later time's values.
    private static double continuous(int n) {
        double h = ODE.horizon() / n;
        double x = Math.pow(1 + A * h, n);
        double lambda = ODE.variance() * (x - Math.exp(ODE.target() * ODE.horizon()));
        double g = 0;
        for (int k = 0; k < n; k++) {
            g += h * lambda * x;
            lambda += h * A * lambda;
            x -= h * A * x;
        }
        return g;
    }

    @Test
    void errorsAreThoseAgainstEightTimesTheFinestSteps() {
        for (int steps : new int[] {1, 3, 8}) {
            GradientTruth truth = GradientTruth.of(
                            with(TestSettings.fixed("euler", steps), SimplestOdeExperiment.CONTINUOUS),
                            new double[] {A},
                            Cancellation.NEVER)
                    .orElseThrow();
            assertThat(truth.byTolerance()).isFalse();
            double finest = discrete(64 * steps);
            int n = Math.max(1, steps / 4);
            for (GradientTruth.Point point : truth.points()) {
                assertThat(point.resolution()).isEqualTo(n);
                assertThat(point.discrete().error()).isCloseTo(Math.abs(discrete(n) - finest) / finest, within(1e-12));
                assertThat(point.continuous().error())
                        .isCloseTo(Math.abs(continuous(n) - finest) / finest, within(1e-12));
                assertThat(point.apart()).isCloseTo(Math.abs(continuous(n) - discrete(n)) / discrete(n), within(1e-12));
                // n evaluations forward, and n products backward
                assertThat(point.discrete().cost()).isEqualTo(2L * n);
                // n evaluations forward, n of the state and n products backward
                assertThat(point.continuous().cost()).isEqualTo(3L * n);
                n *= 2;
            }
            assertThat(truth.points().getLast().resolution()).isEqualTo(8 * Integer.highestOneBit(steps));
        }
    }

    @Test
    void tolerancesAreMeasuredAgainstTheFinestOne() {
        AdjointMethod exact = SmallExperiment.DISCRETE;
        GradientTruth truth = GradientTruth.of(
                        with(TestSettings.adaptive("dopri5", 1e-3), SimplestOdeExperiment.CONTINUOUS),
                        new double[] {A},
                        Cancellation.NEVER)
                .orElseThrow();
        assertThat(truth.byTolerance()).isTrue();
        double finest = gradient(with(TestSettings.adaptive("dopri5", 1e-12), exact));
        assertThat(finest).isCloseTo(ODE.gradient(A), within(1e-10));
        double tolerance = 1;
        for (int digits = 2; digits <= 10; digits++) {
            GradientTruth.Point point = truth.points().get(digits - 2);
            tolerance = Math.pow(10, -digits);
            assertThat(point.resolution()).isEqualTo(tolerance);
            SolverSettings solver = TestSettings.adaptive("dopri5", tolerance);
            double discrete = gradient(with(solver, exact));
            double continuous = gradient(with(solver, SimplestOdeExperiment.CONTINUOUS));
            assertThat(point.discrete().error())
                    .isCloseTo(Math.abs(discrete - finest) / Math.abs(finest), within(1e-15));
            assertThat(point.continuous().error())
                    .isCloseTo(Math.abs(continuous - finest) / Math.abs(finest), within(1e-15));
            assertThat(point.apart()).isCloseTo(Math.abs(continuous - discrete) / Math.abs(discrete), within(1e-15));
        }
    }

    private static double gradient(Experiment experiment) {
        return SingleGradient.of(experiment, new double[] {A}, null).theta()[0];
    }

    /// Resolutions at which a method fails are left out; a cancelled measurement says nothing at all.
    @Test
    void failedResolutionsAreLeftOut() {
        SolverSettings few = new SolverSettings(
                TestSettings.adaptive("dopri5", 1e-3).stepper(),
                TestSettings.adaptive("dopri5", 1e-3).stepping(),
                5);
        assertThat(GradientTruth.of(with(few, SimplestOdeExperiment.CONTINUOUS), new double[] {A}, Cancellation.NEVER))
                .as("not even the finest")
                .isEmpty();
        Experiment experiment = with(TestSettings.fixed("euler", 2), SimplestOdeExperiment.CONTINUOUS);
        int[] asked = {0};
        Cancellation counting = () -> {
            asked[0]++;
            return false;
        };
        assertThat(GradientTruth.of(experiment, new double[] {A}, counting)).isPresent();
        int all = asked[0];
        asked[0] = 0;
        assertThat(GradientTruth.of(experiment, new double[] {A}, () -> asked[0]++ > all - 5))
                .as("cancelled on the way")
                .isEmpty();
    }
}
