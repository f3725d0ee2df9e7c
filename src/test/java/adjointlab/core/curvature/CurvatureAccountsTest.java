package adjointlab.core.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.adjoint.ContinuousAdjoint;
import adjointlab.core.adjoint.ForwardOnly;
import adjointlab.core.adjoint.RunningCost;
import adjointlab.core.family.Model;
import adjointlab.core.family.Node;
import adjointlab.core.family.Parts;
import adjointlab.core.family.Regularized;
import adjointlab.core.family.Rescaled;
import adjointlab.core.field.LinearField;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.ErrorNorms;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.ode.StepListener;
import adjointlab.core.optim.CurvatureForm;
import adjointlab.core.optim.CurvatureSolve;
import adjointlab.core.optim.LayerFactors;
import adjointlab.core.optim.Sgd;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Pipeline;
import adjointlab.core.train.SmallExperiment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What the curvature's solves count and refuse, how they fail, and what they give on clocks that do not run from 0 to
/// 1.
final class CurvatureAccountsTest {
    private static final int SAMPLES = 5;
    private static final int OUTPUTS = 3;
    private static final int STEPS = 8;
    /// Stages of a step of the classical Runge-Kutta method.
    private static final int STAGES = 4;

    private static final SolverSettings FIXED = TestSettings.fixed("rk4", STEPS);
    private static final SolverSettings TIGHT = TestSettings.adaptive("dopri8", 1e-13);

    private static Batch batch(int dim, double phase) {
        double[][] rows = new double[SAMPLES][dim];
        for (int s = 0; s < SAMPLES; s++) {
            for (int i = 0; i < dim; i++) {
                rows[s][i] = Math.sin(phase + 2.3 * s + 1.1 * i);
            }
        }
        return Batch.ofRows(rows);
    }

    private static Model model(Parts.ReadOut readOut, int outputs) {
        return new Node(readOut)
                .build((in, out) -> Mlp.of(List.of(in, 3, out), StandardActivations.TANH, true), 2, outputs);
    }

    private static Experiment experiment(Model model, SolverSettings solver, double start, double... times) {
        int outputs = model.outputDim();
        List<Batch> targets =
                Arrays.stream(times).mapToObj(t -> batch(outputs, 3 + 2 * t)).toList();
        ProblemData data = new ProblemData(batch(2, 0.4), start, times, targets, ProblemData.Truth.UNKNOWN);
        return new Experiment(
                new Experiment.Task(new GivenData(data, outputs), SmallExperiment.LOSS),
                model,
                new Experiment.Numerics(solver, SmallExperiment.DISCRETE),
                SmallExperiment.plain(new Sgd(0.1, 0, false, 0)),
                1);
    }

    private static Experiment experiment(SolverSettings solver, double start, double... times) {
        return experiment(model(Parts.ReadOut.LINEAR, OUTPUTS), solver, start, times);
    }

    private static double[] weights(Experiment experiment) {
        double[] theta = new double[experiment.model().parameters().size()];
        Arrays.setAll(theta, j -> 0.6 * Math.cos(1.3 * j + 0.2));
        experiment.model().start(theta);
        return theta;
    }

    private static ProblemData data(Experiment experiment) {
        return experiment.task().problem().data(1);
    }

    private static ModelJacobian jacobian(Experiment experiment, double[] theta) {
        ModelJacobian jacobian = new ModelJacobian(experiment, data(experiment));
        assertThat(jacobian.at(theta, Cancellation.NEVER).ok()).isTrue();
        return jacobian;
    }

    private static double[] gaussNewton(Experiment experiment, double[] theta) {
        return new CurvatureSolve(
                        CurvatureSolve.Metric.LOSS, CurvatureSolve.Space.PARAMETERS, new CurvatureSolve.Effort(1, 1))
                .matrix(jacobian(experiment, theta))
                .getData();
    }

    private static double[] curvature(Experiment experiment, double[] theta, CurvatureForm form) {
        CostCurvature curvature = new CostCurvature(experiment, data(experiment), form);
        assertThat(curvature.at(theta, Cancellation.NEVER).ok()).isTrue();
        return curvature.matrix().getData();
    }

