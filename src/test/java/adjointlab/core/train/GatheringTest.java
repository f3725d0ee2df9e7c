package adjointlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.adjoint.RunningCost;
import adjointlab.core.curvature.LayerGatherer;
import adjointlab.core.family.FamilyTemplate;
import adjointlab.core.family.Model;
import adjointlab.core.family.Node;
import adjointlab.core.family.Parts;
import adjointlab.core.family.Regularized;
import adjointlab.core.family.Sonode;
import adjointlab.core.field.FieldTemplate;
import adjointlab.core.field.LinearField;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.kernel.Batch;
import adjointlab.core.net.Dense;
import adjointlab.core.net.Take;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.StepListener;
import adjointlab.core.optim.Evidence;
import adjointlab.core.optim.LayerFactors;
import adjointlab.core.optim.Sgd;
import adjointlab.core.optim.Snopt;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.Goals;
import adjointlab.core.problem.Observations;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Pipeline;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/// What layers show during a backward solve, and what a pipeline adds to a plain model.
final class GatheringTest {
    private static final FieldTemplate FIELD = (in, out) -> Mlp.of(List.of(in, 3, out), StandardActivations.TANH, true);
    private static final double[] ONE = {0.4, -1.1};

    /// `copies` times the same sample on a clock from 0.2, with losses at two times.
    private static Experiment experiment(FamilyTemplate template, FieldTemplate field, int copies) {
        double[][] x = new double[copies][];
        double[][] y = new double[copies][];
        Arrays.fill(x, ONE);
        Arrays.fill(y, new double[] {0.9, 0.5});
        Batch target = Batch.ofRows(y);
        ProblemData data = new ProblemData(
                Batch.ofRows(x), 0.2, new double[] {0.8, 1.4}, List.of(target, target), ProblemData.Truth.UNKNOWN);
        return new Experiment(
                new Experiment.Task(new GivenData(data, 2), SmallExperiment.LOSS),
                template.build(field, 2, 2),
                new Experiment.Numerics(TestSettings.fixed("rk4", 24), SimplestOdeExperiment.CONTINUOUS),
                SmallExperiment.plain(new Sgd(0.1, 0, false, 0)),
                1);
    }

    private static double[] weights(Experiment experiment) {
        double[] theta = new double[experiment.model().parameters().size()];
        Arrays.setAll(theta, j -> Math.sin(1.7 * j + 0.3));
        experiment.model().start(theta);
        return theta;
    }

    private static LayerFactors gather(Experiment experiment, double gridStep) {
        double[] theta = weights(experiment);
        Pipeline pipeline = new Pipeline(experiment);
        LayerGatherer gatherer =
                new LayerGatherer(experiment.model(), pipeline, new LayerFactors.Sampling(gridStep, 1));
        assertThat(pipeline.forward(theta, StepListener.NONE, Cancellation.NEVER)
                        .ok())
                .isTrue();
        gatherer.begin(theta, true);
        assertThat(pipeline.backward(theta, gatherer, Cancellation.NEVER).ok()).isTrue();
        gatherer.gatherEnds(pipeline);
        return gatherer.factors();
    }

    /// t₁ − jΔt for j = 1 … N, in the rows of the time and of the bias: Σ1, Σt and Σt².
    @Test
    void layersAreLookedAtOnTheGridOfAlgorithmOne() {
        Experiment experiment = experiment(new Node(Parts.ReadOut.IDENTITY), FIELD, 3);
        for (double[] each : new double[][] {{0.3, 4}, {0.5, 2}, {0.29, 4}, {5, 1}, {0.1, 12}}) {
            LayerFactors factors = gather(experiment, each[0]);
            int n = (int) each[1];
            double step = 1.2 / n;
            double sum = 0;
            double squares = 0;
            for (int j = 1; j <= n; j++) {
                double t = 1.4 - j * step;
                sum += t;
                squares += t * t;
            }
            assertThat(factors.times(0)).isEqualTo(n);
            assertThat(factors.step(0)).isCloseTo(step, within(1e-15));
            DMatrixRMaj inputs = factors.inputs(0);
            // columns: two states, the time, the bias
            assertThat(inputs.get(3, 3)).isCloseTo(n, within(1e-12));
            assertThat(inputs.get(2, 3)).isCloseTo(sum, within(1e-12));
            assertThat(inputs.get(3, 2)).isCloseTo(sum, within(1e-12));
            assertThat(inputs.get(2, 2)).isCloseTo(squares, within(1e-12));
        }
        // the last time is t₀, where the state is the datum but for what the way back rounds
        DMatrixRMaj inputs = gather(experiment, 5).inputs(0);
        assertThat(inputs.get(0, 0)).isCloseTo(ONE[0] * ONE[0], within(1e-7));
        assertThat(inputs.get(0, 1)).isCloseTo(ONE[0] * ONE[1], within(1e-7));
        assertThat(inputs.get(1, 3)).isCloseTo(ONE[1], within(1e-7));
    }

