package adjointlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.family.Model;
import adjointlab.core.field.LinearField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.net.Take;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.Goals;
import adjointlab.core.problem.MiniBatches;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.Standardised;
import adjointlab.core.problem.ValidationSplit;
import adjointlab.core.rollout.Experiment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is measured on test samples, by a model that stands still and tells what it is given.
final class TestScoresTest {
    private static final double[] STILL = {0, 0, 0, 0};

    /// Three pairs for the training, four for the test.
    private record Pairs(boolean classes, Optional<double[][]> shares) implements Problem {
        private static final double[][] TRAIN = {{1, 0}, {0.2, 0.9}, {-1, 2}};
        private static final double[][] TEST = {{0.9, 0.1}, {0.4, 0.6}, {0.3, 0.2}, {-2, -1}};
        private static final double[][] TARGETS = {{1, 0}, {1, 0}, {1, 0}, {0, 1}};

        @Override
        public int dim() {
            return 2;
        }

        @Override
        public boolean tellsClasses() {
            return classes;
        }

        @Override
        public ProblemData data(long seed) {
            Batch x = Batch.ofRows(TRAIN);
            Batch y = Batch.ofRows(new double[][] {{2, 1}, {0, 1}, {-1, 1}});
            return new ProblemData(x, 0, new double[] {1}, List.of(y), ProblemData.Truth.UNKNOWN);
        }

        @Override
        public Optional<ProblemData> test(long seed) {
            Goals goals = new Goals(new double[] {1}, new boolean[1], List.of(Batch.ofRows(TARGETS)), shares);
            return Optional.of(
                    new ProblemData(Batch.ofRows(TEST), 0, goals, Optional.empty(), ProblemData.Truth.UNKNOWN));
        }
    }

    private static Trainer trainer(Problem problem) {
        return new Trainer(of(problem), STILL);
    }

    private static Experiment of(Problem problem) {
        Model model = Model.of(new LinearField(2, LinearField.Coupling.FREE), Take.all(2), Take.all(2), List.of());
        return new Experiment(
                new Experiment.Task(problem, SmallExperiment.LOSS),
                model,
                SmallExperiment.NUMERICS,
                SmallExperiment.plain(TrainerChangesTest.SGD),
                1);
    }

    /// Of four test samples the first, the third and the fourth are told right.
    @Test
    void accuracyIsTheShareOfLargestComponents() {
        Evaluation evaluation = trainer(new Pairs(true, Optional.empty())).evaluate(Cancellation.NEVER);
        assertThat(evaluation.status()).isEqualTo(SolveStatus.OK);
        assertThat(evaluation.testAccuracy()).isEqualTo(0.75);
        assertThat(evaluation.nfeTest()).isEqualTo((double) evaluation.nfeForward());
    }

    @Test
    void targetsThatDoNotCountAreNotJudged() {
        double[][] shares = {{0, 0.5, 0, 0.5}};
        Evaluation evaluation = trainer(new Pairs(true, Optional.of(shares))).evaluate(Cancellation.NEVER);
        assertThat(evaluation.testAccuracy()).isEqualTo(0.5);
        // half the mean of 0.6² and 0.6², and of 2² and 2²
        assertThat(evaluation.testLoss()).isCloseTo(0.5 * 0.18 + 0.5 * 2, within(1e-14));
    }

    /// One sample at a time, of which two have no target.
    @Test
    void blocksWithoutTargetsAddNothing() {
        double[][] shares = {{0, 0.5, 0, 0.5}};
        Evaluation evaluation = trainer(new MiniBatches(new Pairs(true, Optional.of(shares)), 1))
                .evaluate(Cancellation.NEVER);
        assertThat(evaluation.testAccuracy()).isEqualTo(0.5);
        assertThat(evaluation.testLoss()).isCloseTo(0.5 * 0.18 + 0.5 * 2, within(1e-14));
    }

    @Test
    void whatIsNoClassHasNoAccuracy() {
        Evaluation evaluation = trainer(new Pairs(false, Optional.empty())).evaluate(Cancellation.NEVER);
        assertThat(evaluation.testAccuracy()).isNaN();
        assertThat(evaluation.testLoss()).isFinite();
    }

