package adjointlab.core.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.optim.CurvatureSolve.Effort;
import adjointlab.core.optim.CurvatureSolve.Metric;
import adjointlab.core.optim.CurvatureSolve.Space;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/// What optimizers that try steps do where no step is good.
final class SearchTest {
    private static final CurvatureSolve SOLVE =
            new CurvatureSolve(Metric.LOSS, Space.PARAMETERS, new Effort(50, 1e-10));

    /// A function of one weight.
    private record Function(DoubleUnaryOperator value, DoubleUnaryOperator slope) implements Objective {
        @Override
        public double value(double[] theta) {
            return value.applyAsDouble(theta[0]);
        }

        @Override
        public double valueAndGradient(double[] theta, double[] gradientOut) {
            gradientOut[0] = slope.applyAsDouble(theta[0]);
            return value(theta);
        }

        Evidence at(double theta) {
            return new Evidence()
                    .with(1, Double.NaN, Double.NaN)
                    .with(value.applyAsDouble(theta))
                    .with(this);
        }
    }

    private static double step(Lbfgs lbfgs, Function f, OptimizerState state, double theta) {
        double[] weights = {theta};
        lbfgs.update(weights, new double[] {f.slope().applyAsDouble(theta)}, state, f.at(theta));
        return weights[0];
    }

    private static Lbfgs lbfgs(int trials) {
        return new Lbfgs(1, 3, new Lbfgs.Search(1e-4, 0.9, trials));
    }

    private static double stored(OptimizerState state) {
        return state.slot(state.slots() - 1)[0];
    }

    private static OptimizerState withOnePair(Lbfgs lbfgs) {
        OptimizerState state = lbfgs.init(1);
        step(lbfgs, new Function(x -> x * x, x -> 2 * x), state, 3);
        assertThat(stored(state)).isEqualTo(1);
        return state;
    }

    @Test
    void aPairIsTheStepAndTheChangeOfTheGradient() {
        OptimizerState state = withOnePair(lbfgs(25));
        // the first step has the length 1
        assertThat(state.slot(0)[0]).isEqualTo(-1);
        assertThat(state.slot(1)[0]).isEqualTo(-2);
        // and the next one, of a parabola, ends at its minimum
        assertThat(step(lbfgs(25), new Function(x -> x * x, x -> 2 * x), state, 2))
                .isZero();
    }

    @Test
    void aMinimumIsLeftAloneAndForgetsThePairs() {
        Lbfgs lbfgs = lbfgs(25);
        OptimizerState state = withOnePair(lbfgs);
        assertThat(step(lbfgs, new Function(x -> x * x, x -> 2 * x), state, 0)).isZero();
        assertThat(stored(state)).isZero();
        assertThat(state.updates()).isEqualTo(2);
    }

    @Test
    void aSearchThatFindsNothingForgetsThePairs() {
        Lbfgs lbfgs = lbfgs(5);
        OptimizerState state = withOnePair(lbfgs);
        // the slope promises what never comes
        assertThat(step(lbfgs, new Function(_ -> 1, _ -> 1), state, 2)).isEqualTo(2);
        assertThat(stored(state)).isZero();
    }

    @Test
    void aLossThatIsNoNumberCountsAsTooHigh() {
        Function wall = new Function(x -> x < 0.5 ? Double.NaN : x * x, x -> 2 * x);
        Lbfgs lbfgs = new Lbfgs(8, 3, new Lbfgs.Search(1e-4, 0.9, 25));
        double end = step(lbfgs, wall, lbfgs.init(1), 1);
        assertThat(end).isBetween(0.5, 1.0);
    }

    /// Where the loss curves downward along the step, the pair would make the Hessian indefinite.
    @Test
    void pairsOfNegativeCurvatureAreNotRemembered() {
        Lbfgs lbfgs = lbfgs(1);
        OptimizerState state = lbfgs.init(1);
        assertThat(step(lbfgs, new Function(x -> -x * x, x -> -2 * x), state, 0.25))
                .isEqualTo(0.75);
        assertThat(stored(state)).isZero();
        // nor where it does not curve at all
        assertThat(step(lbfgs, new Function(x -> -x, _ -> -1), state, 0.25)).isEqualTo(1.25);
        assertThat(stored(state)).isZero();
    }

    /// Of the trials that lower the loss enough the last one counts when trials run out.
    @Test
    void trialsThatRunOutLeaveTheBestStepSoFar() {
        // (1, 2, 4) all satisfy the decrease, and the slope stays too steep
        Function plane = new Function(x -> -x, _ -> -1);
        assertThat(step(lbfgs(3), plane, lbfgs(3).init(1), 0)).isEqualTo(4);
    }

    /// With c₁ = c₂ = 1 a straight line satisfies both conditions, as equations, at every step.
    @Test
    void aDecreaseThatIsJustEnoughIsEnough() {
        Lbfgs lbfgs = new Lbfgs(1, 3, new Lbfgs.Search(1, 1, 25));
        assertThat(step(lbfgs, new Function(x -> -x, _ -> -1), lbfgs.init(1), 0))
                .isEqualTo(1);
    }

