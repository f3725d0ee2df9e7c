package adjointlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.adjoint.DiscreteAdjoint;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.optim.Sgd;
import adjointlab.core.optim.VarianceCorrected;
import adjointlab.core.problem.dynamics.SimplestOde;
import adjointlab.core.rollout.Experiment;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The simplest ODE against what Okamoto, Takeuchi and Sakemi say about it.
final class SimplestOdeTest {
    private static final double[] STARTS = {-4, -3, -2, -1.5, -0.5, 0, 0.5, 1, 1.5, 2};
    private static final SimplestOde FIG_2 = new SimplestOde(-1, 1, 1);
    private static final int NEVER = -1;

    private static Evaluation evaluate(Experiment experiment, double a) {
        return new Trainer(experiment, new double[] {a}).evaluate(Cancellation.NEVER);
    }

    private static void agreesWithClosedForm(AdjointMethod method, double tolerance) {
        Random random = new Random(20);
        for (int trial = 0; trial < 200; trial++) {
            SimplestOde ode =
                    new SimplestOde(random.nextDouble(-2, 1), random.nextDouble(0.2, 3), random.nextDouble(0.1, 4));
            double a = random.nextDouble(-2, 1);
            Evaluation evaluation =
                    evaluate(SimplestOdeExperiment.of(ode, SimplestOdeExperiment.ADAM, method, 1e-10), a);
            assertThat(evaluation.status().ok()).isTrue();
            double scale = ode.variance()
                    * ode.horizon()
                    * Math.exp(a * ode.horizon())
                    * Math.max(Math.exp(a * ode.horizon()), Math.exp(ode.target() * ode.horizon()));
            assertThat(evaluation.gradient()[0])
                    .as("a=%s of %s", a, ode)
                    .isCloseTo(ode.gradient(a), within(tolerance * scale));
            assertThat(evaluation.terminalVariance())
                    .isCloseTo(ode.terminalVariance(a), within(1e-8 * ode.terminalVariance(a)));
        }
    }

    @Test
    void continuousAdjointAgreesWithClosedForm() {
        agreesWithClosedForm(SimplestOdeExperiment.CONTINUOUS, 1e-8);
    }

    @Test
    void discreteAdjointAgreesWithClosedForm() {
        agreesWithClosedForm(new DiscreteAdjoint(new DiscreteAdjoint.Everything()), 1e-8);
    }

    @Test
    void closedFormsAreDerivativesOfEachOther() {
        SimplestOde ode = new SimplestOde(-0.7, 1.6, 2.3);
        double h = 1e-5;
        for (double a = -3; a < 1; a += 0.4) {
            assertThat((ode.value(a + h) - ode.value(a - h)) / (2 * h))
                    .isCloseTo(ode.gradient(a), within(1e-8 * (1 + Math.abs(ode.gradient(a)))));
            assertThat((ode.gradient(a + h) - ode.gradient(a - h)) / (2 * h))
                    .isCloseTo(ode.curvature(a), within(1e-8 * (1 + Math.abs(ode.curvature(a)))));
        }
        assertThat(ode.curvature(ode.concaveBelow())).isCloseTo(0, within(1e-15));
        assertThat(ode.curvature(ode.concaveBelow() - 0.01)).isNegative();
    }

    /// First iteration with |a + 1| < 0.01 within 200, or never.
    private static int hit(Optimizer optimizer, double start, double[] endOut) {
        Trainer trainer = new Trainer(SimplestOdeExperiment.of(FIG_2, optimizer), new double[] {start});
        int hit = NEVER;
        for (int k = 1; k <= 200; k++) {
            if (!trainer.step(Cancellation.NEVER).status().ok()) {
                break;
            }
            if (hit == NEVER && Math.abs(trainer.theta()[0] + 1) < 0.01) {
                hit = k;
            }
        }
        endOut[0] = trainer.theta()[0];
        return hit;
    }

    private static int[] hits(Optimizer optimizer, double[] endsOut) {
        double[] end = new double[1];
        return IntStream.range(0, STARTS.length)
                .map(i -> {
                    int hit = hit(optimizer, STARTS[i], end);
                    endsOut[i] = end[0];
                    return hit;
                })
                .toArray();
    }

