package adjointlab.core.train;

import static adjointlab.core.train.SmallExperiment.after;
import static adjointlab.core.train.SmallExperiment.optimizer;
import static adjointlab.core.train.SmallExperiment.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.TestSettings;
import adjointlab.core.adjoint.ContinuousAdjoint;
import adjointlab.core.family.Node;
import adjointlab.core.family.Parts;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.ErrorNorms;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.optim.Clipping;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.optim.OptimizerState;
import adjointlab.core.optim.Schedule;
import adjointlab.core.optim.Sgd;
import adjointlab.core.rollout.Experiment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What proposals and failures leave behind, and what cannot be gone on with.
final class TrainerFailuresTest {
    private static final Optimizer SGD = new Sgd(0.1, 0.9, false, 0);
    private static final double[] START = SmallExperiment.LANDSCAPE.start();

    private static Experiment continuous(Experiment experiment) {
        return new Experiment(
                experiment.task(),
                experiment.model(),
                new Experiment.Numerics(TestSettings.fixed("rk4", 4), new ContinuousAdjoint(ErrorNorms.BLOCKS)),
                new Experiment.Training(experiment.training().optimizer(), Schedule.CONSTANT, Clipping.NONE),
                1);
    }

    @Test
    void aProposalIsTheNextStepAndChangesNothing() {
        for (String id : List.of("sgd", "adam", "l-bfgs", "levenberg-marquardt", "natural-gradient")) {
            Trainer trainer = after(with(SmallExperiment.LOSS, optimizer(id, Map.of())), 2);
            Checkpoint before = trainer.checkpoint();
            double[] proposed = trainer.proposal(Cancellation.NEVER);
            assertThat(trainer.theta()).as(id).isEqualTo(before.theta());
            Checkpoint now = trainer.checkpoint();
            assertThat(now.iteration()).isEqualTo(2);
            assertThat(now.optimizer().updates()).isEqualTo(2);
            for (int slot = 0; slot < now.optimizer().slots(); slot++) {
                assertThat(now.optimizer().slot(slot))
                        .as(id)
                        .isEqualTo(before.optimizer().slot(slot));
            }
            trainer.step(Cancellation.NEVER);
            assertThat(trainer.theta()).as(id).isEqualTo(proposed).isNotEqualTo(before.theta());
        }
    }

    @Test
    void aProposalWithoutAGradientIsEmpty() {
        Trainer trainer = new Trainer(with(SmallExperiment.LOSS, SGD), START);
        assertThat(trainer.proposal(() -> true)).isEmpty();
        assertThat(trainer.proposal(Cancellation.NEVER)).hasSize(START.length);
        Trainer curved = new Trainer(with(SmallExperiment.LOSS, optimizer("gauss-newton", Map.of())), START);
        curved.evaluate(Cancellation.NEVER);
        assertThat(curved.proposal(() -> true)).as("no Jacobian").isEmpty();
        assertThat(curved.theta()).isEqualTo(START);
    }

    /// Weights that are no numbers any more are an outcome, and the last good ones stay.
    @Test
    void anUpdateToInfinityIsTakenBack() {
        Trainer trainer = new Trainer(with(SmallExperiment.LOSS, new Sgd(Double.MAX_VALUE, 0.5, false, 1e300)), START);
        Evaluation evaluation = trainer.step(Cancellation.NEVER);
        assertThat(evaluation.status().kind()).isEqualTo(SolveStatus.Kind.NON_FINITE);
        assertThat(evaluation.status().phase()).isEqualTo(SolveStatus.Phase.WEIGHTS);
        assertThat(evaluation.iteration()).as("the one that failed").isEqualTo(1);
        assertThat(trainer.iteration()).isZero();
        assertThat(trainer.theta()).isEqualTo(START);
        assertThat(trainer.checkpoint().optimizer().updates()).isZero();
        assertThat(trainer.checkpoint().optimizer().slot(0)).containsOnly(0);
    }

    /// A step that fails at any point leaves weights and memory as the last good step left them.
    @Test
    void aFailedStepGoesBackToTheLastGoodOne() {
        Trainer trainer = after(with(SmallExperiment.LOSS, optimizer("adam", Map.of())), 3);
        Checkpoint good = trainer.checkpoint();
        trainer.step(() -> true);
        Checkpoint now = trainer.checkpoint();
        assertThat(now.iteration()).isEqualTo(3);
        assertThat(now.theta()).isEqualTo(good.theta());
        assertThat(now.optimizer().updates()).isEqualTo(3);
        assertThat(now.optimizer().slot(0)).isEqualTo(good.optimizer().slot(0));
        assertThat(now.optimizer().slot(1)).isEqualTo(good.optimizer().slot(1));
        trainer.step(Cancellation.NEVER);
        assertThat(trainer.theta())
                .isEqualTo(after(with(SmallExperiment.LOSS, optimizer("adam", Map.of())), 4)
                        .theta());
    }

    /// What was not reached did not cost anything.
    @Test
    void aFailedSolveHasNoWayBack() {
        Trainer trainer = after(continuous(with(SmallExperiment.LOSS, SGD)), 1);
        assertThat(trainer.evaluation().nfeBackward()).isPositive();
        Evaluation stopped = trainer.evaluate(() -> true);
        assertThat(stopped.status().kind()).isEqualTo(SolveStatus.Kind.CANCELLED);
        assertThat(stopped.nfeBackward()).isZero();
        assertThat(stopped.gradientNorm()).isNaN();
        assertThat(stopped.terminalVariance()).isNaN();
        assertThat(stopped.adjointEnd()).isNaN();
        assertThat(stopped.loss()).isNaN();
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Experiment experiment = with(SmallExperiment.LOSS, SGD);
        assertThatThrownBy(() -> new Trainer(experiment, new double[3])).hasMessageContaining("17 needed");
        Trainer trainer = new Trainer(experiment, START);
        Experiment wider = new Experiment(
                experiment.task(),
                new Node(Parts.ReadOut.IDENTITY)
                        .build((in, out) -> Mlp.of(List.of(in, 4, out), StandardActivations.TANH, false), 2, 2),
                experiment.numerics(),
                experiment.training(),
                1);
        assertThatThrownBy(() -> trainer.reconfigure(wider)).hasMessageContaining("needs a restart");
        assertThat(trainer.experiment()).isSameAs(experiment);
        OptimizerState own = SGD.init(17);
        assertThatThrownBy(() -> trainer.restore(new Checkpoint(1, new double[3], own)))
                .hasMessageContaining("another model");
        assertThatThrownBy(() -> trainer.restore(new Checkpoint(1, START, new OptimizerState(2, 17))))
                .hasMessageContaining("another model");
        assertThat(trainer.iteration()).isZero();
    }

    /// The start of a training and an evaluation between steps have no step to speak of.
    @Test
    void anEvaluationSpeaksOfNoStep() {
        Trainer trainer = after(with(SmallExperiment.LOSS, SGD), 1);
        Evaluation evaluation = trainer.evaluate(Cancellation.NEVER);
        assertThat(evaluation.stepNorm()).isNaN();
        assertThat(evaluation.effectiveStep()).isNaN();
        assertThat(evaluation.predictedDecrease()).isNaN();
        assertThat(evaluation.actualDecrease()).isNaN();
        assertThat(evaluation.iteration()).isEqualTo(1);
    }
}
