package adjointlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.adjoint.ContinuousAdjoint;
import adjointlab.core.adjoint.DiscreteAdjoint;
import adjointlab.core.catalog.Optimizers;
import adjointlab.core.curvature.ModelJacobian;
import adjointlab.core.family.Node;
import adjointlab.core.family.Parts;
import adjointlab.core.family.Rescaled;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.ErrorNorms;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.optim.Clipping;
import adjointlab.core.optim.Evidence;
import adjointlab.core.optim.FreeHorizon;
import adjointlab.core.optim.FreeHorizon.Kind;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.optim.OptimizerState;
import adjointlab.core.optim.Schedule;
import adjointlab.core.optim.Sgd;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.SquaredLoss;
import adjointlab.core.rollout.Experiment;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A horizon as a parameter: Liu, Chen and Theodorou, NeurIPS 2021, section 3.3 and appendix A.3.
final class FreeHorizonTest {
    private static final SolverSettings TIGHT = TestSettings.adaptive("dopri5", 1e-11);
    private static final Optimizer SGD = new Sgd(0.1, 0, false, 0);

    private static FreeHorizon.Policy policy(Kind kind, int interval) {
        return new FreeHorizon.Policy(kind, 0.5, 0.2, new FreeHorizon.Averaging(0.9, interval, 0.1));
    }

    /// A field that sees the time, five samples, two times of the loss, on a clock from 0.2.
    private static Experiment experiment(double end, boolean learned, Optimizer optimizer) {
        RandomGenerator random = RandomStreams.of(3, "data");
        double[][] x = new double[5][2];
        double[][] target = new double[5][2];
        for (int s = 0; s < 5; s++) {
            java.util.Arrays.setAll(x[s], _ -> random.nextGaussian());
            java.util.Arrays.setAll(target[s], _ -> random.nextGaussian());
        }
        Batch targets = Batch.ofRows(target);
        ProblemData data = new ProblemData(
                Batch.ofRows(x), 0.2, new double[] {0.7, 1.4}, List.of(targets, targets), ProblemData.Truth.UNKNOWN);
        var family = new Node(Parts.ReadOut.IDENTITY)
                .build((in, out) -> Mlp.of(List.of(in, 6, out), StandardActivations.TANH, true), 2, 2);
        return new Experiment(
                new Experiment.Task(new GivenData(data, 2), new SquaredLoss(SquaredLoss.Weighting.MEAN)),
                new Rescaled(family, new Rescaled.Span(0.2, 1.2), end, learned).build(),
                new Experiment.Numerics(TIGHT, new ContinuousAdjoint(ErrorNorms.BLOCKS)),
                new Experiment.Training(optimizer, Schedule.CONSTANT, Clipping.NONE),
                1);
    }

    private static double[] weights(Experiment experiment) {
        RandomGenerator random = RandomStreams.of(4, "weights");
        double[] theta = new double[experiment.model().parameters().size()];
        java.util.Arrays.setAll(theta, _ -> 0.6 * random.nextGaussian());
        experiment.model().start(theta);
        return theta;
    }

    private static double loss(double[] theta) {
        Experiment experiment = experiment(1, true, SGD);
        return new Inspection(experiment).losses(new double[][] {theta}, Cancellation.NEVER)[0];
    }

    @Test
    void theGradientByTheHorizonIsThatOfTheLoss() {
        Experiment experiment = experiment(0.9, true, SGD);
        double[] theta = weights(experiment);
        assertThat(experiment.model().parameters().entryNames()).last().isEqualTo(Rescaled.NAME);
        double[] gradient = SingleGradient.of(experiment, theta, null).theta();
        double step = 1e-4;
        for (int j = theta.length - 3; j < theta.length; j++) {
            double[] above = theta.clone();
            double[] below = theta.clone();
            above[j] += step;
            below[j] -= step;
            assertThat(gradient[j]).isCloseTo((loss(above) - loss(below)) / (2 * step), within(1e-7));
        }
    }

    @Test
    void aConstantHorizonIsALearnedOneThatStays() {
        Experiment learned = experiment(0.9, true, SGD);
        Experiment constant = experiment(0.9, false, SGD);
        double[] theta = weights(learned);
        double[] own = java.util.Arrays.copyOf(theta, theta.length - 1);
        assertThat(new Inspection(constant).losses(new double[][] {own}, Cancellation.NEVER)[0])
                .isEqualTo(loss(theta));
        assertThat(learned.model().timeScale(theta))
                .isEqualTo(constant.model().timeScale(own))
                .isCloseTo(0.7 / 1.2, within(1e-15));
    }

