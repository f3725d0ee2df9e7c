package adjointlab.core.ntk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.math.RandomStreams;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.Progress;
import adjointlab.core.ode.Tableaus;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Kernels of random wide models against those of infinite width.
class WideKernelTest {
    private static final int SEEDS = 16;

    /// How far the mean over seeds is from the limit, in the Frobenius norm of each part. Of single entries there
    /// are so many that some would be further off than three standard errors by chance.
    private static final class Means {
        private final String id;
        private final WideKernel kernel;
        private final double[][][] expected;
        private final double[][][] sum = new double[4][3][3];
        private final double[][][] squares = new double[4][3][3];

        Means(String id, double sigmaW) {
            WideNetwork network = new WideNetwork(LimitRecursionTest.activation(id), 1, sigmaW, 1, 1);
            this.id = id;
            kernel = new WideKernel(network, 10);
            expected = parts(new LimitRecursion(network, Cancellation.NEVER).discrete(LimitRecursionTest.INPUTS, 10));
        }

        private static double[][][] parts(LimitKernels kernels) {
            return new double[][][] {kernels.nngp(), kernels.w(), kernels.u(), kernels.ntk()};
        }

        void add(WideKernel.Weights weights) {
            double[][][] parts = parts(kernel.of(LimitRecursionTest.INPUTS, weights));
            for (int part = 0; part < 4; part++) {
                for (int i = 0; i < 3; i++) {
                    for (int j = i; j < 3; j++) {
                        sum[part][i][j] += parts[part][i][j];
                        squares[part][i][j] += parts[part][i][j] * parts[part][i][j];
                    }
                }
            }
        }

        void areWithinThreeStandardErrors() {
            for (int part = 0; part < 4; part++) {
                double distance = 0;
                double variance = 0;
                for (int i = 0; i < 3; i++) {
                    for (int j = i; j < 3; j++) {
                        double mean = sum[part][i][j] / SEEDS;
                        distance += Math.pow(mean - expected[part][i][j], 2);
                        variance += (squares[part][i][j] / SEEDS - mean * mean) / (SEEDS - 1);
                    }
                }
                assertThat(Math.sqrt(distance)).as("part %d of %s", part, id).isLessThan(3 * Math.sqrt(variance));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"softplus, 1", "tanh, 1", "relu, 1", "gelu, 1", "sine, 1", "quadratic, 0.25", "polynomial, 0.25"})
    void meanOverSeedsAgreesWithTheLimit(String id, double sigmaW) {
        Means means = new Means(id, sigmaW);
        for (int seed = 0; seed < SEEDS; seed++) {
            means.add(WideKernel.Weights.random(400, 10, RandomStreams.of(seed, "weights")));
        }
        means.areWithinThreeStandardErrors();
    }

    /// All with the same weights, which take longer to draw than the kernels to compute.
    @Tag("slow")
    @Test
    void meanOverSeedsAgreesWithTheLimitAtWidth4000() {
        List<Means> all = List.of(
                new Means("softplus", 1),
                new Means("softplus-shifted", 1),
                new Means("tanh", 1),
                new Means("relu", 1),
                new Means("gelu", 1),
                new Means("sine", 1),
                new Means("quadratic", 0.25),
                new Means("polynomial", 0.25));
        for (int seed = 0; seed < SEEDS; seed++) {
            WideKernel.Weights weights = WideKernel.Weights.random(4000, 10, RandomStreams.of(seed, "weights"));
            all.forEach(means -> means.add(weights));
        }
        all.forEach(Means::areWithinThreeStandardErrors);
    }

    @Test
    void blocksOfSamplesMakeNoDifference() {
        WideNetwork network = new WideNetwork(LimitRecursionTest.activation("softplus"), 1, 1, 1, 1);
        WideKernel kernel = new WideKernel(network, Tableaus.rk4(), 3);
        WideKernel.Weights weights = WideKernel.Weights.random(30, 10, RandomStreams.of(1, "weights"));
        double[][] v = {weights.v(), RandomStreams.of(2, "v").doubles(30).toArray()};
        WideKernel.Watch alone = new WideKernel.Watch(Cancellation.NEVER, Progress.NONE, 1);
        double[][] whole = kernel.tangent(LimitRecursionTest.INPUTS, weights, v, WideKernel.BLOCK, alone);
        for (int numbers : new int[] {1, 3000}) {
            double[][] blocked = kernel.tangent(LimitRecursionTest.INPUTS, weights, v, numbers, alone);
            for (int i = 0; i < 6; i++) {
                assertThat(blocked[i]).as("%d numbers", numbers).containsExactly(whole[i], within(1e-13));
            }
        }
    }

    /// The n^(−1/2) law: sixteen times the width, a quarter of the distance.
    @Test
    void distanceFallsLikeTheRootOfTheWidth() {
        double ratio = distance(64) / distance(1024);
        assertThat(ratio).isBetween(2.6, 6.0);
    }

    private static double distance(int width) {
        WideNetwork network = new WideNetwork(LimitRecursionTest.activation("softplus"), 1, 1, 1, 1);
        double[][] limit = new LimitRecursion(network, Cancellation.NEVER)
                .discrete(LimitRecursionTest.INPUTS, 10)
                .ntk();
        double squares = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            WideKernel.Weights weights = WideKernel.Weights.random(width, 10, RandomStreams.of(seed, "weights"));
            double[][] kernel = new WideKernel(network, 10)
                    .of(LimitRecursionTest.INPUTS, weights)
                    .ntk();
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    squares += Math.pow(kernel[i][j] - limit[i][j], 2);
                }
            }
        }
        return Math.sqrt(squares / SEEDS);
    }
}
