package adjointlab.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.kernel.Batch;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.problem.CrossEntropy;
import adjointlab.core.problem.Loss;
import adjointlab.core.problem.SquaredLoss;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every registered loss: value by its formula, gradient and curvature by finite differences.
final class LossContractTest {
    /// The loss of rows of predictions and targets, written out.
    @FunctionalInterface
    private interface Formula {
        double of(double[][] prediction, double[][] target);
    }

    /// @param formula of the value
    /// @param probabilities whether predictions and targets are probabilities
    /// @param hessian whether the curvature is the second derivative
    private record Reference(Formula formula, boolean probabilities, boolean hessian) {}

    private static final Map<String, Reference> REFERENCES = Map.of(
            "half-squared", new Reference((f, y) -> squares(f, y) / 2 / y.length, false, true),
            "half-mse", new Reference((f, y) -> squares(f, y) / 2 / (y.length * y[0].length), false, true),
            "mse", new Reference((f, y) -> squares(f, y) / (y.length * y[0].length), false, true),
            "formula", new Reference((f, y) -> pseudoHuber(f, y) / (y.length * y[0].length), false, true),
            "cross-entropy", new Reference(LossContractTest::crossEntropy, true, true),
            "drawn", new Reference((f, y) -> drawn(f, y) / (y.length * y[0].length), false, false),
            "nll",
                    new Reference(
                            (f, _) -> -Arrays.stream(f)
                                    .mapToDouble(row -> row[row.length - 1])
                                    .average()
                                    .orElseThrow(),
                            false,
                            false));

    private static double squares(double[][] f, double[][] y) {
        double sum = 0;
        for (int s = 0; s < y.length; s++) {
            for (int i = 0; i < y[0].length; i++) {
                sum += Math.pow(f[s][i] - y[s][i], 2);
            }
        }
        return sum;
    }

    private static double pseudoHuber(double[][] f, double[][] y) {
        double sum = 0;
        for (int s = 0; s < y.length; s++) {
            for (int i = 0; i < y[0].length; i++) {
                sum += Math.hypot(1, f[s][i] - y[s][i]) - 1;
            }
        }
        return sum;
    }

    /// Hermite's cubics through the points that are drawn at first, less the lowest, −1.15, with harmonic means of
    /// secants as slopes.
    private static double drawn(double[][] f, double[][] y) {
        double[] heights = {0.0, -0.05, -0.13, -0.24, -0.38, -0.53, -0.68, -0.84, -0.98, -1.09, -1.15};
        double sum = 0;
        for (int s = 0; s < y.length; s++) {
            for (int i = 0; i < y[0].length; i++) {
                int k = (int) (10 * f[s][i]);
                double t = 10 * f[s][i] - k;
                sum += 1.15
                        + (1 + 2 * t) * (1 - t) * (1 - t) * heights[k]
                        + t * (1 - t) * (1 - t) * tangent(heights, k)
                        + t * t * (3 - 2 * t) * heights[k + 1]
                        + t * t * (t - 1) * tangent(heights, k + 1);
            }
        }
        return sum;
    }

    private static double tangent(double[] heights, int k) {
        double left = heights[k] - (k == 0 ? 0.02 : heights[k - 1]);
        double right = heights[k + 1] - heights[k];
        return left * right > 0 ? 2 / (1 / left + 1 / right) : 0;
    }

    /// −(1/n) Σ q ln p; a target of one number says by its sign which of two classes is right.
    private static double crossEntropy(double[][] f, double[][] y) {
        double sum = 0;
        for (int s = 0; s < y.length; s++) {
            if (y[s].length == 1) {
                sum -= Math.log(y[s][0] > 0 ? f[s][0] : 1 - f[s][0]);
            }
            for (int i = 0; i < y[s].length && y[s].length > 1; i++) {
                sum -= y[s][i] * Math.log(f[s][i]);
            }
        }
        return sum / y.length;
    }

    /// @param targets components of a target; predictions have more where the loss allows it
    record Case(String id, int samples, int outputs, int targets) {
        Batch prediction() {
            return batch("prediction", outputs);
        }

        Batch target() {
            return batch("target", targets);
        }

