package adjointlab.core.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.math.Stop;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

/// A quadratic cost of what depends linearly on states and parameters is a quadratic cost of these, with coefficients
/// that matrices give in closed form.
final class ExpansionTest {
    private static final int N = 2;
    private static final int D = 3;
    private static final int P = 4;

    private final Random random = new Random(12);

    private SimpleMatrix random(int rows, int columns) {
        SimpleMatrix matrix = new SimpleMatrix(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                matrix.set(i, j, 2 * random.nextDouble() - 1);
            }
        }
        return matrix;
    }

    private SimpleMatrix symmetric(int size) {
        SimpleMatrix half = random(size, size);
        return half.plus(half.transpose());
    }

    /// Σ_s (g_sᵀy_s + ½y_sᵀA_sy_s + y_sᵀB_su) + cᵀu + ½uᵀCu with y_s = M_sx_s + N_su.
    private final class Quadratic {
        final SimpleMatrix[] g = {random(D, 1), random(D, 1)};
        final SimpleMatrix[] a = {symmetric(D), symmetric(D)};
        final SimpleMatrix[] b = {random(D, P), random(D, P)};
        final SimpleMatrix c = random(P, 1);
        final SimpleMatrix uu = symmetric(P);
        final SimpleMatrix[] m = {random(D, D), random(D, D)};
        final SimpleMatrix[] ofU = {random(D, P), random(D, P)};

        Expansion ofY() {
            Expansion q = Expansion.zero(D, N, P);
            write(q, g, a, b);
            System.arraycopy(c.getDDRM().getData(), 0, q.u(), 0, P);
            System.arraycopy(uu.getDDRM().getData(), 0, q.uu(), 0, P * P);
            return q;
        }

        private static void write(Expansion q, SimpleMatrix[] x, SimpleMatrix[] xx, SimpleMatrix[] xu) {
            for (int s = 0; s < N; s++) {
                for (int i = 0; i < D; i++) {
                    int row = i * N + s;
                    q.x()[row] = x[s].get(i, 0);
                    for (int j = 0; j < D; j++) {
                        q.xx()[row * D + j] = xx[s].get(i, j);
                    }
                    for (int l = 0; l < P; l++) {
                        q.xu()[row * P + l] = xu[s].get(i, l);
                    }
                }
            }
        }

        Expansion ofX() {
            Expansion q = Expansion.zero(D, N, P);
            SimpleMatrix[] x = new SimpleMatrix[N];
            SimpleMatrix[] xx = new SimpleMatrix[N];
            SimpleMatrix[] xu = new SimpleMatrix[N];
            SimpleMatrix u = c;
            SimpleMatrix second = uu;
            for (int s = 0; s < N; s++) {
                SimpleMatrix mt = m[s].transpose();
                SimpleMatrix nt = ofU[s].transpose();
                x[s] = mt.mult(g[s]);
                xx[s] = mt.mult(a[s]).mult(m[s]);
                xu[s] = mt.mult(a[s].mult(ofU[s]).plus(b[s]));
                u = u.plus(nt.mult(g[s]));
                second = second.plus(nt.mult(a[s]).mult(ofU[s]))
                        .plus(nt.mult(b[s]))
                        .plus(b[s].transpose().mult(ofU[s]));
            }
            write(q, x, xx, xu);
            System.arraycopy(u.getDDRM().getData(), 0, q.u(), 0, P);
            System.arraycopy(second.getDDRM().getData(), 0, q.uu(), 0, P * P);
            return q;
        }

        DMatrixRMaj rows(SimpleMatrix[] ofSamples) {
            int columns = ofSamples[0].getNumCols();
            DMatrixRMaj rows = new DMatrixRMaj(D * N, columns);
            for (int s = 0; s < N; s++) {
                for (int i = 0; i < D; i++) {
                    for (int j = 0; j < columns; j++) {
                        rows.set(i * N + s, j, ofSamples[s].get(i, j));
                    }
                }
            }
            return rows;
        }
    }

    private static void areEqual(Expansion ours, Expansion expected, String... parts) {
        double[][] one = ours.parts();
        double[][] other = expected.parts();
        for (int i = 0; i < one.length; i++) {
            assertThat(one[i]).as(parts[i]).containsExactly(other[i], within(1e-13));
        }
    }

    @Test
    void aLinearMapPullsAQuadraticBack() {
        Quadratic quadratic = new Quadratic();
        Expansion q = quadratic.ofY();
        q.through(quadratic.rows(quadratic.m), quadratic.rows(quadratic.ofU), Stop.NEVER);
        areEqual(q, quadratic.ofX(), "x", "u", "xx", "xu", "uu");
    }

    @Test
    void parametersAloneGetTheSameShare() {
        Quadratic quadratic = new Quadratic();
        Expansion q = quadratic.ofY();
        q.throughParameters(quadratic.rows(quadratic.ofU), Stop.NEVER);
        assertThat(q.u()).containsExactly(quadratic.ofX().u(), within(1e-13));
        assertThat(q.uu()).containsExactly(quadratic.ofX().uu(), within(1e-13));
        Expansion before = quadratic.ofY();
        assertThat(q.x()).isEqualTo(before.x());
        assertThat(q.xx()).isEqualTo(before.xx());
        assertThat(q.xu()).isEqualTo(before.xu());
    }

    @Test
    void expansionsAddUpAndLieInFlatStates() {
        Expansion one = new Quadratic().ofY();
        Expansion other = new Quadratic().ofY();
        int length = Arrays.stream(one.parts()).mapToInt(part -> part.length).sum();
        assertThat(length).isEqualTo(D * N + P + D * N * D + D * N * P + P * P);
        double[] z = new double[length + 5];
        Arrays.fill(z, 9);
        one.giveTo(z, 2);
        Expansion copy = Expansion.zero(D, N, P);
        copy.takeFrom(z, 2);
        areEqual(copy, one, "x", "u", "xx", "xu", "uu");
        assertThat(new double[] {z[0], z[1], z[length + 2], z[length + 4]}).containsOnly(9);
        copy.add(other);
        for (int i = 0; i < copy.parts().length; i++) {
            for (int j = 0; j < copy.parts()[i].length; j++) {
                assertThat(copy.parts()[i][j]).isEqualTo(one.parts()[i][j] + other.parts()[i][j]);
            }
        }
        copy.clear();
        areEqual(copy, Expansion.zero(D, N, P), "x", "u", "xx", "xu", "uu");
    }
}
