package adjointlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.curvature.Curvature;
import adjointlab.core.curvature.LayerGatherer;
import adjointlab.core.curvature.LayerSpectra;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.StepListener;
import adjointlab.core.optim.Dense;
import adjointlab.core.optim.Landscapes.NeuralOde;
import adjointlab.core.optim.LayerFactors;
import adjointlab.core.optim.Sgd;
import adjointlab.core.problem.dynamics.SimplestOde;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Pipeline;
import adjointlab.core.rollout.Predictor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Looks at a model away from training, against what is written out by hand or known in closed form.
final class LooksTest {
    private static final double[] START = SmallExperiment.LANDSCAPE.start();
    private static final Experiment EXPERIMENT = SmallExperiment.of(SmallExperiment.plain(new Sgd(0.1, 0, false, 0)));

    private static Experiment simplest(SimplestOde ode) {
        return SimplestOdeExperiment.of(ode, SimplestOdeExperiment.ADAM, SimplestOdeExperiment.CONTINUOUS, 1e-9);
    }

    @Test
    void predictionsAndFieldAreTheModelsOwn() {
        Inspection inspection = new Inspection(EXPERIMENT);
        assertThat(inspection.experiment()).isSameAs(EXPERIMENT);
        double[][] states = {{0.3, -0.2}, {1, 2}, {0, 0}};
        assertThat(inspection.readOut(START, states)).isDeepEqualTo(states);
        double[][] rates = inspection.field(START, 0.4, states);
        for (int s = 0; s < states.length; s++) {
            for (int i = 0; i < 2; i++) {
                double rate = START[15 + i];
                for (int l = 0; l < 3; l++) {
                    double z = START[6 + l] + START[2 * l] * states[s][0] + START[2 * l + 1] * states[s][1];
                    rate += START[9 + 3 * i + l] * Math.tanh(z);
                }
                assertThat(rates[s][i]).isCloseTo(rate, within(1e-14));
            }
        }
    }

    /// The linear adjoint: a(t) = a(T) e^{a(T − t)}, and each sample's norm is its own.
    @Test
    void aPictureShowsEachSamplesAdjoint() {
        SimplestOde ode = new SimplestOde(-1, 1, 1);
        SolveRecord picture =
                new Inspection(simplest(ode)).picture(new double[] {0.5}, new double[] {0, 0.3, 1}, Cancellation.NEVER);
        double end = Math.exp(0.5) - Math.exp(-1);
        for (SolveRecord.Adjoint adjoint : picture.adjoint()) {
            double squares = 0;
            for (double each : adjoint.perSample()) {
                squares += each * each;
            }
            assertThat(Math.sqrt(squares)).isCloseTo(adjoint.norm(), within(1e-12));
            assertThat(adjoint.norm()).isCloseTo(end * Math.exp(0.5 * (1 - adjoint.t())), within(1e-6));
        }
        assertThat(picture.trajectories().states())
                .isDeepEqualTo(picture.trajectories().model());
        double span = 0;
        for (SolveRecord.Step step : picture.forward()) {
            assertThat(step.accepted()).isEqualTo(step.errorRatio() <= 1);
            assertThat(step.accepted() ? step.t() : span).as("steps join").isCloseTo(span, within(1e-14));
            span += step.accepted() ? step.h() : 0;
        }
        assertThat(span).isCloseTo(1, within(1e-12));
        double back = 1;
        for (SolveRecord.Step step : picture.backward()) {
            back += step.accepted() ? step.h() : 0;
        }
        assertThat(back).isCloseTo(0, within(1e-12));
    }

    @Test
    void aFailedPictureShowsWhatWasReached() {
        SolveRecord picture = new Inspection(EXPERIMENT).picture(START, new double[] {0, 1}, () -> true);
        assertThat(picture.status().kind()).isEqualTo(SolveStatus.Kind.CANCELLED);
        assertThat(picture.loss()).isNaN();
        assertThat(picture.adjoint()).isEmpty();
        assertThat(picture.trajectories().times()).hasSizeLessThan(2);
    }

    @Test
    void aSingleGradientIsThatOfTheWrittenOne() {
        SingleGradient single = SingleGradient.of(EXPERIMENT, START, null);
        assertThat(single.status().ok()).isTrue();
        assertThat(single.loss()).isCloseTo(SmallExperiment.LANDSCAPE.loss(START), within(1e-14));
        assertThat(single.theta()).containsExactly(SmallExperiment.LANDSCAPE.gradient(START), within(1e-14));
        assertThat(single.cost()).isEqualTo(new SingleGradient.Cost(4, 0));
        assertThat(single.state()).hasNumberOfRows(3);
        assertThat(single.velocity()[0]).isEmpty();
        double[] residual = SmallExperiment.LANDSCAPE.residual(START);
        assertThat(single.state()[1][0] - residual[2]).isCloseTo(NeuralOde.target()[1][0], within(1e-14));
        assertThat(single.initial()).hasNumberOfRows(3);
        double[] broken = START.clone();
        broken[0] = Double.NaN;
        SingleGradient failed = SingleGradient.of(EXPERIMENT, broken, null);
        assertThat(failed.status().ok()).isFalse();
        assertThat(failed.theta()).isEmpty();
        assertThat(failed.cost()).isEqualTo(new SingleGradient.Cost(0, 0));
    }

