package adjointlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.catalog.Clippings;
import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Gradients;
import adjointlab.core.catalog.Losses;
import adjointlab.core.catalog.Optimizers;
import adjointlab.core.catalog.Schedules;
import adjointlab.core.catalog.Solvers;
import adjointlab.core.family.Wide;
import adjointlab.core.field.Activation;
import adjointlab.core.field.PreActivation;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.kernel.Batch;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.ntk.Spectrum;
import adjointlab.core.ntk.WideKernel;
import adjointlab.core.ntk.WideNetwork;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.RungeKutta;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The tangent kernel of any model against the structured one of the wide model.
class TangentKernelTest {
    private static final Activation PHI = StandardActivations.SOFTPLUS;
    private static final int WIDTH = 24;
    private static final double[][] X = inputs();

    private static double[][] inputs() {
        RandomGenerator random = RandomStreams.of(5, "inputs");
        double[][] x = new double[7][3];
        Arrays.stream(x).forEach(row -> Arrays.setAll(row, _ -> random.nextGaussian()));
        return x;
    }

    private static Experiment experiment(int outputs, String solver) {
        ProblemData data = new ProblemData(
                Batch.ofRows(X),
                0,
                new double[] {1.5},
                List.of(new Batch(outputs, X.length)),
                ProblemData.Truth.UNKNOWN);
        return new Experiment(
                new Experiment.Task(
                        new GivenData(data, outputs),
                        Losses.CATALOG.get("half-mse").createDefault()),
                new Wide(WIDTH, 1.1, 0.9, PHI).build((_, dim) -> new PreActivation(dim, PHI, 0.8), 3, outputs),
                new Experiment.Numerics(
                        TestSettings.fixed(solver, 6),
                        Gradients.CATALOG.get("discrete").createDefault()),
                new Experiment.Training(
                        Optimizers.CATALOG.get("sgd").createDefault(),
                        Schedules.CATALOG.get("constant").createDefault(),
                        Clippings.CATALOG.get("none").createDefault()),
                1);
    }

    private static double[] theta(WideKernel.Weights... outputs) {
        double[] theta = new double[WIDTH * WIDTH + WIDTH * 3 + outputs.length * WIDTH];
        System.arraycopy(outputs[0].w(), 0, theta, 0, WIDTH * WIDTH);
        System.arraycopy(outputs[0].u(), 0, theta, WIDTH * WIDTH, WIDTH * 3);
        for (int o = 0; o < outputs.length; o++) {
            System.arraycopy(outputs[o].v(), 0, theta, WIDTH * WIDTH + WIDTH * 3 + o * WIDTH, WIDTH);
        }
        return theta;
    }

    @Test
    void agreesWithTheStructuredContractionWhateverTheBlocks() {
        WideKernel.Weights weights = WideKernel.Weights.random(WIDTH, 3, RandomStreams.of(1, "weights"));
        double[][] structured = new WideKernel(new WideNetwork(PHI, 1.1, 0.8, 0.9, 1.5), 6)
                .of(X, weights)
                .ntk();
        for (int numbers : new int[] {1, 2000, TangentKernel.BLOCK}) {
            TangentKernel general = TangentKernel.perSample(
                    experiment(1, "euler"), theta(weights), 100, numbers, TangentKernel.Watch.NONE);
            assertThat(general.status()).isEqualTo(SolveStatus.OK);
            for (int i = 0; i < X.length; i++) {
                assertThat(general.kernel()[i]).containsExactly(structured[i], within(1e-12));
            }
        }
    }

    @Test
    void weightsThatAreNoNumbersGiveNoKernel() {
        double[] broken = theta(WideKernel.Weights.random(WIDTH, 3, RandomStreams.of(1, "weights")));
        broken[0] = Double.NaN;
        TangentKernel kernel = TangentKernel.of(experiment(1, "euler"), broken, 4, Cancellation.NEVER);
        assertThat(kernel.status().kind()).isEqualTo(SolveStatus.Kind.NON_FINITE);
        assertThat(kernel.kernel()).isEmpty();
    }

