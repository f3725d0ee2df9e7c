package adjointlab.core.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.Golden;
import adjointlab.core.TestSettings;
import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.adjoint.DiscreteAdjoint;
import adjointlab.core.adjoint.ForwardOnly;
import adjointlab.core.adjoint.RunningCost;
import adjointlab.core.catalog.Families;
import adjointlab.core.catalog.Optimizers;
import adjointlab.core.catalog.Values;
import adjointlab.core.family.Node;
import adjointlab.core.family.Parts;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.ode.StepListener;
import adjointlab.core.optim.Clipping;
import adjointlab.core.optim.CurvatureForm;
import adjointlab.core.optim.CurvatureSolve;
import adjointlab.core.optim.DifferentialProgramming;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.optim.Schedule;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.SquaredLoss;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.GoldenExperiment;
import adjointlab.core.train.Inspection;
import adjointlab.core.train.SimplestOdeExperiment;
import adjointlab.core.train.SingleGradient;
import adjointlab.core.train.Trainer;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Theorem 1 and Proposition 2 of Liu, Chen and Theodorou, NeurIPS 2021, against Jacobians got in other ways.
final class CostCurvatureTest {
    private static final DiscreteAdjoint DISCRETE = new DiscreteAdjoint(new DiscreteAdjoint.Everything());
    private static final SolverSettings TIGHT = TestSettings.adaptive("dopri8", 1e-13);
    private static final int SAMPLES = 4;

    private static Batch random(RandomGenerator random, int dim) {
        double[][] rows = new double[SAMPLES][dim];
        for (double[] row : rows) {
            java.util.Arrays.setAll(row, _ -> random.nextGaussian());
        }
        return Batch.ofRows(rows);
    }

    private static double[] weights(int p, long seed) {
        RandomGenerator random = RandomStreams.of(seed, "weights");
        double[] theta = new double[p];
        java.util.Arrays.setAll(theta, _ -> 0.5 * random.nextGaussian());
        return theta;
    }

    private static Experiment experiment(String family, Map<String, Object> values, long seed, double... times) {
        RandomGenerator random = RandomStreams.of(seed, "data");
        Batch x0 = random(random, 2);
        List<Batch> targets =
                java.util.Arrays.stream(times).mapToObj(_ -> random(random, 3)).toList();
        ProblemData data = new ProblemData(x0, 0, times, targets, ProblemData.Truth.UNKNOWN);
        var entry = Families.CATALOG.get(family);
        return new Experiment(
                new Experiment.Task(new GivenData(data, 3), new SquaredLoss(SquaredLoss.Weighting.MEAN)),
                entry.create(new Values(values).complete(entry.parameters()))
                        .build((in, out) -> Mlp.of(List.of(in, 3, out), StandardActivations.TANH, true), 2, 3),
                new Experiment.Numerics(TIGHT, DISCRETE),
                new Experiment.Training(SimplestOdeExperiment.ADAM, Schedule.CONSTANT, Clipping.NONE),
                1);
    }

    private static DMatrixRMaj curvature(Experiment experiment, double[] theta, CurvatureForm form) {
        CostCurvature curvature =
                new CostCurvature(experiment, experiment.task().problem().data(1), form);
        assertThat(curvature.at(theta, Cancellation.NEVER).ok()).isTrue();
        return curvature.matrix();
    }

    private static double apart(DMatrixRMaj one, DMatrixRMaj other) {
        DMatrixRMaj difference = new DMatrixRMaj(one.numRows, one.numCols);
        CommonOps_DDRM.subtract(one, other, difference);
        return NormOps_DDRM.normF(difference) / NormOps_DDRM.normF(other);
    }