    /// Factors are means of each sample's own: copies of one sample change nothing.
    @Test
    void copiesOfASampleLeaveTheFactorsAlone() {
        Parts parts = new Parts(0, new Parts.Learned(List.of(2)), Parts.ReadOut.LINEAR);
        for (FamilyTemplate template : List.of(new Node(Parts.ReadOut.TANH), new Sonode(parts, false))) {
            LayerFactors one = gather(experiment(template, FIELD, 1), 0.3);
            LayerFactors five = gather(experiment(template, FIELD, 5), 0.3);
            for (int l = 0; l < one.layers().size(); l++) {
                assertThat(five.times(l)).isEqualTo(one.times(l));
                assertThat(five.inputs(l).getData())
                        .containsExactly(one.inputs(l).getData(), within(1e-12));
                assertThat(five.cotangents(l).getData())
                        .containsExactly(one.cotangents(l).getData(), within(1e-12));
                assertThat(Arrays.stream(one.cotangents(l).getData()).anyMatch(v -> v != 0))
                        .isTrue();
            }
        }
    }

    /// A layer that acts once on one sample has the gradient G = g zᵀ, so that GGᵀ = tr(A) B and GᵀG = tr(B) A.
    @Test
    void layersOutsideOfTheSolveCountOnceAndAgreeWithTheirGradient() {
        Parts parts = new Parts(0, new Parts.Learned(List.of(3)), Parts.ReadOut.IDENTITY);
        Experiment experiment = experiment(new Sonode(parts, false), FIELD, 1);
        LayerFactors factors = gather(experiment, 0.3);
        double[] gradient =
                SingleGradient.of(experiment, weights(experiment), null).theta();
        int inField = experiment.model().field().denseLayers().size();
        assertThat(factors.layers()).hasSize(inField + 2);
        for (int l = inField; l < factors.layers().size(); l++) {
            assertThat(factors.times(l)).isEqualTo(1);
            assertThat(factors.step(l)).isEqualTo(1);
            var layer = factors.layers().get(l);
            DMatrixRMaj a = factors.inputs(l);
            DMatrixRMaj b = factors.cotangents(l);
            for (int i = 0; i < layer.rows(); i++) {
                for (int k = 0; k < layer.rows(); k++) {
                    double product = 0;
                    for (int c = 0; c < layer.width(); c++) {
                        product += gradient[layer.position(i, c)] * gradient[layer.position(k, c)];
                    }
                    assertThat(product).isCloseTo(trace(a) * b.get(i, k), within(1e-12));
                }
            }
            for (int i = 0; i < layer.width(); i++) {
                for (int k = 0; k < layer.width(); k++) {
                    double product = 0;
                    for (int r = 0; r < layer.rows(); r++) {
                        product += gradient[layer.position(r, i)] * gradient[layer.position(r, k)];
                    }
                    assertThat(product).isCloseTo(trace(b) * a.get(i, k), within(1e-12));
                }
            }
        }
    }

