package adjointlab.core.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.field.Trace.Noise;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.math.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Traces of Jacobians: exact ones against differences, estimates by the moments that theory gives them, and which
/// noise belongs to which draw.
final class TraceEstimateTest {
    private static final int SEED = 9;

    /// Not symmetric; its trace is 1.5.
    private static final double[] A = {1, 2, -0.5, 0.4, -0.7, 1, 0.25, -1, 1.2};

    /// δ̇ of every sample.
    private static double[] rates(LogDensity density, double[] theta, Batch x, Scratch scratch) {
        Batch dy = new Batch(x.dim(), x.size());
        density.eval(0.3, x, theta, scratch, dy);
        double[] rates = new double[x.size()];
        Arrays.setAll(rates, s -> dy.get(x.dim() - 1, s));
        return rates;
    }

    /// Those of a batch of zeros, with the noise of an iteration.
    private static double[] linear(LogDensity density, long iteration, int samples, Scratch scratch) {
        density.bind(A, new Context(SEED).at(iteration), scratch);
        return rates(density, A, new Batch(4, samples), scratch);
    }

    private static double[] linear(Trace trace, long iteration, int samples, Scratch scratch) {
        return linear(
                new LogDensity(new LinearField(3, LinearField.Coupling.FREE), trace), iteration, samples, scratch);
    }

    @Test
    void theExactTraceOfALinearFieldIsItsMatrix() {
        double[] traces = new double[9];
        Arrays.fill(traces, -1.5);
        assertThat(linear(new Trace.Exact(), 5, 9, new Scratch())).containsExactly(traces, within(1e-15));
        assertThat(new Trace.Exact().products(7)).isEqualTo(7);
        assertThat(new Trace.Estimate(Noise.GAUSSIAN, 3).products(7)).isEqualTo(3);
    }