    /// Products, per-sample products and Jacobian-vector products agree, in time as well.
    @Test
    void theJacobianOfPredictionsKnowsTheHorizon() {
        Experiment experiment = experiment(0.9, true, SGD);
        double[] theta = weights(experiment);
        ModelJacobian jacobian = new ModelJacobian(
                new Experiment(
                        experiment.task(),
                        experiment.model(),
                        new Experiment.Numerics(TIGHT, new DiscreteAdjoint(new DiscreteAdjoint.Everything())),
                        experiment.training(),
                        1),
                experiment.task().problem().data(1));
        assertThat(jacobian.at(theta, Cancellation.NEVER).ok()).isTrue();
        DMatrixRMaj matrix = jacobian.matrix();
        double[] direction = new double[theta.length];
        direction[theta.length - 1] = 1;
        double[] product = new double[jacobian.rows()];
        jacobian.product(direction, product);
        for (int r = 0; r < product.length; r++) {
            assertThat(product[r]).isCloseTo(matrix.get(r, theta.length - 1), within(1e-10));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theHorizonFollowsItsEquation(Kind kind) {
        FreeHorizon optimizer = new FreeHorizon(SGD, policy(kind, 2));
        OptimizerState state = optimizer.init(3);
        double[] theta = {1, -1, 2};
        optimizer.update(theta, new double[] {0.3, 0.4, -0.5}, state, new Evidence());
        assertThat(theta[2]).as("not yet").isEqualTo(2);
        assertThat(theta[0]).isCloseTo(0.97, within(1e-15));
        optimizer.update(theta, new double[] {0.1, -0.2, 0.7}, state, new Evidence());
        double slope = 0.9 * (0.2 * 2 - 0.5) + 0.1 * (0.2 * 2 + 0.7);
        double curvature = 0.9 * (0.2 + 0.25) + 0.1 * (0.2 + 0.49);
        double feedback = 0.7 * (-0.1 * (0.01 + 0.04));
        double expected =
                switch (kind) {
                    case FEEDBACK -> (slope + feedback) / curvature;
                    case OPEN_LOOP -> slope / curvature;
                    case FIRST_ORDER -> slope;
                };
        assertThat(theta[2]).isCloseTo(2 - 0.5 * expected, within(1e-14));
        double[] far = {0, 0, 0.15};
        optimizer.update(far, new double[] {0, 0, 9}, state, new Evidence());
        optimizer.update(far, new double[] {0, 0, 9}, state, new Evidence());
        assertThat(far[2]).as("the shortest").isGreaterThanOrEqualTo(0.1);
    }

    @Test
    void aRunWithALearnedHorizonResumesBitForBit() {
        FreeHorizon optimizer =
                new FreeHorizon(Optimizers.CATALOG.get("adam").createDefault(), policy(Kind.FEEDBACK, 3));
        Experiment experiment = experiment(0.9, true, optimizer);
        Trainer whole = new Trainer(experiment, weights(experiment));
        Trainer first = new Trainer(experiment, weights(experiment));
        for (int k = 0; k < 20; k++) {
            assertThat(whole.step(Cancellation.NEVER).status().ok()).isTrue();
        }
        for (int k = 0; k < 8; k++) {
            first.step(Cancellation.NEVER);
        }
        Trainer second = new Trainer(experiment, weights(experiment));
        second.restore(first.checkpoint());
        for (int k = 8; k < 20; k++) {
            second.step(Cancellation.NEVER);
        }
        assertThat(second.theta()).isEqualTo(whole.theta());
        assertThat(whole.evaluation().horizon())
                .isCloseTo(whole.theta()[whole.theta().length - 1] - 0.2, within(1e-14));
        assertThat(whole.evaluation().horizon()).isNotCloseTo(0.7, within(1e-3));
    }

    @Test
    void optimizersThatNeedTheJacobianAreRefused() {
        Optimizer natural = Optimizers.CATALOG.get("natural-gradient").createDefault();
        assertThatThrownBy(() -> new FreeHorizon(natural, policy(Kind.FEEDBACK, 1)))
                .hasMessageContaining("learned horizon");
    }

    @Test
    void layersShowTheSameToAnOptimizerOnAnyClock() {
        Experiment experiment = experiment(1.4, false, SGD);
        double[] theta = weights(experiment);
        var field = experiment.model().field();
        Batch y = experiment.task().problem().data(1).initial();
        Batch a = new Batch(2, 5);
        a.set(0, 1, 1);
        Map<Integer, Double> seen = new java.util.TreeMap<>();
        field.layerCotangents(0.5, y, theta, a, new Scratch(), (index, _, _, g) -> seen.put(index, g.get(0, 1)));
        assertThat(seen).hasSize(2).as("τ times the cotangent").containsEntry(1, 1.0);
    }
}