    /// A stage is one evaluation, and on the way back one product with a vector for each sample's own row.
    @Test
    void jacobiansCountTheirSolves() {
        Experiment experiment = experiment(FIXED, 0, 1);
        double[] theta = weights(experiment);
        ModelJacobian jacobian = jacobian(experiment, theta);
        assertThat(jacobian.evaluations()).isEqualTo(STEPS * STAGES);
        assertThat(jacobian.vjps()).isZero();
        jacobian.transposedProduct(new double[jacobian.rows()], new double[theta.length]);
        assertThat(jacobian.vjps()).isEqualTo(STEPS * STAGES);
        jacobian.matrix();
        assertThat(jacobian.vjps()).as("a solve for each output").isEqualTo(STEPS * STAGES * (1 + OUTPUTS));
        jacobian.at(theta, Cancellation.NEVER);
        assertThat(jacobian.vjps()).isZero();
    }

    /// One weight and three times: a tangent is less than three ways back, and needs no products with vectors.
    @Test
    void fewWeightsNeedNoWayBack() {
        Model decay = new Node(Parts.ReadOut.IDENTITY)
                .build((_, dim) -> new LinearField(dim, LinearField.Coupling.DIAGONAL), 1, 1);
        Batch x = batch(1, 0.4);
        double[] times = {0.25, 0.5, 1};
        ProblemData data = new ProblemData(x, 0, times, List.of(x, x, x), ProblemData.Truth.UNKNOWN);
        Experiment experiment = new Experiment(
                new Experiment.Task(new GivenData(data, 1), SmallExperiment.LOSS),
                decay,
                new Experiment.Numerics(FIXED, SmallExperiment.DISCRETE),
                SmallExperiment.plain(new Sgd(0.1, 0, false, 0)),
                1);
        ModelJacobian jacobian = jacobian(experiment, weights(experiment));
        assertThat(jacobian.matrix().getNumRows()).isEqualTo(3 * SAMPLES);
        assertThat(jacobian.vjps()).isZero();
    }

    /// The read-out acts at both times, on states with a 1 below them; numbers that were left in memory do not
    /// count.
    @Test
    void layersOutsideOfTheSolveHaveSpectra() {
        Experiment experiment = experiment(FIXED, 0, 0.5, 1);
        double[] theta = weights(experiment);
        LayerSpectra spectra =
                LayerSpectra.of(experiment, theta, 0.25, Cancellation.NEVER).orElseThrow();
        Pipeline pipeline = new Pipeline(experiment);
        pipeline.forward(theta, StepListener.NONE, Cancellation.NEVER);
        double trace = 0;
        for (int time = 0; time < 2; time++) {
            for (double[] y : pipeline.work().state(time).toRows()) {
                trace += (y[0] * y[0] + y[1] * y[1] + 1) / SAMPLES;
            }
        }
        double[] eigenvalues = spectra.layers().getLast().inputs();
        assertThat(eigenvalues).hasSize(3);
        assertThat(Arrays.stream(eigenvalues).sum()).isCloseTo(trace, within(1e-12));
    }

    @Test
    void numbersLeftInMemoryAreNotGathered() {
        Experiment discrete = experiment(FIXED, 0, 0.5, 1);
        Experiment experiment = new Experiment(
                discrete.task(),
                discrete.model(),
                new Experiment.Numerics(FIXED, new ContinuousAdjoint(ErrorNorms.BLOCKS)),
                discrete.training(),
                1);
        double[] theta = weights(experiment);
        List<LayerFactors> both = new ArrayList<>();
        for (boolean littered : new boolean[] {false, true}) {
            Pipeline pipeline = new Pipeline(experiment);
            LayerGatherer gatherer =
                    new LayerGatherer(experiment.model(), pipeline, new LayerFactors.Sampling(0.25, 1));
            pipeline.forward(theta, StepListener.NONE, Cancellation.NEVER);
            Scratch scratch = pipeline.work().scratch();
            long mark = scratch.mark();
            for (int dim = 1; dim < 6 && littered; dim++) {
                Arrays.fill(scratch.batch(dim, SAMPLES).data(), 1e3);
                Arrays.fill(scratch.batch(dim, SAMPLES).data(), 1e3);
            }
            scratch.release(mark);
            gatherer.begin(theta, true);
            pipeline.backward(theta, gatherer, Cancellation.NEVER);
            gatherer.gatherEnds(pipeline);
            both.add(gatherer.factors());
        }
        for (int l = 0; l < both.getFirst().layers().size(); l++) {
            assertThat(both.getLast().inputs(l).getData())
                    .containsExactly(both.getFirst().inputs(l).getData(), within(0.0));
            assertThat(both.getLast().cotangents(l).getData())
                    .containsExactly(both.getFirst().cotangents(l).getData(), within(0.0));
        }
    }

