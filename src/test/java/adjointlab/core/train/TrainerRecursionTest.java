package adjointlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.OptimizerReferences;
import adjointlab.core.catalog.Optimizers;
import adjointlab.core.catalog.Values;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.optim.Clipping;
import adjointlab.core.optim.Dense;
import adjointlab.core.optim.Landscape;
import adjointlab.core.optim.Landscapes.NeuralOde;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.optim.Optimizer.Need;
import adjointlab.core.optim.Recursion;
import adjointlab.core.optim.Sgd;
import adjointlab.core.optim.StandardClippings;
import adjointlab.core.optim.StandardSchedules;
import adjointlab.core.rollout.Experiment;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A trainer gives every optimizer what its paper wants: loss, gradient and curvature of a neural ODE are written out
/// by hand, and the weights follow the recursion on them.
final class TrainerRecursionTest {
    private static final Landscape LANDSCAPE = SmallExperiment.LANDSCAPE;
    private static final int UPDATES = 10;

    /// Those whose evidence the landscape knows; the others' is compared with independent programs elsewhere.
    static List<String> optimizers() {
        return Optimizers.CATALOG.ids().stream()
                .filter(id -> {
                    var needs = Optimizers.CATALOG.get(id).createDefault().needs();
                    return !needs.contains(Need.TERMINAL_VARIANCE)
                            && !needs.contains(Need.LAYER_FACTORS)
                            && !needs.contains(Need.COST_CURVATURE);
                })
                .toList();
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void trainingFollowsTheRecursion(String id) {
        Entry<Optimizer> entry = Optimizers.CATALOG.get(id);
        OptimizerReferences.Reference reference = Objects.requireNonNull(OptimizerReferences.BY_ID.get(id));
        for (Map<String, Object> given : reference.variations()) {
            Values values = new Values(given).complete(entry.parameters());
            Recursion recursion = reference.recursion().apply(values);
            Trainer trainer = new Trainer(
                    SmallExperiment.of(new Experiment.Training(
                            entry.create(values), new StandardSchedules.Step(2, 0.8, 99), Clipping.NONE)),
                    LANDSCAPE.start());
            double[] expected = LANDSCAPE.start();
            for (int update = 0; update < UPDATES; update++) {
                Evaluation evaluation = trainer.step(Cancellation.NEVER);
                assertThat(evaluation.status().ok()).isTrue();
                double[] before = expected;
                expected = recursion.next(expected, LANDSCAPE, Math.pow(0.8, Math.floorDiv(update, 2)));
                assertThat(trainer.theta())
                        .as("%s after update %d", given, update + 1)
                        .containsExactly(expected, within(1e-9));
                assertThat(evaluation.iteration()).isEqualTo(update + 1);
                agrees(evaluation, before, expected);
            }
        }
    }

    private static void agrees(Evaluation evaluation, double[] before, double[] after) {
        double[] gradient = LANDSCAPE.gradient(after);
        double[] step = Dense.plus(after, -1, before);
        double[] earlier = LANDSCAPE.gradient(before);
        assertThat(evaluation.loss()).isCloseTo(LANDSCAPE.loss(after), within(1e-9));
        assertThat(evaluation.gradient()).containsExactly(gradient, within(1e-9));
        assertThat(evaluation.gradientNorm()).isCloseTo(norm(gradient), within(1e-9));
        assertThat(evaluation.stepNorm()).isCloseTo(norm(step), within(1e-8));
        assertThat(evaluation.effectiveStep()).isCloseTo(norm(step) / norm(earlier), within(1e-6));
        assertThat(evaluation.predictedDecrease()).isCloseTo(-Dense.dot(earlier, step), within(1e-8));
        assertThat(evaluation.actualDecrease()).isCloseTo(LANDSCAPE.loss(before) - LANDSCAPE.loss(after), within(1e-9));
        assertThat(evaluation.horizon()).isEqualTo(1);
        double[] residual = LANDSCAPE.residual(after);
        double squares = 0;
        double misses = 0;
        for (int s = 0; s < NeuralOde.target().length; s++) {
            for (int i = 0; i < 2; i++) {
                double x = residual[2 * s + i] + NeuralOde.target()[s][i];
                squares += x * x / 6;
                misses += Math.pow(residual[2 * s + i] / 6, 2);
            }
        }
        assertThat(evaluation.terminalVariance()).isCloseTo(squares, within(1e-9));
        // a(T) is the loss's derivative by the state
        assertThat(evaluation.adjointEnd()).isCloseTo(Math.sqrt(misses), within(1e-9));
        assertThat(evaluation.adjointMax())
                .isGreaterThanOrEqualTo(Math.max(evaluation.adjointStart(), evaluation.adjointEnd()));
    }

    private static double norm(double[] v) {
        return Math.sqrt(Dense.dot(v, v));
    }

    /// The update sees the clipped gradient, the evaluation the whole one.
    @Test
    void clippingComesBeforeTheUpdate() {
        Trainer trainer = new Trainer(
                SmallExperiment.of(new Experiment.Training(
                        new Sgd(0.5, 0, false, 0),
                        new StandardSchedules.Exponential(0.5),
                        new StandardClippings.ByNorm(0.01))),
                LANDSCAPE.start());
        double[] theta = LANDSCAPE.start();
        for (int update = 0; update < 3; update++) {
            double[] gradient = LANDSCAPE.gradient(theta);
            trainer.step(Cancellation.NEVER);
            theta = Dense.plus(theta, -0.5 * Math.pow(0.5, update) * 0.01 / norm(gradient), gradient);
            assertThat(trainer.theta()).containsExactly(theta, within(1e-12));
            assertThat(trainer.evaluation().gradient()).containsExactly(LANDSCAPE.gradient(theta), within(1e-12));
        }
    }

    /// The variance correction divides by the variance of the states as they are.
    @Test
    void theTerminalVarianceIsGivenToThoseThatAsk() {
        Optimizer optimizer = Optimizers.CATALOG.get("variance-corrected").createDefault();
        Trainer trainer = new Trainer(SmallExperiment.of(SmallExperiment.plain(optimizer)), LANDSCAPE.start());
        double variance = trainer.evaluate(Cancellation.NEVER).terminalVariance();
        trainer.step(Cancellation.NEVER);
        double[] expected = Dense.plus(LANDSCAPE.start(), -0.05 / variance, LANDSCAPE.gradient(LANDSCAPE.start()));
        assertThat(trainer.theta()).containsExactly(expected, within(1e-12));
    }
}