        private Batch batch(String what, int dim) {
            RandomGenerator random = RandomStreams.of(7, what);
            Batch batch = new Batch(dim, samples);
            for (int s = 0; s < samples; s++) {
                double sum = 0;
                for (int i = 0; i < dim; i++) {
                    boolean positive =
                            Objects.requireNonNull(REFERENCES.get(id)).probabilities() && dim > 1
                                    || what.equals("prediction");
                    batch.set(i, s, positive ? random.nextDouble(0.1, 0.9) : random.nextDouble(-2, 2));
                    sum += batch.get(i, s);
                }
                // soft targets are probabilities
                for (int i = 0;
                        i < dim && Objects.requireNonNull(REFERENCES.get(id)).probabilities() && dim > 1;
                        i++) {
                    batch.set(i, s, batch.get(i, s) / sum);
                }
            }
            return batch;
        }
    }

    static List<String> losses() {
        return Losses.CATALOG.ids();
    }

    static Stream<Case> cases() {
        return losses().stream()
                .flatMap(id -> Stream.of(
                        new Case(id, 1, 1, 1),
                        new Case(id, 7, 1, 1),
                        new Case(id, 1, 3, 3),
                        new Case(id, 5, 3, 3),
                        new Case(id, 9, 4, 2)));
    }

    private static Loss loss(String id) {
        assertThat(REFERENCES)
                .as("no formula is written out for the loss '%s'; add one to this test", id)
                .containsKey(id);
        return Losses.CATALOG.get(id).createDefault();
    }