    /// Matrices take a product for each component of the state, vectors one for each of them.
    @ParameterizedTest
    @CsvSource({"MATRICES, 2", "VECTORS, 3", "OUTER_PRODUCT, 1"})
    void curvatureCountsItsSolves(CurvatureForm form, int products) {
        Experiment experiment = experiment(FIXED, 0, 1);
        double[] theta = weights(experiment);
        CostCurvature curvature = new CostCurvature(experiment, data(experiment), form);
        for (int again = 0; again < 2; again++) {
            assertThat(curvature.at(theta, Cancellation.NEVER).ok()).isTrue();
            assertThat(curvature.evaluations()).isEqualTo(STEPS * STAGES);
            assertThat(curvature.vjps()).isEqualTo((long) STEPS * STAGES * products);
        }
        assertThat(curvature.matrix().getData())
                .as("nothing is left of the first time")
                .containsExactly(curvature(experiment, theta, form), within(0.0));
    }

    @Test
    void whatDoesNotFitIntoMemoryIsRefused() {
        // Q_uu, and for each sample Q_xu and Q_xx
        assertThat(CurvatureMatrices.numbers(7, 2, 5)).isEqualTo(49 + 5 * (14 + 4));
        assertThat(CurvatureMatrices.numbers(50_000, 2, 1)).isEqualTo(2_500_100_004L);
        assertThat(CurvatureVectors.numbers(3, 7, 2, 5)).isEqualTo(3 * 5 * (7 + 2));
        assertThat(CurvatureVectors.numbers(50_000, 50_000, 2, 1)).isEqualTo(2_500_100_000L);
        Mlp field = Mlp.of(List.of(2, 3, 2), StandardActivations.TANH, true);
        AdjointMethod.Setup many = new AdjointMethod.Setup(field, 20_000, FIXED);
        assertThatThrownBy(() -> new CurvatureMatrices(many, 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4090000 numbers for 100 weights");
        assertThatThrownBy(() -> new CurvatureVectors(many, 100, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("20400000 numbers for 100 weights, 20000 samples and rank 10");
    }

    private static CurvatureWork.Path path(AdjointMethod.Setup setup, double[] theta) {
        AdjointMethod.Work work = new ForwardOnly().prepare(setup);
        AdjointMethod.Times times = new AdjointMethod.Times(0, 1);
        assertThat(work.forward(theta, batch(2, 0.4), times, StepListener.NONE, Cancellation.NEVER)
                        .ok())
                .isTrue();
        return new CurvatureWork.Path(theta, setup.field(), times, work::state);
    }

    /// What is carried along is not a sample's own, whose number would mislead.
    @Test
    void aSolveThatFailsNamesNoSample() {
        Mlp field = Mlp.of(List.of(2, 3, 2), StandardActivations.TANH, true);
        int p = field.parameters().size();
        double[] theta = new double[p];
        AdjointMethod.Setup setup = new AdjointMethod.Setup(field, SAMPLES, FIXED);
        SolveStatus ofVectors = new CurvatureVectors(setup, p, 2)
                .backward(
                        path(setup, theta),
                        (_, vectors) -> vectors.q(1).set(0, 2, Double.POSITIVE_INFINITY),
                        Cancellation.NEVER);
        SolveStatus ofMatrices = new CurvatureMatrices(setup, p)
                .backward(path(setup, theta), (_, q) -> q.x()[1] = Double.NaN, RunningCost.NONE, Cancellation.NEVER);
        for (SolveStatus status : List.of(ofVectors, ofMatrices)) {
            assertThat(status.kind()).isEqualTo(SolveStatus.Kind.NON_FINITE);
            assertThat(status.row()).isEqualTo(-1);
            assertThat(status.t()).isBetween(0.0, 1.0);
        }
    }

    /// Wherever it is told to stop, forward and backward.
    @ParameterizedTest
    @EnumSource(CurvatureForm.class)
    void curvatureStopsWhereItIsTold(CurvatureForm form) {
        Experiment experiment = experiment(FIXED, 0, 1);
        double[] theta = weights(experiment);
        CostCurvature curvature = new CostCurvature(experiment, data(experiment), form);
        for (int steps : new int[] {0, STEPS / 2, STEPS + STEPS / 2}) {
            AtomicInteger asked = new AtomicInteger();
            SolveStatus status = curvature.at(theta, () -> asked.getAndIncrement() >= steps);
            assertThat(status.kind()).isEqualTo(SolveStatus.Kind.CANCELLED);
            assertThat(asked.get()).as("asked %d times", steps).isLessThanOrEqualTo(steps + 2);
            assertThat(curvature.matrix().getData()).containsOnly(0);
        }
    }

    /// Σ over times and samples of n/(t₁ − t₀) gᵀg with g the gradient of what a sample loses at a time, from the
    /// predictions' Jacobian.
    @ParameterizedTest
    @CsvSource({"0.2, 0.8, 1.7", "2, 1.1, 0.4"})
    void outerProductsAreOfSlopesOverTheSpan(double start, double first, double end) {
        Experiment experiment = experiment(TIGHT, start, first, end);
        double[] theta = weights(experiment);
        DMatrixRMaj j = jacobian(experiment, theta).matrix();
        Pipeline pipeline = new Pipeline(experiment);
        assertThat(pipeline.forward(theta, StepListener.NONE, Cancellation.NEVER)
                        .ok())
                .isTrue();
        int p = theta.length;
        double[] expected = new double[p * p];
        for (int time = 0; time < 2; time++) {
            Batch prediction = pipeline.predict(pipeline.work().state(time), theta);
            Batch target = data(experiment).targets().get(time);
            for (int s = 0; s < SAMPLES; s++) {
                double[] g = new double[p];
                for (int c = 0; c < OUTPUTS; c++) {
                    // half the mean square over components, samples and times
                    double slope = (prediction.get(c, s) - target.get(c, s)) / (OUTPUTS * SAMPLES * 2);
                    for (int l = 0; l < p; l++) {
                        g[l] += slope * j.get((s * 2 + time) * OUTPUTS + c, l);
                    }
                }
                for (int l = 0; l < p; l++) {
                    for (int k = 0; k < p; k++) {
                        expected[l * p + k] += SAMPLES / Math.abs(end - start) * g[l] * g[k];
                    }
                }
            }
        }
        assertThat(curvature(experiment, theta, CurvatureForm.OUTER_PRODUCT)).containsExactly(expected, within(1e-10));
    }

    /// On a clock that does not start at 0, and one that runs backward.
    @ParameterizedTest
    @CsvSource({"0.2, 0.8, 1.7", "2, 1.1, 0.4"})
    void matricesAndVectorsKnowAnyClock(double start, double first, double end) {
        Experiment experiment = experiment(TIGHT, start, first, end);
        double[] theta = weights(experiment);
        double[] expected = gaussNewton(experiment, theta);
        for (CurvatureForm form : List.of(CurvatureForm.MATRICES, CurvatureForm.VECTORS)) {
            assertThat(curvature(experiment, theta, form)).as("%s", form).containsExactly(expected, within(1e-10));
        }
    }

    /// Where the horizon is learned, what the way costs has no curvature, and the horizon has some.
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aCostOnALearnedClockCurvesNothing(boolean learned) {
        Model plain = model(Parts.ReadOut.IDENTITY, 2);
        Model paying = new Regularized(new Node(Parts.ReadOut.IDENTITY), new RunningCost(0.7, 0.3, 0))
                .build((in, out) -> Mlp.of(List.of(in, 3, out), StandardActivations.TANH, true), 2, 2);
        Rescaled.Span span = new Rescaled.Span(0, 1);
        Experiment without = experiment(new Rescaled(plain, span, 0.8, learned).build(), TIGHT, 0, 1);
        Experiment with = experiment(new Rescaled(paying, span, 0.8, learned).build(), TIGHT, 0, 1);
        double[] theta = weights(without);
        double[] expected = gaussNewton(without, theta);
        for (CurvatureForm form : List.of(CurvatureForm.MATRICES, CurvatureForm.VECTORS)) {
            assertThat(curvature(with, theta, form)).as("%s", form).containsExactly(expected, within(1e-10));
        }
        if (learned) {
            assertThat(expected[expected.length - 1]).isGreaterThan(1e-4);
        }
    }
}
