package adjointlab.core.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.adjoint.DiscreteAdjoint;
import adjointlab.core.catalog.Families;
import adjointlab.core.catalog.Values;
import adjointlab.core.family.FamilyTemplate;
import adjointlab.core.family.Model;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.PreActivation;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.kernel.Batch;
import adjointlab.core.net.Gru;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.optim.Clipping;
import adjointlab.core.optim.CurvatureForm;
import adjointlab.core.optim.CurvatureSolve;
import adjointlab.core.optim.Schedule;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.Goals;
import adjointlab.core.problem.Observations;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.SquaredLoss;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Pipeline;
import adjointlab.core.train.SimplestOdeExperiment;
import adjointlab.core.train.SingleGradient;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Jacobians of predictions and the curvature of losses, for every family of the catalogue, without jumps and with
/// them.
final class JumpCurvatureTest {
    private static final int SAMPLES = 3;
    private static final int DATA = 2;
    private static final int OBSERVED = 2;
    private static final double[] LOSSES = {0.25, 0.5, 1};
    /// With one in front of the jump at 0.5, and one behind it.
    private static final double[] JUMPING_LOSSES = {0.25, 0.5, 0.5, 1};

    /// What observations are like: one at the start, none, or one at the start with paces and a loss behind its
    /// jump.
    enum Way {
        START,
        LATER,
        PACED
    }

    private static final boolean[] BEFORE = {false, true, false, false};

    private static Batch batch(Random random, int dim) {
        double[][] rows = new double[SAMPLES][dim];
        for (double[] row : rows) {
            Arrays.setAll(row, _ -> random.nextGaussian());
        }
        return Batch.ofRows(rows);
    }

    /// One observation at the start, one between losses, one at a loss and one at the end, each of some samples.
    private static Observations observations(Random random, Way way) {
        double[] times = way == Way.LATER ? new double[] {0.4, 0.5, 0.8} : new double[] {0, 0.4, 0.5, 1};
        List<Batch> inputs = Stream.generate(() -> batch(random, OBSERVED))
                .limit(times.length)
                .toList();
        boolean[][] observed = new boolean[times.length][SAMPLES];
        for (int j = 0; j < times.length; j++) {
            for (int s = 0; s < SAMPLES; s++) {
                observed[j][s] = (j + s) % 3 != 1;
            }
        }
        if (way != Way.PACED) {
            return new Observations(times, inputs, observed);
        }
        double[][] paces = new double[times.length][];
        Arrays.setAll(paces, _ -> random.doubles(SAMPLES, 0.4, 1.6).toArray());
        return new Observations(times, inputs, observed, Optional.of(paces));
    }

    private static Model model(String family) {
        var entry = Families.CATALOG.get(family);
        Values given = new Values(Map.of());
        given = entry.parameters().stream().anyMatch(key -> key.name().equals("readOut"))
                ? given.with("readOut", "linear")
                : given;
        given = entry.parameters().stream().anyMatch(key -> key.name().equals("width"))
                ? given.with("width", 3)
                : given;
        FamilyTemplate template = entry.create(given.complete(entry.parameters()));
        try {
            return template.build((in, out) -> Mlp.of(List.of(in, 3, out), StandardActivations.TANH, true), DATA, DATA);
        } catch (IllegalArgumentException _) {
            return template.build((in, _) -> new PreActivation(in, StandardActivations.TANH, 1), DATA, DATA);
        }
    }

    private static Model jumping(Model model) {
        return model.jumping(new Gru().build(model.field().dim(), OBSERVED));
    }

    /// Where there are jumps, some targets count more and some nothing.
    private static Goals goals(Random random, int outputs, boolean jumps, boolean atStart) {
        double[] jumping = atStart
                ? DoubleStream.concat(DoubleStream.of(0), Arrays.stream(JUMPING_LOSSES))
                        .toArray()
                : JUMPING_LOSSES;
        boolean[] before = atStart ? new boolean[] {false, false, true, false, false} : BEFORE;
        double[] times = jumps ? jumping : LOSSES;
        List<Batch> targets = Stream.generate(() -> batch(random, outputs))
                .limit(times.length)
                .toList();
        double[][] shares = new double[times.length][SAMPLES];
        for (double[] row : shares) {
            Arrays.setAll(row, s -> s == 1 ? 0 : random.nextDouble());
        }
        return jumps ? new Goals(times, before, targets, Optional.of(shares)) : new Goals(times, targets);
    }

    private static Experiment experiment(Model model, Optional<Observations> observations, SolverSettings solver) {
        Random random = new Random(2);
        Goals goals = goals(
                random,
                model.outputDim(),
                observations.isPresent(),
                observations.flatMap(Observations::paces).isPresent());
        ProblemData data = new ProblemData(batch(random, DATA), 0, goals, observations, ProblemData.Truth.UNKNOWN);
        return new Experiment(
                new Experiment.Task(
                        new GivenData(data, model.outputDim()), new SquaredLoss(SquaredLoss.Weighting.MEAN)),
                model,
                new Experiment.Numerics(solver, new DiscreteAdjoint(new DiscreteAdjoint.Everything())),
                new Experiment.Training(SimplestOdeExperiment.ADAM, Schedule.CONSTANT, Clipping.NONE),
                1);
    }

    private static double[] weights(Model model) {
        double[] theta =
                new Random(7).doubles(model.parameters().size(), -0.7, 0.7).toArray();
        model.start(theta);
        return theta;
    }