    @Test
    void aStepThatLowersNothingIsNotTaken() {
        LevenbergMarquardt optimizer = new LevenbergMarquardt(1, 0.5, SOLVE);
        OptimizerState state = optimizer.init(1);
        double[] theta = {1};
        optimizer.update(
                theta,
                new double[] {1},
                state,
                new Function(_ -> 0.5, _ -> 1).at(1).with(new Identity()));
        assertThat(theta[0]).isEqualTo(1);
        assertThat(optimizer.damping(state)).isEqualTo(0.5);
        assertThat(state.updates()).isEqualTo(1);
    }

    @Test
    void levenbergMarquardtLeavesAMinimumAloneAndBeginsAnew() {
        LevenbergMarquardt optimizer = new LevenbergMarquardt(1, 0.5, SOLVE);
        OptimizerState state = optimizer.init(4);
        state.slot(0)[0] = 3;
        assertThat(optimizer.damping(state)).isCloseTo(0.5 * Math.exp(3), within(1e-12));
        Landscape landscape = Landscapes.ALL.getFirst();
        double[] minimum = landscape.start();
        for (int k = 0; k < 3; k++) {
            minimum = SecondOrder.gaussNewton(1, 0, SecondOrder.Linear.EXACT).next(minimum, landscape, 1);
        }
        double[] theta = minimum.clone();
        optimizer.update(theta, new double[4], state, landscape.evidence(optimizer.needs(), theta, 1, false));
        assertThat(theta).isEqualTo(minimum);
        assertThat(optimizer.damping(state)).isEqualTo(0.5);
    }

    /// Madsen, Nielsen and Tingleff's (2.21): one rejection doubles λ, the next quadruples, the third multiplies
    /// by eight; a perfect prediction then takes a third.
    @Test
    void rejectedStepsAreDampedMoreAndMore() {
        LevenbergMarquardt optimizer = new LevenbergMarquardt(1, 1, SOLVE);
        OptimizerState state = optimizer.init(1);
        int[] trials = {0};
        Objective stubborn = new Objective() {
            @Override
            public double value(double[] theta) {
                // as the model of ½x² predicts, after three rises
                return trials[0]++ < 3 ? 10 : theta[0] * theta[0] / 2;
            }

            @Override
            public double valueAndGradient(double[] theta, double[] gradientOut) {
                throw new AssertionError("no gradient is needed");
            }
        };
        double[] theta = {1};
        optimizer.update(
                theta,
                new double[] {1},
                state,
                new Evidence().with(1, 1, Double.NaN).with(0.5).with(stubborn).with(new Identity()));
        assertThat(trials[0]).isEqualTo(4);
        assertThat(theta[0]).isCloseTo(1 - 1.0 / (1 + 64), within(1e-14));
        assertThat(optimizer.damping(state)).isCloseTo(64.0 / 3, within(1e-12));
    }

    /// J = H = 1.
    private static final class Identity implements OutputJacobian {
        @Override
        public int rows() {
            return 1;
        }

        @Override
        public int parameters() {
            return 1;
        }

        @Override
        public double weight() {
            return 1;
        }

        @Override
        public DMatrixRMaj matrix() {
            return new DMatrixRMaj(new double[][] {{1}});
        }

        @Override
        public void product(double[] v, double[] out) {
            out[0] = v[0];
        }

        @Override
        public void transposedProduct(double[] w, double[] out) {
            out[0] = w[0];
        }

        @Override
        public void lossCurvature(double[] w, double[] out) {
            out[0] = w[0];
        }
    }

    /// Martens, ICML 2010, section 4.1: exactly a quarter and exactly three quarters leave the damping as it is.
    @Test
    void naturalGradientsDampingChangesOutsideOfTheMiddleOnly() {
        NaturalGradient optimizer = new NaturalGradient(1, new NaturalGradient.Damping(1, true), SOLVE);
        // from θ = 1, g = 1: x = ½, and the model promises ½ − ⅛ = ⅜
        for (double share : new double[] {0.2, 0.25, 0.5, 0.75, 0.8}) {
            OptimizerState state = optimizer.init(1);
            double[] theta = {1};
            update(optimizer, theta, state, new Function(x -> x == 1 ? 10 : 10 - share * 0.375, _ -> 1));
            assertThat(theta[0]).isEqualTo(0.5);
            double expected = share > 0.75 ? 2.0 / 3 : share >= 0.25 ? 1 : 1.5;
            assertThat(optimizer.damping(state)).as("share %s", share).isCloseTo(expected, within(1e-14));
        }
        NaturalGradient constant = new NaturalGradient(1, new NaturalGradient.Damping(1, false), SOLVE);
        OptimizerState state = constant.init(1);
        double[] theta = {1};
        update(constant, theta, state, new Function(x -> 1 / x, _ -> 1));
        assertThat(theta[0]).isEqualTo(0.5);
        assertThat(constant.damping(state)).isEqualTo(1);
    }

