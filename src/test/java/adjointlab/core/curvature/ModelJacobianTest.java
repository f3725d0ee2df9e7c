package adjointlab.core.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.Golden;
import adjointlab.core.TestSettings;
import adjointlab.core.adjoint.DiscreteAdjoint;
import adjointlab.core.catalog.Families;
import adjointlab.core.catalog.Values;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.kernel.Batch;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.ode.StepListener;
import adjointlab.core.optim.Clipping;
import adjointlab.core.optim.Schedule;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.SquaredLoss;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Pipeline;
import adjointlab.core.train.GoldenExperiment;
import adjointlab.core.train.SimplestOdeExperiment;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Jacobians of predictions against an independent program, differences and each other.
final class ModelJacobianTest {
    private static final DiscreteAdjoint DISCRETE = new DiscreteAdjoint(new DiscreteAdjoint.Everything());
    private static final SolverSettings TIGHT = TestSettings.adaptive("tsit5", 1e-12);

    private static ModelJacobian jacobian(Experiment experiment, double[] theta) {
        ModelJacobian jacobian =
                new ModelJacobian(experiment, experiment.task().problem().data(1));
        assertThat(jacobian.at(theta, Cancellation.NEVER).ok()).isTrue();
        return jacobian;
    }

    @Test
    void agreesWithTheIndependentProgram() {
        JsonNode golden = Golden.ROOT.get("gauss_newton");
        Experiment experiment = GoldenExperiment.of(TIGHT, DISCRETE, SimplestOdeExperiment.ADAM);
        ModelJacobian jacobian = jacobian(experiment, GoldenExperiment.weights());
        assertThat(jacobian.matrix().getData())
                .containsExactly(Golden.numbers(golden.get("jacobian_xT_theta")), within(1e-9));
        DMatrixRMaj gaussNewton = new DMatrixRMaj(114, 114);
        CommonOps_DDRM.multTransA(jacobian.weight(), jacobian.matrix(), jacobian.matrix(), gaussNewton);
        assertThat(gaussNewton.getData())
                .containsExactly(Golden.numbers(golden.get("gauss_newton_JtJ_over_B")), within(1e-9));
        Pipeline pipeline = new Pipeline(experiment);
        pipeline.forward(GoldenExperiment.weights(), StepListener.NONE, Cancellation.NEVER);
        assertThat(pipeline.loss())
                .isCloseTo(golden.get("snopt_precond").get("loss_mean").doubleValue(), within(1e-9));
    }

    @Test
    void perSampleGradientsAgreeWithTheIndependentProgram() {
        JsonNode golden = Golden.ROOT.get("gauss_newton");
        Experiment experiment = GoldenExperiment.of(TIGHT, DISCRETE, SimplestOdeExperiment.ADAM);
        DMatrixRMaj j = jacobian(experiment, GoldenExperiment.weights()).matrix();
        Pipeline pipeline = new Pipeline(experiment);
        pipeline.forward(GoldenExperiment.weights(), StepListener.NONE, Cancellation.NEVER);
        Batch end = pipeline.predict(pipeline.work().state(0), GoldenExperiment.weights());
        double[][] target = Golden.rows(Golden.ROOT.get("target"));
        double[][] gradients = new double[5][114];
        for (int s = 0; s < 5; s++) {
            for (int c = 0; c < 2; c++) {
                double residual = end.get(c, s) - target[s][c];
                for (int p = 0; p < 114; p++) {
                    gradients[s][p] += residual * j.get(2 * s + c, p);
                }
            }
            assertThat(gradients[s])
                    .containsExactly(
                            Golden.numbers(golden.get("per_sample_gradient_p_b").get(s)), within(1e-9));
        }
        double[] expected = Golden.numbers(golden.get("fisher_like_sum_pp_over_B"));
        DMatrixRMaj p = new DMatrixRMaj(gradients);
        DMatrixRMaj outer = new DMatrixRMaj(114, 114);
        CommonOps_DDRM.multTransA(1.0 / 5, p, p, outer);
        assertThat(outer.getData()).containsExactly(expected, within(1e-9));
    }

