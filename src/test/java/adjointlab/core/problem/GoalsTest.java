package adjointlab.core.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.catalog.Losses;
import adjointlab.core.kernel.Batch;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How much each target counts.
final class GoalsTest {
    private static final double[] TIMES = {1, 2};
    private static final double[][] SHARES = {{0.5, 0, 0.2}, {0, 1.5, 0.1}};

    private static Batch batch(long seed) {
        Random random = new Random(seed);
        double[][] rows = new double[3][2];
        for (double[] row : rows) {
            double p = 0.1 + 0.8 * random.nextDouble();
            row[0] = p;
            row[1] = 1 - p;
        }
        return Batch.ofRows(rows);
    }

    private static Goals goals(boolean shared) {
        return new Goals(
                TIMES, new boolean[2], List.of(batch(1), batch(2)), shared ? Optional.of(SHARES) : Optional.empty());
    }

    private static double whole(Goals goals, Loss loss, Batch... predictions) {
        double sum = 0;
        for (int k = 0; k < predictions.length; k++) {
            sum += goals.loss(loss, k, predictions[k], new Batch(2, 3));
        }
        return goals.whole(sum);
    }

    @ParameterizedTest
    @ValueSource(strings = {"half-squared", "half-mse", "mse", "cross-entropy"})
    void theLossIsTheSumOfSharesTimesLosses(String id) {
        Loss loss = Losses.CATALOG.get(id).createDefault();
        Batch[] predictions = {batch(3), batch(4)};
        double shared = 0;
        double mean = 0;
        for (int k = 0; k < 2; k++) {
            for (int s = 0; s < 3; s++) {
                double own = loss.value(
                        Batch.ofRows(new double[][] {predictions[k].toRows()[s]}),
                        Batch.ofRows(
                                new double[][] {goals(true).targets().get(k).toRows()[s]}),
                        new Batch(2, 1));
                shared += SHARES[k][s] * own;
                mean += own / 6;
            }
        }
        assertThat(whole(goals(true), loss, predictions)).isCloseTo(shared, within(1e-14));
        assertThat(whole(goals(false), loss, predictions)).isCloseTo(mean, within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(strings = {"half-squared", "mse", "cross-entropy"})
    void gradientAndCurvatureAreThoseOfTheWhole(String id) {
        Loss loss = Losses.CATALOG.get(id).createDefault();
        for (boolean sharing : new boolean[] {true, false}) {
            Goals goals = goals(sharing);
            Batch[] predictions = {batch(3), batch(4)};
            for (int k = 0; k < 2; k++) {
                Batch gradient = new Batch(2, 3);
                goals.loss(loss, k, predictions[k], gradient);
                for (int i = 0; i < 2; i++) {
                    for (int s = 0; s < 3; s++) {
                        double h = 1e-5;
                        double here = predictions[k].get(i, s);
                        predictions[k].set(i, s, here + h);
                        double above = whole(goals, loss, predictions);
                        Batch gradientAbove = new Batch(2, 3);
                        goals.loss(loss, k, predictions[k], gradientAbove);
                        predictions[k].set(i, s, here - h);
                        double below = whole(goals, loss, predictions);
                        Batch gradientBelow = new Batch(2, 3);
                        goals.loss(loss, k, predictions[k], gradientBelow);
                        predictions[k].set(i, s, here);
                        assertThat(gradient.get(i, s)).isCloseTo((above - below) / (2 * h), within(1e-8));
                        Batch direction = new Batch(2, 3);
                        direction.set(i, s, 1);
                        Batch curvature = new Batch(2, 3);
                        goals.curvature(loss, k, predictions[k], direction, curvature);
                        double expected = (gradientAbove.get(i, s) - gradientBelow.get(i, s)) / (2 * h);
                        assertThat(curvature.get(i, s))
                                .isCloseTo(expected, within(1e-7 * Math.max(1, Math.abs(expected))));
                    }
                }
            }
        }
    }

    /// A prediction that is not finite does not matter where its target does not count.
    @Test
    void whatCountsNothingHasNoInfluence() {
        Loss loss = Losses.CATALOG.get("mse").createDefault();
        Batch prediction = batch(3);
        double before = goals(true).loss(loss, 0, prediction, new Batch(2, 3));
        prediction.set(0, 1, Double.NaN);
        Batch gradient = new Batch(2, 3);
        assertThat(goals(true).loss(loss, 0, prediction, gradient)).isEqualTo(before);
        assertThat(gradient.get(0, 1)).isZero();
        assertThat(gradient.get(1, 1)).isZero();
    }

    /// The mean over all batches of one is the loss of all.
    @Test
    void partsAreUnbiased() {
        Loss loss = Losses.CATALOG.get("mse").createDefault();
        Batch[] predictions = {batch(3), batch(4)};
        double mean = 0;
        for (int s = 0; s < 3; s++) {
            int sample = s;
            Goals part = goals(true).part(s, 1);
            double sum = 0;
            for (int k = 0; k < 2; k++) {
                sum += part.loss(loss, k, ProblemData.columns(predictions[k], sample, 1), new Batch(2, 1));
            }
            mean += part.whole(sum) / 3;
        }
        assertThat(mean).isCloseTo(whole(goals(true), loss, predictions), within(1e-14));
    }

    /// The same share for each sample, at the last time at which it counts.
    @Test
    void lastTargetsCountTheSame() {
        double third = 1.0 / 3;
        Goals shared = goals(true);
        assertThat(shared.lastOnes().shares().orElseThrow())
                .isDeepEqualTo(new double[][] {{third, 0, 0}, {0, third, third}});
        assertThat(goals(false).lastOnes().shares().orElseThrow())
                .isDeepEqualTo(new double[][] {{0, 0, 0}, {third, third, third}});
        assertThat(shared.lastOnes().targets()).isEqualTo(shared.targets());
    }

    /// Of a whole that counts, the first sample counts nothing, and a batch may hold it alone.
    @Test
    void someSamplesMayHaveNoTargets() {
        Loss loss = Losses.CATALOG.get("half-mse").createDefault();
        double[][] shares = {{0, 0.5, 0.2}, {0, 0.3, 0}};
        Goals whole = new Goals(TIMES, new boolean[2], List.of(batch(1), batch(2)), Optional.of(shares));
        ProblemData data = new ProblemData(batch(5), 0, whole, Optional.empty(), ProblemData.Truth.UNKNOWN);
        ProblemData first = data.part(0, 1);
        Batch prediction = Batch.ofRows(new double[][] {{3, 4}});
        for (int k = 0; k < 2; k++) {
            Batch slope = new Batch(2, 1);
            assertThat(first.goals().loss(loss, k, prediction, slope)).isZero();
            assertThat(slope.data()).containsOnly(0);
            assertThat(first.goals().counts(k, 0)).isFalse();
        }
        Goals last = data.select(2).goals();
        assertThat(last.shares().orElseThrow()).isDeepEqualTo(new double[][] {{3 * 0.2}, {0}});
        assertThat(last.targets().getLast().toRows()).isDeepEqualTo(new double[][] {batch(2).toRows()[2]});
        assertThat(data.part(1, 2).goals().shares().orElseThrow())
                .isDeepEqualTo(new double[][] {{1.5 * 0.5, 1.5 * 0.2}, {1.5 * 0.3, 0}});
    }

    @Test
    void whatDoesNotFitIsRefused() {
        List<Batch> targets = List.of(batch(1), batch(2));
        boolean[] behind = new boolean[2];
        assertThatThrownBy(() -> new Goals(new double[] {1, 1}, targets)).hasMessage("two targets at 1.0 s");
        assertThat(new Goals(new double[] {1, 1}, new boolean[] {true, false}, targets, Optional.empty()).end())
                .isEqualTo(1);
        assertThatThrownBy(() -> new Goals(new double[] {1}, targets)).hasMessage("every time needs its target");
        assertThatThrownBy(() -> new Goals(TIMES, behind, targets, Optional.of(new double[1][3])))
                .hasMessage("every time needs its shares");
        assertThatThrownBy(() -> new Goals(TIMES, behind, targets, Optional.of(new double[2][2])))
                .hasMessage("every sample needs its share, at 1.0 s too");
        assertThatThrownBy(() -> new Goals(TIMES, behind, targets, Optional.of(new double[][] {{-1, 0, 0}, {0, 0, 0}})))
                .hasMessage("a target cannot count -1.0");
        assertThatThrownBy(() -> new Goals(TIMES, behind, targets, Optional.of(new double[2][3])))
                .hasMessage("no target counts");
    }
}
