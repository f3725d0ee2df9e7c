package adjointlab.core.ntk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.field.Activation;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.ntk.WideKernel.Weights;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.Progress;
import adjointlab.core.ode.Tableau;
import adjointlab.core.ode.Tableaus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The tangent kernel of a small model against J·Jᵀ with J by central differences of the model, written out here as
/// Gao et al., equations (1) to (3), have it.
final class TangentByDifferencesTest {
    private static final int SEED = 4;
    private static final int WIDTH = 5;
    private static final int INPUTS = 3;
    private static final int SAMPLES = 4;
    private static final WideNetwork NETWORK = new WideNetwork(StandardActivations.SOFTPLUS, 0.7, 0.9, 1.3, 1.2);

    private static double[] random(int count, String name) {
        RandomGenerator random = RandomStreams.of(SEED, name);
        double[] values = new double[count];
        Arrays.setAll(values, _ -> random.nextGaussian());
        return values;
    }

    private static double[][] inputs() {
        double[][] x = new double[SAMPLES][];
        Arrays.setAll(x, s -> random(INPUTS, "x" + s));
        return x;
    }

    private static Weights weights() {
        return new Weights(random(WIDTH * WIDTH, "w"), random(WIDTH * INPUTS, "u"), random(WIDTH, "v"));
    }

    /// φ(h_T).
    private static double[] last(Tableau tableau, int steps, double[] x, double[] w, double[] u) {
        Activation phi = NETWORK.activation();
        double[] h = new double[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            for (int j = 0; j < INPUTS; j++) {
                h[i] += 0.7 / Math.sqrt(INPUTS) * u[i * INPUTS + j] * x[j];
            }
        }
        double size = 1.2 / steps;
        for (int n = 0; n < steps; n++) {
            double[][] k = new double[tableau.stages()][WIDTH];
            for (int q = 0; q < tableau.stages(); q++) {
                double[] y = h.clone();
                for (int r = 0; r < tableau.a()[q].length; r++) {
                    for (int i = 0; i < WIDTH; i++) {
                        y[i] += size * tableau.a()[q][r] * k[r][i];
                    }
                }
                for (int i = 0; i < WIDTH; i++) {
                    for (int j = 0; j < WIDTH; j++) {
                        k[q][i] += 0.9 / Math.sqrt(WIDTH) * w[i * WIDTH + j] * phi.value(y[j]);
                    }
                }
            }
            for (int q = 0; q < tableau.stages(); q++) {
                for (int i = 0; i < WIDTH; i++) {
                    h[i] += size * tableau.b()[q] * k[q][i];
                }
            }
        }
        return Arrays.stream(h).map(phi::value).toArray();
    }

    private static double model(Tableau tableau, int steps, double[] x, double[] w, double[] u, double[] v) {
        double[] last = last(tableau, steps, x, w, u);
        double sum = 0;
        for (int i = 0; i < WIDTH; i++) {
            sum += 1.3 / Math.sqrt(WIDTH) * v[i] * last[i];
        }
        return sum;
    }

