package adjointlab.core.ntk;

import static adjointlab.core.ntk.LimitRecursionTest.activation;
import static adjointlab.core.ntk.LimitRecursionTest.eigenvalues;
import static adjointlab.core.ntk.LimitRecursionTest.recursion;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import adjointlab.core.field.Activation;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.ode.Tableaus;
import adjointlab.core.stat.PowerLaw;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What Gao et al., ICLR 2025, state of their kernels: lemmas 1 to 3, propositions 1 to 5 and corollary 1, and that
/// activations which they exclude are rightly excluded.
final class PropositionsTest {
    private static final double[] DEPTHS = {20, 40, 80, 160};

    /// Inputs of length √d in random directions.
    private static double[][] onSphere(int count, int d, long seed) {
        RandomGenerator random = RandomStreams.of(seed, "inputs");
        double[][] x = new double[count][d];
        for (double[] row : x) {
            Arrays.setAll(row, _ -> random.nextGaussian());
            double norm =
                    Math.sqrt(Arrays.stream(row).map(value -> value * value).sum());
            Arrays.setAll(row, i -> Math.sqrt(d) * row[i] / norm);
        }
        return x;
    }

    private static double halfDistance(double[] a, double[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return squares / (2 * a.length);
    }

    /// Of an independent program, for x of length √d.
    @ParameterizedTest
    @CsvSource({
        "softplus, 1, 10, 2.022, 5e-4", "tanh, 1, 10, 1.399, 5e-4", "relu, 1, 10, 1.554, 5e-4",
        "quadratic, 0.25, 10, 1.205, 5e-4", "softplus, 1, 20, 2.034, 5e-4", "quadratic, 0.5, 160, 2.225, 5e-4"
    })
    void theHiddenVarianceIsThatOfTheReference(String id, double sigmaW, int depth, double value, double digits) {
        double[][] s = recursion(id, sigmaW, 1).states(LimitRecursionTest.INPUTS, depth);
        for (int i = 0; i < 3; i++) {
            assertThat(s[i][i]).isCloseTo(value, within(digits));
        }
    }

    /// Proposition 3's S by what it is of: products of the last hidden layers of random networks, which are
    /// computed here layer by layer.
    @ParameterizedTest
    @CsvSource({"softplus, 1", "tanh, 1", "gelu, 1", "quadratic, 0.25"})
    void theHiddenCovarianceIsThatOfRandomNetworks(String id, double sigmaW) {
        int depth = 6;
        int n = 300;
        int seeds = 24;
        double[][] expected = recursion(id, sigmaW, 1).states(LimitRecursionTest.INPUTS, depth);
        double[] sum = new double[2];
        double[] squares = new double[2];
        for (int seed = 0; seed < seeds; seed++) {
            WideKernel.Weights weights = WideKernel.Weights.random(n, 10, RandomStreams.of(seed, "weights"));
            double[] h = hidden(activation(id), sigmaW, weights, LimitRecursionTest.INPUTS[0], depth);
            double[] other = hidden(activation(id), sigmaW, weights, LimitRecursionTest.INPUTS[1], depth);
            double[] products = {dot(h, h) / n, dot(h, other) / n};
            for (int k = 0; k < 2; k++) {
                sum[k] += products[k] / seeds;
                squares[k] += products[k] * products[k] / seeds;
            }
        }
        for (int k = 0; k < 2; k++) {
            double error = Math.sqrt((squares[k] - sum[k] * sum[k]) / (seeds - 1));
            assertThat(sum[k]).as("S of x and input %d", k).isCloseTo(expected[0][k], within(3.5 * error));
        }
    }

    /// (10b), (10c) with T = 1.
    private static double[] hidden(Activation phi, double sigmaW, WideKernel.Weights weights, double[] x, int depth) {
        int n = weights.v().length;
        double[] h = new double[n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < x.length; k++) {
                h[i] += weights.u()[i * x.length + k] * x[k] / Math.sqrt(x.length);
            }
        }
        for (int l = 0; l < depth; l++) {
            double[] values = h.clone();
            phi.values(values, 0, n, values);
            for (int i = 0; i < n; i++) {
                double slope = 0;
                for (int j = 0; j < n; j++) {
                    slope += weights.w()[i * n + j] * values[j];
                }
                h[i] += sigmaW / Math.sqrt(n) * slope / depth;
            }
        }
        return h;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /// Lemma 3: 0 < S*(x, x) = S*(x′, x′) < ∞, and S*(x, x) ≥ S*(x, x′), equal for x = x′ alone. By how much
    /// follows from ½E(u − u′)², of which the field's part is not negative: by σ_u²‖x − x′‖²/(2d) at least.
    @ParameterizedTest
    @CsvSource({
        "softplus, 1",
        "softplus-shifted, 1",
        "tanh, 1",
        "relu, 1",
        "gelu, 1",
        "silu, 1",
        "elu, 1",
        "sine, 1",
        "softplus, 3",
        "tanh, 3",
        "quadratic, 0.25"
    })
    void lemma3InputsOfEqualLengthStayApart(String id, double sigmaW) {
        double[][] x = onSphere(6, 5, 3);
        x[4] = Arrays.stream(x[0]).map(value -> -value).toArray();
        x[5] = x[1].clone();
        for (int depth : new int[] {1, 10, 40}) {
            double[][] s = recursion(id, sigmaW, 1).states(x, depth);
            for (int i = 0; i < x.length; i++) {
                assertThat(s[i][i]).isFinite().isGreaterThanOrEqualTo(1 - 1e-12);
                assertThat(s[i][i]).isCloseTo(s[0][0], within(1e-10 * s[0][0]));
                for (int j = 0; j < x.length; j++) {
                    double apart = halfDistance(x[i], x[j]);
                    assertThat(s[i][i] - s[i][j]).isGreaterThanOrEqualTo(apart - 1e-9 * s[0][0]);
                    if (apart == 0) {
                        assertThat(s[i][j]).isCloseTo(s[i][i], within(1e-9 * s[0][0]));
                    }
                }
            }
        }
    }

    /// Proposition 1 where φ is Lipschitz, however strong the field: the variance has a limit, and differences of
    /// doubled depths end up halving.
    @ParameterizedTest
    @CsvSource({"softplus, 1", "softplus, 3", "tanh, 3", "relu, 3", "gelu, 2", "quadratic, 0.5"})
    void proposition1TheVarianceHasALimit(String id, double sigmaW) {
        double[] s = variances(id, sigmaW);
        double ratio = (s[4] - s[3]) / (s[3] - s[2]);
        assertThat(ratio).isBetween(0.4, 0.75);
    }

    /// x² is not Lipschitz: with σ_w = 1 the ODE of infinite width ends before T = 1, and so its Euler steps run
    /// away, as an independent program found, too.
    @Test
    void proposition1AQuadraticActivationHasNone() {
        double[] s = variances("quadratic", 1);
        double[] reference = {31.2, 90.7, 372, 3343, 1.43e6};
        for (int k = 0; k < s.length; k++) {
            assertThat(s[k]).isCloseTo(reference[k], withinPercentage(0.4));
        }
        for (int k = 2; k < s.length; k++) {
            assertThat((s[k] - s[k - 1]) / (s[k - 1] - s[k - 2])).isGreaterThan(4);
        }
    }

    /// S(x, x) at 10, 20, 40, 80 and 160 layers.
    private static double[] variances(String id, double sigmaW) {
        double[][] x = {LimitRecursionTest.INPUTS[0]};
        double[] s = new double[5];
        Arrays.setAll(s, k -> recursion(id, sigmaW, 1).states(x, 10 << k)[0][0]);
        return s;
    }

    /// Lemmas 1 and 2 at infinite width: both kernels' distance from those of the ODE is O(1/L).
    @ParameterizedTest
    @ValueSource(strings = {"softplus", "tanh", "gelu", "silu"})
    void lemmas1And2AtInfiniteWidth(String id) {
        LimitRecursion recursion = recursion(id, 1, 1);
        LimitKernels limit = recursion.continuous(LimitRecursionTest.INPUTS);
        double[] nngp = new double[3];
        double[] ntk = new double[3];
        for (int k = 0; k < 3; k++) {
            LimitKernels kernels = recursion.discrete(LimitRecursionTest.INPUTS, (int) DEPTHS[k]);
            nngp[k] = distance(kernels.nngp(), limit.nngp());
            ntk[k] = distance(kernels.ntk(), limit.ntk());
        }
        double[] depths = Arrays.copyOf(DEPTHS, 3);
        assertThat(PowerLaw.fit(depths, nngp).slope()).isCloseTo(-1, within(0.05));
        assertThat(PowerLaw.fit(depths, ntk).slope()).isCloseTo(-1, within(0.05));
    }

    /// The same in networks of finite width, where proposition 2's gradients make up the kernel: its constant does
    /// not depend on the width.
    @ParameterizedTest
    @ValueSource(strings = {"softplus", "tanh", "gelu"})
    void lemmas1And2InEveryNetwork(String id) {
        WideNetwork network = new WideNetwork(activation(id), 1, 1, 1, 1);
        double[][] constants = new double[2][3];
        int[] widths = {32, 128, 512};
        for (int m = 0; m < 3; m++) {
            WideKernel.Weights weights = WideKernel.Weights.random(widths[m], 10, RandomStreams.of(5, "weights"));
            LimitKernels ode = new WideKernel(network, Tableaus.rk4(), 40).of(LimitRecursionTest.INPUTS, weights);
            double[] nngp = new double[DEPTHS.length];
            double[] ntk = new double[DEPTHS.length];
            for (int k = 0; k < DEPTHS.length; k++) {
                LimitKernels kernels = new WideKernel(network, (int) DEPTHS[k]).of(LimitRecursionTest.INPUTS, weights);
                nngp[k] = distance(kernels.nngp(), ode.nngp());
                ntk[k] = distance(kernels.ntk(), ode.ntk());
            }
            assertThat(PowerLaw.fit(DEPTHS, nngp).slope())
                    .as("n = %d", widths[m])
                    .isCloseTo(-1, within(0.06));
            assertThat(PowerLaw.fit(DEPTHS, ntk).slope())
                    .as("n = %d", widths[m])
                    .isCloseTo(-1, within(0.06));
            constants[0][m] = DEPTHS[3] * nngp[3] / norm(ode.nngp());
            constants[1][m] = DEPTHS[3] * ntk[3] / norm(ode.ntk());
        }
        for (double[] constant : constants) {
            assertThat(constant[1]).isLessThan(2 * constant[0]);
            assertThat(constant[2]).isLessThan(2 * constant[0]);
        }
    }

    private static double distance(double[][] a, double[][] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                squares += (a[i][j] - b[i][j]) * (a[i][j] - b[i][j]);
            }
        }
        return Math.sqrt(squares);
    }

    private static double norm(double[][] a) {
        return distance(a, new double[a.length][a.length]);
    }

    /// Eigenvalues beyond rounding.
    private static long rank(double[][] kernel) {
        double[] eigenvalues = eigenvalues(kernel);
        double largest = eigenvalues[eigenvalues.length - 1];
        return Arrays.stream(eigenvalues)
                .filter(value -> value > 1e-11 * largest)
                .count();
    }

    /// Proposition 5 and corollary 1 with more samples than inputs: nonlinear, not polynomial and Lipschitz is
    /// enough.
    @ParameterizedTest
    @ValueSource(strings = {"softplus", "softplus-shifted", "relu", "gelu", "silu"})
    void corollary1BothKernelsArePositiveDefinite(String id) {
        int samples = 12;
        LimitKernels kernels = recursion(id, 1, 1).discrete(onSphere(samples, 3, 1), 10);
        assertThat(rank(kernels.nngp())).isEqualTo(samples);
        assertThat(rank(kernels.ntk())).isEqualTo(samples);
        double[] eigenvalues = eigenvalues(kernels.ntk());
        assertThat(eigenvalues[0]).as("far above the error of its expectations").isGreaterThan(1e-6);
        assertThat(kernels.accuracy().expectation()).isLessThan(1e-8);
    }

    /// Without nonlinearity the kernels are ⟨x, x′⟩ times a number, and have no more than d eigenvalues.
    @Test
    void corollary1NeedsNonlinearity() {
        double[][] x = onSphere(12, 3, 1);
        LimitKernels kernels = recursion("identity", 1, 1).discrete(x, 10);
        assertThat(rank(kernels.nngp())).isEqualTo(3);
        assertThat(rank(kernels.ntk())).isEqualTo(3);
        assertThat(rank(recursion("identity", 1, 1)
                        .discrete(onSphere(3, 3, 1), 10)
                        .ntk()))
                .as("as many samples as inputs")
                .isEqualTo(3);
    }

    /// A quadratic network of L layers is a polynomial of degree 2^(L + 1), whose terms have at least degree 2; on
    /// a sphere it has no more dimensions than spherical harmonics up to that degree: 2·degree + 1 on the circle,
    /// (degree + 1)² on the sphere in three dimensions. With more samples its kernels are singular, in the limit
    /// and in every network.
    @ParameterizedTest
    @CsvSource({"2, 1, 16, 9", "2, 2, 24, 17", "3, 1, 32, 25"})
    void corollary1NeedsMoreThanAPolynomial(int d, int depth, int samples, int monomials) {
        double[][] x = onSphere(samples, d, 2);
        LimitKernels limit = recursion("quadratic", 0.5, 1).discrete(x, depth);
        WideNetwork network = new WideNetwork(activation("quadratic"), 1, 0.5, 1, 1);
        WideKernel.Weights weights = WideKernel.Weights.random(64, d, RandomStreams.of(3, "weights"));
        LimitKernels finite = new WideKernel(network, depth).of(x, weights);
        for (LimitKernels kernels : new LimitKernels[] {limit, finite}) {
            assertThat(rank(kernels.nngp())).isLessThanOrEqualTo(monomials);
            assertThat(rank(kernels.ntk())).isBetween(d + 1L, (long) monomials);
        }
        double[][] relu = new WideKernel(new WideNetwork(activation("relu"), 1, 0.5, 1, 1), depth)
                .of(x, weights)
                .ntk();
        assertThat(rank(relu)).as("with ReLU the same network's is not").isEqualTo(samples);
    }
}
