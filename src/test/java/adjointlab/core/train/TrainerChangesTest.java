package adjointlab.core.train;

import static adjointlab.core.train.SmallExperiment.after;
import static adjointlab.core.train.SmallExperiment.optimizer;
import static adjointlab.core.train.SmallExperiment.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.adjoint.ContinuousAdjoint;
import adjointlab.core.family.Node;
import adjointlab.core.family.Parts;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.ErrorNorms;
import adjointlab.core.optim.Clipping;
import adjointlab.core.optim.Dense;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.optim.OptimizerState;
import adjointlab.core.optim.Schedule;
import adjointlab.core.optim.Sgd;
import adjointlab.core.optim.StandardClippings;
import adjointlab.core.optim.StandardSchedules;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.SquaredLoss;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.SmallExperiment.Counting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a live change rebuilds and what it leaves.
final class TrainerChangesTest {
    static final Optimizer SGD = new Sgd(0.1, 0.9, false, 0);
    private static final double[] START = SmallExperiment.LANDSCAPE.start();

    /// An evaluation serves the step after it, and another learning rate, schedule or clipping does not outdate
    /// it.
    @Test
    void weightsAreEvaluatedOnce() {
        Counting loss = new Counting();
        Trainer trainer = new Trainer(with(loss, SGD), START);
        trainer.evaluate(Cancellation.NEVER);
        assertThat(loss.calls()).isEqualTo(1);
        trainer.step(Cancellation.NEVER);
        assertThat(loss.calls()).isEqualTo(2);
        trainer.reconfigure(SmallExperiment.of(
                loss,
                new Experiment.Training(
                        new Sgd(0.2, 0.5, true, 0),
                        new StandardSchedules.Exponential(0.5),
                        new StandardClippings.ByValue(0.1))));
        trainer.step(Cancellation.NEVER);
        assertThat(loss.calls()).isEqualTo(3);
        new Trainer(with(loss, SGD), START).step(Cancellation.NEVER);
        assertThat(loss.calls()).isEqualTo(5);
    }

    @Test
    void aChangedRateScheduleAndClippingCountAtOnce() {
        Trainer trainer = after(with(SmallExperiment.LOSS, new Sgd(0.1, 0, false, 0)), 2);
        double[] theta = trainer.theta().clone();
        double[] gradient = trainer.evaluation().gradient().clone();
        trainer.reconfigure(SmallExperiment.of(new Experiment.Training(
                new Sgd(0.3, 0, false, 0),
                new StandardSchedules.Exponential(0.5),
                new StandardClippings.ByNorm(0.01))));
        trainer.step(Cancellation.NEVER);
        double scale = Math.min(1, 0.01 / Math.sqrt(Dense.dot(gradient, gradient)));
        // the third update has the number 2
        assertThat(trainer.theta()).containsExactly(Dense.plus(theta, -0.3 * 0.25 * scale, gradient), within(1e-15));
    }

    @Test
    void theOptimizersMemoryStaysWhereItsKindAndShapeDo() {
        Trainer trainer = after(with(SmallExperiment.LOSS, SGD), 3);
        OptimizerState state = trainer.checkpoint().optimizer();
        trainer.reconfigure(with(SmallExperiment.LOSS, new Sgd(0.2, 0.5, true, 0)));
        assertThat(trainer.checkpoint().optimizer().slot(0)).isEqualTo(state.slot(0));
        assertThat(trainer.checkpoint().optimizer().updates()).isEqualTo(3);
        assertThat(trainer.iteration()).isEqualTo(3);
        trainer.reconfigure(with(SmallExperiment.LOSS, optimizer("adam", Map.of())));
        assertThat(trainer.checkpoint().optimizer().slots()).isEqualTo(2);
        assertThat(trainer.checkpoint().optimizer().updates()).isZero();
        assertThat(trainer.iteration()).as("iterations go on").isEqualTo(3);
        // Gauss-Newton and differential programming remember as little as each other, but are not the same
        trainer.reconfigure(with(SmallExperiment.LOSS, optimizer("gauss-newton", Map.of())));
        trainer.step(Cancellation.NEVER);
        trainer.reconfigure(with(SmallExperiment.LOSS, optimizer("differential-programming", Map.of())));
        assertThat(trainer.checkpoint().optimizer().updates()).isZero();
    }

