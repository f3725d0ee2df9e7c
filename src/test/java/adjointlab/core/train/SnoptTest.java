package adjointlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.Golden;
import adjointlab.core.TestSettings;
import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.adjoint.ContinuousAdjoint;
import adjointlab.core.catalog.Gradients;
import adjointlab.core.field.DenseLayer;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.ErrorNorms;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.ode.StepListener;
import adjointlab.core.optim.Evidence;
import adjointlab.core.optim.LayerFactors;
import adjointlab.core.optim.OptimizerState;
import adjointlab.core.optim.Snopt;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Pipeline;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// SNOpt's factors and steps against an independent program and the authors' own.
final class SnoptTest {
    private static final JsonNode GOLDEN = Golden.ROOT.get("gauss_newton");
    private static final AdjointMethod CONTINUOUS = new ContinuousAdjoint(ErrorNorms.BLOCKS);

    private static Snopt snopt(Snopt.Form form, boolean amortized, double gridStep, int every) {
        return new Snopt(
                1,
                new Snopt.Precondition(form, 0.05, amortized, 0.75),
                new LayerFactors.Sampling(gridStep, every),
                0,
                0);
    }

    private static LayerFactors gather(SolverSettings solver, AdjointMethod method, double gridStep) {
        Experiment experiment = GoldenExperiment.of(solver, method, snopt(Snopt.Form.AUTHORS, true, gridStep, 1));
        Pipeline pipeline = new Pipeline(experiment);
        EvidenceSource source = new EvidenceSource(experiment, pipeline);
        double[] theta = GoldenExperiment.weights();
        assertThat(pipeline.forward(theta, StepListener.NONE, Cancellation.NEVER)
                        .ok())
                .isTrue();
        AdjointListener listener = source.listener(theta, 0);
        assertThat(pipeline.backward(theta, listener, Cancellation.NEVER).ok()).isTrue();
        Evidence evidence = new Evidence();
        source.fill(theta, evidence, Cancellation.NEVER);
        return evidence.layers();
    }

    private static double[] scaled(double[] values, double factor) {
        return java.util.Arrays.stream(values).map(v -> factor * v).toArray();
    }

    /// Means over ten times with the step within each cotangent, as the authors' program samples them.
    @ParameterizedTest
    @ValueSource(strings = {"continuous", "continuous-interpolated"})
    void sampledFactorsAgreeWithTheAuthorsProgram(String id) {
        // 400 equal steps: the grid's times are ends of steps, where dense output is the solution itself
        LayerFactors factors = gather(
                TestSettings.fixed("dopri5", 400), Gradients.CATALOG.get(id).createDefault(), 0.1);
        assertThat(factors.times(0)).isEqualTo(10);
        for (int l = 0; l < 3; l++) {
            assertThat(scaled(factors.inputs(l).getData(), 0.1))
                    .containsExactly(Golden.numbers(GOLDEN.get("A_snopt_dt0p1").get(l)), within(1e-11));
            assertThat(scaled(factors.cotangents(l).getData(), 0.001))
                    .containsExactly(Golden.numbers(GOLDEN.get("B_snopt_dt0p1").get(l)), within(1e-11));
        }
    }

    /// Sums over the grid tend to the integrals of equation (13); two grids and Richardson's extrapolation reach
    /// them.
    @Test
    void factorsTendToTheIntegrals() {
        SolverSettings solver = TestSettings.fixed("dopri5", 1024);
        LayerFactors[] grids = new LayerFactors[5];
        for (int i = 0; i < grids.length; i++) {
            grids[i] = gather(solver, CONTINUOUS, Math.pow(0.5, 3 + i));
        }
        for (int l = 0; l < 3; l++) {
            for (boolean input : new boolean[] {true, false}) {
                double[] expected =
                        Golden.numbers(GOLDEN.get(input ? "A_int" : "B_int").get(l));
                double[] ours = new double[expected.length];
                for (int e = 0; e < ours.length; e++) {
                    // a sum over one end only is the trapezoidal rule plus h/2 times the difference
                    // of the ends
                    double[] column = new double[grids.length];
                    for (int i = 0; i < column.length; i++) {
                        LayerFactors factors = grids[i];
                        column[i] = factors.step(l) * (input ? factors.inputs(l) : factors.cotangents(l)).getData()[e];
                    }
                    ours[e] = richardson(column);
                }
                assertThat(ours).containsExactly(expected, within(1e-9));
            }
        }
    }

    /// Errors in h, h², h⁴, h⁶ removed in turn.
    private static double richardson(double[] column) {
        int[] powers = {1, 2, 4, 6};
        double[] work = column.clone();
        for (int k = 0; k < powers.length; k++) {
            for (int i = 0; i + 1 < work.length - k; i++) {
                work[i] = work[i + 1] + (work[i + 1] - work[i]) / (Math.pow(2, powers[k]) - 1);
            }
        }
        return work[0];
    }

    /// The authors' program solved and interpolated like this, and at this tolerance.
    private static LayerFactors theirs() {
        return gather(
                TestSettings.settings(
                        "dopri5-shampine", Map.of("rtol", 1e-10, "atol", 1e-10, "endRule", "interpolate")),
                CONTINUOUS,
                0.1);
    }

