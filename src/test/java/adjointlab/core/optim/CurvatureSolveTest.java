package adjointlab.core.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.optim.CurvatureSolve.Effort;
import adjointlab.core.optim.CurvatureSolve.Metric;
import adjointlab.core.optim.CurvatureSolve.Space;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Linear systems of curvature where they are singular, indefinite or nearly so.
final class CurvatureSolveTest {
    private static final Effort EFFORT = new Effort(50, 1e-14);

    /// A Jacobian as given, its loss curved by `h` in every prediction.
    private record Given(double[][] j, double h) implements OutputJacobian {
        @Override
        public int rows() {
            return j.length;
        }

        @Override
        public int parameters() {
            return j[0].length;
        }

        @Override
        public double weight() {
            return 0.5;
        }

        @Override
        public DMatrixRMaj matrix() {
            return new DMatrixRMaj(j);
        }

        @Override
        public void product(double[] v, double[] out) {
            System.arraycopy(Dense.multiply(j, v), 0, out, 0, out.length);
        }

        @Override
        public void transposedProduct(double[] w, double[] out) {
            System.arraycopy(Dense.multiply(Dense.transpose(j), w), 0, out, 0, out.length);
        }

        @Override
        public void lossCurvature(double[] w, double[] out) {
            for (int r = 0; r < w.length; r++) {
                out[r] = h * w[r];
            }
        }
    }

    private static CurvatureSolve in(Metric metric, Space space) {
        return new CurvatureSolve(metric, space, EFFORT);
    }

    /// One row (1, 2) seen twice: of all solutions of ½·2·(1, 2)(1, 2)ᵀx = (3, 6) the one along (1, 2), 3/5 of
    /// it.
    @ParameterizedTest
    @EnumSource(Space.class)
    void withoutDampingTheSmallestSolutionIsTaken(Space space) {
        Given twice = new Given(new double[][] {{1, 2}, {1, 2}}, 1);
        assertThat(in(Metric.PREDICTION, space).solve(twice, 0, new double[] {3, 6}))
                .containsExactly(new double[] {0.6, 1.2}, within(1e-12));
        Given wide = new Given(new double[][] {{1, 2, 2}}, 3);
        // 3·(1, 2, 2)(1, 2, 2)ᵀx = (27, 54, 54)
        assertThat(in(Metric.LOSS, space).solve(wide, 0, new double[] {27, 54, 54}))
                .containsExactly(new double[] {1, 2, 2}, within(1e-12));
    }

    /// A damping that rounding swallows leaves the matrix singular.
    @Test
    void dampingBelowRoundingIsNone() {
        Given large = new Given(new double[][] {{1e10, 1e10}, {1e10, 1e10}}, 1);
        double[] x = in(Metric.PREDICTION, Space.PARAMETERS).solve(large, 1e-10, new double[] {2e20, 2e20});
        assertThat(x).containsExactly(new double[] {1, 1}, within(1e-9));
    }

    @ParameterizedTest
    @EnumSource(Space.class)
    void theDampedSolutionSolvesTheSystem(Space space) {
        Given j = new Given(new double[][] {{1, -1, 0.5}, {2, 0.3, -0.7}}, 4);
        double[] g = {1, 2, -3};
        for (Metric metric : Metric.values()) {
            CurvatureSolve solve = in(metric, space);
            double[] x = solve.solve(j, 0.25, g);
            double m = metric == Metric.LOSS ? 4 : 0.5;
            double[] jx = Dense.multiply(j.j(), x);
            double[] back = Dense.multiply(Dense.transpose(j.j()), jx);
            for (int i = 0; i < 3; i++) {
                assertThat(m * back[i] + 0.25 * x[i]).isCloseTo(g[i], within(1e-12));
                for (int k = 0; k < 3; k++) {
                    double entry = m * (j.j()[0][i] * j.j()[0][k] + j.j()[1][i] * j.j()[1][k]);
                    assertThat(solve.matrix(j).get(i, k)).isCloseTo(entry, within(1e-14));
                }
            }
        }
    }

    /// Conjugate gradients stop at a direction that does not curve upward.
    @Test
    void directionsWithoutCurvatureAreNotFollowed() {
        CurvatureSolve solve = in(Metric.LOSS, Space.CONJUGATE_GRADIENTS);
        assertThat(solve.solve(new Given(new double[][] {{0, 0}}, 1), 0, new double[] {1, 2}))
                .containsExactly(0, 0);
        assertThat(solve.solve(new Given(new double[][] {{1, 2}}, -1), 0, new double[] {1, 2}))
                .containsExactly(0, 0);
        // flat along the second weight: the first step is the steepest one, the next direction is flat
        double[] x = solve.solve(new Given(new double[][] {{1, 0}}, 1), 0, new double[] {2, 0});
        assertThat(x).containsExactly(2, 0);
    }

    @Test
    void nothingIsDoneForNoGradient() {
        Given j = new Given(new double[][] {{1, 2}}, 1);
        assertThat(in(Metric.LOSS, Space.CONJUGATE_GRADIENTS).solve(j, 0, new double[2]))
                .containsExactly(0, 0);
    }
}
