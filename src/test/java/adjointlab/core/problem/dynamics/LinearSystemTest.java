package adjointlab.core.problem.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.kernel.Batch;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.SquaredLoss;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The data of linear systems.
final class LinearSystemTest {
    private static final List<Double> TURNING = List.of(-0.3, -1.0, 1.0, -0.3);

    /// Σ x xᵀ / n.
    private static double[][] secondMoment(Batch x) {
        double[][] moment = new double[x.dim()][x.dim()];
        for (int i = 0; i < x.dim(); i++) {
            for (int j = 0; j < x.dim(); j++) {
                for (int s = 0; s < x.size(); s++) {
                    moment[i][j] += x.get(i, s) * x.get(j, s) / x.size();
                }
            }
        }
        return moment;
    }

    @Test
    void momentsAreExact() {
        Batch x = new LinearSystem(2, TURNING, 1, 2.5, new LinearSystem.Moments())
                .data(1)
                .initial();
        assertThat(secondMoment(x)[0]).containsExactly(new double[] {2.5, 0}, within(1e-15));
        assertThat(secondMoment(x)[1]).containsExactly(new double[] {0, 2.5}, within(1e-15));
        Batch one = new LinearSystem(1, List.of(-1.0), 1, 4, new LinearSystem.Moments())
                .data(1)
                .initial();
        assertThat(one.toRows()).isDeepEqualTo(new double[][] {{2}});
    }

    @Test
    void samplesFollowFromTheSeed() {
        LinearSystem system = new LinearSystem(2, TURNING, 1, 2.5, new LinearSystem.Sample(20_000));
        Batch x = system.data(7).initial();
        assertThat(system.data(7).initial().toRows()).isDeepEqualTo(x.toRows());
        assertThat(system.data(8).initial().get(0, 0)).isNotEqualTo(x.get(0, 0));
        // four standard errors of a variance
        assertThat(secondMoment(x)[0][0]).isCloseTo(2.5, within(4 * 2.5 * Math.sqrt(2.0 / 20_000)));
    }

    @Test
    void theTruthTurnsAndDecays() {
        ProblemData data = new LinearSystem(2, TURNING, 2, 1, new LinearSystem.Moments()).data(0);
        Batch x = new Batch(2, 2);
        assertThat(data.truth().at(0.7, x)).isTrue();
        double r = Math.sqrt(2) * Math.exp(-0.3 * 0.7);
        assertThat(x.get(0, 0)).isCloseTo(r * Math.cos(0.7), within(1e-14));
        assertThat(x.get(1, 0)).isCloseTo(r * Math.sin(0.7), within(1e-14));
        data.truth().at(2, x);
        assertThat(data.targets().getFirst().toRows()).isDeepEqualTo(x.toRows());
    }

    @Test
    void aTargetOfTheWrongSizeIsRefused() {
        assertThatThrownBy(() -> new LinearSystem(2, List.of(1.0), 1, 1, new LinearSystem.Moments()))
                .hasMessageContaining("has 4 entries, not 1");
    }

    @Test
    void lossesAreMeansOverSamples() {
        Batch prediction = Batch.ofRows(new double[][] {{1, 2, 9}, {3, 4, 9}});
        Batch target = Batch.ofRows(new double[][] {{0, 0}, {0, 0}});
        Batch gradient = new Batch(3, 2);
        double half = new SquaredLoss(SquaredLoss.Weighting.HALF_SQUARED).value(prediction, target, gradient);
        assertThat(half).isEqualTo(0.5 * (5 + 25) / 2);
        assertThat(gradient.toRows()).isDeepEqualTo(new double[][] {{0.5, 1, 0}, {1.5, 2, 0}});
        assertThat(new SquaredLoss(SquaredLoss.Weighting.HALF_MEAN).value(prediction, target, gradient))
                .isEqualTo(half / 2);
        assertThat(new SquaredLoss(SquaredLoss.Weighting.MEAN).value(prediction, target, gradient))
                .isEqualTo(half);
        assertThat(gradient.get(0, 5)).as("padding").isZero();
    }
}