    /// Seven samples, three times, a family with a learned velocity where it has one and a learned read-out.
    private static Experiment family(String id, Map<String, Object> values, SolverSettings solver) {
        RandomGenerator random = RandomStreams.of(5, "data");
        double[][] x0 = new double[7][2];
        double[][] targets = new double[7][3];
        for (int s = 0; s < 7; s++) {
            java.util.Arrays.setAll(x0[s], _ -> random.nextGaussian());
            java.util.Arrays.setAll(targets[s], _ -> random.nextGaussian());
        }
        Batch target = Batch.ofRows(targets);
        ProblemData data = new ProblemData(
                Batch.ofRows(x0),
                0,
                new double[] {0.3, 0.55, 1},
                List.of(target, target, target),
                ProblemData.Truth.UNKNOWN);
        var entry = Families.CATALOG.get(id);
        return new Experiment(
                new Experiment.Task(new GivenData(data, 3), new SquaredLoss(SquaredLoss.Weighting.MEAN)),
                entry.create(new Values(values).complete(entry.parameters()))
                        .build((in, out) -> Mlp.of(List.of(in, 4, out), StandardActivations.TANH, true), 2, 3),
                new Experiment.Numerics(solver, DISCRETE),
                new Experiment.Training(SimplestOdeExperiment.ADAM, Schedule.CONSTANT, Clipping.NONE),
                1);
    }

    static Stream<Experiment> experiments() {
        SolverSettings adaptive = TestSettings.adaptive("dopri5", 1e-4);
        return Stream.of(
                family("node", Map.of("readOut", "linear"), adaptive),
                family("anode", Map.of("readOut", "linear"), TestSettings.fixed("rk4", 7)),
                family("ghbnode", Map.of("readOut", "linear", "velocity", "network"), adaptive),
                family(
                        "node",
                        Map.of("readOut", "linear"),
                        TestSettings.settings(
                                "dopri5-shampine", Map.of("rtol", 1e-4, "atol", 1e-4, "endRule", "interpolate"))));
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void productsAreThoseOfTheMatrixAndItsTranspose(Experiment experiment) {
        double[] theta = new java.util.Random(3)
                .doubles(experiment.model().parameters().size(), -0.6, 0.6)
                .toArray();
        ModelJacobian jacobian = jacobian(experiment, theta);
        DMatrixRMaj matrix = jacobian.matrix();
        double[] v = new java.util.Random(4).doubles(theta.length, -1, 1).toArray();
        double[] w = new java.util.Random(5).doubles(jacobian.rows(), -1, 1).toArray();
        double[] product = new double[w.length];
        jacobian.product(v, product);
        DMatrixRMaj expected = new DMatrixRMaj(w.length, 1);
        CommonOps_DDRM.mult(matrix, DMatrixRMaj.wrap(v.length, 1, v), expected);
        assertThat(product).containsExactly(expected.getData(), within(1e-12));
        double[] transposed = new double[v.length];
        jacobian.transposedProduct(w, transposed);
        DMatrixRMaj expectedTransposed = new DMatrixRMaj(v.length, 1);
        CommonOps_DDRM.multTransA(matrix, DMatrixRMaj.wrap(w.length, 1, w), expectedTransposed);
        assertThat(transposed).containsExactly(expectedTransposed.getData(), within(1e-12));
    }

    /// Jᵀ ∂L/∂(predictions) is the gradient that training uses, and the loss's curvature is that of the loss.
    @ParameterizedTest
    @MethodSource("experiments")
    void theGradientFollowsFromTheJacobian(Experiment experiment) {
        double[] theta = new java.util.Random(6)
                .doubles(experiment.model().parameters().size(), -0.6, 0.6)
                .toArray();
        ModelJacobian jacobian = jacobian(experiment, theta);
        Pipeline pipeline = new Pipeline(experiment);
        pipeline.forward(theta, StepListener.NONE, Cancellation.NEVER);
        ProblemData data = pipeline.data();
        double[] residuals = new double[jacobian.rows()];
        for (int s = 0; s < 7; s++) {
            for (int i = 0; i < 3; i++) {
                Batch prediction = pipeline.predict(pipeline.work().state(i), theta);
                for (int c = 0; c < 3; c++) {
                    residuals[(s * 3 + i) * 3 + c] =
                            prediction.get(c, s) - data.targets().get(i).get(c, s);
                }
            }
        }
        pipeline.backward(theta, adjointlab.core.adjoint.AdjointListener.NONE, Cancellation.NEVER);
        double[] cotangent = new double[residuals.length];
        jacobian.lossCurvature(residuals, cotangent);
        double[] gradient = new double[theta.length];
        jacobian.transposedProduct(cotangent, gradient);
        assertThat(gradient).containsExactly(pipeline.gradient(), within(1e-12));
    }
}