    /// Where samples go at paces of their own, what comes back through a layer goes at them too: B of the field's
    /// only layer is the mean of (Δa)(Δa)ᵀ with the pace Δ behind each observation.
    @Test
    void pacesBelongToWhatIsGathered() {
        double[][] paces = {{0.5, 2}, {3, 0.25}};
        Batch seen = Batch.ofRows(new double[][] {{0.3}, {-0.4}});
        Batch target = Batch.ofRows(new double[][] {{0.9, 0.5}, {0.1, -0.7}});
        ProblemData data = new ProblemData(
                Batch.ofRows(new double[][] {ONE, {0.8, 0.2}}),
                0,
                new Goals(new double[] {1, 2}, List.of(target, target)),
                Optional.of(new Observations(
                        new double[] {0, 1},
                        List.of(seen, seen),
                        new boolean[][] {{true, true}, {true, true}},
                        Optional.of(paces))),
                ProblemData.Truth.UNKNOWN);
        Experiment experiment = new Experiment(
                new Experiment.Task(new GivenData(data, 2), SmallExperiment.LOSS),
                Model.of(Mlp.of(List.of(2, 2), StandardActivations.TANH, false), Take.all(2), Take.all(2), List.of())
                        .jumping(new Dense(3, 2, "jump.W", "jump.b")),
                new Experiment.Numerics(TestSettings.fixed("rk4", 24), SimplestOdeExperiment.CONTINUOUS),
                SmallExperiment.plain(new Sgd(0.1, 0, false, 0)),
                1);
        double[] theta = weights(experiment);
        Pipeline pipeline = new Pipeline(experiment);
        LayerGatherer gatherer = new LayerGatherer(experiment.model(), pipeline, new LayerFactors.Sampling(1, 1));
        assertThat(pipeline.forward(theta, StepListener.NONE, Cancellation.NEVER)
                        .ok())
                .isTrue();
        gatherer.begin(theta, true);
        double[][] expected = new double[2][2];
        assertThat(pipeline.backward(
                                theta,
                                new AdjointListener() {
                                    @Override
                                    public void adjoint(double t, Batch a) {}

                                    @Override
                                    public double[] sampleTimes() {
                                        return gatherer.sampleTimes();
                                    }

                                    @Override
                                    public void sample(double t, Batch y, Batch a) {
                                        gatherer.sample(t, y, a);
                                        for (int s = 0; s < 2; s++) {
                                            double pace = paces[(int) t][s];
                                            for (int i = 0; i < 2; i++) {
                                                for (int k = 0; k < 2; k++) {
                                                    expected[i][k] += 2 * pace * a.get(i, s) * pace * a.get(k, s);
                                                }
                                            }
                                        }
                                    }
                                },
                                Cancellation.NEVER)
                        .ok())
                .isTrue();
        assertThat(gatherer.factors().times(0)).isEqualTo(2);
        for (int i = 0; i < 2; i++) {
            for (int k = 0; k < 2; k++) {
                assertThat(gatherer.factors().cotangents(0).get(i, k)).isCloseTo(expected[i][k], within(1e-13));
            }
        }
    }

    private static double trace(DMatrixRMaj m) {
        double sum = 0;
        for (int i = 0; i < m.getNumRows(); i++) {
            sum += m.get(i, i);
        }
        return sum;
    }

    /// The read-out acts at each time of the loss, and its cotangents are shares of the mean over these times.
    @Test
    void theReadOutIsLookedAtAtEachTimeOfTheLoss() {
        Experiment experiment = experiment(new Node(Parts.ReadOut.LINEAR), FIELD, 1);
        LayerFactors factors = gather(experiment, 0.3);
        int last = factors.layers().size() - 1;
        assertThat(factors.times(last)).isEqualTo(2);
        double[] theta = weights(experiment);
        Pipeline pipeline = new Pipeline(experiment);
        pipeline.forward(theta, StepListener.NONE, Cancellation.NEVER);
        double[][] expected = new double[2][2];
        for (int time = 0; time < 2; time++) {
            double[] f = new Inspection(experiment)
                    .readOut(theta, pipeline.work().state(time).toRows())[0];
            // half the mean over two components, and over two times
            double[] g = {(f[0] - 0.9) / 4, (f[1] - 0.5) / 4};
            for (int i = 0; i < 2; i++) {
                for (int k = 0; k < 2; k++) {
                    expected[i][k] += g[i] * g[k];
                }
            }
        }
        for (int i = 0; i < 2; i++) {
            for (int k = 0; k < 2; k++) {
                assertThat(factors.cotangents(last).get(i, k)).isCloseTo(expected[i][k], within(1e-13));
            }
        }
    }

