package adjointlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.adjoint.DiscreteAdjoint;
import adjointlab.core.catalog.Optimizers;
import adjointlab.core.catalog.Values;
import adjointlab.core.family.Node;
import adjointlab.core.family.Parts;
import adjointlab.core.field.LinearField;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.optim.Clipping;
import adjointlab.core.optim.CurvatureSolve;
import adjointlab.core.optim.CurvatureSolve.Metric;
import adjointlab.core.optim.CurvatureSolve.Space;
import adjointlab.core.optim.NaturalGradient;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.optim.Schedule;
import adjointlab.core.optim.VarianceCorrected;
import adjointlab.core.problem.SquaredLoss;
import adjointlab.core.problem.dynamics.LinearSystem;
import adjointlab.core.problem.dynamics.SimplestOde;
import adjointlab.core.rollout.Experiment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Natural gradient, Levenberg-Marquardt and L-BFGS on problems whose answers are known.
final class SecondOrderTest {
    private static final AdjointMethod DISCRETE = new DiscreteAdjoint(new DiscreteAdjoint.Everything());
    private static final CurvatureSolve.Effort EFFORT = new CurvatureSolve.Effort(500, 1e-14);

    private static NaturalGradient natural(double rate, double damping, Metric metric, Space space) {
        return new NaturalGradient(
                rate, new NaturalGradient.Damping(damping, false), new CurvatureSolve(metric, space, EFFORT));
    }

    private static Optimizer optimizer(String id, Map<String, Object> values) {
        var entry = Optimizers.CATALOG.get(id);
        return entry.create(new Values(values).complete(entry.parameters()));
    }

    /// Okamoto, Takeuchi and Sakemi, section 7: F(a) = t²σ_t².
    @ParameterizedTest
    @EnumSource(Space.class)
    void inOneDimensionTheNaturalGradientIsTheVarianceCorrection(Space space) {
        for (double start : new double[] {-3, -0.5, 0.7}) {
            SimplestOde ode = new SimplestOde(-1, 1.3, 0.8);
            Trainer natural = simplest(ode, natural(0.05, 0, Metric.PREDICTION, space), start);
            Trainer corrected = simplest(ode, new VarianceCorrected(0.05), start);
            for (int k = 0; k < 20; k++) {
                assertThat(natural.step(Cancellation.NEVER).status().ok()).isTrue();
                corrected.step(Cancellation.NEVER);
                assertThat(natural.theta()[0]).isCloseTo(corrected.theta()[0], within(1e-12));
            }
        }
    }