    /// By one block of weights, 0 for W, 1 for U, 2 for V.
    private static double[] gradient(Tableau tableau, int steps, double[] x, Weights at, double[] v, int block) {
        double[][] blocks = {at.w().clone(), at.u().clone(), v.clone()};
        double[] gradient = new double[blocks[block].length];
        for (int p = 0; p < gradient.length; p++) {
            double value = blocks[block][p];
            double e = 1e-3;
            double[] f = new double[5];
            for (int k = -2; k <= 2; k++) {
                blocks[block][p] = value + k * e;
                f[k + 2] = model(tableau, steps, x, blocks[0], blocks[1], blocks[2]);
            }
            blocks[block][p] = value;
            gradient[p] = (8 * (f[3] - f[1]) - (f[4] - f[0])) / (12 * e);
        }
        return gradient;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static Stream<Arguments> methods() {
        return Stream.of(
                Arguments.of(Tableaus.euler(), 4),
                Arguments.of(Tableaus.heun(), 2),
                Arguments.of(Tableaus.rk438(), 2),
                Arguments.of(Tableaus.bogackiShampine(), 2),
                Arguments.of(Tableaus.dormandPrince(), 1));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void partsAreThoseOfTheGradients(Tableau tableau, int steps) {
        double[][] x = inputs();
        Weights weights = weights();
        LimitKernels kernels = new WideKernel(NETWORK, tableau, steps).of(x, weights);
        double[][][] parts = {kernels.w(), kernels.u(), kernels.v()};
        for (int block = 0; block < 3; block++) {
            double[][] jacobian = new double[SAMPLES][];
            for (int s = 0; s < SAMPLES; s++) {
                jacobian[s] = gradient(tableau, steps, x[s], weights, weights.v(), block);
            }
            for (int i = 0; i < SAMPLES; i++) {
                for (int j = 0; j < SAMPLES; j++) {
                    assertThat(parts[block][i][j])
                            .as("part %d of (%d, %d)", block, i, j)
                            .isCloseTo(dot(jacobian[i], jacobian[j]), within(1e-9));
                }
            }
        }
        assertThat(kernels.accuracy()).isEqualTo(new LimitKernels.Accuracy(0, 0, steps));
        assertThat(kernels.nngp()).isDeepEqualTo(kernels.v());
    }

    /// Two outputs share W and U: rows go by input, then by output; also in blocks of samples.
    @ParameterizedTest
    @MethodSource("methods")
    void severalOutputsShareWhatIsBeforeTheReadOut(Tableau tableau, int steps) {
        double[][] x = inputs();
        Weights weights = weights();
        double[][] v = {weights.v(), random(WIDTH, "second output")};
        List<Double> told = new ArrayList<>();
        double[][] kernel =
                new WideKernel(NETWORK, tableau, steps).tangent(x, weights, v, Cancellation.NEVER, told::add);
        double[][] jacobian = new double[2 * SAMPLES][];
        for (int row = 0; row < jacobian.length; row++) {
            double[] all = new double[WIDTH * (WIDTH + INPUTS + 2)];
            int at = 0;
            for (int block = 0; block < 2; block++) {
                double[] part = gradient(tableau, steps, x[row / 2], weights, v[row % 2], block);
                System.arraycopy(part, 0, all, at, part.length);
                at += part.length;
            }
            double[] own = gradient(tableau, steps, x[row / 2], weights, v[row % 2], 2);
            System.arraycopy(own, 0, all, at + row % 2 * WIDTH, WIDTH);
            jacobian[row] = all;
        }
        WideKernel.Watch watch = new WideKernel.Watch(Cancellation.NEVER, Progress.NONE, 1);
        double[][] blocked = new WideKernel(NETWORK, tableau, steps).tangent(x, weights, v, 1, watch);
        for (int i = 0; i < jacobian.length; i++) {
            for (int j = 0; j < jacobian.length; j++) {
                assertThat(kernel[i][j]).as("(%d, %d)", i, j).isCloseTo(dot(jacobian[i], jacobian[j]), within(1e-9));
                assertThat(blocked[i][j]).as("blocked").isCloseTo(kernel[i][j], within(1e-13));
            }
        }
        assertThat(told).isSorted();
        assertThat(told.getFirst()).isPositive().isLessThan(1);
        assertThat(told.getLast()).isCloseTo(1, within(1e-12));
    }

    @Test
    void implicitMethodsAreRefused() {
        assertThat(WideKernel.isExplicit(Tableaus.kvaerno())).isFalse();
        assertThat(WideKernel.isExplicit(Tableaus.dormandPrince())).isTrue();
        assertThatThrownBy(() -> new WideKernel(NETWORK, Tableaus.kvaerno(), 2))
                .hasMessageContaining("needs an explicit method");
    }

    @Test
    void cancellationEndsTheComputation() {
        WideKernel kernel = new WideKernel(NETWORK, 3);
        int[] asked = new int[1];
        assertThat(kernel.of(inputs(), weights(), () -> asked[0]++ < 0)).isNotNull();
        int all = asked[0];
        assertThat(all).isGreaterThan(6);
        for (int allowed = 0; allowed < all; allowed += 2) {
            int limit = allowed;
            asked[0] = 0;
            assertThatThrownBy(() -> kernel.of(inputs(), weights(), () -> asked[0]++ >= limit))
                    .isInstanceOf(CancellationException.class);
        }
    }

    /// 2n² operations a product with W, one forward and one back for each output, in each of the layers; and
    /// for each pair of layers two products over the inputs. With three blocks every block is passed twice on
    /// average.
    @Test
    void forecastsCountTheProducts() {
        WideKernel euler = new WideKernel(NETWORK, 7);
        double layers = 7;
        assertThat(euler.operations(3, 50, 2)).isEqualTo(2 * 2500 * 3 * layers * 3 + 2 * layers * layers * 36 * 50);
        // of rk4 all four stages count, of Dormand and Prince's seven the last does not, nor does the second's
        // weight
        assertThat(new WideKernel(NETWORK, Tableaus.rk4(), 7).operations(3, 50, 2))
                .isEqualTo(2 * 2500 * 3 * 28 * 3 + 2.0 * 28 * 28 * 36 * 50);
        assertThat(new WideKernel(NETWORK, Tableaus.dormandPrince(), 1).operations(3, 50, 2))
                .isEqualTo(2 * 2500 * 3 * 6 * 3 + 2.0 * 6 * 6 * 36 * 50);
        // a sample of n = 4000, 40 layers, 10 outputs keeps 1.92 million numbers: 16 fit a block, 40 make three
        WideKernel deep = new WideKernel(NETWORK, 40);
        assertThat(deep.operations(40, 4000, 10))
                .isEqualTo(2.0 * 16e6 * 40 * 40 * 11 * 2 + 2.0 * 1600 * 160_000 * 4000);
        assertThat(deep.bytes(40, 4000, 10)).isEqualTo(8 * (2 * 16 * 1.92e6 + 160_000));
        assertThat(deep.bytes(16, 4000, 10)).isEqualTo(8 * (16 * 1.92e6 + 25_600));
    }

    @Test
    void weightsAreFoundByTheirNames() {
        ParameterLayout layout = new ParameterLayout(List.of(
                ParameterLayout.Block.of("embed.U", 0, 2, 3),
                ParameterLayout.Block.of("field.W", 6, 2, 2),
                ParameterLayout.Block.of("readout.V", 10, 1, 2)));
        double[] theta = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
        Weights weights = Weights.of(theta, layout);
        assertThat(weights.u()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(weights.w()).containsExactly(6, 7, 8, 9);
        assertThat(weights.v()).containsExactly(10, 11);
        ParameterLayout other = new ParameterLayout(List.of(ParameterLayout.Block.of("field.A", 0, 2, 2)));
        assertThatThrownBy(() -> Weights.of(theta, other)).hasMessage("the model has no weights field.W");
    }

    @Test
    void randomWeightsAreStandardNormal() {
        Weights weights = Weights.random(60, 5, RandomStreams.of(SEED, "random"));
        assertThat(weights.w()).hasSize(3600);
        assertThat(weights.u()).hasSize(300);
        assertThat(weights.v()).hasSize(60);
        assertThat(Arrays.stream(weights.w()).average().orElseThrow()).isCloseTo(0, within(4.0 / 60));
        assertThat(dot(weights.w(), weights.w()) / 3600).isCloseTo(1, within(4 * Math.sqrt(2) / 60));
    }

    /// f scales with σ_v; with the ReLU's degree 1 it scales with σ_u too, so that all parts of the kernel do
    /// with the squares, except that U's own part does not grow with σ_u twice.
    @Test
    void limitsScaleWithTheOutermostWeights() {
        double[][] x = inputs();
        LimitKernels one = limit(1, 1, x);
        LimitKernels scaled = limit(1.5, 0.4, x);
        double factor = 2.25 * 0.16;
        for (int i = 0; i < SAMPLES; i++) {
            for (int j = 0; j < SAMPLES; j++) {
                assertThat(scaled.nngp()[i][j]).isCloseTo(factor * one.nngp()[i][j], within(1e-12));
                assertThat(scaled.w()[i][j]).isCloseTo(factor * one.w()[i][j], within(1e-12));
                assertThat(scaled.u()[i][j]).isCloseTo(factor * one.u()[i][j], within(1e-12));
            }
        }
    }

    private static LimitKernels limit(double sigmaU, double sigmaV, double[][] x) {
        WideNetwork network = new WideNetwork(StandardActivations.RELU, sigmaU, 0.8, sigmaV, 1.1);
        return new LimitRecursion(network, Cancellation.NEVER).discrete(x, 3);
    }

    /// One layer of the identity, by hand: with q = σ_u²⟨x, x′⟩/d and κ = σ_wT the process is σ_v²(1 + κ²)q,
    /// and so is the part of U; W's is σ_v²κ²q.
    @Test
    void oneLinearLayerIsKnownByHand() {
        double[][] x = inputs();
        WideNetwork network = new WideNetwork(StandardActivations.IDENTITY, 0.7, 0.9, 1.3, 1.2);
        LimitRecursion recursion = new LimitRecursion(network, Cancellation.NEVER);
        LimitKernels kernels = recursion.discrete(x, 1);
        double kappa2 = 0.81 * 1.44;
        for (int i = 0; i < SAMPLES; i++) {
            for (int j = 0; j < SAMPLES; j++) {
                double q = 0.49 * dot(x[i], x[j]) / INPUTS;
                assertThat(kernels.nngp()[i][j]).isCloseTo(1.69 * (1 + kappa2) * q, within(1e-14));
                assertThat(kernels.u()[i][j]).isCloseTo(1.69 * (1 + kappa2) * q, within(1e-14));
                assertThat(kernels.w()[i][j]).isCloseTo(1.69 * kappa2 * q, within(1e-14));
            }
        }
        assertThat(kernels.accuracy()).isEqualTo(new LimitKernels.Accuracy(0, 0, 1));
        assertThatThrownBy(() -> recursion.discrete(x, 0)).hasMessageContaining("depth must be at least 1");
    }
}