    /// Hutchinson: the mean is the trace. With S the symmetric part, one ε of signs has the variance 2(‖S‖² − Σ
    /// Sᵢᵢ²), a normal one 2‖S‖²; the mean of m has an m-th of it.
    @ParameterizedTest
    @EnumSource
    void estimatesHaveTheMomentsOfTheirNoise(Noise noise) {
        double whole = 0;
        double diagonal = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double symmetric = 0.5 * (A[3 * i + j] + A[3 * j + i]);
                whole += symmetric * symmetric;
                diagonal += i == j ? symmetric * symmetric : 0;
            }
        }
        double variance = 2 * (noise == Noise.GAUSSIAN ? whole : whole - diagonal);
        int n = 20_000;
        for (int draws : new int[] {1, 4}) {
            double[] rates = linear(new Trace.Estimate(noise, draws), 0, n, new Scratch());
            double mean = Arrays.stream(rates).average().orElseThrow();
            double squares = Arrays.stream(rates)
                    .map(r -> (r + 1.5) * (r + 1.5))
                    .average()
                    .orElseThrow();
            assertThat(mean).as("%d draws", draws).isCloseTo(-1.5, within(4 * Math.sqrt(variance / draws / n)));
            assertThat(squares).as("%d draws", draws).isCloseTo(variance / draws, within(0.07 * variance / draws));
        }
    }

    /// εᵀAε with signs takes four values in three dimensions, ±ε giving the same: nothing but signs is drawn.
    @Test
    void rademachersNoiseIsSigns() {
        double[] rates = linear(new Trace.Estimate(Noise.RADEMACHER, 1), 3, 4000, new Scratch());
        int[] counts = new int[4];
        double[] values = new double[4];
        for (int k = 0; k < 4; k++) {
            double[] e = {1, k % 2 == 0 ? 1 : -1, k < 2 ? 1 : -1};
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    values[k] -= e[i] * A[3 * i + j] * e[j];
                }
            }
        }
        for (double rate : rates) {
            int found = 0;
            while (Math.abs(values[found] - rate) > 1e-13) {
                found++;
            }
            counts[found]++;
        }
        for (int count : counts) {
            assertThat(count).as("a quarter each").isCloseTo(1000, within(130));
        }
    }

    /// A draw's noise is its iteration's: the same within a solve, in other memory and after other draws; another
    /// iteration's is independent of it, and so is that of another sample.
    @ParameterizedTest
    @EnumSource
    void noiseBelongsToTheIteration(Noise noise) {
        int n = 3000;
        LogDensity density =
                new LogDensity(new LinearField(3, LinearField.Coupling.FREE), new Trace.Estimate(noise, 1));
        Scratch scratch = new Scratch();
        double[] fourth = linear(density, 4, n, scratch);
        assertThat(linear(density, 4, n, scratch)).as("within a solve").isEqualTo(fourth);
        double[] fifth = linear(density, 5, n, scratch);
        assertThat(linear(density, 4, n, scratch)).as("after another draw").isEqualTo(fourth);
        assertThat(linear(density, 4, n, new Scratch())).as("in other memory").isEqualTo(fourth);
        double variance = 0;
        double draws = 0;
        double neighbours = 0;
        for (int s = 0; s < n - 1; s++) {
            variance += (fourth[s] + 1.5) * (fourth[s] + 1.5);
            draws += (fourth[s] + 1.5) * (fifth[s] + 1.5);
            neighbours += (fourth[s] + 1.5) * (fourth[s + 1] + 1.5);
        }
        assertThat(draws / variance).as("correlation of two draws").isCloseTo(0, within(4.5 / Math.sqrt(n)));
        assertThat(neighbours / variance).as("correlation of two samples").isCloseTo(0, within(4.5 / Math.sqrt(n)));
        // how many samples there are does not change those that come first
        assertThat(Arrays.copyOf(fourth, 10)).isEqualTo(linear(density, 4, 10, scratch));
    }

    /// Whoever does not bind a field gets the first draw of seed 0.
    @ParameterizedTest
    @EnumSource
    void withoutABindingItIsTheFirst(Noise noise) {
        LogDensity density =
                new LogDensity(new LinearField(3, LinearField.Coupling.FREE), new Trace.Estimate(noise, 1));
        Scratch bound = new Scratch();
        density.bind(A, new Context(0), bound);
        assertThat(rates(density, A, new Batch(4, 20), new Scratch()))
                .isEqualTo(rates(density, A, new Batch(4, 20), bound));
    }

    private static double[] random(int count, String name) {
        RandomGenerator random = RandomStreams.of(SEED, name);
        double[] values = new double[count];
        Arrays.setAll(values, _ -> random.nextGaussian());
        return values;
    }

    /// Σ ∂fᵢ/∂xᵢ by central differences, for activations with and without a Riccati equation.
    @ParameterizedTest
    @ValueSource(strings = {"TANH", "SOFTPLUS", "SINE"})
    void theExactTraceOfAPerceptronIsItsDivergence(String activation) {
        Mlp net = Mlp.of(List.of(3, 5, 4, 3), StandardActivations.valueOf(activation), false);
        double[] theta = random(net.parameters().size(), "weights");
        LogDensity density = new LogDensity(net, new Trace.Exact());
        Batch x = new Batch(4, 5);
        double[] values = random(20, "x");
        for (int i = 0; i < 4; i++) {
            for (int s = 0; s < 5; s++) {
                x.set(i, s, values[5 * i + s]);
            }
        }
        x.padState();
        Scratch scratch = new Scratch();
        double[] rates = rates(density, theta, x, scratch);
        double h = 1e-5;
        for (int s = 0; s < 5; s++) {
            double divergence = 0;
            for (int i = 0; i < 3; i++) {
                Batch up = new Batch(4, 5);
                up.copyFrom(x);
                up.set(i, s, x.get(i, s) + h);
                Batch down = new Batch(4, 5);
                down.copyFrom(x);
                down.set(i, s, x.get(i, s) - h);
                Batch fUp = new Batch(4, 5);
                Batch fDown = new Batch(4, 5);
                density.eval(0.3, up, theta, scratch, fUp);
                density.eval(0.3, down, theta, scratch, fDown);
                divergence += (fUp.get(i, s) - fDown.get(i, s)) / (2 * h);
            }
            assertThat(rates[s]).isCloseTo(-divergence, within(1e-8));
        }
    }
}