    /// From the factors as the authors' program finds them and its gradient, the authors' first and second step.
    @Test
    void stepsAgreeWithTheAuthorsProgram() {
        JsonNode golden = GOLDEN.get("snopt_precond");
        LayerFactors factors = theirs();
        List<DenseLayer> layers = factors.layers();
        Snopt snopt = snopt(Snopt.Form.AUTHORS, true, 0.1, 100);
        OptimizerState state = snopt.init(114, layers);
        Evidence evidence = new Evidence().with(1, 1, Double.NaN).with(factors);
        double[] raw = Golden.numbers(golden.get("raw_mean_gradient"));
        double[] theta = new double[114];
        snopt.update(theta, raw, state, evidence);
        assertThat(scaled(theta, -1))
                .containsExactly(Golden.numbers(golden.get("preconditioned_step1")), within(1e-12));
        factors.clear();
        java.util.Arrays.fill(theta, 0);
        snopt.update(theta, raw, state, evidence);
        assertThat(scaled(theta, -1))
                .containsExactly(Golden.numbers(golden.get("preconditioned_step2_same_raw")), within(1e-12));
    }

    /// As in the SGD that follows the authors' preconditioner: v ← μv + d + λθ, θ ← θ − ηv with the preconditioned
    /// d, so that a lasting direction is followed 1/(1 − μ) times as far.
    @Test
    void momentumAndDecayComeAfterThePreconditioner() {
        JsonNode golden = GOLDEN.get("snopt_precond");
        LayerFactors factors = theirs();
        Snopt plain = snopt(Snopt.Form.AUTHORS, true, 0.1, 100);
        Snopt snopt = new Snopt(0.5, plain.precondition(), plain.sampling(), 0.9, 0.01);
        OptimizerState state = snopt.init(114, factors.layers());
        Evidence evidence = new Evidence().with(1, 1, Double.NaN).with(factors);
        double[] raw = Golden.numbers(golden.get("raw_mean_gradient"));
        double[] first = Golden.numbers(golden.get("preconditioned_step1"));
        double[] second = Golden.numbers(golden.get("preconditioned_step2_same_raw"));
        double[] theta = new double[114];
        snopt.update(theta, raw, state, evidence);
        factors.clear();
        snopt.update(theta, raw, state, evidence);
        double[] expected = new double[114];
        for (int j = 0; j < 114; j++) {
            double after = -0.5 * first[j];
            expected[j] = after - 0.5 * (0.9 * first[j] + second[j] + 0.01 * after);
        }
        assertThat(theta).containsExactly(expected, within(1e-12));
    }

    /// Without amortisation equation (14): B̄ X Ā + εX = ∇L.
    @Test
    void thePlainStepSolvesTheKroneckerSystem() {
        Snopt snopt = snopt(Snopt.Form.PAPER, false, 0.1, 1);
        Experiment experiment = GoldenExperiment.of(TestSettings.adaptive("dopri5", 1e-8), CONTINUOUS, snopt);
        Trainer trainer = new Trainer(experiment, GoldenExperiment.weights());
        double[] gradient = trainer.evaluate(Cancellation.NEVER).gradient().clone();
        trainer.step(Cancellation.NEVER);
        LayerFactors factors = gather(TestSettings.adaptive("dopri5", 1e-8), CONTINUOUS, 0.1);
        for (int l = 0; l < 3; l++) {
            DenseLayer layer = factors.layers().get(l);
            for (int i = 0; i < layer.rows(); i++) {
                for (int k = 0; k < layer.width(); k++) {
                    double sum = 0.05 * moved(trainer, layer, i, k);
                    for (int r = 0; r < layer.rows(); r++) {
                        for (int c = 0; c < layer.width(); c++) {
                            sum += 0.1
                                    * factors.cotangents(l).get(i, r)
                                    * moved(trainer, layer, r, c)
                                    * 0.1
                                    * factors.inputs(l).get(c, k);
                        }
                    }
                    assertThat(sum).isCloseTo(gradient[layer.position(i, k)], within(1e-12));
                }
            }
        }
    }

    private static double moved(Trainer trainer, DenseLayer layer, int i, int k) {
        int at = layer.position(i, k);
        return GoldenExperiment.weights()[at] - trainer.theta()[at];
    }

    @Test
    void factorsAreGatheredOnlyWhenDue() {
        Trainer trainer = new Trainer(
                GoldenExperiment.of(
                        TestSettings.adaptive("dopri5", 1e-6), CONTINUOUS, snopt(Snopt.Form.AUTHORS, true, 0.1, 3)),
                GoldenExperiment.weights());
        double[] bases = new double[4];
        for (int k = 0; k < 4; k++) {
            assertThat(trainer.step(Cancellation.NEVER).status().ok()).isTrue();
            bases[k] = trainer.checkpoint().optimizer().slot(2)[0];
        }
        assertThat(bases[1]).isEqualTo(bases[0]);
        assertThat(bases[2]).isEqualTo(bases[0]);
        assertThat(bases[3]).isNotEqualTo(bases[0]);
    }

    @Test
    void aMethodWithoutDenseOutputIsRefused() {
        Experiment experiment = GoldenExperiment.of(
                TestSettings.adaptive("dopri5", 1e-6),
                Gradients.CATALOG.get("discrete").createDefault(),
                snopt(Snopt.Form.PAPER, true, 0.1, 1));
        Assertions.assertThatThrownBy(() -> new Trainer(experiment, GoldenExperiment.weights()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("continuous adjoint");
    }
}
