package adjointlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.catalog.Optimizers;
import adjointlab.core.catalog.Values;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStats;
import adjointlab.core.optim.Landscapes.NeuralOde;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.SmallExperiment.Counting;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The numbers of an evaluation: each under its own name, each counting what it says.
final class EvaluationTest {
    private static final double[] START = SmallExperiment.LANDSCAPE.start();

    @Test
    void everyMetricReadsItsOwnNumber() {
        Evaluation e = new Evaluation(1);
        e.loss = 1;
        e.testLoss = 2;
        e.nfeForward = 3;
        e.nfeBackward = 4;
        e.vjps = 5;
        e.acceptedForward = 6;
        e.rejectedForward = 7;
        e.acceptedBackward = 8;
        e.rejectedBackward = 9;
        e.adjointStart = 10;
        e.adjointEnd = 11;
        e.adjointMax = 12;
        e.terminalVariance = 13;
        e.gradientNorm = 14;
        e.stepNorm = 15;
        e.effectiveStep = 16;
        e.predictedDecrease = 17;
        e.actualDecrease = 18;
        e.horizon = 19;
        e.stiffness = 20;
        e.testAccuracy = 21;
        e.nfeTest = 22;
        e.validationLoss = 23;
        e.validationAccuracy = 24;
        e.epoch = 25;
        e.backward = new SolveStats();
        e.backward.countReturn(26, 1);
        Map<String, Double> read = new LinkedHashMap<>();
        Arrays.stream(Metric.values()).forEach(metric -> read.put(metric.id(), metric.of(e)));
        Map<String, Double> expected = new LinkedHashMap<>();
        double value = 1;
        for (String id : List.of(
                "loss",
                "loss.test",
                "nfe.forward",
                "nfe.backward",
                "vjps",
                "steps.forward.accepted",
                "steps.forward.rejected",
                "steps.backward.accepted",
                "steps.backward.rejected",
                "adjoint.start",
                "adjoint.end",
                "adjoint.max",
                "variance.terminal",
                "gradient.norm",
                "step.norm",
                "step.effective",
                "decrease.predicted",
                "decrease.actual",
                "horizon",
                "stiffness",
                "accuracy.test",
                "nfe.test",
                "loss.validation",
                "accuracy.validation",
                "epoch",
                "adjoint.missed")) {
            expected.put(id, value++);
        }
        assertThat(read).isEqualTo(expected);
        assertThat(Metric.LOSS.symbol()).isEqualTo("L");
        assertThat(Arrays.stream(Metric.values()).map(Metric::label))
                .doesNotHaveDuplicates()
                .allMatch(label -> !label.isBlank());
    }

    /// What is wrong comes before what could be cheaper.
    @Test
    void whatSolvesSayIsAHint() {
        Evaluation e = new Evaluation(1);
        assertThat(e.hint()).isEmpty();
        e.forward = new SolveStats();
        for (int step = 0; step < 15; step++) {
            e.forward.countStep(true);
            e.forward.countStiffness(4);
        }
        assertThat(e.hint()).contains("limited 15 of 15 steps").endsWith("Try solver kvaerno5.");
        e.backward = new SolveStats();
        e.backward.countReturn(0.1, 0.1);
        assertThat(e.hint()).startsWith("The field looks stiff");
        e.backward.countReturn(0.25, 0.1);
        e.backward.countReturn(0.2, 0.1);
        assertThat(e.hint())
                .startsWith("Solved back, the state misses where it came from by 25 % of its size")
                .endsWith("Try solver kvaerno5.");
        e.backward.countReturn(7538, 0.1);
        assertThat(e.hint()).contains(" by 7538 times its size, so");
        SolveStats all = new SolveStats();
        all.add(e.backward);
        assertThat(all.missed()).isEqualTo(7538);
        all.clear();
        assertThat(all.warning()).isEmpty();
    }

    private static Evaluation step(Counting loss, String id, Map<String, Object> given) {
        var entry = Optimizers.CATALOG.get(id);
        Optimizer optimizer = entry.create(new Values(given).complete(entry.parameters()));
        Trainer trainer = new Trainer(SmallExperiment.of(loss, SmallExperiment.plain(optimizer)), START);
        trainer.evaluate(Cancellation.NEVER);
        loss.forget();
        return trainer.step(Cancellation.NEVER);
    }