    @Test
    void varianceCorrectedReachesTheTargetAsInFigure2() {
        double[] ends = new double[STARTS.length];
        assertThat(hits(new VarianceCorrected(0.05), ends))
                .containsExactly(88, 86, 81, 72, 82, 101, 115, 127, 139, 149);
    }

    @Test
    void adamReachesTheTargetFromSevenStartsAsInFigure2() {
        double[] ends = new double[STARTS.length];
        assertThat(hits(SimplestOdeExperiment.ADAM, ends))
                .containsExactly(67, 38, 38, 25, 12, 32, 179, NEVER, NEVER, NEVER);
        assertThat(ends[7]).isCloseTo(-0.858, within(5e-4));
        assertThat(ends[8]).isCloseTo(-0.551, within(5e-4));
        assertThat(ends[9]).isCloseTo(-0.154, within(5e-4));
    }

    @Test
    void gradientDescentNeverReachesTheTargetInFigure2() {
        double[] ends = new double[STARTS.length];
        assertThat(hits(new Sgd(0.05, 0, false, 0), ends)).containsOnly(NEVER);
    }

    @Test
    void varianceCorrectedLossFallsByTheoremOnesRate() {
        Trainer trainer =
                new Trainer(SimplestOdeExperiment.of(FIG_2, new VarianceCorrected(0.05)), new double[] {-0.99});
        double before = trainer.evaluate(Cancellation.NEVER).loss();
        double after = trainer.step(Cancellation.NEVER).loss();
        assertThat(after / before).isCloseTo(0.95 * 0.95, within(2e-3));
        assertThat(trainer.evaluation().predictedDecrease()).isCloseTo(2 * 0.05 * before, within(1e-6 * before));
        assertThat(trainer.evaluation().actualDecrease()).isEqualTo(before - after);
    }

    @Test
    void adjointNormsAreThoseOfTheLinearAdjoint() {
        // a(T) = x(T) − x*(T) and a(t) = a(T)·e^{a(T−t)}
        Evaluation evaluation = evaluate(SimplestOdeExperiment.of(FIG_2, SimplestOdeExperiment.ADAM), 0.5);
        double end = Math.exp(0.5) - Math.exp(-1);
        assertThat(evaluation.adjointEnd()).isCloseTo(end, within(1e-6));
        assertThat(evaluation.adjointStart()).isCloseTo(end * Math.exp(0.5), within(1e-6));
        assertThat(evaluation.adjointMax()).isEqualTo(evaluation.adjointStart());
    }

    @Test
    void explosionIsAStatusAndKeepsTheLastGoodWeights() {
        Trainer trainer = new Trainer(SimplestOdeExperiment.of(FIG_2, new Sgd(1e3, 0, false, 0)), new double[] {1.0});
        int good = 0;
        while (trainer.step(Cancellation.NEVER).status().ok() && good < 1000) {
            good++;
        }
        assertThat(good).isLessThan(1000);
        SolveStatus status = trainer.evaluation().status();
        assertThat(status.kind()).isNotEqualTo(SolveStatus.Kind.OK);
        assertThat(status.advice()).isNotEmpty();
        assertThat(trainer.theta()[0]).isFinite();
        assertThat(trainer.iteration()).isEqualTo(good);
    }

    @Test
    void weightsThatAreNotNumbersNameSampleAndTime() {
        SolveStatus status = evaluate(SimplestOdeExperiment.of(FIG_2, SimplestOdeExperiment.ADAM), Double.NaN)
                .status();
        assertThat(status).isEqualTo(new SolveStatus(SolveStatus.Kind.NON_FINITE, 0, 0, Double.NaN));
        assertThat(status.sentence()).isEqualTo("The state or its derivative is not finite in sample 0 at t = 0.");
    }

    @Test
    void checkpointReplaysBitForBit() {
        Experiment experiment = SimplestOdeExperiment.of(FIG_2, SimplestOdeExperiment.ADAM);
        Trainer trainer = new Trainer(experiment, new double[] {1.5});
        for (int k = 0; k < 20; k++) {
            trainer.step(Cancellation.NEVER);
        }
        Checkpoint checkpoint = trainer.checkpoint();
        double[] first = weightsOfNext(trainer, 30);
        trainer.restore(checkpoint);
        assertThat(trainer.iteration()).isEqualTo(20);
        assertThat(weightsOfNext(trainer, 30)).isEqualTo(first);
        Trainer other = new Trainer(experiment, new double[] {0});
        other.restore(checkpoint);
        assertThat(weightsOfNext(other, 30)).isEqualTo(first);
    }

