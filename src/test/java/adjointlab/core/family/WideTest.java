package adjointlab.core.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.catalog.Activations;
import adjointlab.core.catalog.Clippings;
import adjointlab.core.catalog.Gradients;
import adjointlab.core.catalog.Losses;
import adjointlab.core.catalog.Optimizers;
import adjointlab.core.catalog.Schedules;
import adjointlab.core.field.Activation;
import adjointlab.core.field.PreActivation;
import adjointlab.core.kernel.Batch;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.SingleGradient;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The wide model's gradients, in both methods, and its scaling.
class WideTest {
    private static final int WIDTH = 6;
    private static final List<String> KINKED = List.of("relu", "leaky-relu", "elu", "hardtanh");

    static Stream<String> smooth() {
        return Activations.CATALOG.ids().stream().filter(id -> !KINKED.contains(id));
    }

    private static Experiment experiment(
            Activation phi, double sigmaW, double horizon, String gradient, SolverSettings solver) {
        RandomGenerator random = RandomStreams.of(2, "data");
        double[][] x = new double[4][3];
        double[][] y = new double[4][2];
        Arrays.stream(x).forEach(row -> Arrays.setAll(row, _ -> random.nextGaussian()));
        Arrays.stream(y).forEach(row -> Arrays.setAll(row, _ -> random.nextGaussian()));
        ProblemData data = new ProblemData(
                Batch.ofRows(x), 0, new double[] {horizon}, List.of(Batch.ofRows(y)), ProblemData.Truth.UNKNOWN);
        Model family = new Wide(WIDTH, 1.2, 0.8, phi).build((_, dim) -> new PreActivation(dim, phi, sigmaW), 3, 2);
        return new Experiment(
                new Experiment.Task(
                        new GivenData(data, 2), Losses.CATALOG.get("half-mse").createDefault()),
                family,
                new Experiment.Numerics(solver, Gradients.CATALOG.get(gradient).createDefault()),
                new Experiment.Training(
                        Optimizers.CATALOG.get("sgd").createDefault(),
                        Schedules.CATALOG.get("constant").createDefault(),
                        Clippings.CATALOG.get("none").createDefault()),
                1);
    }

    private static double[] weights(Experiment experiment) {
        RandomGenerator random = RandomStreams.of(9, "init");
        double[] theta = new double[experiment.model().parameters().size()];
        Arrays.setAll(theta, _ -> random.nextGaussian());
        return theta;
    }

    private static void agreesWithDifferences(Experiment experiment, double tolerance) {
        double[] theta = weights(experiment);
        double[] gradient = SingleGradient.of(experiment, theta, null).theta();
        double h = 1e-5;
        for (int j = 0; j < theta.length; j++) {
            double[] moved = theta.clone();
            moved[j] += h;
            double plus = SingleGradient.of(experiment, moved, null).loss();
            moved[j] = theta[j] - h;
            double minus = SingleGradient.of(experiment, moved, null).loss();
            assertThat(gradient[j])
                    .as(experiment.model().parameters().entryNames().get(j))
                    .isCloseTo((plus - minus) / (2 * h), within(tolerance * (1 + Math.abs(gradient[j]))));
        }
    }

    @ParameterizedTest
    @MethodSource("smooth")
    void discretisedThenDifferentiated(String id) {
        Activation phi = Activations.CATALOG.get(id).createDefault();
        agreesWithDifferences(experiment(phi, 0.4, 1, "discrete", TestSettings.fixed("euler", 7)), 1e-8);
        agreesWithDifferences(experiment(phi, 0.4, 1, "discrete", TestSettings.fixed("rk4", 4)), 1e-8);
    }

    @ParameterizedTest
    @MethodSource("smooth")
    void differentiatedThenDiscretised(String id) {
        Activation phi = Activations.CATALOG.get(id).createDefault();
        for (String gradient : List.of("continuous", "continuous-interpolated")) {
            agreesWithDifferences(experiment(phi, 0.4, 1, gradient, TestSettings.adaptive("dopri5", 1e-11)), 1e-7);
        }
    }

    /// Everything depends on σ_w and T through their product alone.
    @Test
    void theHorizonIsAScale() {
        Activation phi = Activations.CATALOG.get("softplus").createDefault();
        Experiment one = experiment(phi, 0.9, 1, "discrete", TestSettings.fixed("rk4", 5));
        Experiment ten = experiment(phi, 0.09, 10, "discrete", TestSettings.fixed("rk4", 5));
        double[] theta = weights(one);
        SingleGradient here = SingleGradient.of(one, theta, null);
        SingleGradient there = SingleGradient.of(ten, theta, null);
        assertThat(there.loss()).isCloseTo(here.loss(), within(1e-13));
        assertThat(there.theta()).containsExactly(here.theta(), within(1e-13));
        Experiment unscaled = experiment(phi, 0.9, 10, "discrete", TestSettings.fixed("rk4", 5));
        assertThat(SingleGradient.of(unscaled, theta, null).loss()).isGreaterThan(2 * here.loss());
    }

    @Test
    void namesItsWeights() {
        Activation phi = Activations.CATALOG.get("tanh").createDefault();
        var layout = experiment(phi, 1, 1, "discrete", TestSettings.fixed("rk4", 5))
                .model()
                .parameters();
        assertThat(layout.blocks().stream().map(b -> b.name() + b.shape()))
                .containsExactly("field.W[6, 6]", "embed.U[6, 3]", "readout.V[2, 6]");
    }
}
