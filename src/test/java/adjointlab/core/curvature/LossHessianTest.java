package adjointlab.core.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.math.RandomStreams;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.optim.Landscape;
import adjointlab.core.problem.dynamics.SimplestOde;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.SimplestOdeExperiment;
import adjointlab.core.train.SmallExperiment;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// The loss's Hessian against formulas and against the loss itself.
final class LossHessianTest {
    private static LossHessian of(Experiment experiment, double... theta) {
        double[] before = theta.clone();
        LossHessian hessian =
                LossHessian.of(experiment, theta, Cancellation.NEVER).orElseThrow();
        assertThat(theta).containsExactly(before);
        return hessian;
    }

    /// L(a) = ½σ²(e^{at} − e^{a*t})²: L'' = σ²t²e^{at}(2e^{at} − e^{a*t}), of which the Gauss-Newton part is
    /// σ²t²e^{2at}. Left of a* − ln 2/t the loss is concave, and the part does not see it.
    @Test
    void theSimplestOdesHessianHasItsFormula() {
        double t = 1.7;
        SimplestOde ode = new SimplestOde(-1, t, 0.6);
        Experiment experiment =
                SimplestOdeExperiment.of(ode, SimplestOdeExperiment.ADAM, SimplestOdeExperiment.CONTINUOUS, 1e-12);
        double sigma = ode.terminalVariance(0);
        for (double a : new double[] {-2.2, -1.5, -1, 0.4}) {
            double grown = Math.exp(a * t);
            double second = sigma * t * t * grown * (2 * grown - Math.exp(-t));
            double part = sigma * t * t * grown * grown;
            LossHessian hessian = of(experiment, a);
            assertThat(hessian.hessian()[0]).as("a = %s", a).isCloseTo(second, within(1e-7 * (1 + part)));
            assertThat(hessian.gaussNewton()[0]).isCloseTo(part, within(1e-9 * (1 + part)));
            assertThat(hessian.distance()).isCloseTo(Math.abs(part - second) / Math.abs(second), within(2e-6));
        }
        assertThat(of(experiment, -2.2).hessian()[0]).isNegative();
    }

    /// vᵀ∇²Lv is the second derivative of the loss along v; the trace and the norm are what is left of the matrix.
    @Test
    void aNetworksHessianIsHowItsLossCurves() {
        Experiment experiment = SmallExperiment.of(SmallExperiment.plain(SimplestOdeExperiment.ADAM));
        Landscape landscape = SmallExperiment.LANDSCAPE;
        RandomGenerator random = RandomStreams.of(3, "hessian");
        double[] theta = random.doubles(experiment.model().parameters().size())
                .map(_ -> random.nextGaussian())
                .toArray();
        LossHessian hessian = of(experiment, theta);
        double trace = 0;
        for (int j = 0; j < theta.length; j++) {
            double[] up = theta.clone();
            double[] down = theta.clone();
            up[j] += 1e-3;
            down[j] -= 1e-3;
            trace += (landscape.loss(up) - 2 * landscape.loss(theta) + landscape.loss(down)) / 1e-6;
        }
        assertThat(Arrays.stream(hessian.hessian()).sum()).isCloseTo(trace, within(1e-5));
        assertThat(Arrays.stream(hessian.gaussNewton()).sum())
                .isCloseTo(traceOf(landscape.gaussNewton(theta)), within(1e-12));
        assertThat(hessian.gaussNewton()[theta.length - 1]).isGreaterThan(-1e-12);
        assertThat(hessian.hessian()[theta.length - 1]).isNegative();
        assertThat(hessian.hessian()).isSortedAccordingTo((one, two) -> Double.compare(two, one));
        assertThat(hessian.distance()).isBetween(0.05, 5.0);
    }

    private static double traceOf(double[][] matrix) {
        double trace = 0;
        for (int i = 0; i < matrix.length; i++) {
            trace += matrix[i][i];
        }
        return trace;
    }

    @Test
    void tooManyWeightsAreRefusedAndACancelledSolveGivesNothing() {
        Experiment experiment = SmallExperiment.of(SmallExperiment.plain(SimplestOdeExperiment.ADAM));
        int p = experiment.model().parameters().size();
        assertThat(LossHessian.of(experiment, new double[p], () -> true)).isEmpty();
        assertThatThrownBy(() -> LossHessian.of(experiment, new double[401], Cancellation.NEVER))
                .hasMessageContaining("Hessian of 401 weights would need 802 gradients");
    }
}
