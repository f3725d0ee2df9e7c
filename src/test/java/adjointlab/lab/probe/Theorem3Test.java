package adjointlab.lab.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import adjointlab.core.ode.Cancellation;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Theorem 3 of Gao et al., ICLR 2025, in the form that follows for small learning rates: the loss falls by
/// (1 − ηλ/N) a step or more, λ the least eigenvalue on the way, and the weights stay within 2J‖u₀ − y‖/λ. Few
/// samples have a least eigenvalue that is large enough for the bound to say something.
final class Theorem3Test {
    private static final double RATE = 0.5;

    /// Below this a loss is rounding.
    private static final double ROUNDING = 1e-20;

    private static Run trained(String activation, int samples, int dimension) {
        Preset preset = Overrides.apply(
                Presets.get("wide-fig-2"),
                List.of(
                        "problem.id=sphere",
                        "problem.dimension=" + dimension,
                        "problem.samples=" + samples,
                        "problem.test=0",
                        "family.activation=" + activation,
                        "field.activation=" + activation,
                        "family.width=300",
                        "seed=0",
                        "optimizer.learningRate=" + RATE,
                        "iterations=200"));
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = service.open(preset);
            service.drain(Cancellation.NEVER);
            service.play();
            service.drain(Cancellation.NEVER);
            return runs.getFirst();
        }
    }

    private static double least(KernelTrace trace) {
        return Arrays.stream(trace.values(KernelTrace.Quantity.LEAST)).min().orElseThrow();
    }

    private static double largest(KernelTrace trace) {
        double[] least = trace.values(KernelTrace.Quantity.LEAST);
        double[] condition = trace.values(KernelTrace.Quantity.CONDITION);
        return IntStream.range(0, least.length)
                .mapToDouble(i -> least[i] * condition[i])
                .max()
                .orElseThrow();
    }

    /// Of four samples the bound explains two fifths of the decay or more; the linear regime's (1 − ηλ/N)² a step
    /// is what is left once the other modes are gone.
    @ParameterizedTest
    @ValueSource(strings = {"softplus", "tanh", "relu", "gelu"})
    void theLossFallsAsFastAsTheLeastEigenvalueSays(String activation) {
        Run run = trained(activation, 4, 10);
        KernelTrace trace = KernelTrace.of(run, 40, 4, Cancellation.NEVER);
        double least = least(trace);
        double largest = largest(trace);
        double rate = RATE / 4;
        assertThat(rate).as("η/N is small enough").isLessThan(1 / largest);
        double[] loss = run.log().values("loss");
        int last = 0;
        while (last + 1 < loss.length && loss[last + 1] > ROUNDING) {
            assertThat(loss[last + 1]).as("step %d", last).isLessThanOrEqualTo((1 - rate * least) * loss[last]);
            last++;
        }
        double explained = last * Math.log(1 - rate * least) / Math.log(loss[last] / loss[0]);
        assertThat(explained).as("share of the decay").isBetween(0.4, 1.0);
        assertThat(loss[last] / loss[last - 1]).isCloseTo(Math.pow(1 - rate * least, 2), withinPercentage(0.3));
        double distance =
                Arrays.stream(trace.values(KernelTrace.Quantity.DISTANCE)).max().orElseThrow();
        // ‖u₀ − y‖² is 2N times the loss
        double bound = 2 * Math.sqrt(largest * 2 * 4 * loss[0]) / least;
        assertThat(distance).isBetween(0.1 * bound, bound);
    }

    /// A linear model of more samples than inputs has the least eigenvalue 0: the theorem promises nothing, and the
    /// loss does not vanish.
    @Test
    void aLinearModelOfManySamplesDoesNotConverge() {
        Run linear = trained("identity", 12, 3);
        KernelTrace trace = KernelTrace.of(linear, 5, 12, Cancellation.NEVER);
        assertThat(least(trace)).isLessThan(1e-10);
        double[] loss = linear.log().values("loss");
        assertThat(loss[200]).isGreaterThan(0.01);
        assertThat(loss[200] / loss[150]).isGreaterThan(0.999);
    }
}
