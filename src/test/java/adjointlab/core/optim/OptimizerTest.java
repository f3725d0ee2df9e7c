package adjointlab.core.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Update rules, schedules and clippings against their formulas.
final class OptimizerTest {
    private static final double EXACT = 1e-15;

    private static double[] steps(Optimizer optimizer, double theta, double rateFactor, double... gradients) {
        double[] weights = {theta};
        OptimizerState state = optimizer.init(1);
        Evidence evidence = new Evidence().with(rateFactor, 2, 0.25);
        double[] path = new double[gradients.length];
        for (int k = 0; k < gradients.length; k++) {
            optimizer.update(weights, new double[] {gradients[k]}, state, evidence);
            path[k] = weights[0];
        }
        assertThat(state.updates()).isEqualTo(gradients.length);
        return path;
    }

    @Test
    void gradientDescentWithAndWithoutMomentum() {
        assertThat(steps(new Sgd(0.1, 0, false, 0), 1, 0.5, 2)).containsExactly(new double[] {0.9}, within(EXACT));
        // v₁ = 2, v₂ = 0.9·2 + 1
        assertThat(steps(new Sgd(0.1, 0.9, false, 0), 1, 1, 2, 1))
                .containsExactly(new double[] {0.8, 0.8 - 0.28}, within(EXACT));
        // g + μv: 2 + 0.9·2, then 1 + 0.9·2.8
        assertThat(steps(new Sgd(0.1, 0.9, true, 0), 1, 1, 2, 1))
                .containsExactly(new double[] {1 - 0.38, 1 - 0.38 - 0.352}, within(EXACT));
        assertThat(steps(new Sgd(0.1, 0, false, 0.5), 1, 1, 2)).containsExactly(new double[] {0.75}, within(EXACT));
    }

    @Test
    void adamsFirstStepIsTheLearningRate() {
        Adam adam = new Adam(0.05, 0.9, 0.999, 0, Adam.WeightDecay.NONE);
        assertThat(steps(adam, 1, 1, -7)).containsExactly(new double[] {1.05}, within(EXACT));
        double mean = (0.9 * 0.1 * 3 + 0.1 * 1) / (1 - 0.81);
        double square = (0.999 * 0.001 * 9 + 0.001 * 1) / (1 - 0.999 * 0.999);
        assertThat(steps(adam, 1, 1, 3, 1)[1]).isCloseTo(0.95 - 0.05 * mean / Math.sqrt(square), within(1e-13));
    }

    @Test
    void weightDecayIsCoupledOrNot() {
        Adam coupled = new Adam(0.05, 0.9, 0.999, 0, new Adam.WeightDecay(0.1, false));
        assertThat(steps(coupled, 1, 1, 0)).containsExactly(new double[] {0.95}, within(EXACT));
        Adam decoupled = new Adam(0.05, 0.9, 0.999, 1e-8, new Adam.WeightDecay(0.1, true));
        assertThat(steps(decoupled, 1, 1, 0)).containsExactly(new double[] {1 - 0.005}, within(EXACT));
    }

    @Test
    void theVarianceCorrectionDividesByHorizonSquaredTimesVariance() {
        // t = 2, σ² = ¼: the factor is 1
        assertThat(steps(new VarianceCorrected(0.05), 1, 1, 2)).containsExactly(new double[] {0.9}, within(EXACT));
        assertThat(new VarianceCorrected(0.05).needs()).containsExactly(Optimizer.Need.TERMINAL_VARIANCE);
    }

    @Test
    void statesCopyDeeply() {
        OptimizerState state = new OptimizerState(2, 3);
        state.slot(1)[2] = 5;
        state.countUpdate();
        OptimizerState copy = state.copy();
        state.slot(1)[2] = 6;
        assertThat(copy.slot(1)[2]).isEqualTo(5);
        copy.copyFrom(state);
        assertThat(copy.slot(1)[2]).isEqualTo(6);
        assertThat(copy.sameShape(new OptimizerState(2, 3))).isTrue();
        assertThat(copy.sameShape(new OptimizerState(2, 4))).isFalse();
    }

    @Test
    void schedules() {
        assertThat(new StandardSchedules.Step(10, 0.5, 99).factor(9)).isEqualTo(1);
        assertThat(new StandardSchedules.Step(10, 0.5, 99).factor(25)).isEqualTo(0.25);
        assertThat(new StandardSchedules.Step(10, 0.5, 1).factor(25)).isEqualTo(0.5);
        assertThat(new StandardSchedules.Exponential(0.9).factor(2)).isCloseTo(0.81, within(EXACT));
        assertThat(new StandardSchedules.Cosine(100, 0.2).factor(50)).isCloseTo(0.6, within(EXACT));
        assertThat(new StandardSchedules.Cosine(100, 0.2).factor(1000)).isCloseTo(0.2, within(EXACT));
        assertThat(new StandardSchedules.WarmUp(4).factor(0)).isEqualTo(0.25);
        assertThat(new StandardSchedules.Product(
                                new StandardSchedules.WarmUp(4), new StandardSchedules.Step(1, 0.5, 99))
                        .factor(1))
                .isEqualTo(0.25);
    }

    @Test
    void clippings() {
        double[] gradient = {3, -4};
        new StandardClippings.ByNorm(10).clip(gradient);
        assertThat(gradient).containsExactly(3, -4);
        new StandardClippings.ByNorm(1).clip(gradient);
        assertThat(gradient).containsExactly(new double[] {0.6, -0.8}, within(EXACT));
        new StandardClippings.Both(new StandardClippings.ByValue(0.7), new StandardClippings.ByNorm(100))
                .clip(gradient);
        assertThat(gradient).containsExactly(new double[] {0.6, -0.7}, within(EXACT));
    }

    @Test
    void clippingsAreTakenInTheirOrder() {
        double[] gradient = {3, -4};
        new StandardClippings.Both(new StandardClippings.ByNorm(1), new StandardClippings.ByValue(0.7)).clip(gradient);
        assertThat(gradient).containsExactly(new double[] {0.6, -0.7}, within(EXACT));
        double[] other = {3, -4};
        new StandardClippings.Both(new StandardClippings.ByValue(2), new StandardClippings.ByNorm(1)).clip(other);
        double root = Math.sqrt(0.5);
        assertThat(other).containsExactly(new double[] {root, -root}, within(EXACT));
    }
}