    private static double[] weightsOfNext(Trainer trainer, int count) {
        return IntStream.range(0, count)
                .mapToDouble(k -> {
                    trainer.step(Cancellation.NEVER);
                    return trainer.theta()[0];
                })
                .toArray();
    }

    @Test
    void aLiveChangeKeepsWeightsAndOptimizerState() {
        Trainer trainer = new Trainer(SimplestOdeExperiment.of(FIG_2, SimplestOdeExperiment.ADAM), new double[] {1.5});
        trainer.step(Cancellation.NEVER);
        trainer.step(Cancellation.NEVER);
        double[] mean = trainer.checkpoint().optimizer().slot(0);
        double weight = trainer.theta()[0];
        trainer.reconfigure(SimplestOdeExperiment.of(new SimplestOde(-1, 2, 1), SimplestOdeExperiment.ADAM));
        assertThat(trainer.theta()[0]).isEqualTo(weight);
        assertThat(trainer.checkpoint().optimizer().slot(0)).isEqualTo(mean);
        trainer.evaluate(Cancellation.NEVER);
        assertThat(trainer.evaluation().loss()).isCloseTo(new SimplestOde(-1, 2, 1).value(weight), within(1e-4));
    }

    @Test
    void aCancelledStepChangesNothing() {
        Trainer trainer = new Trainer(SimplestOdeExperiment.of(FIG_2, SimplestOdeExperiment.ADAM), new double[] {1.5});
        trainer.evaluate(Cancellation.NEVER);
        Checkpoint before = trainer.checkpoint();
        assertThat(trainer.step(() -> true).status().kind()).isEqualTo(SolveStatus.Kind.CANCELLED);
        assertThat(trainer.theta()).isEqualTo(before.theta());
        assertThat(trainer.iteration()).isZero();
        assertThat(trainer.checkpoint().optimizer().slot(1))
                .isEqualTo(before.optimizer().slot(1));
    }

    @Test
    void pictureShowsModelTruthStepsAndAdjoint() {
        Inspection inspection = new Inspection(SimplestOdeExperiment.of(FIG_2, SimplestOdeExperiment.ADAM));
        SolveRecord picture =
                inspection.picture(new double[] {0.5}, new double[] {0, 0.25, 0.5, 1}, Cancellation.NEVER);
        assertThat(picture.status().ok()).isTrue();
        assertThat(picture.trajectories().times()).containsExactly(0, 0.25, 0.5, 1);
        for (int i = 0; i < 4; i++) {
            double t = picture.trajectories().times()[i];
            assertThat(picture.trajectories().model()[i][0][0]).isCloseTo(Math.exp(0.5 * t), within(1e-6));
            assertThat(picture.trajectories().truth()[i][0][0]).isCloseTo(Math.exp(-t), within(1e-15));
        }
        assertThat(picture.forward()).isNotEmpty();
        assertThat(picture.backward().getFirst().h()).isNegative();
        assertThat(picture.adjoint().getFirst().t()).isEqualTo(1);
        assertThat(picture.adjoint().getLast().t()).isZero();
        assertThat(picture.loss()).isCloseTo(FIG_2.value(0.5), within(1e-6));
    }

    @Test
    void lossSurfaceIsTheClosedForm() {
        Inspection inspection = new Inspection(SimplestOdeExperiment.of(FIG_2, SimplestOdeExperiment.ADAM));
        double[] losses = inspection.losses(new double[][] {{-2}, {-1}, {Double.NaN}, {0.5}}, Cancellation.NEVER);
        assertThat(losses[0]).isCloseTo(FIG_2.value(-2), within(1e-7));
        assertThat(losses[1]).isCloseTo(0, within(1e-12));
        assertThat(losses[2]).isNaN();
        assertThat(losses[3]).isCloseTo(FIG_2.value(0.5), within(1e-6));
    }
}
