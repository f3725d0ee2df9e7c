package adjointlab.core.ode;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/// Cuts [0, 1] where a polynomial has roots: into parts with at most one each. By Bernstein coefficients, whose changes
/// of sign are at least as many as the roots inside, halved until at most one is left. Lane and Riesenfeld, "Bounds on
/// a polynomial", BIT 21 (1981) 112.
final class RootBrackets {
    /// As high as dense output goes, and one more.
    static final int DEGREE = 8;

    /// After so many a double root stays in one part, and so do two roots that are a millionth of the whole apart.
    private static final int HALVINGS = 21;

    /// Where a part is cut: near its middle, and not where a root that people chose would stand.
    private static final double CUT = 0.4871;

    /// More than ever come: of each level at most half the degree are halved again, and parts with a root at an
    /// end.
    private static final int MOST_PARTS = DEGREE * (HALVINGS + 1);

    private static final double[] NODES = nodes();
    private static final DMatrixRMaj TO_BERNSTEIN = toBernstein();

    private final double[][] coefficients = new double[HALVINGS + 1][DEGREE + 1];
    private final double[] ends = new double[MOST_PARTS];
    private int count;

    /// Where values are asked for, from 0 to 1: Chebyshev's extrema, at which interpolation is tame.
    static double node(int j) {
        return NODES[j];
    }

    private static double[] nodes() {
        double[] nodes = new double[DEGREE + 1];
        for (int j = 0; j <= DEGREE; j++) {
            double half = Math.sin(Math.PI * j / (2 * DEGREE));
            nodes[j] = half * half;
        }
        return nodes;
    }

    private static DMatrixRMaj toBernstein() {
        DMatrixRMaj values = new DMatrixRMaj(DEGREE + 1, DEGREE + 1);
        for (int j = 0; j <= DEGREE; j++) {
            double binomial = 1;
            for (int i = 0; i <= DEGREE; i++) {
                values.set(j, i, binomial * Math.pow(NODES[j], i) * Math.pow(1 - NODES[j], DEGREE - i));
                binomial = binomial * (DEGREE - i) / (i + 1);
            }
        }
        DMatrixRMaj inverse = new DMatrixRMaj(DEGREE + 1, DEGREE + 1);
        CommonOps_DDRM.invert(values, inverse);
        return inverse;
    }

    /// Cuts for the polynomial of least degree through values at the nodes.
    ///
    /// @param values [degree + 1], not modified
    /// @return number of parts, at least one
    int cut(double[] values) {
        double[] whole = coefficients[0];
        for (int i = 0; i <= DEGREE; i++) {
            whole[i] = 0;
            for (int j = 0; j <= DEGREE; j++) {
                whole[i] += TO_BERNSTEIN.get(i, j) * values[j];
            }
        }
        whole[0] = values[0];
        whole[DEGREE] = values[DEGREE];
        count = 0;
        halve(0, 0, 1);
        return count;
    }

    /// Where the `i`-th part of the last [#cut] ends; the last one ends at 1.
    double end(int i) {
        return ends[i];
    }

    /// The coefficients of the part from `low` to `high` stand at `depth`, and are lost.
    private void halve(int depth, double low, double high) {
        double[] right = coefficients[depth];
        if (depth == HALVINGS || mayHave(right) < 2 || count + HALVINGS - depth + 1 >= MOST_PARTS) {
            ends[count++] = high;
            return;
        }
        // de Casteljau's scheme: the left half's coefficients are the first of each round, the right's the last
        double[] left = coefficients[depth + 1];
        left[0] = right[0];
        for (int round = 1; round <= DEGREE; round++) {
            for (int i = 0; i <= DEGREE - round; i++) {
                right[i] = (1 - CUT) * right[i] + CUT * right[i + 1];
            }
            left[round] = right[0];
        }
        double middle = low + CUT * (high - low);
        halve(depth + 1, low, middle);
        System.arraycopy(right, 0, coefficients[depth + 1], 0, DEGREE + 1);
        halve(depth + 1, middle, high);
    }

    /// At most so many roots in a part, its ends included.
    private static int mayHave(double[] coefficients) {
        int changes = (coefficients[0] == 0 ? 1 : 0) + (coefficients[DEGREE] == 0 ? 1 : 0);
        double last = 0;
        for (double c : coefficients) {
            if (c * last < 0) {
                changes++;
            }
            last = c == 0 ? last : Math.signum(c);
        }
        return changes;
    }
}