    @Test
    void anotherShapeOfMemoryStartsAnew() {
        Trainer trainer = after(with(SmallExperiment.LOSS, optimizer("l-bfgs", Map.of("history", 3))), 2);
        trainer.reconfigure(with(SmallExperiment.LOSS, optimizer("l-bfgs", Map.of("history", 3, "trials", 20))));
        assertThat(trainer.checkpoint().optimizer().updates()).isEqualTo(2);
        trainer.reconfigure(with(SmallExperiment.LOSS, optimizer("l-bfgs", Map.of("history", 4))));
        assertThat(trainer.checkpoint().optimizer().updates()).isZero();
        assertThat(trainer.checkpoint().optimizer().slots()).isEqualTo(9);
        // and what a failed step goes back to has the new shape, too
        assertThat(trainer.step(() -> true).status().ok()).isFalse();
        assertThat(trainer.step(Cancellation.NEVER).status().ok()).isTrue();
    }

    /// Every part of an experiment that the loss follows from is taken up by the next step.
    @Test
    void changesOfTheModelAreTakenUp() {
        Experiment base = with(SmallExperiment.LOSS, SGD);
        Experiment otherLoss = with(new SquaredLoss(SquaredLoss.Weighting.MEAN), SGD);
        Experiment otherSolver = new Experiment(
                base.task(),
                base.model(),
                new Experiment.Numerics(TestSettings.fixed("euler", 8), SmallExperiment.DISCRETE),
                base.training(),
                1);
        Experiment otherFamily = new Experiment(
                base.task(),
                new Node(Parts.ReadOut.IDENTITY)
                        .build((in, out) -> Mlp.of(List.of(in, 3, out), StandardActivations.RELU, false), 2, 2),
                base.numerics(),
                base.training(),
                1);
        for (Experiment changed : List.of(otherLoss, otherSolver, otherFamily)) {
            Trainer trainer = after(base, 1);
            double before = trainer.evaluation().loss();
            double[] theta = trainer.theta().clone();
            trainer.reconfigure(changed);
            Trainer fresh = new Trainer(changed, theta);
            fresh.evaluate(Cancellation.NEVER);
            assertThat(fresh.evaluation().loss()).isNotEqualTo(before);
            trainer.step(Cancellation.NEVER);
            double[] expected = theta.clone();
            double[] velocity = after(base, 1).checkpoint().optimizer().slot(0);
            double[] gradient = fresh.evaluation().gradient();
            for (int j = 0; j < expected.length; j++) {
                expected[j] -= 0.1 * (gradient[j] + 0.9 * velocity[j]);
            }
            assertThat(trainer.theta()).containsExactly(expected, within(1e-14));
        }
    }

    /// Data that follow the seed, with samples that are not trained on.
    private record Seeded() implements Problem {
        @Override
        public int dim() {
            return 2;
        }

        @Override
        public ProblemData data(long seed) {
            return shifted((double) seed);
        }

        @Override
        public Optional<ProblemData> test(long seed) {
            return Optional.of(shifted(seed + 0.5));
        }

        static ProblemData shifted(double by) {
            return new ProblemData(
                    Batch.ofRows(new double[][] {{by, 1}, {0, -by}}),
                    0,
                    new double[] {1},
                    List.of(Batch.ofRows(new double[][] {{1, 1}, {-1, 1}})),
                    ProblemData.Truth.UNKNOWN);
        }
    }

    private static Experiment seeded(long seed) {
        Experiment base = with(SmallExperiment.LOSS, SGD);
        return new Experiment(
                new Experiment.Task(new Seeded(), SmallExperiment.LOSS),
                base.model(),
                base.numerics(),
                base.training(),
                seed);
    }

