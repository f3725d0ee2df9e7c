package adjointlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.catalog.Optimizers;
import adjointlab.core.family.Flow;
import adjointlab.core.family.Model;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.field.Trace;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.StepListener;
import adjointlab.core.optim.Evidence;
import adjointlab.core.optim.Sgd;
import adjointlab.core.problem.NegativeLogLikelihood;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.density.DensityLearning;
import adjointlab.core.problem.density.PlanarDensity;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Pipeline;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is random belongs to a seed and an iteration: batches, and the noise of estimated traces.
final class IterationNoiseTest {
    private static final DensityLearning FRESH = new DensityLearning(PlanarDensity.MOONS, 6, true);

    private static Experiment experiment(Trace trace, boolean fresh, long seed) {
        return new Experiment(
                new Experiment.Task(new DensityLearning(PlanarDensity.MOONS, 6, fresh), new NegativeLogLikelihood()),
                new Flow(trace, 1)
                        .build((in, out) -> Mlp.of(List.of(in, 5, out), StandardActivations.TANH, true), 2, 1),
                new Experiment.Numerics(TestSettings.fixed("rk4", 4), SmallExperiment.DISCRETE),
                SmallExperiment.plain(new Sgd(0.01, 0, false, 0)),
                seed);
    }

    private static double[] weights(Experiment experiment) {
        return new java.util.Random(5)
                .doubles(experiment.model().parameters().size(), -0.5, 0.5)
                .toArray();
    }

    /// The loss at weights and an iteration, for a trainer that comes there on its own way.
    private static double loss(Experiment experiment, double[] theta, long iteration) {
        Pipeline pipeline = new Pipeline(experiment);
        pipeline.goTo(iteration);
        assertThat(pipeline.forward(theta, StepListener.NONE, Cancellation.NEVER)
                        .ok())
                .isTrue();
        return pipeline.loss();
    }

    @Test
    void eachIterationTrainsOnItsOwnBatch() {
        Experiment experiment = experiment(new Trace.Exact(), true, 3);
        Trainer trainer = new Trainer(experiment, weights(experiment));
        trainer.evaluate(Cancellation.NEVER);
        Set<Double> losses = new HashSet<>();
        for (int k = 0; k < 4; k++) {
            Pipeline pipeline = new Pipeline(experiment);
            pipeline.goTo(k);
            ProblemData drawn = FRESH.data(3);
            FRESH.draws(3).orElseThrow().fill(k, drawn);
            assertThat(pipeline.data().initial().toRows())
                    .isDeepEqualTo(drawn.initial().toRows());
            assertThat(trainer.evaluation().loss()).isEqualTo(loss(experiment, trainer.theta(), k));
            losses.add(loss(experiment, weights(experiment), k));
            trainer.step(Cancellation.NEVER);
        }
        assertThat(losses).as("at the same weights").hasSize(4);
        assertThat(new Pipeline(experiment).data().initial().toRows())
                .isDeepEqualTo(FRESH.data(3).initial().toRows());
    }

    @Test
    void aBatchThatStaysIsTheSameAtEachIteration() {
        Experiment experiment = experiment(new Trace.Exact(), false, 3);
        double[] theta = weights(experiment);
        assertThat(loss(experiment, theta, 7)).isEqualTo(loss(experiment, theta, 0));
    }

    @ParameterizedTest
    @EnumSource(Trace.Noise.class)
    void theLossOfAnIterationFollowsFromSeedAndIteration(Trace.Noise noise) {
        Experiment experiment = experiment(new Trace.Estimate(noise, 1), false, 2);
        double[] theta = weights(experiment);
        Trainer trainer = new Trainer(experiment, theta);
        double first = trainer.evaluate(Cancellation.NEVER).loss();
        assertThat(trainer.evaluate(Cancellation.NEVER).loss()).as("again").isEqualTo(first);
        assertThat(loss(experiment, theta, 0)).isEqualTo(first);
        assertThat(loss(experiment, theta, 1)).as("another iteration").isNotEqualTo(first);
        assertThat(loss(experiment(new Trace.Estimate(noise, 1), false, 2), theta, 1))
                .isEqualTo(loss(experiment, theta, 1));
        for (int k = 1; k <= 5; k++) {
            trainer.step(Cancellation.NEVER);
            assertThat(trainer.evaluation().loss()).isEqualTo(loss(experiment, trainer.theta(), k));
        }
        Checkpoint checkpoint = trainer.checkpoint();
        double[] path = next(trainer);
        Trainer other = new Trainer(experiment, theta);
        other.restore(checkpoint);
        assertThat(next(other)).as("resumed").isEqualTo(path);
    }

    private static double[] next(Trainer trainer) {
        for (int k = 0; k < 3; k++) {
            trainer.step(Cancellation.NEVER);
        }
        return trainer.theta().clone();
    }