    @Test
    void ordersRowsBySampleThenOutput() {
        WideKernel.Weights first = WideKernel.Weights.random(WIDTH, 3, RandomStreams.of(1, "weights"));
        WideKernel.Weights second = new WideKernel.Weights(
                first.w(), first.u(), RandomStreams.of(2, "v").doubles(WIDTH).toArray());
        double[][] both = TangentKernel.of(experiment(2, "euler"), theta(first, second), 4, Cancellation.NEVER)
                .kernel();
        double[][] alone = TangentKernel.of(experiment(1, "euler"), theta(second), 4, Cancellation.NEVER)
                .kernel();
        assertThat(both).hasDimensions(8, 8);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                assertThat(both[2 * i + 1][2 * j + 1]).isCloseTo(alone[i][j], within(1e-12));
            }
        }
        Spectrum spectrum = Spectrum.of(both);
        assertThat(spectrum.least()).isGreaterThan(-1e-12);
        assertThat(Arrays.stream(spectrum.eigenvalues()).sum())
                .as("the trace")
                .isCloseTo(
                        java.util.stream.IntStream.range(0, 8)
                                .mapToDouble(i -> both[i][i])
                                .sum(),
                        within(1e-11));
        assertThat(spectrum.condition()).isGreaterThan(1);
    }

    static Stream<String> explicitMethods() {
        return Solvers.CATALOG.entries().stream()
                .filter(entry ->
                        entry.createDefault() instanceof RungeKutta(var tableau) && WideKernel.isExplicit(tableau))
                .map(Entry::id);
    }

    @ParameterizedTest
    @MethodSource("explicitMethods")
    void contractionOverStagesAndPerSampleGradientsAgree(String solver) {
        WideKernel.Weights first = WideKernel.Weights.random(WIDTH, 3, RandomStreams.of(1, "weights"));
        WideKernel.Weights second = new WideKernel.Weights(
                first.w(), first.u(), RandomStreams.of(2, "v").doubles(WIDTH).toArray());
        Experiment experiment = experiment(2, solver);
        assertThat(InfiniteWidth.contraction(experiment)).isPresent();
        List<Double> told = new ArrayList<>();
        double[][] structured = TangentKernel.of(experiment, theta(first, second), 7, Cancellation.NEVER, told::add)
                .kernel();
        double[][] general = TangentKernel.perSample(
                        experiment, theta(first, second), 7, TangentKernel.BLOCK, TangentKernel.Watch.NONE)
                .kernel();
        assertThat(structured).hasDimensions(14, 14);
        for (int i = 0; i < 14; i++) {
            assertThat(structured[i]).containsExactly(general[i], within(1e-10));
        }
        assertThat(told).isSorted().last().satisfies(done -> assertThat(done).isCloseTo(1, within(1e-12)));
        assertThat(TangentKernel.forecast(experiment, 7).operations()).isBetween(1e5, 1e9);
        assertThat(TangentKernel.forecast(experiment, 7).bytes()).isBetween(1e4, 1e7);
    }

    @Test
    void otherModelsAndStepsTakePerSampleGradients() {
        Experiment implicit = experiment(1, "kvaerno5");
        assertThat(InfiniteWidth.contraction(implicit)).isEmpty();
        WideKernel.Weights weights = WideKernel.Weights.random(WIDTH, 3, RandomStreams.of(1, "weights"));
        TangentKernel kernel = TangentKernel.of(implicit, theta(weights), 7, Cancellation.NEVER);
        assertThat(kernel.kernel()).hasDimensions(7, 7);
        assertThat(TangentKernel.forecast(implicit, 7).bytes()).isGreaterThan(8.0 * 7 * theta(weights).length);
    }

    @Test
    void stopsWhenAsked() {
        WideKernel.Weights weights = WideKernel.Weights.random(WIDTH, 3, RandomStreams.of(1, "weights"));
        TangentKernel stopped = TangentKernel.of(experiment(1, "euler"), theta(weights), 100, () -> true);
        assertThat(stopped.status().kind()).isEqualTo(SolveStatus.Kind.CANCELLED);
        assertThat(stopped.kernel()).isEmpty();
    }
}