    private static final int SOLVE = NeuralOde.STEPS;

    @Test
    void aPlainStepCostsOneSolveForwardAndOneBackward() {
        Evaluation evaluation = step(new Counting(), "sgd", Map.of());
        assertThat(evaluation.nfeForward()).isEqualTo(SOLVE);
        assertThat(evaluation.nfeBackward()).isZero();
        assertThat(evaluation.vjps()).isEqualTo(SOLVE);
        assertThat(evaluation.acceptedForward()).isEqualTo(SOLVE);
        assertThat(evaluation.rejectedForward()).isZero();
    }

    @Test
    void aLineSearchPaysForItsTrials() {
        for (double rate : new double[] {1, 30}) {
            Counting loss = new Counting();
            Evaluation evaluation = step(loss, "l-bfgs", Map.of("learningRate", rate));
            assertThat(loss.calls()).isGreaterThan(1);
            assertThat(evaluation.nfeForward()).isEqualTo((long) SOLVE * loss.calls());
        }
    }

    /// Each trial is a solve forward and one backward, of this step alone.
    @Test
    void trialsAreThoseOfTheStep() {
        Counting loss = new Counting();
        var entry = Optimizers.CATALOG.get("l-bfgs");
        Optimizer lbfgs = entry.create(new Values(Map.of("learningRate", 30.0)).complete(entry.parameters()));
        Experiment discrete = SmallExperiment.of(loss, SmallExperiment.plain(lbfgs));
        Experiment experiment = new Experiment(
                discrete.task(),
                discrete.model(),
                new Experiment.Numerics(discrete.numerics().solver(), SimplestOdeExperiment.CONTINUOUS),
                discrete.training(),
                1);
        Trainer trainer = new Trainer(experiment, START);
        long back = trainer.evaluate(Cancellation.NEVER).nfeBackward();
        assertThat(back).isPositive();
        int most = 0;
        for (int k = 0; k < 5; k++) {
            loss.forget();
            Evaluation evaluation = trainer.step(Cancellation.NEVER);
            assertThat(evaluation.nfeForward()).isEqualTo((long) SOLVE * loss.calls());
            assertThat(evaluation.nfeBackward()).isEqualTo(back * loss.calls());
            most = Math.max(most, loss.calls());
        }
        assertThat(most).as("a search of several trials").isGreaterThan(2);
    }

    /// The Jacobian of two outputs costs a solve forward and, by rows, two backward.
    @Test
    void aJacobianPaysForItsSolves() {
        Optimizer gaussNewton = Optimizers.CATALOG.get("gauss-newton").createDefault();
        Trainer trainer = new Trainer(SmallExperiment.of(SmallExperiment.plain(gaussNewton)), START);
        for (int k = 0; k < 3; k++) {
            Evaluation each = trainer.step(Cancellation.NEVER);
            assertThat(each.nfeForward()).isEqualTo(2L * SOLVE);
            assertThat(each.nfeBackward()).isEqualTo(2L * SOLVE);
        }
        Counting loss = new Counting();
        Evaluation evaluation = step(loss, "levenberg-marquardt", Map.of());
        // a trial is a product with the Jacobian, of state and tangent, and a solve
        int trials = loss.calls() - 1;
        assertThat(evaluation.nfeForward()).isEqualTo(2L * SOLVE + 3L * SOLVE * trials);
        assertThat(evaluation.nfeBackward()).isEqualTo(2L * SOLVE);
    }

    @Test
    void curvaturePaysForItsSolves() {
        for (String form : List.of("matrices", "vectors", "outer-product")) {
            Evaluation evaluation = step(new Counting(), "differential-programming", Map.of("form", form));
            assertThat(evaluation.nfeForward()).as(form).isGreaterThanOrEqualTo(2L * SOLVE);
            assertThat(evaluation.nfeBackward()).as(form).isPositive();
        }
    }

    @Test
    void normsLeaveThePaddingOut() {
        Batch batch = Batch.ofRows(new double[][] {{3, 4}, {0, 12}});
        assertThat(Norms.of(batch)).isCloseTo(13, within(1e-15));
        assertThat(Norms.of(batch, 0)).isEqualTo(5);
        assertThat(Norms.of(batch, 1)).isEqualTo(12);
        assertThat(Norms.of(new double[] {-2, 3, 6})).isEqualTo(7);
    }
}