    /// Solved so finely that the derivative of the computed state is t times that state.
    private static Trainer simplest(SimplestOde ode, Optimizer optimizer, double start) {
        Experiment coarse = SimplestOdeExperiment.of(ode, optimizer);
        Experiment fine = new Experiment(
                coarse.task(),
                coarse.model(),
                new Experiment.Numerics(TestSettings.fixed("dopri5", 1000), DISCRETE),
                coarse.training(),
                coarse.seed());
        return new Trainer(fine, new double[] {start});
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-3, 1})
    void everySpaceGivesTheSameStep(double damping) {
        for (Metric metric : Metric.values()) {
            double[] expected = step(natural(0.5, damping, metric, Space.PARAMETERS));
            assertThat(step(natural(0.5, damping, metric, Space.AUTOMATIC)))
                    .containsExactly(expected, within(damping == 0 ? 1e-6 : 1e-9));
            assertThat(step(natural(0.5, damping, metric, Space.SAMPLES)))
                    .containsExactly(expected, within(damping == 0 ? 1e-6 : 1e-9));
            assertThat(step(natural(0.5, damping, metric, Space.CONJUGATE_GRADIENTS)))
                    .containsExactly(expected, within(damping == 0 ? 1e-4 : 1e-9));
        }
    }

    private static double[] step(Optimizer optimizer) {
        Trainer trainer = new Trainer(
                GoldenExperiment.of(TestSettings.fixed("rk4", 10), DISCRETE, optimizer), GoldenExperiment.weights());
        assertThat(trainer.step(Cancellation.NEVER).status().ok()).isTrue();
        return trainer.theta().clone();
    }

    private static Experiment plane(Optimizer optimizer) {
        return new Experiment(
                new Experiment.Task(
                        new LinearSystem(2, List.of(-0.5, 1.5, -1.5, -0.5), 1, 1, new LinearSystem.Moments()),
                        new SquaredLoss(SquaredLoss.Weighting.HALF_SQUARED)),
                new Node(Parts.ReadOut.IDENTITY)
                        .build((_, dim) -> new LinearField(dim, LinearField.Coupling.FREE), 2, 2),
                new Experiment.Numerics(TestSettings.adaptive("dopri5", 1e-10), DISCRETE),
                new Experiment.Training(optimizer, Schedule.CONSTANT, Clipping.NONE),
                1);
    }

    /// Predictions move by −η times the residual to first order, so that near the target the loss falls by (1 −
    /// η)².
    @Test
    void inThePlaneTheLossFallsByTheSameFactorAtEachIteration() {
        Trainer trainer =
                new Trainer(plane(natural(0.1, 0, Metric.PREDICTION, Space.PARAMETERS)), new double[] {0.3, 0, 0, 0.3});
        double previous = trainer.evaluate(Cancellation.NEVER).loss();
        for (int k = 0; k < 60; k++) {
            trainer.step(Cancellation.NEVER);
        }
        for (int k = 0; k < 10; k++) {
            previous = trainer.evaluation().loss();
            assertThat(trainer.step(Cancellation.NEVER).loss() / previous).isCloseTo(0.81, within(2e-3));
        }
        assertThat(previous).isLessThan(1e-5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"levenberg-marquardt", "l-bfgs"})
    void classicalYardsticksReachTheMinimumAndNeverClimb(String id) {
        Trainer trainer = new Trainer(plane(optimizer(id, Map.of())), new double[] {1, 0, 0, 1});
        double previous = trainer.evaluate(Cancellation.NEVER).loss();
        for (int k = 0; k < 40; k++) {
            double loss = trainer.step(Cancellation.NEVER).loss();
            assertThat(loss).isLessThanOrEqualTo(previous);
            previous = loss;
        }
        assertThat(previous).isLessThan(1e-14);
        assertThat(trainer.theta()).containsExactly(new double[] {-0.5, 1.5, -1.5, -0.5}, within(1e-6));
    }

    @Test
    void trialsAreCounted() {
        Trainer searching = new Trainer(plane(optimizer("l-bfgs", Map.of())), new double[] {1, 0, 0, 1});
        long withTrials = searching.step(Cancellation.NEVER).nfeForward();
        long without = searching.evaluate(Cancellation.NEVER).nfeForward();
        assertThat(withTrials).isGreaterThanOrEqualTo(2 * without);
    }

    @Test
    void adaptiveDampingShrinksWhereTheModelIsRight() {
        Optimizer adaptive = new NaturalGradient(
                1, new NaturalGradient.Damping(1, true), new CurvatureSolve(Metric.LOSS, Space.PARAMETERS, EFFORT));
        Trainer trainer = new Trainer(plane(adaptive), new double[] {-0.4, 1.3, -1.4, -0.3});
        for (int k = 0; k < 13; k++) {
            trainer.step(Cancellation.NEVER);
        }
        double factor = trainer.checkpoint().optimizer().slot(0)[0];
        assertThat(factor).isLessThan(8 * Math.log(2.0 / 3));
        assertThat(trainer.evaluation().loss()).isLessThan(1e-6);
    }

    @Test
    void aStoppedStepChangesNothing() {
        for (String id : List.of("natural-gradient", "levenberg-marquardt", "l-bfgs")) {
            Trainer trainer = new Trainer(plane(optimizer(id, Map.of())), new double[] {1, 0, 0, 1});
            trainer.evaluate(Cancellation.NEVER);
            Evaluation stopped = trainer.step(() -> true);
            assertThat(stopped.status().ok()).as(id).isFalse();
            assertThat(trainer.theta()).as(id).containsExactly(1, 0, 0, 1);
            assertThat(trainer.checkpoint().optimizer().updates()).as(id).isZero();
        }
    }
}
