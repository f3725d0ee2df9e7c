package adjointlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.family.Flow;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.field.Trace;
import adjointlab.core.kernel.Batch;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.optim.Sgd;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.NegativeLogLikelihood;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Facts about learned densities that need no training: where the flow stands still, by blocks, by any trace.
final class DensityFactsTest {
    /// From the data at t = 2 to the normal density at t = ½, in equal steps, so that points do not share errors.
    private static Experiment experiment(Trace trace) {
        ProblemData data = new ProblemData(
                Batch.ofRows(new double[][] {{0.5, -1}, {2, 0.1}}),
                2,
                new double[] {0.5},
                List.of(new Batch(1, 2)),
                ProblemData.Truth.UNKNOWN);
        return new Experiment(
                new Experiment.Task(new GivenData(data, 1), new NegativeLogLikelihood()),
                new Flow(trace, 1)
                        .build((in, out) -> Mlp.of(List.of(in, 4, out), StandardActivations.TANH, true), 2, 1),
                new Experiment.Numerics(TestSettings.fixed("rk4", 6), SmallExperiment.DISCRETE),
                SmallExperiment.plain(new Sgd(0.1, 0, false, 0)),
                1);
    }

    private static final Experiment EXACT = experiment(new Trace.Exact());

    private static double[] weights() {
        double[] theta = new double[EXACT.model().parameters().size()];
        Arrays.setAll(theta, j -> 0.4 * Math.sin(1.3 * j + 1));
        return theta;
    }

    private static double[][] points(int count) {
        var random = RandomStreams.of(9, "points");
        double[][] points = new double[count][2];
        for (double[] point : points) {
            Arrays.setAll(point, _ -> random.nextGaussian());
        }
        return points;
    }

    private static double normal(double[] x) {
        return -0.5 * (x[0] * x[0] + x[1] * x[1]) - Math.log(2 * Math.PI);
    }

    @Test
    void sharesOfTheWayAreTimes() {
        LearnedDensity density = new LearnedDensity(EXACT);
        assertThat(density.dim()).isEqualTo(2);
        assertThat(density.time(0)).isEqualTo(0.5);
        assertThat(density.time(1)).isEqualTo(2);
        assertThat(density.time(0.25)).isEqualTo(0.875);
    }

    @Test
    void aFlowThatStandsStillKeepsTheNormalDensity() {
        LearnedDensity density = new LearnedDensity(EXACT);
        double[] still = new double[weights().length];
        double[][] points = points(5);
        for (double share : new double[] {0, 0.3, 1}) {
            double[] logs = density.logAt(still, points, share, Cancellation.NEVER);
            for (int s = 0; s < points.length; s++) {
                assertThat(logs[s]).isCloseTo(normal(points[s]), within(1e-14));
            }
        }
        double[][][] way =
                density.samples(still, RandomStreams.of(1, "s"), 9, new double[] {0, 0.5, 1}, Cancellation.NEVER);
        var random = RandomStreams.of(1, "s");
        for (int s = 0; s < 9; s++) {
            for (int i = 0; i < 2; i++) {
                double drawn = random.nextGaussian();
                for (double[][] at : way) {
                    assertThat(at[s][i]).isEqualTo(drawn);
                }
            }
        }
    }

    /// Points are solved together by blocks, which does not show.
    @Test
    void blocksDoNotShow() {
        LearnedDensity density = new LearnedDensity(EXACT);
        double[][] points = points(513);
        double[] together = density.logAt(weights(), points, 1, Cancellation.NEVER);
        for (int s : new int[] {0, 1, 255, 256, 257, 511, 512}) {
            assertThat(together[s])
                    .isCloseTo(
                            density.logAt(weights(), new double[][] {points[s]}, 1, Cancellation.NEVER)[0],
                            within(1e-13));
        }
    }

    /// Whatever estimate trains it, a density is shown by exact traces.
    @Test
    void tracesAreExact() {
        double[][] points = points(4);
        double[] exact = new LearnedDensity(EXACT).logAt(weights(), points, 1, Cancellation.NEVER);
        double[] estimated = new LearnedDensity(experiment(new Trace.Estimate(Trace.Noise.GAUSSIAN, 1)))
                .logAt(weights(), points, 1, Cancellation.NEVER);
        assertThat(estimated).isEqualTo(exact);
        // and is what the loss is the mean of
        double[][] data = {{0.5, -1}, {2, 0.1}};
        double[] atData = new LearnedDensity(EXACT).logAt(weights(), data, 1, Cancellation.NEVER);
        double loss = new Trainer(EXACT, weights()).evaluate(Cancellation.NEVER).loss();
        assertThat(-(atData[0] + atData[1]) / 2).isCloseTo(loss, within(1e-13));
    }

    @Test
    void whatIsCancelledIsNotThere() {
        LearnedDensity density = new LearnedDensity(EXACT);
        assertThat(density.logAt(weights(), points(3), 1, () -> true)).containsOnly(Double.NaN);
        assertThat(density.samples(weights(), RandomStreams.of(1, "s"), 3, new double[] {0.5, 1}, () -> true).length)
                .isLessThan(2);
        Experiment plain = SmallExperiment.of(SmallExperiment.plain(new Sgd(0.1, 0, false, 0)));
        assertThatThrownBy(() -> new LearnedDensity(plain)).hasMessageContaining("normalizing flow");
    }

    /// A kernel's progress is the share of pairs of blocks that are done.
    @Test
    void aKernelTellsHowFarItIs() {
        Experiment plain = SmallExperiment.of(SmallExperiment.plain(new Sgd(0.1, 0, false, 0)));
        List<Double> seen = new ArrayList<>();
        TangentKernel.perSample(
                plain,
                SmallExperiment.LANDSCAPE.start(),
                3,
                2 * 17,
                new TangentKernel.Watch(Cancellation.NEVER, seen::add));
        // three blocks of one sample, six pairs
        assertThat(seen).hasSize(6);
        for (int k = 0; k < 6; k++) {
            assertThat(seen.get(k)).isCloseTo((k + 1) / 6.0, within(1e-15));
        }
    }
}
