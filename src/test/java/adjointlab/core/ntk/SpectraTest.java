package adjointlab.core.ntk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.field.StandardActivations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Spectra and modes of kernels, series and what is refused.
final class SpectraTest {
    /// Eigenvalues 2 − √2, 2, 2 + √2: the second difference of three points.
    private static final double[][] STRING = {{2, -1, 0}, {-1, 2, -1}, {0, -1, 2}};

    @Test
    void aSpectrumIsThatOfTheMatrix() {
        Spectrum spectrum = Spectrum.of(STRING);
        assertThat(spectrum.eigenvalues())
                .containsExactly(new double[] {2 + Math.sqrt(2), 2, 2 - Math.sqrt(2)}, within(1e-14));
        assertThat(spectrum.least()).isCloseTo(2 - Math.sqrt(2), within(1e-14));
        assertThat(spectrum.condition()).isCloseTo((2 + Math.sqrt(2)) / (2 - Math.sqrt(2)), within(1e-13));
        assertThat(STRING[0]).containsExactly(2, -1, 0);
    }

    @Test
    void aKernelWithoutFullRankHasNoCondition() {
        assertThat(new Spectrum(new double[] {3, 0}).condition()).isInfinite();
        assertThat(new Spectrum(new double[] {3, -1e-17}).condition()).isInfinite();
        assertThat(new Spectrum(new double[] {3, 1e-17}).condition()).isFinite();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNotFiniteHasNoSpectrum(double bad) {
        double[][] kernel = {{1, 0}, {bad, 1}};
        assertThatThrownBy(() -> Spectrum.of(kernel))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not finite");
    }

    /// K = Σ λ v vᵀ with unit vectors that are orthogonal.
    @Test
    void modesMakeUpTheMatrix() {
        Modes modes = Modes.of(STRING);
        assertThat(modes.eigenvalues())
                .containsExactly(new double[] {2 + Math.sqrt(2), 2, 2 - Math.sqrt(2)}, within(1e-14));
        double[][] sum = new double[3][3];
        for (int m = 0; m < 3; m++) {
            double[] along = modes.components(modes.vectors()[m]);
            for (int i = 0; i < 3; i++) {
                assertThat(along[i]).isCloseTo(i == m ? 1 : 0, within(1e-14));
                for (int j = 0; j < 3; j++) {
                    sum[i][j] += modes.eigenvalues()[m] * modes.vectors()[m][i] * modes.vectors()[m][j];
                }
            }
        }
        for (int i = 0; i < 3; i++) {
            assertThat(sum[i]).containsExactly(STRING[i], within(1e-14));
        }
        double[] components = modes.components(new double[] {1, 2, 3});
        double squares = 0;
        for (double c : components) {
            squares += c * c;
        }
        assertThat(squares).as("Parseval").isCloseTo(14, within(1e-13));
    }

    @Test
    void theKernelIsTheSumOfItsParts() {
        double[][] v = {{1, 2}, {3, 4}};
        double[][] w = {{10, 20}, {30, 40}};
        double[][] u = {{100, 200}, {300, 400}};
        LimitKernels kernels = new LimitKernels(v, v, w, u, new LimitKernels.Accuracy(0, 0, 1));
        assertThat(kernels.ntk()).isDeepEqualTo(new double[][] {{111, 222}, {333, 444}});
        assertThat(kernels.finite()).isTrue();
        double[][] bad = {{1, 2}, {3, Double.POSITIVE_INFINITY}};
        assertThat(new LimitKernels(v, bad, w, u, kernels.accuracy()).finite()).isFalse();
        assertThat(new LimitKernels(v, v, bad, u, kernels.accuracy()).finite()).isFalse();
        assertThat(new LimitKernels(v, v, w, bad, kernels.accuracy()).finite()).isFalse();
    }

    /// z² = 1 + √2·h₂, and the ReLU's first coefficients 1/√(2π), ½, 1/√(4π), 0 (Daniely, Frostig and Singer,
    /// NeurIPS 2016, section 8).
    @Test
    void seriesHaveTheKnownCoefficients() {
        HermiteSeries square = DualActivation.series(StandardActivations.QUADRATIC);
        assertThat(java.util.Arrays.copyOf(square.coefficients(), 4))
                .containsExactly(new double[] {1, 0, Math.sqrt(2), 0}, within(1e-13));
        assertThat(square.square()).isCloseTo(3, within(1e-13));
        assertThat(square.tail()).isZero();
        HermiteSeries relu = DualActivation.series(StandardActivations.RELU);
        assertThat(java.util.Arrays.copyOf(relu.coefficients(), 4))
                .containsExactly(
                        new double[] {1 / Math.sqrt(2 * Math.PI), 0.5, 1 / Math.sqrt(4 * Math.PI), 0}, within(1e-13));
        assertThat(relu.square()).isCloseTo(0.5, within(1e-13));
        double held = 0;
        for (double c : relu.coefficients()) {
            held += c * c;
        }
        assertThat(relu.tail())
                .as("what the coefficients leave")
                .isCloseTo(0.5 - held, within(1e-13))
                .isPositive();
    }

    /// Mehler's sum Σ ρᵏ gₖ fₖ, over what both series have, and Cauchy and Schwarz's bound of the rest.
    @Test
    void productsOfSeriesAreMehlers() {
        HermiteSeries g = new HermiteSeries(new double[] {1, 2, 3}, 15, 1);
        HermiteSeries f = new HermiteSeries(new double[] {0.5, -1}, 2, 0.75);
        assertThat(g.product(f, 0.5)).isCloseTo(0.5 - 2 * 0.5, within(1e-15));
        assertThat(f.product(g, 0.5)).isCloseTo(0.5 - 2 * 0.5, within(1e-15));
        assertThat(g.product(g, -0.5)).isCloseTo(1 - 4 * 0.5 + 9 * 0.25, within(1e-15));
        assertThat(g.product(g, 1)).as("equal numbers: E[g²]").isEqualTo(15);
        assertThat(g.product(f, 1)).as("but not two functions").isCloseTo(0.5 - 2, within(1e-15));
        assertThat(g.errorBound(f, 0.5)).isCloseTo(0.25 * Math.sqrt((1 + 9) * 0.75), within(1e-15));
        assertThat(f.errorBound(g, -0.5)).isCloseTo(0.25 * Math.sqrt((1 + 9) * 0.75), within(1e-15));
        assertThat(g.errorBound(g, 1)).isZero();
        assertThat(g.errorBound(f, 1)).isCloseTo(Math.sqrt(7.5), within(1e-15));
    }

    @Test
    void correlationsLieWithinTheirBounds() {
        Marginal a = new Marginal(4, HermiteSeries.NONE, HermiteSeries.NONE);
        Marginal b = new Marginal(9, HermiteSeries.NONE, HermiteSeries.NONE);
        assertThat(a.scale(b)).isEqualTo(6);
        assertThat(a.correlation(b, 3)).isEqualTo(0.5);
        assertThat(a.correlation(b, -3)).isEqualTo(-0.5);
        assertThat(a.correlation(b, 6.1)).isEqualTo(1);
        assertThat(a.correlation(b, -6.1)).isEqualTo(-1);
        assertThat(a.correlation(b, 6 * (1 - 1e-16))).as("rounding").isEqualTo(1);
        assertThat(a.correlation(b, 6 * (1 - 1e-14))).isLessThan(1);
        assertThat(a.correlation(new Marginal(0, HermiteSeries.NONE, HermiteSeries.NONE), 0))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1, 1", "1, -1, 1, 1", "1, 1, 0, 1", "1, 1, 1, 0", "NaN, 1, 1, 1", "1, NaN, 1, 1"})
    void scalesMustBePositive(double u, double w, double v, double horizon) {
        assertThatThrownBy(() -> new WideNetwork(StandardActivations.TANH, u, w, v, horizon))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new WideNetwork(StandardActivations.TANH, 1, 0, 1, 1).sigmaW())
                .isZero();
    }

    /// Whatever order a decomposition finds them in.
    @Test
    void modesComeByTheirEigenvalues() {
        Modes modes = Modes.of(new double[][] {{1, 0, 0, 0}, {0, 4, 0, 0}, {0, 0, -2, 0}, {0, 0, 0, 3}});
        assertThat(modes.eigenvalues()).containsExactly(new double[] {4, 3, 1, -2}, within(1e-14));
        int[] axes = {1, 3, 0, 2};
        for (int i = 0; i < axes.length; i++) {
            assertThat(Math.abs(modes.vectors()[i][axes[i]])).isCloseTo(1, within(1e-14));
        }
    }
}