    @Test
    void anotherSeedBringsOtherDataAndTestSamples() {
        Trainer trainer = new Trainer(seeded(1), START);
        Evaluation evaluation = trainer.evaluate(Cancellation.NEVER);
        double loss = evaluation.loss();
        double test = evaluation.testLoss();
        trainer.reconfigure(seeded(2));
        trainer.evaluate(Cancellation.NEVER);
        assertThat(evaluation.loss()).isNotEqualTo(loss);
        assertThat(evaluation.testLoss()).isNotEqualTo(test);
        Trainer fresh = new Trainer(seeded(2), START);
        assertThat(fresh.evaluate(Cancellation.NEVER).loss()).isEqualTo(evaluation.loss());
        assertThat(fresh.evaluation().testLoss()).isEqualTo(evaluation.testLoss());
        trainer.reconfigure(seeded(1));
        trainer.evaluate(Cancellation.NEVER);
        assertThat(evaluation.loss()).isEqualTo(loss);
        assertThat(evaluation.testLoss()).isEqualTo(test);
    }

    /// The test loss is the loss of the same model on other samples.
    @Test
    void theTestLossIsThatOfTheTestSamples() {
        Evaluation evaluation = new Trainer(seeded(1), START).evaluate(Cancellation.NEVER);
        Experiment other = new Experiment(
                new Experiment.Task(
                        new adjointlab.core.problem.GivenData(Seeded.shifted(1.5), 2), SmallExperiment.LOSS),
                SmallExperiment.family(),
                SmallExperiment.NUMERICS,
                SmallExperiment.plain(SGD),
                1);
        assertThat(evaluation.testLoss())
                .isCloseTo(
                        new Trainer(other, START).evaluate(Cancellation.NEVER).loss(), within(1e-15));
        assertThat(new Trainer(with(SmallExperiment.LOSS, SGD), START)
                        .evaluate(Cancellation.NEVER)
                        .testLoss())
                .as("without test samples")
                .isNaN();
        evaluation = new Trainer(seeded(1), START).evaluate(Cancellation.NEVER);
        assertThat(evaluation.testLoss()).isFinite();
        new TestScores(seeded(1)).write(START, evaluation, () -> true);
        assertThat(evaluation.testLoss()).as("cancelled").isNaN();
    }

    /// Another optimizer's needs are met from the next step on, another form of the same needs as well.
    @Test
    void evidenceFollowsTheOptimizer() {
        Trainer trainer = after(with(SmallExperiment.LOSS, SGD), 1);
        List<Optimizer> others = List.of(
                optimizer("gauss-newton", Map.of()),
                optimizer("levenberg-marquardt", Map.of()),
                optimizer("differential-programming", Map.of("form", "matrices", "damping", 0.1)),
                optimizer("differential-programming", Map.of("form", "outer-product", "damping", 0.1)));
        for (Optimizer other : others) {
            trainer.reconfigure(with(SmallExperiment.LOSS, other));
            Trainer fresh = new Trainer(with(SmallExperiment.LOSS, other), trainer.theta());
            trainer.step(Cancellation.NEVER);
            fresh.step(Cancellation.NEVER);
            assertThat(trainer.theta()).as(other.toString()).isEqualTo(fresh.theta());
        }
    }

    /// So do the time grids on which layers are looked at.
    @Test
    void theGridOfSnoptIsRebuilt() {
        Experiment base = with(SmallExperiment.LOSS, optimizer("snopt", Map.of("gridStep", 0.25, "refresh", 1)));
        Experiment coarse = continuous(base);
        Experiment fine =
                continuous(with(SmallExperiment.LOSS, optimizer("snopt", Map.of("gridStep", 0.1, "refresh", 1))));
        Trainer trainer = after(coarse, 1);
        Checkpoint checkpoint = trainer.checkpoint();
        trainer.reconfigure(fine);
        assertThat(trainer.checkpoint().optimizer().updates()).isEqualTo(1);
        trainer.step(Cancellation.NEVER);
        Trainer fresh = new Trainer(fine, START);
        fresh.restore(checkpoint);
        fresh.step(Cancellation.NEVER);
        assertThat(trainer.theta())
                .isEqualTo(fresh.theta())
                .isNotEqualTo(after(coarse, 2).theta());
    }

    private static Experiment continuous(Experiment experiment) {
        return new Experiment(
                experiment.task(),
                experiment.model(),
                new Experiment.Numerics(TestSettings.fixed("rk4", 4), new ContinuousAdjoint(ErrorNorms.BLOCKS)),
                new Experiment.Training(experiment.training().optimizer(), Schedule.CONSTANT, Clipping.NONE),
                1);
    }
}