    @ParameterizedTest
    @CsvSource({"node,1", "anode,2", "sonode,3", "hbnode,4", "ghbnode,5"})
    void theThreeWaysToTheCurvatureAgreeForRandomModels(String family, long seed) {
        Map<String, Object> values = family.equals("node") || family.equals("anode")
                ? Map.of("readOut", "linear")
                : Map.of("readOut", "tanh", "velocity", "network");
        for (double[] times : new double[][] {{1}, {0.4, 1}}) {
            Experiment experiment = experiment(family, values, seed, times);
            double[] theta = weights(experiment.model().parameters().size(), seed);
            DMatrixRMaj matrices =
                    curvature(experiment, theta, CurvatureForm.MATRICES).copy();
            assertThat(apart(curvature(experiment, theta, CurvatureForm.VECTORS), matrices))
                    .as("Proposition 2, seed " + seed)
                    .isLessThan(1e-10);
            ModelJacobian jacobian =
                    new ModelJacobian(experiment, experiment.task().problem().data(1));
            assertThat(jacobian.at(theta, Cancellation.NEVER).ok()).isTrue();
            CurvatureSolve metric = new CurvatureSolve(
                    CurvatureSolve.Metric.LOSS, CurvatureSolve.Space.PARAMETERS, new CurvatureSolve.Effort(1, 1));
            assertThat(apart(matrices, metric.matrix(jacobian)))
                    .as("JᵀΦ_xxJ, seed " + seed)
                    .isLessThan(1e-10);
        }
    }

    @Test
    void agreesWithTheIndependentProgram() {
        var golden = Golden.ROOT.get("gauss_newton");
        Experiment experiment = GoldenExperiment.of(TIGHT, DISCRETE, SimplestOdeExperiment.ADAM);
        double[] theta = GoldenExperiment.weights();
        double[] exact = Golden.numbers(golden.get("gauss_newton_JtJ_over_B"));
        assertThat(curvature(experiment, theta, CurvatureForm.MATRICES).getData())
                .containsExactly(exact, within(1e-9));
        assertThat(curvature(experiment, theta, CurvatureForm.VECTORS).getData())
                .containsExactly(exact, within(1e-9));
        assertThat(curvature(experiment, theta, CurvatureForm.OUTER_PRODUCT).getData())
                .containsExactly(Golden.numbers(golden.get("fisher_like_sum_pp_over_B")), within(1e-9));
    }

