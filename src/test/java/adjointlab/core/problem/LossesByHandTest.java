package adjointlab.core.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.kernel.Batch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Losses, their slopes and second derivatives written out, over numbers that were left where they are written to.
final class LossesByHandTest {
    private static final double[][] P = {{0.2, 0.5, 0.3}, {0.7, 0.2, 0.1}, {0.1, 0.1, 0.8}, {0.25, 0.25, 0.5}, {1, 0, 0}
    };
    private static final double[][] Q = {{0, 1, 0}, {0.5, 0.5, 0}, {0, 0, 1}, {0.2, 0.3, 0.5}, {1, 0, 0}};
    private static final double[][] MOVE = {{1, 2, 3}, {-1, 0.5, 2}, {4, -3, 1}, {0.1, 0.2, -5}, {7, 8, 9}};

    private static Batch littered(int dim) {
        Batch batch = new Batch(dim, P.length);
        batch.fill(17);
        return batch;
    }

    private static void paddingIsZero(Batch batch) {
        for (int i = 0; i < batch.dim(); i++) {
            for (int s = batch.size(); s < batch.stride(); s++) {
                assertThat(batch.get(i, s)).as("padding").isZero();
            }
        }
    }

    private static double[][] column(double... values) {
        double[][] rows = new double[values.length][];
        java.util.Arrays.setAll(rows, s -> new double[] {values[s]});
        return rows;
    }

    /// Factors of the sum of squares over five samples of three components.
    @ParameterizedTest
    @CsvSource({
        "HALF_SQUARED, 0.1, 0.5",
        "HALF_MEAN, 0.033333333333333333, 0.16666666666666667",
        "MEAN, 0.06666666666666667, 0.33333333333333333"
    })
    void squaresAreWeighted(SquaredLoss.Weighting weighting, double factor, double ofOne) {
        SquaredLoss loss = new SquaredLoss(weighting);
        Batch slope = littered(3);
        Batch curved = littered(3);
        double value = loss.value(Batch.ofRows(P), Batch.ofRows(Q), slope);
        loss.curvature(Batch.ofRows(P), Batch.ofRows(Q), Batch.ofRows(MOVE), curved);
        double sum = 0;
        for (int s = 0; s < P.length; s++) {
            double own = 0;
            for (int i = 0; i < 3; i++) {
                own += (P[s][i] - Q[s][i]) * (P[s][i] - Q[s][i]);
                assertThat(slope.get(i, s)).isCloseTo(2 * factor * (P[s][i] - Q[s][i]), within(1e-16));
                assertThat(curved.get(i, s)).isCloseTo(2 * factor * MOVE[s][i], within(1e-15));
            }
            sum += own;
            assertThat(loss.ofSample(Batch.ofRows(P), Batch.ofRows(Q), s)).isCloseTo(ofOne * own, within(1e-15));
        }
        assertThat(value).isCloseTo(factor * sum, within(1e-15));
        assertThat(loss.curvature(5, 3)).isCloseTo(2 * factor, within(1e-16));
        paddingIsZero(slope);
        paddingIsZero(curved);
    }

    /// −Σ q ln p, its slope −q/p and its curvature q/p², where q is not 0.
    @Test
    void crossEntropyIsThatOfItsDefinition() {
        CrossEntropy loss = new CrossEntropy();
        Batch slope = littered(3);
        Batch curved = littered(3);
        double value = loss.value(Batch.ofRows(P), Batch.ofRows(Q), slope);
        loss.curvature(Batch.ofRows(P), Batch.ofRows(Q), Batch.ofRows(MOVE), curved);
        double sum = 0;
        for (int s = 0; s < P.length; s++) {
            double own = 0;
            for (int i = 0; i < 3; i++) {
                double q = Q[s][i];
                own -= q == 0 ? 0 : q * Math.log(P[s][i]);
                assertThat(slope.get(i, s)).isCloseTo(q == 0 ? 0 : -q / P[s][i] / 5, within(1e-15));
                assertThat(curved.get(i, s))
                        .isCloseTo(q == 0 ? 0 : q / (P[s][i] * P[s][i]) * MOVE[s][i] / 5, within(1e-13));
            }
            sum += own / 5;
            assertThat(loss.ofSample(Batch.ofRows(P), Batch.ofRows(Q), s)).isCloseTo(own, within(1e-15));
        }
        assertThat(value).isCloseTo(sum, within(1e-15));
        paddingIsZero(slope);
        paddingIsZero(curved);
    }

    /// One number: of two classes by its sign, with the probability of the positive one; zero is not positive.
    @Test
    void aSingleNumberIsTheProbabilityOfThePositiveClass() {
        double[] p = {0.8, 0.3, 0.9, 0.25, 0.6};
        double[] sign = {1, -1, -2, 3, 0};
        double[] right = {0.8, 0.7, 0.1, 0.25, 0.4};
        Batch prediction = Batch.ofRows(column(p));
        Batch target = Batch.ofRows(column(sign));
        CrossEntropy loss = new CrossEntropy();
        Batch slope = littered(1);
        Batch curved = littered(1);
        double value = loss.value(prediction, target, slope);
        loss.curvature(prediction, target, Batch.ofRows(column(1, 2, -3, 4, 5)), curved);
        double[] move = {1, 2, -3, 4, 5};
        double sum = 0;
        for (int s = 0; s < 5; s++) {
            sum -= Math.log(right[s]) / 5;
            assertThat(loss.ofSample(prediction, target, s)).isCloseTo(-Math.log(right[s]), within(1e-15));
            assertThat(slope.get(0, s)).isCloseTo((sign[s] > 0 ? -1 : 1) / right[s] / 5, within(1e-14));
            assertThat(curved.get(0, s)).isCloseTo(move[s] / (right[s] * right[s]) / 5, within(1e-12));
        }
        assertThat(value).isCloseTo(sum, within(1e-15));
        paddingIsZero(slope);
        paddingIsZero(curved);
        Batch hopeless = Batch.ofRows(column(0, 1, 1, 0, 1));
        assertThat(loss.value(hopeless, target, slope)).isCloseTo(-Math.log(1e-300), within(1e-9));
    }
}
