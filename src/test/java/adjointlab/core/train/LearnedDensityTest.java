package adjointlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.adjoint.DiscreteAdjoint;
import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Problems;
import adjointlab.core.catalog.Values;
import adjointlab.core.family.Flow;
import adjointlab.core.field.ConcatSquash;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.field.Trace;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.optim.Clipping;
import adjointlab.core.optim.Schedule;
import adjointlab.core.problem.NegativeLogLikelihood;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.RowSampler;
import adjointlab.core.problem.density.DensityLearning;
import adjointlab.core.problem.density.PlanarDensity;
import adjointlab.core.rollout.Experiment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a trained flow says of densities and samples.
final class LearnedDensityTest {
    private static final int GRID = 121;
    private static final double SPAN = 6;

    private static Experiment experiment(PlanarDensity density) {
        return experiment(new DensityLearning(density, 64, true));
    }

    private static Experiment experiment(DensityLearning problem) {
        return new Experiment(
                new Experiment.Task(problem, new NegativeLogLikelihood()),
                new Flow(new Trace.Exact(), 1)
                        .build(
                                (in, out) -> new ConcatSquash(List.of(in, 16, out), StandardActivations.TANH),
                                problem.dim(),
                                1),
                new Experiment.Numerics(
                        TestSettings.adaptive("dopri5", 1e-5), new DiscreteAdjoint(new DiscreteAdjoint.Everything())),
                new Experiment.Training(SimplestOdeExperiment.ADAM, Schedule.CONSTANT, Clipping.NONE),
                3);
    }

    private static double[] trained(Experiment experiment, int iterations) {
        int p = experiment.model().parameters().size();
        Trainer trainer = new Trainer(
                experiment, new java.util.Random(5).doubles(p, -0.5, 0.5).toArray());
        for (int k = 0; k < iterations; k++) {
            assertThat(trainer.step(Cancellation.NEVER).status().ok()).isTrue();
        }
        return trainer.theta();
    }

    /// The midpoint rule on a square of side 12; half of the way there as well as at the data.
    @ParameterizedTest
    @EnumSource(PlanarDensity.class)
    void theDensityIntegratesToOne(PlanarDensity target) {
        Experiment experiment = experiment(target);
        double[] theta = trained(experiment, 60);
        double[][] points = new double[GRID * GRID][];
        double cell = 2 * SPAN / GRID;
        for (int i = 0; i < points.length; i++) {
            points[i] = new double[] {(i % GRID + 0.5) * cell - SPAN, (Math.floorDiv(i, GRID) + 0.5) * cell - SPAN};
        }
        for (double share : new double[] {0.5, 1}) {
            double mass = 0;
            for (double log : new LearnedDensity(experiment).logAt(theta, points, share, Cancellation.NEVER)) {
                mass += Math.exp(log) * cell * cell;
            }
            assertThat(mass).as("share %s", share).isCloseTo(1, within(1e-3));
        }
    }

    /// The rows of a table of three columns that stand on a line but for some noise: what a flow says of them comes
    /// from the standard normal density's value to near their own entropy. Columns are of variance 1 and any two of
    /// correlation 1/(1 + 0.25), so that the entropy is ½ log((2πe)³ det R), from the file's own correlations.
    @Test
    void aFlowLearnsThreeColumnsOfATable(@TempDir Path folder) throws IOException {
        java.util.Random random = new java.util.Random(8);
        StringBuilder text = new StringBuilder("a,b,c\n");
        for (int row = 0; row < 2000; row++) {
            double common = random.nextGaussian();
            for (int c = 0; c < 3; c++) {
                text.append(5 * c + common + 0.5 * random.nextGaussian()).append(c < 2 ? "," : "\n");
            }
        }
        Map<String, Object> file = Map.of(
                "file", Files.writeString(folder.resolve("three.csv"), text).toString(), "samples", 128);
        Entry<Problem> density = Problems.CATALOG.get("density");
        DensityLearning problem = (DensityLearning) density.create(new Values(file).complete(density.parameters()));
        Experiment experiment = experiment(problem);
        double[] theta = trained(experiment, 250);
        double[][] rows = ((RowSampler) problem.density()).rows();
        double[] logs = new LearnedDensity(experiment).logAt(theta, rows, 1, Cancellation.NEVER);
        double entropy = 1.5 * Math.log(2 * Math.PI * Math.E) + 0.5 * Math.log(determinant(rows));
        assertThat(entropy).isBetween(3.1, 3.3);
        assertThat(-java.util.Arrays.stream(logs).average().orElseThrow()).isBetween(entropy - 0.02, entropy + 0.1);
    }

    /// Of the correlations of three columns of mean 0 and variance 1.
    private static double determinant(double[][] rows) {
        double ab = 0;
        double bc = 0;
        double ca = 0;
        for (double[] row : rows) {
            ab += row[0] * row[1] / rows.length;
            bc += row[1] * row[2] / rows.length;
            ca += row[2] * row[0] / rows.length;
        }
        return 1 + 2 * ab * bc * ca - ab * ab - bc * bc - ca * ca;
    }

    /// Samples come out where the same flow, run the other way, brings them back to where they began.
    @Test
    void samplesAreCarriedThereAndBack() {
        Experiment experiment = experiment(PlanarDensity.MOONS);
        double[] theta = trained(experiment, 20);
        LearnedDensity density = new LearnedDensity(experiment);
        double[][][] way =
                density.samples(theta, RandomStreams.of(1, "test"), 50, new double[] {0, 0.5, 1}, Cancellation.NEVER);
        assertThat(way).hasNumberOfRows(3);
        double[] atStart = density.logAt(theta, way[0], 0, Cancellation.NEVER);
        for (int s = 0; s < 50; s++) {
            double squares = way[0][s][0] * way[0][s][0] + way[0][s][1] * way[0][s][1];
            assertThat(atStart[s]).isCloseTo(-0.5 * squares - Math.log(2 * Math.PI), within(1e-12));
            assertThat(way[2][s]).isNotEqualTo(way[0][s]);
        }
        // log p falls by the growth of volume: its mean over samples is minus the entropy, below that of the
        // normal density
        double[] atEnd = density.logAt(theta, way[2], 1, Cancellation.NEVER);
        assertThat(java.util.Arrays.stream(atEnd).average().orElseThrow())
                .isGreaterThan(java.util.Arrays.stream(atStart).average().orElseThrow());
    }
}