    @Test
    void testsAreAsSeldomAsAskedAndEpochsCount() {
        Trainer trainer = trainer(new MiniBatches(new Pairs(true, Optional.empty()), 2, 3));
        trainer.evaluate(Cancellation.NEVER);
        for (int k = 0; k < 7; k++) {
            Evaluation evaluation = k == 0 ? trainer.evaluation() : trainer.step(Cancellation.NEVER);
            assertThat(Double.isNaN(evaluation.testAccuracy())).isEqualTo(k % 3 != 0);
            assertThat(Double.isNaN(evaluation.testLoss())).isEqualTo(k % 3 != 0);
            assertThat(evaluation.epoch()).isEqualTo(k);
        }
        Trainer four = trainer(new MiniBatches(new Pairs(true, Optional.empty()), 1));
        four.evaluate(Cancellation.NEVER);
        assertThat(four.step(Cancellation.NEVER).epoch()).isCloseTo(1.0 / 3, within(1e-15));
    }

    /// One of three is kept: it is measured by itself, and the others alone are trained on.
    @Test
    void samplesOfAValidationAreMeasuredAndNotTrainedOn() {
        Problem whole = new Pairs(true, Optional.empty());
        Trainer trainer = trainer(new MiniBatches(new ValidationSplit(whole, 0.3), MiniBatches.ALL, 2));
        Evaluation evaluation = trainer.evaluate(Cancellation.NEVER);
        Problem split = trainer.experiment().task().problem();
        double[] kept = split.validation(1).orElseThrow().initial().toRows()[0];
        int at = Arrays.asList(Pairs.TRAIN)
                .indexOf(Arrays.stream(Pairs.TRAIN)
                        .filter(row -> Arrays.equals(row, kept))
                        .findAny()
                        .orElseThrow());
        double[] target = {2, 1, 0, 1, -1, 1};
        double loss = 0.5 * (Math.pow(kept[0] - target[2 * at], 2) + Math.pow(kept[1] - target[2 * at + 1], 2)) / 2;
        double evaluationAtStart = evaluation.validationLoss();
        double all = new Trainer(of(whole), STILL).evaluate(Cancellation.NEVER).loss();
        double share = evaluation.validationLoss() / 3;
        assertThat(evaluation.validationLoss()).isCloseTo(loss, within(1e-14));
        assertThat(evaluation.loss() * 2 / 3 + share).as("the mean of all").isCloseTo(all, within(1e-14));
        assertThat(evaluation.validationAccuracy()).isIn(0.0, 1.0);
        assertThat(trainer.step(Cancellation.NEVER).validationLoss())
                .as("every second")
                .isNaN();
        assertThat(trainer.step(Cancellation.NEVER).validationLoss()).isFinite();
        Problem untested = new ValidationSplit(new GivenData(whole.data(1), 2), 0.3);
        assertThat(trainer(untested).evaluate(Cancellation.NEVER).validationLoss())
                .as("whether or not there is a test")
                .isEqualTo(evaluationAtStart);
        Evaluation without = trainer(whole).evaluate(Cancellation.NEVER);
        assertThat(without.validationLoss()).isNaN();
        assertThat(without.validationAccuracy()).isNaN();
    }

    /// From a checkpoint in the middle of an epoch the same bits as without one.
    @Test
    void aTrainingOnBatchesGoesOnFromAnywhere() {
        goesOnFromAnywhere(new MiniBatches(new Pairs(true, Optional.empty()), 1));
    }

    @Test
    void aTrainingWithAValidationGoesOnFromAnywhere() {
        Problem split = new Standardised(new ValidationSplit(new Pairs(true, Optional.empty()), 0.3));
        goesOnFromAnywhere(new MiniBatches(split, 1, 2));
        goesOnFromAnywhere(split);
    }

    private static void goesOnFromAnywhere(Problem problem) {
        Trainer whole = trainer(problem);
        for (int k = 0; k < 8; k++) {
            whole.step(Cancellation.NEVER);
        }
        Trainer first = trainer(problem);
        for (int k = 0; k < 4; k++) {
            first.step(Cancellation.NEVER);
        }
        Trainer second = trainer(problem);
        second.restore(first.checkpoint());
        for (int k = 0; k < 4; k++) {
            second.step(Cancellation.NEVER);
        }
        assertThat(second.theta()).isEqualTo(whole.theta());
        assertThat(second.evaluation().loss()).isEqualTo(whole.evaluation().loss());
        assertThat(second.evaluation().validationLoss())
                .isEqualTo(Double.valueOf(whole.evaluation().validationLoss()));
        assertThat(whole.theta()).isNotEqualTo(STILL);
    }
}