    private static double[] predictions(Experiment experiment, double[] theta) {
        Pipeline pipeline = new Pipeline(experiment);
        assertThat(pipeline.forward(theta, adjointlab.core.ode.StepListener.NONE, Cancellation.NEVER)
                        .ok())
                .isTrue();
        int outputs = experiment.model().outputDim();
        int times = pipeline.data().times().length;
        double[] all = new double[SAMPLES * times * outputs];
        for (int i = 0; i < times; i++) {
            Batch prediction = pipeline.predict(pipeline.work().state(i), theta);
            for (int s = 0; s < SAMPLES; s++) {
                for (int c = 0; c < outputs; c++) {
                    all[(s * times + i) * outputs + c] = prediction.get(c, s);
                }
            }
        }
        return all;
    }

    static Stream<String> families() {
        return Families.CATALOG.ids().stream();
    }

    @ParameterizedTest
    @MethodSource("families")
    void jacobiansAreThoseOfThePredictions(String family) {
        isThatOfThePredictions(experiment(model(family), Optional.empty(), TestSettings.fixed("rk4", 8)));
    }

    @ParameterizedTest
    @MethodSource("families")
    void jacobiansOfJumpingModelsAreThoseOfThePredictions(String family) {
        Model model = jumping(model(family));
        for (Way way : Way.values()) {
            isThatOfThePredictions(
                    experiment(model, Optional.of(observations(new Random(4), way)), TestSettings.fixed("rk4", 8)));
        }
    }

    private static void isThatOfThePredictions(Experiment experiment) {
        double[] theta = weights(experiment.model());
        ModelJacobian jacobian =
                new ModelJacobian(experiment, experiment.task().problem().data(1));
        assertThat(jacobian.at(theta, Cancellation.NEVER).ok()).isTrue();
        DMatrixRMaj matrix = jacobian.matrix();
        double h = 1e-5;
        double[] unit = new double[theta.length];
        double[] column = new double[jacobian.rows()];
        for (int j = 0; j < theta.length; j++) {
            double[] there = theta.clone();
            there[j] += h;
            double[] up = predictions(experiment, there);
            there[j] -= 2 * h;
            double[] down = predictions(experiment, there);
            unit[j] = 1;
            jacobian.product(unit, column);
            unit[j] = 0;
            for (int r = 0; r < column.length; r++) {
                double difference = (up[r] - down[r]) / (2 * h);
                assertThat(column[r])
                        .as("product, θ_%d, prediction %d", j, r)
                        .isCloseTo(difference, within(3e-8 * (1 + Math.abs(difference))));
                assertThat(matrix.get(r, j))
                        .as("matrix, θ_%d, prediction %d", j, r)
                        .isCloseTo(column[r], within(1e-11 * (1 + Math.abs(column[r]))));
            }
        }
        double[] w = new Random(8).doubles(column.length, -1, 1).toArray();
        double[] transposed = new double[theta.length];
        jacobian.transposedProduct(w, transposed);
        for (int j = 0; j < theta.length; j++) {
            double sum = 0;
            for (int r = 0; r < w.length; r++) {
                sum += matrix.get(r, j) * w[r];
            }
            assertThat(transposed[j]).isCloseTo(sum, within(1e-11 * (1 + Math.abs(sum))));
        }
    }

    /// JᵀH(prediction − target) is the gradient of a squared loss, shares and all.
    @ParameterizedTest
    @EnumSource(Way.class)
    void theGradientFollowsFromJacobianAndCurvature(Way way) {
        Experiment experiment = experiment(
                jumping(model("node")), Optional.of(observations(new Random(4), way)), TestSettings.fixed("rk4", 8));
        double[] theta = weights(experiment.model());
        ModelJacobian jacobian =
                new ModelJacobian(experiment, experiment.task().problem().data(1));
        assertThat(jacobian.at(theta, Cancellation.NEVER).ok()).isTrue();
        double[] residuals = predictions(experiment, theta);
        Goals goals = experiment.task().problem().data(1).goals();
        int times = goals.times().length;
        for (int r = 0; r < residuals.length; r++) {
            int s = r / (times * DATA);
            residuals[r] -= goals.targets().get(r / DATA % times).get(r % DATA, s);
        }
        double[] cotangent = new double[residuals.length];
        jacobian.lossCurvature(residuals, cotangent);
        double[] gradient = new double[theta.length];
        jacobian.transposedProduct(cotangent, gradient);
        assertThat(gradient)
                .containsExactly(SingleGradient.of(experiment, theta, null).theta(), within(1e-12));
    }

    /// Theorem 1, Proposition 2 and JᵀΦ_xxJ, the latter from what
    /// [#jacobiansOfJumpingModelsAreThoseOfThePredictions] holds against differences.
    @ParameterizedTest
    @EnumSource(Way.class)
    void curvatureIsCarriedThroughJumps(Way way) {
        for (String family : List.of("node", "sonode")) {
            Experiment experiment = experiment(
                    jumping(model(family)),
                    Optional.of(observations(new Random(4), way)),
                    TestSettings.adaptive("tsit5", 1e-12));
            double[] theta = weights(experiment.model());
            ModelJacobian jacobian =
                    new ModelJacobian(experiment, experiment.task().problem().data(1));
            assertThat(jacobian.at(theta, Cancellation.NEVER).ok()).isTrue();
            double[] exact = new CurvatureSolve(
                            CurvatureSolve.Metric.LOSS,
                            CurvatureSolve.Space.PARAMETERS,
                            new CurvatureSolve.Effort(1, 1))
                    .matrix(jacobian)
                    .getData();
            for (CurvatureForm form : List.of(CurvatureForm.MATRICES, CurvatureForm.VECTORS)) {
                CostCurvature curvature = new CostCurvature(
                        experiment, experiment.task().problem().data(1), form);
                assertThat(curvature.at(theta, Cancellation.NEVER).ok()).isTrue();
                assertThat(curvature.matrix().getData())
                        .as("%s, %s", family, form)
                        .containsExactly(exact, within(1e-9));
            }
        }
    }
}