    /// λ = 1, 2 and 8 go too far: x = ½, ⅓ and 1/9; λ = 64 lowers the loss as the model says.
    @Test
    void aNaturalStepThatRaisesTheLossIsTakenBackAndDampedMore() {
        NaturalGradient optimizer = new NaturalGradient(1, new NaturalGradient.Damping(1, true), SOLVE);
        for (double beyond : new double[] {11, Double.NaN, Double.POSITIVE_INFINITY, 10}) {
            OptimizerState state = optimizer.init(1);
            double[] theta = {1};
            update(optimizer, theta, state, new Function(x -> x < 0.95 ? beyond : 9 + x, _ -> 1));
            assertThat(theta[0]).as("loss %s", beyond).isCloseTo(1 - 1.0 / 65, within(1e-15));
            assertThat(optimizer.damping(state)).isCloseTo(64 * 2.0 / 3, within(1e-11));
        }
        OptimizerState state = optimizer.init(1);
        double[] theta = {1};
        update(optimizer, theta, state, new Function(_ -> 10, _ -> 1));
        assertThat(theta[0]).isEqualTo(1);
        assertThat(optimizer.damping(state)).isEqualTo(1);
    }

    private static void update(Optimizer optimizer, double[] theta, OptimizerState state, Function function) {
        optimizer.update(theta, new double[] {1}, state, function.at(theta[0]).with(new Identity()));
    }

    /// A curvature without a Cholesky factor: the symmetric indefinite system is solved all the same.
    @Test
    void differentialProgrammingTakesIndefiniteCurvature() {
        double[][] q = {{1, 2}, {2, -3}};
        DifferentialProgramming optimizer = new DifferentialProgramming(0.5, 0.1, 0.2, CurvatureForm.MATRICES);
        double[] theta = {1, -2};
        OptimizerState state = optimizer.init(2);
        optimizer.update(
                theta,
                new double[] {0.3, 0.7},
                state,
                new Evidence().with(0.8, 1, Double.NaN).with(new DMatrixRMaj(q)));
        double[] x = Dense.solve(Dense.plusIdentity(q, 0.1 + 0.2), new double[] {0.3 + 0.2, 0.7 - 0.4});
        assertThat(theta).containsExactly(Dense.plus(new double[] {1, -2}, -0.4, x), within(1e-13));
        assertThat(state.slots()).isZero();
    }

    /// Layers that no solve has shown yet divide by ε alone, amortised by what their own gradient shows.
    @Test
    void layersThatWereNeverLookedAtHaveTheUnitBasis() {
        Landscape landscape = Landscapes.ALL.getLast();
        int p = landscape.start().length;
        double[] g = landscape.gradient(landscape.start());
        for (boolean amortized : new boolean[] {false, true}) {
            Snopt snopt = new Snopt(
                    1,
                    new Snopt.Precondition(Snopt.Form.AUTHORS, 0.5, amortized, 0.75),
                    new LayerFactors.Sampling(0.1, 10),
                    0,
                    0);
            double[] theta = new double[p];
            snopt.update(
                    theta,
                    g,
                    snopt.init(p, landscape.layers()),
                    landscape.evidence(Set.of(Optimizer.Need.LAYER_FACTORS), landscape.start(), 1, false));
            double[] expected = Arrays.stream(g)
                    .map(each -> -each / (0.5 + (amortized ? 0.25 * landscape.batch() * each * each : 0)))
                    .toArray();
            assertThat(theta).containsExactly(expected, within(1e-13));
        }
    }

    /// One layer is looked at, the other keeps its basis and its eigenvalues.
    @Test
    void aLayerThatIsLeftOutKeepsItsFactors() {
        Landscape landscape = Landscapes.ALL.getLast();
        Snopt snopt = new Snopt(
                1,
                new Snopt.Precondition(Snopt.Form.PAPER, 0.5, false, 0.75),
                new LayerFactors.Sampling(0.1, 10),
                0,
                0);
        OptimizerState state = snopt.init(17, landscape.layers());
        var first = landscape.evidence(snopt.needs(), landscape.start(), 1, true);
        double[] theta = landscape.start();
        snopt.update(theta, landscape.gradient(theta), state, first);
        OptimizerState before = state.copy();
        LayerFactors some = new LayerFactors(landscape.layers(), 5);
        some.count(0, 0.1);
        some.inputs(0).setTo(new DMatrixRMaj(landscape.factor(theta, 3, 2)));
        some.cotangents(0).setTo(new DMatrixRMaj(landscape.factor(theta, 3, 3)));
        snopt.update(
                theta,
                landscape.gradient(theta),
                state,
                new Evidence().with(1, 1, 1).with(some));
        for (int slot : List.of(2, 3)) {
            assertThat(state.slot(slot)).as("looked at").isNotEqualTo(before.slot(slot));
        }
        for (int slot : List.of(4, 5)) {
            assertThat(state.slot(slot)).as("left out").isEqualTo(before.slot(slot));
        }
        for (int i = 9; i < 17; i++) {
            assertThat(state.slot(1)[i]).isEqualTo(before.slot(1)[i]);
        }
    }
}