    /// Of ẋ = ax: dL/dx₀ = e^{aT}(x(T) − x*)/n.
    @Test
    void theGradientByTheDataIsTheAdjointAtTheStart() {
        SimplestOde ode = new SimplestOde(-1, 1.3, 0.7);
        SingleGradient single = SingleGradient.of(simplest(ode), new double[] {0.4}, null);
        double[][] end = single.state();
        for (int s = 0; s < end.length; s++) {
            double start = end[s][0] / Math.exp(0.4 * 1.3);
            double expected = Math.exp(0.4 * 1.3) * (end[s][0] - start * Math.exp(-1.3)) / end.length;
            assertThat(single.initial()[s][0]).isCloseTo(expected, within(1e-7));
        }
    }

    /// The mean of JᵀJ has the eigenvalues of the written matrix.
    @Test
    void theSpectrumIsThatOfTheFisherMatrix() {
        Curvature curvature =
                Curvature.of(EXPERIMENT, START, Cancellation.NEVER).orElseThrow();
        double[][] j = SmallExperiment.LANDSCAPE.jacobian(START);
        double[][] gram = Dense.multiply(j, Dense.transpose(j));
        double[][] vectors = Dense.eigenvectors(gram);
        double[][] diagonal = Dense.multiply(Dense.multiply(Dense.transpose(vectors), gram), vectors);
        double[] expected = new double[6];
        for (int i = 0; i < 6; i++) {
            expected[i] = diagonal[i][i] / 3;
        }
        Arrays.sort(expected);
        assertThat(curvature.parameters()).isEqualTo(17);
        assertThat(curvature.eigenvalues()).hasSize(6);
        for (int i = 0; i < 6; i++) {
            assertThat(curvature.eigenvalues()[i]).isCloseTo(expected[5 - i], within(1e-13));
        }
        assertThat(curvature.rank()).isEqualTo(6);
        assertThat(curvature.condition())
                .isCloseTo(expected[5] / expected[0], within(1e-8 * expected[5] / expected[0]));
        assertThat(Curvature.of(EXPERIMENT, START, () -> true)).isEmpty();
    }

    @Test
    void ranksCountWhatIsNotRounding() {
        Curvature flat = new Curvature(new double[] {2, 0.5, 1e-15, 0}, 4);
        assertThat(flat.rank()).isEqualTo(2);
        assertThat(flat.condition()).isEqualTo(4);
        assertThat(new Curvature(new double[] {1e6, 1, 1e-9}, 3).rank())
                .as("relative to the largest")
                .isEqualTo(2);
        Curvature nothing = new Curvature(new double[] {0, 0}, 2);
        assertThat(nothing.rank()).isZero();
        assertThat(nothing.condition()).isNaN();
    }