    /// By way of a training: layers outside of the solve are there when an update is due for them, and nothing is
    /// otherwise.
    @Test
    void evidenceHasTheLayersOutsideOfTheSolve() {
        Experiment plain = experiment(new Node(Parts.ReadOut.LINEAR), FIELD, 2);
        Snopt snopt = new Snopt(
                1, new Snopt.Precondition(Snopt.Form.PAPER, 0.1, false, 0.5), new LayerFactors.Sampling(0.3, 2), 0, 0);
        Experiment experiment =
                new Experiment(plain.task(), plain.model(), plain.numerics(), SmallExperiment.plain(snopt), 1);
        double[] theta = weights(experiment);
        Pipeline pipeline = new Pipeline(experiment);
        EvidenceSource source = new EvidenceSource(experiment, pipeline);
        LayerFactors expected = gather(plain, 0.3);
        for (int updates = 0; updates < 4; updates++) {
            pipeline.forward(theta, StepListener.NONE, Cancellation.NEVER);
            pipeline.backward(theta, source.listener(theta, updates), Cancellation.NEVER);
            Evidence evidence = new Evidence();
            source.fill(theta, evidence, Cancellation.NEVER);
            LayerFactors factors = evidence.layers();
            boolean due = updates % 2 == 0;
            assertThat(factors.fresh()).isEqualTo(due);
            for (int l = 0; l < factors.layers().size(); l++) {
                assertThat(factors.times(l)).isEqualTo(due ? expected.times(l) : 0);
                if (due) {
                    assertThat(factors.inputs(l).getData())
                            .containsExactly(expected.inputs(l).getData(), within(1e-14));
                    assertThat(factors.cotangents(l).getData())
                            .containsExactly(expected.cotangents(l).getData(), within(1e-14));
                }
            }
        }
    }

    @Test
    void aModelWithoutDenseLayersIsRefused() {
        Experiment linear = experiment(
                new Node(Parts.ReadOut.IDENTITY), (_, dim) -> new LinearField(dim, LinearField.Coupling.DIAGONAL), 1);
        Pipeline pipeline = new Pipeline(linear);
        LayerFactors.Sampling sampling = new LayerFactors.Sampling(0.1, 1);
        assertThatThrownBy(() -> new LayerGatherer(linear.model(), pipeline, sampling))
                .hasMessageContaining("no dense layers");
    }

    /// dL/dv₀ where states start with a velocity of the caller's choice, by differences.
    @Test
    void theGradientByAGivenVelocityIsThatOfTheLoss() {
        Experiment experiment =
                experiment(new Sonode(new Parts(0, new Parts.Uniform(), Parts.ReadOut.IDENTITY), false), FIELD, 2);
        double[] theta = weights(experiment);
        double[][] v = {{0.3, -0.2}, {0.1, 0.6}};
        SingleGradient single = SingleGradient.of(experiment, theta, Batch.ofRows(v));
        double[] own = SingleGradient.of(experiment, theta, null).theta();
        for (int s = 0; s < 2; s++) {
            for (int i = 0; i < 2; i++) {
                double step = 1e-5;
                v[s][i] += step;
                double above =
                        SingleGradient.of(experiment, theta, Batch.ofRows(v)).loss();
                v[s][i] -= 2 * step;
                double below =
                        SingleGradient.of(experiment, theta, Batch.ofRows(v)).loss();
                v[s][i] += step;
                assertThat(single.velocity()[s][i]).isCloseTo((above - below) / (2 * step), within(1e-7));
            }
        }
        // the family's own start has no say then, and so no gradient
        int p = theta.length;
        assertThat(Arrays.copyOfRange(single.theta(), p - 2, p)).containsExactly(0, 0);
        assertThat(Arrays.copyOfRange(own, p - 2, p)).doesNotContain(0);
    }

    /// A running cost stands before the state and is no part of its variance; the loss pays for it once.
    @Test
    void runningCostsAreNoState() {
        Node plain = new Node(Parts.ReadOut.IDENTITY);
        Experiment bare = experiment(plain, FIELD, 3);
        Experiment paying = experiment(new Regularized(plain, new RunningCost(0, 0.7, 0)), FIELD, 3);
        double[] theta = weights(bare);
        Evaluation without = new Trainer(bare, theta).evaluate(Cancellation.NEVER);
        Evaluation with = new Trainer(paying, theta).evaluate(Cancellation.NEVER);
        assertThat(with.terminalVariance()).isCloseTo(without.terminalVariance(), within(1e-12));
        assertThat(with.loss()).isGreaterThan(without.loss());
    }
}
