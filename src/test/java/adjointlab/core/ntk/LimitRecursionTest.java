package adjointlab.core.ntk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import adjointlab.core.catalog.Activations;
import adjointlab.core.field.Activation;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.ode.Cancellation;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Kernels of infinite width against an independent program, which took its expectations by 96 × 96 Gauss-Hermite
/// nodes, and against what must not change.
class LimitRecursionTest {
    /// ‖x‖² = d = 10 and ⟨x, x′⟩/d = 0.5, −0.3 for the pairs (1, 2), (1, 3).
    static final double[][] INPUTS = inputs();

    private static double[][] inputs() {
        double[][] x = new double[3][10];
        double root = Math.sqrt(10);
        x[0][0] = root;
        x[1][0] = 0.5 * root;
        x[1][1] = Math.sqrt(0.75) * root;
        x[2][0] = -0.3 * root;
        x[2][1] = (0.0232051 + 0.15) / Math.sqrt(0.75) * root;
        x[2][2] = Math.sqrt(10 - x[2][0] * x[2][0] - x[2][1] * x[2][1]);
        return x;
    }

    static Activation activation(String id) {
        return Activations.CATALOG.get(id).createDefault();
    }

    static LimitRecursion recursion(String id, double sigmaW, double horizon) {
        return new LimitRecursion(new WideNetwork(activation(id), 1, sigmaW, 1, horizon), Cancellation.NEVER);
    }

