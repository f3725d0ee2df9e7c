package adjointlab.core.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.field.LinearField;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.math.RandomStreams;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Solves with I − cJ, by a field's own products and by differences, and the implicit stages that use them.
final class LinearizationTest {
    private static final int SEED = 3;
    private static final int SAMPLES = 3;

    /// Of ẏ = Ay in three dimensions with three samples; the first pivots of I − A are 0 and small, so that
    /// rows have to change places.
    private static final double[] A = {1, 2, -0.5, 3, 0.999, 1, 0.25, -4, 2};

    private static FieldSystem linear(double[] a) {
        FieldSystem system = new FieldSystem(new LinearField(3, LinearField.Coupling.FREE), SAMPLES, new Scratch());
        system.bind(a);
        return system;
    }

    private static double[] random() {
        RandomGenerator random = RandomStreams.of(SEED, "vector");
        double[] v = new double[24];
        for (int i = 0; i < 3; i++) {
            for (int s = 0; s < 8; s++) {
                v[8 * i + s] = s < SAMPLES ? random.nextGaussian() : v[8 * i + SAMPLES - 1];
            }
        }
        return v;
    }

    /// (I − cA)x, or with the transposed matrix, for each sample.
    private static double[] applied(double c, double[] x, boolean transposed) {
        double[] out = x.clone();
        for (int s = 0; s < 8; s++) {
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    out[8 * i + s] -= c * (transposed ? A[3 * j + i] : A[3 * i + j]) * x[8 * j + s];
                }
            }
        }
        return out;
    }

    private static void solves(Linearization linearization, double tolerance) {
        linearization.at(0.2, random());
        for (double c : new double[] {1, 0.3, -2}) {
            assertThat(linearization.factor(c)).isTrue();
            double[] r = random();
            linearization.solve(r);
            assertThat(applied(c, r, false)).containsExactly(random(), within(tolerance));
            r = random();
            linearization.solveTransposed(r);
            assertThat(applied(c, r, true)).containsExactly(random(), within(tolerance));
        }
    }

    @Test
    void fieldsSolveWithTheirJacobian() {
        solves(linear(A).linearization(), 1e-12);
    }

    /// A system that knows no better has it by differences, which of a linear field are exact up to rounding.
    @Test
    void differencesSolveWithTheSameMatrix() {
        FieldSystem field = linear(A);
        OdeSystem plain = new OdeSystem() {
            @Override
            public StateLayout layout() {
                return field.layout();
            }

            @Override
            public void eval(double t, double[] y, double[] dyOut) {
                field.eval(t, y, dyOut);
            }
        };
        solves(plain.linearization(), 1e-6);
    }

    @Test
    void eachSampleHasItsOwnMatrix() {
        // ẏ = y² by differences at 1, 2 and 3: solves with 1 − 2cy
        OdeSystem square = Scalars.system(3, (_, y) -> y * y);
        Linearization linearization = square.linearization();
        double[] y = {1, 2, 3, 3, 3, 3, 3, 3};
        linearization.at(0, y);
        linearization.factor(0.4);
        double[] r = {1, 1, 1, 1, 1, 1, 1, 1};
        linearization.solve(r);
        assertThat(r)
                .containsExactly(
                        new double[] {5, -1 / 0.6, -1 / 1.4, -1 / 1.4, -1 / 1.4, -1 / 1.4, -1 / 1.4, -1 / 1.4},
                        within(1e-6));
    }

    @Test
    void matricesThatHaveNoInverseAreRefused() {
        double[] twice = {2, 0, 0, 0, 1, 0, 0, 0, 3};
        Linearization linearization = linear(twice).linearization();
        linearization.at(0, random());
        assertThat(linearization.factor(0.5)).isFalse();
        assertThat(linearization.factor(1)).isFalse();
        assertThat(linearization.factor(0.25)).isTrue();
        assertThat(linearization.factor(Double.POSITIVE_INFINITY)).isFalse();
        assertThat(linearization.factor(Double.NaN)).isFalse();
    }

    /// Y = 1 + c·f(t, Y) has its root where a bisection finds it.
    private static void stageIsSolved(Scalars.Slope slope, double jacobianAt, double c, double low, double high) {
        ImplicitStage stage = new ImplicitStage(Scalars.system(3, slope));
        stage.begin(0.5, Scalars.filled(jacobianAt));
        double[] state = Scalars.filled(1);
        double[] slopeOut = new double[8];
        assertThat(stage.solve(0.5, c, new double[8], state, slopeOut)).isTrue();
        double a = low;
        double b = high;
        for (int i = 0; i < 200; i++) {
            double m = 0.5 * (a + b);
            if (m - 1 - c * slope.at(0.5, m) > 0) {
                b = m;
            } else {
                a = m;
            }
        }
        assertThat(state).containsExactly(Scalars.filled(a), within(1e-14 * Math.max(1, Math.abs(a))));
        // the slope is that of the equation, k = (Y − base)/c, and that of the field
        assertThat(slopeOut[0]).isCloseTo((state[0] - 1) / c, within(1e-13 * Math.abs(slopeOut[0])));
        assertThat(slopeOut[0]).isCloseTo(slope.at(0.5, state[0]), within(1e-10 * Math.abs(slopeOut[0])));
    }

    @Test
    void stagesAreSolvedToRounding() {
        stageIsSolved((_, y) -> -50 * y, 1, 0.1, 0, 1);
        stageIsSolved((t, y) -> Math.cos(t) - y * y * y, 1, 0.3, 0, 2);
        stageIsSolved((_, y) -> -Math.exp(3 * y), 0.9, 0.2, -1, 1);
    }

    /// With the Jacobian of a bad place the iterations crawl or run away until it is taken anew.
    @Test
    void aJacobianThatDoesNotServeIsTakenAnew() {
        // diverges at first, then crawls: the slope of 1 + 1.5Y³ at the root is 2.7
        stageIsSolved((_, y) -> -3 * y * y * y, 0, 0.5, 0, 1);
        stageIsSolved((_, y) -> -3 * y * y * y, 0.3, 0.5, 0, 1);
        stageIsSolved((_, y) -> -1000 * Math.sinh(y), 0.01, 0.05, 0, 1);
    }

    @Test
    void stagesWithoutSolutionSaySo() {
        double[] slope = new double[8];
        // Y = 1 + Y: no root, and 1 − c = 0 has no inverse
        ImplicitStage none = new ImplicitStage(Scalars.system(3, (_, y) -> y));
        none.begin(0, Scalars.filled(1));
        assertThat(none.solve(0, 1, new double[8], Scalars.filled(1), slope)).isFalse();
        // Y = 1 + Y² has no real root
        ImplicitStage complex = new ImplicitStage(Scalars.system(3, (_, y) -> y * y));
        complex.begin(0, Scalars.filled(1));
        assertThat(complex.solve(0, 1, new double[8], Scalars.filled(1), slope)).isFalse();
        ImplicitStage nan = new ImplicitStage(Scalars.system(3, (_, _) -> Double.NaN));
        nan.begin(0, Scalars.filled(1));
        assertThat(nan.solve(0, 0.1, new double[8], Scalars.filled(1), slope)).isFalse();
        // nothing is remembered of a failure
        complex.begin(0, Scalars.filled(1));
        double[] state = Scalars.filled(1);
        assertThat(complex.solve(0, 0.1, new double[8], state, slope)).isTrue();
        assertThat(state[0]).isCloseTo((1 - Math.sqrt(0.6)) / 0.2, within(1e-13));
    }

    @Test
    void cotangentsPassThroughTheTransposedMatrix() {
        ImplicitStage stage = new ImplicitStage(linear(A));
        double[] cotangent = random();
        stage.transpose(0, 0.3, new double[24], cotangent);
        assertThat(applied(0.3, cotangent, true)).containsExactly(random(), within(1e-12));
    }

    @Test
    void productsAreCounted() {
        FieldSystem system = linear(A);
        SolveStats stats = new SolveStats();
        system.countInto(stats);
        system.linearization().at(0, random());
        assertThat(stats.vjps()).as("a product for each component").isEqualTo(3);
        assertThat(stats.evaluations()).isZero();
        system.eval(0, random(), new double[24]);
        assertThat(stats.evaluations()).isEqualTo(1);
        system.vjp(0, random(), new double[24], new double[24]);
        assertThat(stats.vjps()).isEqualTo(4);
    }

    /// Whole numbers, many of them zero, so that rows have to change places in every way: I − A is such a matrix.
    @Test
    void rowsChangePlacesWhereTheyHaveTo() {
        RandomGenerator random = RandomStreams.of(SEED, "matrices");
        int solved = 0;
        for (int trial = 0; trial < 300; trial++) {
            double[] m = new double[9];
            double[] a = new double[9];
            for (int e = 0; e < 9; e++) {
                m[e] = random.nextInt(-1, 3) * (random.nextBoolean() ? 1 : 0);
                a[e] = (e % 4 == 0 ? 1 : 0) - m[e];
            }
            double determinant = m[0] * (m[4] * m[8] - m[5] * m[7])
                    - m[1] * (m[3] * m[8] - m[5] * m[6])
                    + m[2] * (m[3] * m[7] - m[4] * m[6]);
            Linearization linearization = linear(a).linearization();
            linearization.at(0, random());
            if (determinant == 0) {
                // elimination may leave rounding where nothing should be
                continue;
            }
            solved++;
            assertThat(linearization.factor(1))
                    .as("seed %d, trial %d", SEED, trial)
                    .isTrue();
            double[] x = random();
            linearization.solve(x);
            double[] back = random();
            linearization.solveTransposed(back);
            for (int i = 0; i < 3; i++) {
                double sum = 0;
                double transposed = 0;
                for (int j = 0; j < 3; j++) {
                    sum += m[3 * i + j] * x[8 * j];
                    transposed += m[3 * j + i] * back[8 * j];
                }
                assertThat(sum).as("seed %d, trial %d", SEED, trial).isCloseTo(random()[8 * i], within(1e-11));
                assertThat(transposed).isCloseTo(random()[8 * i], within(1e-11));
            }
        }
        assertThat(solved).isGreaterThan(60);
    }

    @Test
    void differencesRefuseAMatrixWithoutInverse() {
        Linearization linearization = Scalars.system(3, (_, y) -> 2 * y).linearization();
        linearization.at(0, new double[8]);
        assertThat(linearization.factor(0.5)).isFalse();
        assertThat(linearization.factor(0.25)).isTrue();
    }
}