    /// The gradient is that of the loss with the same noise.
    @Test
    void theGradientSeesTheNoiseOfTheLoss() {
        Experiment experiment = experiment(new Trace.Estimate(Trace.Noise.GAUSSIAN, 2), true, 4);
        double[] theta = weights(experiment);
        Trainer trainer = new Trainer(experiment, theta);
        trainer.restore(new Checkpoint(6, theta, trainer.checkpoint().optimizer()));
        double[] gradient = trainer.evaluate(Cancellation.NEVER).gradient();
        for (int j = 0; j < theta.length; j += 4) {
            double[] above = theta.clone();
            double[] below = theta.clone();
            above[j] += 1e-5;
            below[j] -= 1e-5;
            assertThat(gradient[j])
                    .isCloseTo((loss(experiment, above, 6) - loss(experiment, below, 6)) / 2e-5, within(1e-8));
        }
    }

    /// Hutchinson's estimate is right in the mean: over many iterations −log p averages to that of exact traces,
    /// within four standard errors.
    @ParameterizedTest
    @EnumSource(Trace.Noise.class)
    void overIterationsTheEstimateAveragesToTheExactTrace(Trace.Noise noise) {
        Experiment exact = experiment(new Trace.Exact(), false, 1);
        double[] theta = weights(exact);
        double expected = loss(exact, theta, 0);
        Experiment experiment = experiment(new Trace.Estimate(noise, 1), false, 1);
        int n = 400;
        double sum = 0;
        double squares = 0;
        for (int k = 0; k < n; k++) {
            double loss = loss(experiment, theta, k);
            sum += loss;
            squares += loss * loss;
        }
        double mean = sum / n;
        double error = Math.sqrt((squares / n - mean * mean) / n);
        assertThat(error).isPositive();
        assertThat(mean).as("seed 1").isCloseTo(expected, within(4 * error));
    }

    /// Objectives elsewhere and the gradient belong to the same iteration: a field sees the same draw.
    @Test
    void theFieldSeesTheDraw() {
        Experiment experiment = experiment(new Trace.Estimate(Trace.Noise.RADEMACHER, 1), false, 2);
        Model family = experiment.model();
        Pipeline pipeline = new Pipeline(experiment);
        double[] theta = weights(experiment);
        Batch y = new Batch(3, 6);
        family.embed(pipeline.data().initial(), theta, new Scratch(), y);
        Batch first = new Batch(3, 6);
        Batch later = new Batch(3, 6);
        Scratch scratch = new Scratch();
        family.field().bind(theta, pipeline.context(), scratch);
        family.field().eval(1, y, theta, scratch, first);
        pipeline.goTo(3);
        family.field().bind(theta, pipeline.context(), scratch);
        family.field().eval(1, y, theta, scratch, later);
        assertThat(later.toRows()[0][0]).as("the state's rate is exact").isEqualTo(first.toRows()[0][0]);
        assertThat(later.toRows()).isNotEqualTo(first.toRows());
    }

    /// A Jacobian stays where it was taken, though losses elsewhere are asked for on the same draw.
    @Test
    void lossesElsewhereDoNotMoveTheJacobian() {
        Experiment flow = experiment(new Trace.Estimate(Trace.Noise.RADEMACHER, 1), false, 2);
        Experiment experiment = new Experiment(
                flow.task(),
                flow.model(),
                flow.numerics(),
                SmallExperiment.plain(
                        Optimizers.CATALOG.get("levenberg-marquardt").createDefault()),
                2);
        double[] theta = weights(experiment);
        Pipeline pipeline = new Pipeline(experiment);
        Evidence evidence = new Evidence();
        EvidenceSource source = new EvidenceSource(experiment, pipeline);
        assertThat(source.fill(theta, evidence, Cancellation.NEVER).ok()).isTrue();
        double[] direction = new double[theta.length];
        java.util.Arrays.fill(direction, 0.1);
        double[] before = new double[evidence.outputs().rows()];
        double[] after = before.clone();
        evidence.outputs().product(direction, before);
        // of the draw that training sees: Jᵀ times the loss's slope is the gradient
        double[] slope = new double[before.length];
        for (int s = 0; s < 6; s++) {
            slope[3 * s + 2] = -1.0 / 6;
        }
        double[] gradient = new double[theta.length];
        evidence.outputs().transposedProduct(slope, gradient);
        assertThat(gradient)
                .containsExactly(SingleGradient.of(experiment, theta, null).theta(), within(1e-12));
        double[] elsewhere = theta.clone();
        elsewhere[0] += 1;
        double loss = evidence.objective().value(elsewhere);
        assertThat(loss).isEqualTo(loss(experiment, elsewhere, 0));
        evidence.outputs().product(direction, after);
        assertThat(after).isEqualTo(before);
        // where there is no loss, there is no number
        elsewhere[0] = Double.NaN;
        assertThat(evidence.objective().value(elsewhere)).isNaN();
        assertThat(evidence.objective().valueAndGradient(elsewhere, new double[theta.length]))
                .isNaN();
    }
}