    @ParameterizedTest
    @CsvSource({
        "softplus, 1, 10, 1.39233821 1.19206014 0.90836019, 0.34517997 0.27131057 0.17848227,"
                + "0.41975555 0.19102412 -0.09846892, 2.15727374 1.65439484 0.98837353",
        "tanh, 1, 10, 0.45565140 0.20767206 -0.12271004, 0.17672933 0.06317046 -0.03601539,"
                + "0.60083595 0.21796832 -0.12475108, 1.23321668 0.48881084 -0.28347651",
        "relu, 1, 10, 0.77710954 0.49659884 0.20358085, 0.30291826 0.12590098 0.02836639,"
                + "0.75626264 0.23147024 -0.08462228, 1.83629044 0.85397006 0.14732497",
        "quadratic, 0.25, 10, 4.35521915 2.18015412 1.54868928, 1.03943353 0.25633166 -0.06939439,"
                + "6.13966443 1.36804235 0.24567290, 11.53431711 3.80452813 1.72496779",
        "relu, 1, 1, 0.75 0.4750981 0.1888883, 0.25 0.10355866 0.02081383,"
                + "0.75 0.22673024 -0.08210804, 1.75 0.805387 0.12759409",
        "quadratic, 0.25, 1, 4.23046875 2.11523438 1.51253437, 0.890625 0.22265625 -0.06674375,"
                + "5.9375 1.3359375 0.2511375, 11.05859375 3.67382813 1.69692812"
    })
    void agreesWithTheReferenceValues(
            String id, double sigmaW, int depth, String nngp, String w, String u, String ntk) {
        LimitKernels kernels = recursion(id, sigmaW, 1).discrete(INPUTS, depth);
        assertThat(kernels.nngp()[0]).containsExactly(numbers(nngp), within(1e-7));
        assertThat(kernels.v()[0]).containsExactly(numbers(nngp), within(1e-7));
        assertThat(kernels.w()[0]).containsExactly(numbers(w), within(1e-7));
        assertThat(kernels.u()[0]).containsExactly(numbers(u), within(1e-7));
        assertThat(kernels.ntk()[0]).containsExactly(numbers(ntk), within(1e-7));
        assertThat(kernels.accuracy().expectation()).isLessThan(1e-9);
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.strip().split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /// The reference extrapolates once, from L and 2L; the continuous limit itself is within what that leaves.
    @ParameterizedTest
    @CsvSource({
        "softplus, 1, 40, 2.18414 1.67568 1.00303, 5e-6, 1e-4",
        "tanh, 1, 40, 1.24044 0.49018 -0.28418, 5e-6, 1e-4",
        "relu, 1, 80, 1.86290 0.86591 0.15202, 5e-6, 1e-4",
        "quadratic, 0.25, 80, 11.6535 3.8348 1.7324, 5e-5, 1e-3"
    })
    void extrapolatesToTheContinuousLimit(
            String id, double sigmaW, int depth, String once, double digits, double left) {
        LimitRecursion recursion = recursion(id, sigmaW, 1);
        double[] coarse = recursion.discrete(INPUTS, depth).ntk()[0];
        double[] fine = recursion.discrete(INPUTS, 2 * depth).ntk()[0];
        LimitKernels limit = recursion.continuous(INPUTS);
        for (int j = 0; j < 3; j++) {
            assertThat(2 * fine[j] - coarse[j]).isCloseTo(numbers(once)[j], within(1.01 * digits));
            assertThat(limit.ntk()[0][j]).isCloseTo(2 * fine[j] - coarse[j], within(left));
        }
        assertThat(limit.accuracy().extrapolation()).isLessThan(id.equals("relu") ? 1e-5 : 1e-7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"softplus", "tanh", "relu", "gelu", "sine", "elu", "quadratic", "polynomial", "hardtanh"})
    void isEqualForEveryHorizonWhereTheScaleIsItsInverse(String id) {
        double[][] reference = recursion(id, 0.5, 1).discrete(INPUTS, 20).ntk();
        for (double horizon : new double[] {0.3, 2, 5, 10}) {
            double[][] other =
                    recursion(id, 0.5 / horizon, horizon).discrete(INPUTS, 20).ntk();
            for (int i = 0; i < 3; i++) {
                assertThat(other[i]).as("T = %s", horizon).containsExactly(reference[i], within(1e-12));
            }
        }
        assertThat(recursion(id, 0.5, 2).discrete(INPUTS, 20).ntk()[0][0])
                .as("without the scale the horizon matters")
                .isGreaterThan(reference[0][0] + 0.001);
    }

    /// The third by the trapezoidal rule: at such a variance the slope of softplus is almost a step, for which 96
    /// nodes of Gauss and Hermite are too few.
    @ParameterizedTest
    @CsvSource({"1, 1, 1.398, 2.170", "2, 1, 3.682, 7.384", "5, 1, 129.103, 428.645", "5, 0.2, 1.398, 2.170"})
    void growsWithTheHorizon(double horizon, double sigmaW, double nngp, double ntk) {
        LimitKernels kernels = recursion("softplus", sigmaW, horizon).discrete(INPUTS, 20);
        assertThat(kernels.nngp()[0][0]).isCloseTo(nngp, withinPercentage(0.05));
        assertThat(kernels.ntk()[0][0]).isCloseTo(ntk, withinPercentage(0.05));
    }

    @ParameterizedTest
    @ValueSource(strings = {"softplus", "tanh", "relu", "gelu", "sine", "silu", "quadratic", "polynomial", "identity"})
    void isPositiveSemidefinite(String id) {
        RandomGenerator random = RandomStreams.of(7, "inputs");
        double[][] x = new double[12][6];
        for (double[] row : x) {
            Arrays.setAll(row, _ -> random.nextGaussian());
        }
        x[11] = x[0].clone();
        LimitKernels kernels = recursion(id, 0.25, 1).discrete(x, 8);
        for (double[][] part : new double[][][] {kernels.nngp(), kernels.w(), kernels.u(), kernels.ntk()}) {
            double[] eigenvalues = eigenvalues(part);
            assertThat(eigenvalues[0]).isGreaterThan(-1e-11 * eigenvalues[11]);
            assertThat(part[11]).as("an input given twice").containsExactly(part[0], within(1e-10 * eigenvalues[11]));
        }
    }

    static double[] eigenvalues(double[][] matrix) {
        EigenDecomposition_F64<DMatrixRMaj> decomposition = DecompositionFactory_DDRM.eig(matrix.length, false, true);
        assertThat(decomposition.decompose(new DMatrixRMaj(matrix))).isTrue();
        double[] values = new double[matrix.length];
        Arrays.setAll(values, i -> decomposition.getEigenvalue(i).getReal());
        Arrays.sort(values);
        return values;
    }

    /// A test of the tests: with new weights in each layer only equal depths are correlated, the double sum of (14)
    /// becomes a single one, and the last layer's variance is 1.094 (softplus), not 2.022.
    @Test
    void untiedWeightsWouldGiveAnotherNumber() {
        DualActivation dual = DualActivation.of(activation("softplus"));
        int depth = 10;
        double untied = 1;
        for (int l = 0; l < depth; l++) {
            Marginal layer = dual.marginal(untied);
            untied += dual.values(layer, layer, untied) / (depth * depth);
        }
        assertThat(untied).isCloseTo(1.094, within(5e-4));
        Marginal last = dual.marginal(untied);
        double nngp = recursion("softplus", 1, 1).discrete(INPUTS, depth).nngp()[0][0];
        assertThat(Math.abs(dual.values(last, last, untied) - nngp)).isGreaterThan(0.3);
        Marginal tied = dual.marginal(2.022);
        assertThat(dual.values(tied, tied, 2.022)).isCloseTo(nngp, within(1e-3));
    }

    @Test
    void stopsWhenAsked() {
        LimitRecursion recursion = new LimitRecursion(new WideNetwork(activation("tanh"), 1, 1, 1, 1), () -> true);
        assertThatThrownBy(() -> recursion.discrete(INPUTS, 4)).isInstanceOf(CancellationException.class);
    }
}
