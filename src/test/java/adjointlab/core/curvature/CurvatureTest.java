package adjointlab.core.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.Golden;
import adjointlab.core.TestSettings;
import adjointlab.core.math.Stop;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.dynamics.SimplestOde;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.GoldenExperiment;
import adjointlab.core.train.SimplestOdeExperiment;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/// Spectra of the Fisher matrix.
final class CurvatureTest {
    /// F(a) = t²σ_t² (Okamoto, Takeuchi and Sakemi, section 7).
    @Test
    void theSimplestOdeHasOneEigenvalue() {
        SimplestOde ode = new SimplestOde(-1, 1.7, 0.6);
        Curvature curvature = Curvature.of(
                        SimplestOdeExperiment.of(
                                ode, SimplestOdeExperiment.ADAM, SimplestOdeExperiment.CONTINUOUS, 1e-12),
                        new double[] {0.4},
                        Cancellation.NEVER)
                .orElseThrow();
        assertThat(curvature.eigenvalues()).hasSize(1);
        assertThat(curvature.eigenvalues()[0]).isCloseTo(1.7 * 1.7 * ode.terminalVariance(0.4), within(1e-9));
        assertThat(curvature.condition()).isEqualTo(1);
    }

    /// The trace and the square of the norm are those of the independent program's matrix.
    @Test
    void aNetworksSpectrumHasTheMatrixsTraceAndNorm() {
        Curvature curvature = Curvature.of(
                        GoldenExperiment.of(
                                TestSettings.adaptive("tsit5", 1e-12),
                                SimplestOdeExperiment.CONTINUOUS,
                                SimplestOdeExperiment.ADAM),
                        GoldenExperiment.weights(),
                        Cancellation.NEVER)
                .orElseThrow();
        double[] matrix = Golden.numbers(Golden.ROOT.get("gauss_newton").get("gauss_newton_JtJ_over_B"));
        double trace = 0;
        for (int i = 0; i < 114; i++) {
            trace += matrix[i * 114 + i];
        }
        assertThat(curvature.eigenvalues()).hasSize(10);
        assertThat(curvature.rank()).isEqualTo(10);
        assertThat(Arrays.stream(curvature.eigenvalues()).sum()).isCloseTo(trace, within(1e-8));
        assertThat(Arrays.stream(curvature.eigenvalues()).map(v -> v * v).sum())
                .isCloseTo(Arrays.stream(matrix).map(v -> v * v).sum(), within(1e-7));
    }

    /// The second row differs from the first by 1e-6: JJᵀ would know the small eigenvalue to four digits.
    @Test
    void smallEigenvaluesKeepTheirDigits() {
        double d = 1e-6;
        double[] eigenvalues = Curvature.spectrum(new DMatrixRMaj(new double[][] {{1, 1}, {1, 1 + d}}), 2, Stop.NEVER);
        double trace = 4 + 2 * d + d * d;
        double large = 0.5 * (trace + Math.sqrt(trace * trace - 4 * d * d));
        assertThat(eigenvalues).hasSize(2);
        assertThat(eigenvalues[0]).isCloseTo(2 * large, within(1e-14));
        assertThat(eigenvalues[1]).isCloseTo(2 * d * d / large, within(1e-8 * d * d));
    }

    @Test
    void theMostCurvedDirectionsAreTheMatrixsFirstEigenvectors() {
        Experiment experiment = GoldenExperiment.of(
                TestSettings.adaptive("tsit5", 1e-10), SimplestOdeExperiment.CONTINUOUS, SimplestOdeExperiment.ADAM);
        double[] theta = GoldenExperiment.weights();
        double[] matrix = Golden.numbers(Golden.ROOT.get("gauss_newton").get("gauss_newton_JtJ_over_B"));
        double[] eigenvalues = Curvature.of(experiment, theta, Cancellation.NEVER)
                .orElseThrow()
                .eigenvalues();
        double[][] leading =
                Curvature.leading(experiment, theta, 2, Cancellation.NEVER).orElseThrow();
        for (int k = 0; k < 2; k++) {
            for (int i = 0; i < 114; i++) {
                double product = 0;
                for (int j = 0; j < 114; j++) {
                    product += matrix[i * 114 + j] * leading[k][j];
                }
                assertThat(product).isCloseTo(eigenvalues[k] * leading[k][i], within(1e-4 * eigenvalues[0]));
            }
        }
    }
}