    /// The step (JᵀJ/B + λI)⁻¹ of the mean of the per-sample gradients, all from the independent program.
    @ParameterizedTest
    @CsvSource({"gauss-newton", "differential-programming"})
    void stepsAreThoseOfTheIndependentProgramsMatrix(String id) {
        var golden = Golden.ROOT.get("gauss_newton");
        double[] matrix = Golden.numbers(golden.get("gauss_newton_JtJ_over_B"));
        double[] gradient = new double[114];
        for (int s = 0; s < 5; s++) {
            double[] own = Golden.numbers(golden.get("per_sample_gradient_p_b").get(s));
            for (int j = 0; j < 114; j++) {
                gradient[j] += own[j] / 5;
            }
        }
        double damping = 0.1;
        SimpleMatrix damped = new SimpleMatrix(114, 114, true, matrix)
                .plus(SimpleMatrix.identity(114).scale(damping));
        SimpleMatrix expected =
                damped.solve(new SimpleMatrix(114, 1, true, gradient)).scale(-0.5);
        var entry = Optimizers.CATALOG.get(id);
        Optimizer optimizer =
                entry.create(new Values(Map.of("learningRate", 0.5, "damping", damping)).complete(entry.parameters()));
        Trainer trainer = new Trainer(GoldenExperiment.of(TIGHT, DISCRETE, optimizer), GoldenExperiment.weights());
        assertThat(trainer.step(Cancellation.NEVER).status().ok()).isTrue();
        double[] start = GoldenExperiment.weights();
        for (int j = 0; j < 114; j++) {
            assertThat(trainer.theta()[j] - start[j]).isCloseTo(expected.get(j, 0), within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource(CurvatureForm.class)
    void everyFormTrains(CurvatureForm form) {
        // the outer product vanishes with the gradient, and steps grow towards those of plain descent by η/λ
        double rate = form == CurvatureForm.OUTER_PRODUCT ? 1e-2 : 0.5;
        Optimizer optimizer = new DifferentialProgramming(rate, 1e-2, 1e-4, form);
        Trainer trainer = new Trainer(
                GoldenExperiment.of(TestSettings.adaptive("dopri5", 1e-8), DISCRETE, optimizer),
                GoldenExperiment.weights());
        double start = trainer.evaluate(Cancellation.NEVER).loss();
        for (int k = 0; k < 20; k++) {
            assertThat(trainer.step(Cancellation.NEVER).status().ok()).isTrue();
        }
        assertThat(trainer.evaluation().loss()).isLessThan(0.95 * start);
    }

    /// With α|x|²/2 on the way the curvature is α∫JᵀJ dt, with κ|f|²/2 it is κ∫J̇ᵀJ̇ dt, and with γ|u|²/2 it is
    /// γ(t₁ − t₀)I.
    @Test
    void runningCostsAddTheirOwnCurvature() {
        Mlp field = Golden.field("NODE", "tanh");
        Batch x0 = Batch.ofRows(Golden.rows(Golden.ROOT.get("x0")));
        int n = x0.size();
        int p = field.parameters().size();
        double[] theta = GoldenExperiment.weights();
        RunningCost cost = new RunningCost(0.7, 0.3, 0.05);
        AdjointMethod.Setup setup = new AdjointMethod.Setup(field, n, TIGHT);
        CurvatureMatrices solve = new CurvatureMatrices(setup, p);
        CurvatureWork.Path path = path(setup, theta, x0);
        assertThat(solve.backward(path, (_, _) -> {}, cost, Cancellation.NEVER).ok())
                .isTrue();
        Expansion ours = solve.expansion();

        int steps = 40;
        double[] times = new double[steps];
        java.util.Arrays.setAll(times, i -> (i + 1.0) / steps);
        ProblemData data =
                new ProblemData(x0, 0, times, java.util.Collections.nCopies(steps, x0), ProblemData.Truth.UNKNOWN);
        Experiment experiment = new Experiment(
                new Experiment.Task(new GivenData(data, 2), new SquaredLoss(SquaredLoss.Weighting.HALF_SQUARED)),
                new Node(Parts.ReadOut.IDENTITY).build((_, _) -> field, 2, 2),
                new Experiment.Numerics(TIGHT, DISCRETE),
                new Experiment.Training(SimplestOdeExperiment.ADAM, Schedule.CONSTANT, Clipping.NONE),
                1);
        ModelJacobian model = new ModelJacobian(experiment, data);
        assertThat(model.at(theta, Cancellation.NEVER).ok()).isTrue();
        DMatrixRMaj j = model.matrix();
        DMatrixRMaj expected = new DMatrixRMaj(p, p);
        double[][][][] slopes = rates(experiment, theta, j, times);
        for (int i = 0; i <= steps; i++) {
            double simpson = (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2) / (3.0 * steps);
            for (int s = 0; s < n; s++) {
                for (int c = 0; c < 2; c++) {
                    double[] row = new double[p];
                    if (i > 0) {
                        System.arraycopy(j.getData(), ((s * steps + i - 1) * 2 + c) * p, row, 0, p);
                    }
                    DMatrixRMaj ofState = DMatrixRMaj.wrap(1, p, row);
                    CommonOps_DDRM.multAddTransA(simpson * cost.state() / n, ofState, ofState, expected);
                    DMatrixRMaj ofRate = DMatrixRMaj.wrap(1, p, slopes[i][s][c]);
                    CommonOps_DDRM.multAddTransA(simpson * cost.kinetic() / n, ofRate, ofRate, expected);
                }
            }
        }
        for (int l = 0; l < p; l++) {
            expected.add(l, l, cost.parameters());
        }
        assertThat(apart(DMatrixRMaj.wrap(p, p, ours.uu()), expected)).isLessThan(1e-7);
    }

    /// What a family's running cost adds to gradient and curvature is what the theorem's equations give for that
    /// cost alone: they are linear in it.
    @Test
    void theCostOfAFamilyEntersTheMatrices() {
        Map<String, Object> costs = Map.of("readOut", "identity", "stateCost", 0.7, "kinetic", 0.15);
        Experiment with = planar(costs);
        Experiment without = planar(Map.of("readOut", "identity"));
        int p = with.model().parameters().size();
        double[] theta = weights(p, 6);
        DMatrixRMaj added = curvature(with, theta, CurvatureForm.MATRICES).copy();
        CommonOps_DDRM.subtractEquals(added, curvature(without, theta, CurvatureForm.MATRICES));

        Batch x0 = with.task().problem().data(1).initial();
        AdjointMethod.Setup setup = new AdjointMethod.Setup(without.model().field(), SAMPLES, TIGHT);
        CurvatureMatrices solve = new CurvatureMatrices(setup, p);
        assertThat(solve.backward(
                                path(setup, theta, x0), (_, _) -> {}, new RunningCost(0.7, 0.3, 0), Cancellation.NEVER)
                        .ok())
                .isTrue();
        assertThat(apart(added, DMatrixRMaj.wrap(p, p, solve.expansion().uu()))).isLessThan(1e-10);
        double[] slope = SingleGradient.of(with, theta, null).theta();
        double[] plain = SingleGradient.of(without, theta, null).theta();
        for (int l = 0; l < p; l++) {
            assertThat(slope[l] - plain[l]).isCloseTo(solve.expansion().u()[l], within(1e-10));
        }
    }

    /// From 0 to 1.
    private static CurvatureWork.Path path(AdjointMethod.Setup setup, double[] theta, Batch x0) {
        AdjointMethod.Work work = new ForwardOnly().prepare(setup);
        AdjointMethod.Times times = new AdjointMethod.Times(0, 1);
        assertThat(work.forward(theta, x0, times, StepListener.NONE, Cancellation.NEVER)
                        .ok())
                .isTrue();
        return new CurvatureWork.Path(theta, setup.field(), times, work::state);
    }

    private static Experiment planar(Map<String, Object> values) {
        Experiment three = experiment("node", Map.of("readOut", "linear"), 6, 1);
        ProblemData data = three.task().problem().data(1);
        ProblemData plane = new ProblemData(
                data.initial(), 0, new double[] {1}, List.of(data.initial()), ProblemData.Truth.UNKNOWN);
        var entry = Families.CATALOG.get("node");
        return new Experiment(
                new Experiment.Task(new GivenData(plane, 2), three.task().loss()),
                entry.create(new Values(values).complete(entry.parameters()))
                        .build((in, out) -> Mlp.of(List.of(in, 3, out), StandardActivations.TANH, true), 2, 2),
                three.numerics(),
                three.training(),
                1);
    }

    /// J̇ = F_xJ + F_u at every time, t₀ included, [time][sample][component][p].
    private static double[][][][] rates(Experiment experiment, double[] theta, DMatrixRMaj j, double[] times) {
        int p = theta.length;
        var field = experiment.model().field();
        ProblemData data = experiment.task().problem().data(1);
        int n = data.samples();
        double[] all = new double[times.length + 1];
        System.arraycopy(times, 0, all, 1, times.length);
        double[][][] states = new Inspection(experiment)
                .picture(theta, all, Cancellation.NEVER)
                .trajectories()
                .states();
        double[][][][] rates = new double[all.length][n][2][p];
        for (int i = 0; i < all.length; i++) {
            Batch y = Batch.ofRows(states[i]);
            for (int l = 0; l < p; l++) {
                Batch yDot = new Batch(2, n);
                for (int s = 0; s < n && i > 0; s++) {
                    for (int c = 0; c < 2; c++) {
                        yDot.set(c, s, j.get((s * times.length + i - 1) * 2 + c, l));
                    }
                }
                double[] thetaDot = new double[p];
                thetaDot[l] = 1;
                Batch out = new Batch(2, n);
                field.jvp(all[i], y, theta, new VectorField.Direction(yDot, thetaDot, 0), new Scratch(), out);
                for (int s = 0; s < n; s++) {
                    for (int c = 0; c < 2; c++) {
                        rates[i][s][c][l] = out.get(c, s);
                    }
                }
            }
        }
        return rates;
    }

    @Test
    void firstDerivativesAreTheAdjointsOwn() {
        Experiment experiment = GoldenExperiment.of(TIGHT, DISCRETE, SimplestOdeExperiment.ADAM);
        double[] theta = GoldenExperiment.weights();
        ProblemData data = experiment.task().problem().data(1);
        AdjointMethod.Setup setup = new AdjointMethod.Setup(experiment.model().field(), data.samples(), TIGHT);
        CurvatureMatrices solve = new CurvatureMatrices(setup, theta.length);
        CurvatureWork.Path path = path(setup, theta, data.initial());
        solve.backward(
                path,
                (_, acc) -> {
                    for (int i = 0; i < 2; i++) {
                        for (int s = 0; s < data.samples(); s++) {
                            double residual = path.states().apply(0).get(i, s)
                                    - data.targets().getFirst().get(i, s);
                            acc.x()[i * data.samples() + s] = residual / data.samples();
                        }
                    }
                },
                RunningCost.NONE,
                Cancellation.NEVER);
        double[] gradient = SingleGradient.of(experiment, theta, null).theta();
        assertThat(solve.expansion().u()).containsExactly(gradient, within(1e-11));
        assertThat(solve.expansion().uu()).containsOnly(0);
    }
}
