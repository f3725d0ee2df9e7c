package adjointlab.core.kernel;

import static adjointlab.core.kernel.VectorTiles.LANES;
import static adjointlab.core.kernel.VectorTiles.SPECIES;

import adjointlab.core.math.Matrix;
import jdk.incubator.vector.DoubleVector;

/// Products of a matrix and a single vector. Each entry is one chain of fused multiply-adds in the order of the
/// matrix's columns, as in the products with batches of up to [TiledProduct#DEPTH] columns.
final class OneVector {
    private OneVector() {}

    /// out = start + A x. Along rows that lie next to each other (a transposed matrix) go vectors, otherwise eight
    /// chains at once hide each other's latency.
    ///
    /// @param start a number for each row
    /// @param startStep 0 if all rows have the same
    static void multiply(
            Matrix a, double[] x, int xAt, double[] out, int outAt, double[] start, int startAt, int startStep) {
        int i = 0;
        if (a.rowStep() == 1) {
            for (; i + 4 * LANES <= a.rows(); i += 4 * LANES) {
                vectors4(a, i, x, xAt, out, outAt, start, startAt, startStep);
            }
            for (; i + LANES <= a.rows(); i += LANES) {
                vectors1(a, i, x, xAt, out, outAt, start, startAt, startStep);
            }
        }
        for (; i + 8 <= a.rows(); i += 8) {
            chains8(a, i, x, xAt, out, outAt, start, startAt, startStep);
        }
        for (; i + 2 <= a.rows(); i += 2) {
            chains2(a, i, x, xAt, out, outAt, start, startAt, startStep);
        }
        if (i < a.rows()) {
            chain(a, i, x, xAt, out, outAt, start, startAt, startStep);
        }
    }

    private static DoubleVector starts(double[] start, int at, int step) {
        return step == 1 ? DoubleVector.fromArray(SPECIES, start, at) : DoubleVector.broadcast(SPECIES, start[at]);
    }

    private static void vectors4(
            Matrix m, int row, double[] x, int xAt, double[] out, int outAt, double[] start, int startAt, int step) {
        double[] a = m.data();
        int p = m.offset() + row;
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        for (int k = 0; k < m.columns(); k++) {
            DoubleVector w = DoubleVector.broadcast(SPECIES, x[xAt + k]);
            s0 = w.fma(DoubleVector.fromArray(SPECIES, a, p), s0);
            s1 = w.fma(DoubleVector.fromArray(SPECIES, a, p + LANES), s1);
            s2 = w.fma(DoubleVector.fromArray(SPECIES, a, p + 2 * LANES), s2);
            s3 = w.fma(DoubleVector.fromArray(SPECIES, a, p + 3 * LANES), s3);
            p += m.columnStep();
        }
        int at = startAt + row * step;
        int to = outAt + row;
        s0.add(starts(start, at, step)).intoArray(out, to);
        s1.add(starts(start, at + LANES * step, step)).intoArray(out, to + LANES);
        s2.add(starts(start, at + 2 * LANES * step, step)).intoArray(out, to + 2 * LANES);
        s3.add(starts(start, at + 3 * LANES * step, step)).intoArray(out, to + 3 * LANES);
    }

    private static void vectors1(
            Matrix m, int row, double[] x, int xAt, double[] out, int outAt, double[] start, int startAt, int step) {
        double[] a = m.data();
        int p = m.offset() + row;
        DoubleVector s = DoubleVector.zero(SPECIES);
        for (int k = 0; k < m.columns(); k++) {
            s = DoubleVector.broadcast(SPECIES, x[xAt + k]).fma(DoubleVector.fromArray(SPECIES, a, p), s);
            p += m.columnStep();
        }
        s.add(starts(start, startAt + row * step, step)).intoArray(out, outAt + row);
    }

    private static void chains8(
            Matrix m, int row, double[] x, int xAt, double[] out, int outAt, double[] start, int startAt, int step) {
        double[] a = m.data();
        int between = m.rowStep();
        int p0 = m.offset() + row * between;
        int p4 = p0 + 4 * between;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        for (int k = 0; k < m.columns(); k++) {
            double w = x[xAt + k];
            s0 = Math.fma(a[p0], w, s0);
            s1 = Math.fma(a[p0 + between], w, s1);
            s2 = Math.fma(a[p0 + 2 * between], w, s2);
            s3 = Math.fma(a[p0 + 3 * between], w, s3);
            s4 = Math.fma(a[p4], w, s4);
            s5 = Math.fma(a[p4 + between], w, s5);
            s6 = Math.fma(a[p4 + 2 * between], w, s6);
            s7 = Math.fma(a[p4 + 3 * between], w, s7);
            p0 += m.columnStep();
            p4 += m.columnStep();
        }
        int at = startAt + row * step;
        int to = outAt + row;
        out[to] = s0 + start[at];
        out[to + 1] = s1 + start[at + step];
        out[to + 2] = s2 + start[at + 2 * step];
        out[to + 3] = s3 + start[at + 3 * step];
        out[to + 4] = s4 + start[at + 4 * step];
        out[to + 5] = s5 + start[at + 5 * step];
        out[to + 6] = s6 + start[at + 6 * step];
        out[to + 7] = s7 + start[at + 7 * step];
    }

    private static void chains2(
            Matrix m, int row, double[] x, int xAt, double[] out, int outAt, double[] start, int startAt, int step) {
        double[] a = m.data();
        int p = m.offset() + row * m.rowStep();
        double s0 = 0;
        double s1 = 0;
        for (int k = 0; k < m.columns(); k++) {
            double w = x[xAt + k];
            s0 = Math.fma(a[p], w, s0);
            s1 = Math.fma(a[p + m.rowStep()], w, s1);
            p += m.columnStep();
        }
        out[outAt + row] = s0 + start[startAt + row * step];
        out[outAt + row + 1] = s1 + start[startAt + (row + 1) * step];
    }

    static void chain(
            Matrix m, int row, double[] x, int xAt, double[] out, int outAt, double[] start, int startAt, int step) {
        int p = m.offset() + row * m.rowStep();
        double s = 0;
        for (int k = 0; k < m.columns(); k++) {
            s = Math.fma(m.data()[p], x[xAt + k], s);
            p += m.columnStep();
        }
        out[outAt + row] = s + start[startAt + row * step];
    }

    /// acc += g xᵀ. What is left behind whole vectors goes down the columns, so that its loop is long.
    ///
    /// @param acc row-major, added to
    static void outerProductAdd(double[] g, int gAt, double[] x, int xAt, Matrix acc) {
        double[] data = acc.data();
        int rows = acc.rows();
        int step = acc.rowStep();
        int whole = acc.columns() - acc.columns() % LANES;
        if (whole > 0) {
            int row = acc.offset();
            for (int i = 0; i < rows; i++) {
                DoubleVector w = DoubleVector.broadcast(SPECIES, g[gAt + i]);
                for (int k = 0; k < whole; k += LANES) {
                    w.fma(DoubleVector.fromArray(SPECIES, x, xAt + k), DoubleVector.fromArray(SPECIES, data, row + k))
                            .intoArray(data, row + k);
                }
                row += step;
            }
        }
        for (int k = whole; k < acc.columns(); k++) {
            double w = x[xAt + k];
            int at = acc.offset() + k;
            for (int i = 0; i < rows; i++) {
                data[at] = Math.fma(g[gAt + i], w, data[at]);
                at += step;
            }
        }
    }
}
