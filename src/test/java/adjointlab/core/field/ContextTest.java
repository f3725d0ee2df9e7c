package adjointlab.core.field;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Noise within a field belongs to seed and iteration, and to nothing else.
final class ContextTest {
    private static final Mlp NET = Mlp.of(List.of(3, 4, 3), StandardActivations.TANH, false);
    private static final Map<Trace.Noise, LogDensity> DENSITIES = new EnumMap<>(Map.of(
            Trace.Noise.RADEMACHER, new LogDensity(NET, new Trace.Estimate(Trace.Noise.RADEMACHER, 1)),
            Trace.Noise.GAUSSIAN, new LogDensity(NET, new Trace.Estimate(Trace.Noise.GAUSSIAN, 1))));

    /// One estimate of a trace for each of several samples at the same point, which differ by their noise alone.
    private static double[] estimates(Trace.Noise noise, Context context, Scratch scratch) {
        LogDensity density = Objects.requireNonNull(DENSITIES.get(noise));
        double[] theta = new double[NET.parameters().size()];
        for (int j = 0; j < theta.length; j++) {
            theta[j] = Math.sin(1 + j);
        }
        Batch y = new Batch(4, 64);
        for (int s = 0; s < 64; s++) {
            y.set(0, s, 0.3);
            y.set(1, s, -0.2);
        }
        y.padState();
        Batch rate = new Batch(4, 64);
        density.bind(theta, context, scratch);
        density.eval(0, y, theta, scratch, rate);
        double[] last = new double[64];
        for (int s = 0; s < 64; s++) {
            last[s] = rate.get(3, s);
        }
        return last;
    }

    /// Among them (0, 10⁷) and (1, 0), and seeds beyond what a double tells apart.
    @ParameterizedTest
    @EnumSource(Trace.Noise.class)
    void everySeedAndIterationHasItsOwn(Trace.Noise noise) {
        List<double[]> seen = new ArrayList<>();
        for (long seed : new long[] {0, 1, 2, -1, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            for (long iteration : new long[] {0, 1, 9_999_999, 10_000_000, 10_000_001, Long.MAX_VALUE}) {
                double[] drawn = estimates(noise, new Context(seed).at(iteration), new Scratch());
                assertThat(seen)
                        .as("seed %d, iteration %d", seed, iteration)
                        .noneMatch(other -> Arrays.equals(other, drawn));
                seen.add(drawn);
            }
        }
        assertThat(seen).hasSize(48);
    }

    @ParameterizedTest
    @EnumSource(Trace.Noise.class)
    void itIsTheSameAgainWhateverCameBetween(Trace.Noise noise) {
        Scratch scratch = new Scratch();
        Context context = new Context(5);
        double[] first = estimates(noise, context.at(7), scratch);
        estimates(noise, context.at(8), scratch);
        assertThat(estimates(noise, context.at(7), scratch)).isEqualTo(first);
        assertThat(estimates(noise, new Context(5).at(7), new Scratch())).isEqualTo(first);
    }
}
