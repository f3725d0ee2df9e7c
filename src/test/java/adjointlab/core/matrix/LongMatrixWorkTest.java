package adjointlab.core.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.math.Stop;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.junit.jupiter.api.Test;

/// Work with matrices has the library's results, and is asked all along whether it is still wanted.
final class LongMatrixWorkTest {
    private static final int LARGE = LinearSystem.SMALL + 17;

    private final Random random = new Random(3);
    private int asked;

    private Stop after(int questions) {
        asked = 0;
        return () -> asked++ >= questions;
    }

    private DMatrixRMaj any(int rows, int columns) {
        return RandomMatrices_DDRM.rectangle(rows, columns, -1, 1, random);
    }

    private DMatrixRMaj positive(int n) {
        DMatrixRMaj root = any(n, n);
        DMatrixRMaj product = new DMatrixRMaj(n, n);
        CommonOps_DDRM.multTransB(root, root, product);
        for (int i = 0; i < n; i++) {
            product.add(i, i, 1);
        }
        return product;
    }

    /// Stops at the first question, in the middle and at the last.
    private void isAsked(int least, Consumer<Stop> work) {
        work.accept(after(Integer.MAX_VALUE));
        int all = asked;
        assertThat(all).isGreaterThanOrEqualTo(least);
        for (int questions : new int[] {0, all / 3, all - 1}) {
            assertThatThrownBy(() -> work.accept(after(questions))).isInstanceOf(CancellationException.class);
            assertThat(asked).isLessThanOrEqualTo(questions + 2);
        }
    }

    @Test
    void eigenpairsAreTheLibrarys() {
        int n = 60;
        DMatrixRMaj a = positive(n);
        var library = DecompositionFactory_DDRM.eig(n, true, true);
        assertThat(library.decompose(a.copy())).isTrue();
        double[] known = new double[n];
        Arrays.setAll(known, i -> library.getEigenvalue(i).getReal());
        Arrays.sort(known);
        for (boolean vectors : new boolean[] {false, true}) {
            Eigen eigen = new Eigen(vectors);
            assertThat(eigen.of(any(7, 7), Stop.NEVER)).isTrue(); // its memory is used again
            DMatrixRMaj given = a.copy();
            assertThat(eigen.of(given, Stop.NEVER)).isTrue();
            assertThat(MatrixFeatures_DDRM.isEquals(given, a)).isTrue();
            double[] values = eigen.values().clone();
            Arrays.sort(values);
            assertThat(values).containsExactly(known, within(1e-12 * known[n - 1]));
        }
        Eigen eigen = new Eigen(true);
        assertThat(eigen.of(a, Stop.NEVER)).isTrue();
        DMatrixRMaj product = new DMatrixRMaj(n, n);
        CommonOps_DDRM.mult(eigen.rows(), a, product);
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                assertThat(product.get(i, k))
                        .isCloseTo(eigen.values()[i] * eigen.rows().get(i, k), within(1e-12 * known[n - 1]));
            }
        }
        isAsked(3 * n, stop -> new Eigen(true).of(a, stop));
        isAsked(2 * n, stop -> new Eigen(false).of(a, stop));
    }

    @Test
    void whatIsNotFiniteHasNoEigenvalues() {
        DMatrixRMaj a = positive(5);
        a.set(2, 3, Double.NaN);
        a.set(3, 2, Double.NaN);
        assertThat(new Eigen(true).of(a, Stop.NEVER)).isFalse();
    }

    @Test
    void singularValuesAreTheLibrarys() {
        for (int[] size : new int[][] {{50, 20}, {20, 50}}) {
            DMatrixRMaj a = any(size[0], size[1]);
            double[] known = SingularOps_DDRM.singularValues(a);
            double[] values = SingularValues.of(a, Stop.NEVER);
            Arrays.sort(values);
            Arrays.sort(known);
            assertThat(values).containsExactly(known, within(1e-12 * known[known.length - 1]));
            isAsked(60, stop -> SingularValues.of(a, stop));
        }
    }

    /// Of a matrix of rank 20 only, the solution of smallest norm.
    @Test
    void smallestSolutionsAreThoseOfTheLibrarysPseudoInverse() {
        DMatrixRMaj root = any(50, 20);
        DMatrixRMaj a = new DMatrixRMaj(50, 50);
        CommonOps_DDRM.multTransB(root, root, a);
        double[] b = random.doubles(50).toArray();
        LinearSolverDense<DMatrixRMaj> library = LinearSolverFactory_DDRM.pseudoInverse(true);
        assertThat(library.setA(a.copy())).isTrue();
        double[] known = new double[50];
        library.solve(DMatrixRMaj.wrap(50, 1, b.clone()), DMatrixRMaj.wrap(50, 1, known));
        assertThat(SingularValues.prepare(a, Stop.NEVER).solve(b)).containsExactly(known, within(1e-10));
        isAsked(150, stop -> SingularValues.prepare(a, stop));
    }

    @Test
    void largeSystemsAreSolvedAsSmallOnes() {
        DMatrixRMaj a = positive(LARGE);
        double[] b = random.doubles(LARGE).toArray();
        isSolution(a, LinearSystem.positive(a, Stop.NEVER).orElseThrow().solve(b), b);
        isSolution(a, LinearSystem.general(a, Stop.NEVER).solve(b), b);
        DMatrixRMaj other = any(LARGE, LARGE);
        isSolution(other, LinearSystem.general(other, Stop.NEVER).solve(b), b);
        isAsked(LARGE * LARGE / 2 / 2048, stop -> LinearSystem.positive(a, stop));
        isAsked(LARGE / 16, stop -> LinearSystem.general(a, stop));
    }

    private static void isSolution(DMatrixRMaj a, double[] x, double[] b) {
        double[] product = new double[b.length];
        CommonOps_DDRM.mult(a, DMatrixRMaj.wrap(x.length, 1, x), DMatrixRMaj.wrap(b.length, 1, product));
        assertThat(product).containsExactly(b, within(1e-9));
    }

    @Test
    void whatIsNotPositiveHasNoRoot() {
        for (int n : new int[] {9, LARGE}) {
            DMatrixRMaj a = positive(n);
            a.set(n / 2, n / 2, -1);
            assertThat(LinearSystem.positive(a, Stop.NEVER)).isEmpty();
        }
    }

    @Test
    void singularMatricesHaveNoFiniteSolution() {
        double[] x =
                LinearSystem.general(new DMatrixRMaj(LARGE, LARGE), Stop.NEVER).solve(new double[LARGE]);
        assertThat(x).containsOnly(Double.NaN);
    }

    /// Bit by bit: sums run in the same order.
    @Test
    void productsOfPartsAreThoseOfAll() {
        DMatrixRMaj a = any(23, 3000);
        DMatrixRMaj b = any(23, 2900);
        DMatrixRMaj known = new DMatrixRMaj(3000, 2900);
        CommonOps_DDRM.multTransA(a, b, known);
        assertThat(Products.transposedTimes(a, b, Stop.NEVER).data).isEqualTo(known.data);
        isAsked(4, stop -> Products.transposedTimes(a, b, stop));
        DMatrixRMaj c = any(700, 90);
        DMatrixRMaj d = any(1200, 90);
        DMatrixRMaj large = new DMatrixRMaj(700, 1200);
        CommonOps_DDRM.multTransB(c, d, large);
        assertThat(Products.timesTransposed(c, d, Stop.NEVER).data).isEqualTo(large.data);
        isAsked(2, stop -> Products.timesTransposed(c, d, stop));
    }
}