    @Test
    void leadingDirectionsAreOrthonormal() {
        double[][] leading =
                Curvature.leading(EXPERIMENT, START, 3, Cancellation.NEVER).orElseThrow();
        double[][] gaussNewton = SmallExperiment.LANDSCAPE.gaussNewton(START);
        double previous = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 3; k++) {
                assertThat(Dense.dot(leading[i], leading[k])).isCloseTo(i == k ? 1 : 0, within(1e-12));
            }
            double curvature = Dense.dot(leading[i], Dense.multiply(gaussNewton, leading[i]));
            assertThat(curvature).isLessThan(previous).isPositive();
            previous = curvature;
        }
        assertThat(Curvature.leading(EXPERIMENT, START, 1, () -> true)).isEmpty();
        int[] asked = {0};
        assertThat(Curvature.leading(EXPERIMENT, START, 1, () -> asked[0]++ > 20))
                .isEmpty();
    }

    /// Ā is the integral of zzᵀ, B̄ of ggᵀ: sums over the grid times its step.
    @Test
    void layersSpectraAreThoseOfTheIntegrals() {
        LayerSpectra spectra =
                LayerSpectra.of(EXPERIMENT, START, 0.25, Cancellation.NEVER).orElseThrow();
        Experiment continuous = new Experiment(
                EXPERIMENT.task(),
                EXPERIMENT.model(),
                new Experiment.Numerics(EXPERIMENT.numerics().solver(), SimplestOdeExperiment.CONTINUOUS),
                EXPERIMENT.training(),
                1);
        Pipeline pipeline = new Pipeline(continuous);
        LayerGatherer gatherer = new LayerGatherer(EXPERIMENT.model(), pipeline, new LayerFactors.Sampling(0.25, 1));
        pipeline.forward(START, StepListener.NONE, Cancellation.NEVER);
        gatherer.begin(START, true);
        pipeline.backward(START, gatherer, Cancellation.NEVER);
        assertThat(spectra.layers()).hasSize(2);
        for (int l = 0; l < 2; l++) {
            assertThat(gatherer.factors().times(l)).isEqualTo(4);
            assertThat(gatherer.factors().step(l)).isEqualTo(0.25);
            LayerSpectra.Layer layer = spectra.layers().get(l);
            double trace = 0;
            for (int i = 0; i < layer.inputs().length; i++) {
                trace += 0.25 * gatherer.factors().inputs(l).get(i, i);
            }
            assertThat(Arrays.stream(layer.inputs()).sum()).isCloseTo(trace, within(1e-12));
            trace = 0;
            for (int i = 0; i < layer.cotangents().length; i++) {
                trace += 0.25 * gatherer.factors().cotangents(l).get(i, i);
            }
            assertThat(Arrays.stream(layer.cotangents()).sum()).isCloseTo(trace, within(1e-12));
            for (double[] values : new double[][] {layer.inputs(), layer.cotangents()}) {
                for (int i = 1; i < values.length; i++) {
                    assertThat(values[i]).isBetween(0.0, values[i - 1]);
                }
            }
        }
        assertThat(LayerSpectra.of(EXPERIMENT, START, 0.25, () -> true)).isEmpty();
        LayerSpectra.Layer layer = new LayerSpectra.Layer(new double[] {4, 2}, new double[] {3, 1, 0.5});
        assertThat(layer.condition(0)).isEqualTo(12);
        assertThat(layer.condition(1)).isEqualTo(6.5);
    }

    @Test
    void aPredictorPredictsTheTerminalState() {
        Predictor predictor = new Predictor(EXPERIMENT, SmallExperiment.data());
        assertThat(predictor.samples()).isEqualTo(3);
        assertThat(predictor.at(START, Cancellation.NEVER).ok()).isTrue();
        Batch prediction = predictor.prediction();
        double[] residual = SmallExperiment.LANDSCAPE.residual(START);
        for (int s = 0; s < 3; s++) {
            for (int i = 0; i < 2; i++) {
                assertThat(prediction.get(i, s) - NeuralOde.target()[s][i])
                        .isCloseTo(residual[2 * s + i], within(1e-14));
            }
        }
        assertThat(predictor.at(START, () -> true).kind()).isEqualTo(SolveStatus.Kind.CANCELLED);
    }

    @Test
    void infiniteWidthBelongsToTheWideModelOnly() {
        assertThat(InfiniteWidth.of(EXPERIMENT)).isEmpty();
        assertThat(InfiniteWidth.contraction(EXPERIMENT)).isEmpty();
    }

    /// JJᵀ of the written Jacobian, by blocks of any size.
    @Test
    void theTangentKernelIsThatOfTheWrittenJacobian() {
        double[][] j = SmallExperiment.LANDSCAPE.jacobian(START);
        double[][] expected = Dense.multiply(j, Dense.transpose(j));
        for (int numbers : new int[] {1, 70, 1_000_000}) {
            TangentKernel kernel = TangentKernel.perSample(EXPERIMENT, START, 5, numbers, TangentKernel.Watch.NONE);
            assertThat(kernel.status().ok()).isTrue();
            for (int i = 0; i < 6; i++) {
                assertThat(kernel.kernel()[i]).containsExactly(expected[i], within(1e-13));
            }
        }
        assertThat(TangentKernel.of(EXPERIMENT, START, 2, Cancellation.NEVER).kernel())
                .hasNumberOfRows(4);
        TangentKernel cancelled = TangentKernel.of(EXPERIMENT, START, 3, () -> true);
        assertThat(cancelled.status().kind()).isEqualTo(SolveStatus.Kind.CANCELLED);
        assertThat(cancelled.kernel()).isEmpty();
        // six rows: their products, gradients at 120 operations a number, and three copies of the one block
        TangentKernel.Forecast forecast = TangentKernel.forecast(EXPERIMENT, 7);
        assertThat(forecast.operations()).isEqualTo(36.0 * 17 + 120 * 6 * 17);
        assertThat(forecast.bytes()).isEqualTo(8.0 * (3 * 6 * 17 + 36));
    }
}