    /// A batch that must be overwritten.
    private static Batch dirty(Batch like) {
        Batch batch = new Batch(like.dim(), like.size());
        batch.fill(99);
        return batch;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theValueIsThatOfTheFormula(Case c) {
        double expected = Objects.requireNonNull(REFERENCES.get(c.id()))
                .formula()
                .of(c.prediction().toRows(), c.target().toRows());
        assertThat(loss(c.id()).value(c.prediction(), c.target(), dirty(c.prediction())))
                .isCloseTo(expected, within(1e-13 * Math.abs(expected)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theLossOfASampleIsThatOfTheSampleAlone(Case c) {
        double[][] f = c.prediction().toRows();
        double[][] y = c.target().toRows();
        for (int s = 0; s < c.samples(); s++) {
            double expected = Objects.requireNonNull(REFERENCES.get(c.id()))
                    .formula()
                    .of(new double[][] {f[s]}, new double[][] {y[s]});
            assertThat(loss(c.id()).ofSample(c.prediction(), c.target(), s))
                    .isCloseTo(expected, within(1e-13 * Math.abs(expected)));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theGradientIsThatOfTheValue(Case c) {
        Loss loss = loss(c.id());
        Batch prediction = c.prediction();
        Batch gradient = dirty(prediction);
        loss.value(prediction, c.target(), gradient);
        double step = 1e-5;
        for (int i = 0; i < c.outputs(); i++) {
            for (int s = 0; s < c.samples(); s++) {
                double here = prediction.get(i, s);
                prediction.set(i, s, here + step);
                double above = loss.value(prediction, c.target(), dirty(prediction));
                prediction.set(i, s, here - step);
                double below = loss.value(prediction, c.target(), dirty(prediction));
                prediction.set(i, s, here);
                assertThat(gradient.get(i, s)).isCloseTo((above - below) / (2 * step), within(1e-8));
            }
        }
        assertPaddingIsZero(gradient);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theCurvatureIsThatOfTheGradient(Case c) {
        Loss loss = loss(c.id());
        Batch prediction = c.prediction();
        Batch direction = new Case("mse", c.samples(), c.outputs(), c.outputs()).target();
        Batch curvature = dirty(prediction);
        loss.curvature(prediction, c.target(), direction, curvature);
        assertPaddingIsZero(curvature);
        if (!Objects.requireNonNull(REFERENCES.get(c.id())).hessian()) {
            return;
        }
        double step = 1e-5;
        Batch above = dirty(prediction);
        loss.value(moved(prediction, step, direction), c.target(), above);
        Batch below = dirty(prediction);
        loss.value(moved(prediction, -step, direction), c.target(), below);
        for (int i = 0; i < c.outputs(); i++) {
            for (int s = 0; s < c.samples(); s++) {
                double expected = (above.get(i, s) - below.get(i, s)) / (2 * step);
                assertThat(curvature.get(i, s)).isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
            }
        }
    }

    private static Batch moved(Batch from, double step, Batch direction) {
        Batch moved = dirty(from);
        for (int i = 0; i < from.dim(); i++) {
            for (int s = 0; s < from.size(); s++) {
                moved.set(i, s, from.get(i, s) + step * direction.get(i, s));
            }
        }
        return moved;
    }

    private static void assertPaddingIsZero(Batch batch) {
        for (int i = 0; i < batch.dim(); i++) {
            for (int s = batch.size(); s < batch.stride(); s++) {
                assertThat(batch.data()[batch.row(i) + s]).isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void onlyTheLikelihoodIsOneOfALogDensity(String id) {
        assertThat(loss(id).ofLogDensity()).isEqualTo(id.equals("nll"));
    }

    static Stream<Arguments> weightings() {
        return Stream.of(
                Arguments.of(SquaredLoss.Weighting.HALF_SQUARED, 1.0 / 6),
                Arguments.of(SquaredLoss.Weighting.HALF_MEAN, 1.0 / 24),
                Arguments.of(SquaredLoss.Weighting.MEAN, 2.0 / 24));
    }

    @ParameterizedTest
    @MethodSource("weightings")
    void theSecondDerivativeOfASquareIsOneNumber(SquaredLoss.Weighting weighting, double expected) {
        assertThat(new SquaredLoss(weighting).curvature(6, 4)).isCloseTo(expected, within(1e-16));
    }

    /// Of the likelihood, −ln p = ½|z|² + δ + constant by the state (z, δ): the identity on z, a mean over
    /// samples.
    @Test
    void theLikelihoodCurvesInTheStateOnly() {
        Case c = new Case("nll", 4, 3, 3);
        Batch direction = c.target();
        Batch out = dirty(direction);
        loss("nll").curvature(c.prediction(), c.target(), direction, out);
        for (int s = 0; s < 4; s++) {
            assertThat(out.get(0, s)).isEqualTo(direction.get(0, s) / 4);
            assertThat(out.get(1, s)).isEqualTo(direction.get(1, s) / 4);
            assertThat(out.get(2, s)).isZero();
        }
    }

    /// A class that is certainly not there adds nothing, however it is predicted; a hopeless sample costs much
    /// but not everything.
    @Test
    void crossEntropyIsFiniteAtTheEdges() {
        Loss loss = new CrossEntropy();
        Batch target = Batch.ofRows(new double[][] {{1, 0, 0}, {0, 0.5, 0.5}});
        Batch prediction = Batch.ofRows(new double[][] {{0.5, 0.5, 0}, {0, 0, 1}});
        Batch gradient = dirty(prediction);
        double hopeless = -Math.log(1e-300);
        assertThat(loss.value(prediction, target, gradient))
                .isCloseTo(0.5 * (Math.log(2) + 0.5 * hopeless), within(1e-12));
        assertThat(gradient.toRows()[0]).containsExactly(-1, 0, 0);
        assertThat(gradient.toRows()[1]).containsExactly(0, -0.25 / 1e-300, -0.25);
        Batch direction = Batch.ofRows(new double[][] {{1, 1, 1}, {1, 1, 1}});
        Batch curvature = dirty(prediction);
        loss.curvature(prediction, target, direction, curvature);
        assertThat(curvature.toRows()[0]).containsExactly(2, 0, 0);
        assertThat(curvature.get(0, 1)).isZero();
        assertThat(curvature.get(2, 1)).isEqualTo(0.25);
    }

    @Test
    void oneNumberStandsForTwoClasses() {
        Loss loss = new CrossEntropy();
        Batch target = Batch.ofRows(new double[][] {{1}, {-1}, {0}, {1}, {-3}});
        Batch prediction = Batch.ofRows(new double[][] {{0.8}, {0.8}, {0.25}, {0}, {1}});
        Batch gradient = dirty(prediction);
        double expected = -(Math.log(0.8) + Math.log(1 - 0.8) + Math.log(0.75) + 2 * Math.log(1e-300)) / 5;
        assertThat(loss.value(prediction, target, gradient)).isCloseTo(expected, within(1e-12));
        assertThat(gradient.get(0, 0)).isCloseTo(-0.2 / 0.8, within(1e-15));
        assertThat(gradient.get(0, 1)).isCloseTo(0.2 / 0.2, within(1e-15));
        assertThat(gradient.get(0, 2)).isCloseTo(0.2 / 0.75, within(1e-15));
        assertThat(gradient.get(0, 3)).isEqualTo(-0.2 / 1e-300);
        assertThat(gradient.get(0, 4)).isEqualTo(0.2 / 1e-300);
        Batch curvature = dirty(prediction);
        loss.curvature(prediction, target, Batch.ofRows(new double[][] {{1}, {2}, {1}, {0}, {0}}), curvature);
        assertThat(curvature.get(0, 0)).isCloseTo(0.2 / 0.64, within(1e-15));
        assertThat(curvature.get(0, 1)).isCloseTo(2 * 0.2 / 0.04, within(1e-13));
        assertThat(curvature.get(0, 2)).isCloseTo(0.2 / 0.75 / 0.75, within(1e-15));
    }
}
