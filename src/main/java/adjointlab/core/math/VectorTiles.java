package adjointlab.core.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Matrix products by register tiles: each tile keeps its part of the result in registers and runs once through the
/// summed dimension. 5×3 and 4×4 vectors fill 32 registers; more accumulators spill.
final class VectorTiles {
    /// One species in the whole process: mixing them makes compiled kernels collapse.
    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();

    private VectorTiles() {}

    /// 5 rows of acc by 3 vectors.
    static void tile5x3(Matrix m, int row, Batch x, Batch out, int column) {
        double[] a = m.data();
        double[] b = x.data();
        double[] c = out.data();
        int a0 = m.offset() + row * m.rowStep();
        int a1 = m.offset() + (row + 1) * m.rowStep();
        int a2 = m.offset() + (row + 2) * m.rowStep();
        int a3 = m.offset() + (row + 3) * m.rowStep();
        int a4 = m.offset() + (row + 4) * m.rowStep();
        int c0 = out.row(row) + column;
        int c1 = out.row(row + 1) + column;
        int c2 = out.row(row + 2) + column;
        int c3 = out.row(row + 3) + column;
        int c4 = out.row(row + 4) + column;
        DoubleVector s00 = DoubleVector.fromArray(SPECIES, c, c0);
        DoubleVector s01 = DoubleVector.fromArray(SPECIES, c, c0 + LANES);
        DoubleVector s02 = DoubleVector.fromArray(SPECIES, c, c0 + 2 * LANES);
        DoubleVector s10 = DoubleVector.fromArray(SPECIES, c, c1);
        DoubleVector s11 = DoubleVector.fromArray(SPECIES, c, c1 + LANES);
        DoubleVector s12 = DoubleVector.fromArray(SPECIES, c, c1 + 2 * LANES);
        DoubleVector s20 = DoubleVector.fromArray(SPECIES, c, c2);
        DoubleVector s21 = DoubleVector.fromArray(SPECIES, c, c2 + LANES);
        DoubleVector s22 = DoubleVector.fromArray(SPECIES, c, c2 + 2 * LANES);
        DoubleVector s30 = DoubleVector.fromArray(SPECIES, c, c3);
        DoubleVector s31 = DoubleVector.fromArray(SPECIES, c, c3 + LANES);
        DoubleVector s32 = DoubleVector.fromArray(SPECIES, c, c3 + 2 * LANES);
        DoubleVector s40 = DoubleVector.fromArray(SPECIES, c, c4);
        DoubleVector s41 = DoubleVector.fromArray(SPECIES, c, c4 + LANES);
        DoubleVector s42 = DoubleVector.fromArray(SPECIES, c, c4 + 2 * LANES);
        int step = m.columnStep();
        int stride = x.stride();
        int p = x.row(0) + column;
        for (int k = 0; k < m.columns(); k++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, p);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, p + LANES);
            DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, p + 2 * LANES);
            DoubleVector w0 = DoubleVector.broadcast(SPECIES, a[a0]);
            s00 = w0.fma(b0, s00);
            s01 = w0.fma(b1, s01);
            s02 = w0.fma(b2, s02);
            a0 += step;
            DoubleVector w1 = DoubleVector.broadcast(SPECIES, a[a1]);
            s10 = w1.fma(b0, s10);
            s11 = w1.fma(b1, s11);
            s12 = w1.fma(b2, s12);
            a1 += step;
            DoubleVector w2 = DoubleVector.broadcast(SPECIES, a[a2]);
            s20 = w2.fma(b0, s20);
            s21 = w2.fma(b1, s21);
            s22 = w2.fma(b2, s22);
            a2 += step;
            DoubleVector w3 = DoubleVector.broadcast(SPECIES, a[a3]);
            s30 = w3.fma(b0, s30);
            s31 = w3.fma(b1, s31);
            s32 = w3.fma(b2, s32);
            a3 += step;
            DoubleVector w4 = DoubleVector.broadcast(SPECIES, a[a4]);
            s40 = w4.fma(b0, s40);
            s41 = w4.fma(b1, s41);
            s42 = w4.fma(b2, s42);
            a4 += step;
            p += stride;
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + LANES);
        s02.intoArray(c, c0 + 2 * LANES);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + LANES);
        s12.intoArray(c, c1 + 2 * LANES);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + LANES);
        s22.intoArray(c, c2 + 2 * LANES);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + LANES);
        s32.intoArray(c, c3 + 2 * LANES);
        s40.intoArray(c, c4);
        s41.intoArray(c, c4 + LANES);
        s42.intoArray(c, c4 + 2 * LANES);
    }

    /// 4 rows of acc by 3 vectors.
    static void tile4x3(Matrix m, int row, Batch x, Batch out, int column) {
        double[] a = m.data();
        double[] b = x.data();
        double[] c = out.data();
        int a0 = m.offset() + row * m.rowStep();
        int a1 = m.offset() + (row + 1) * m.rowStep();
        int a2 = m.offset() + (row + 2) * m.rowStep();
        int a3 = m.offset() + (row + 3) * m.rowStep();
        int c0 = out.row(row) + column;
        int c1 = out.row(row + 1) + column;
        int c2 = out.row(row + 2) + column;
        int c3 = out.row(row + 3) + column;
        DoubleVector s00 = DoubleVector.fromArray(SPECIES, c, c0);
        DoubleVector s01 = DoubleVector.fromArray(SPECIES, c, c0 + LANES);
        DoubleVector s02 = DoubleVector.fromArray(SPECIES, c, c0 + 2 * LANES);
        DoubleVector s10 = DoubleVector.fromArray(SPECIES, c, c1);
        DoubleVector s11 = DoubleVector.fromArray(SPECIES, c, c1 + LANES);
        DoubleVector s12 = DoubleVector.fromArray(SPECIES, c, c1 + 2 * LANES);
        DoubleVector s20 = DoubleVector.fromArray(SPECIES, c, c2);
        DoubleVector s21 = DoubleVector.fromArray(SPECIES, c, c2 + LANES);
        DoubleVector s22 = DoubleVector.fromArray(SPECIES, c, c2 + 2 * LANES);
        DoubleVector s30 = DoubleVector.fromArray(SPECIES, c, c3);
        DoubleVector s31 = DoubleVector.fromArray(SPECIES, c, c3 + LANES);
        DoubleVector s32 = DoubleVector.fromArray(SPECIES, c, c3 + 2 * LANES);
        int step = m.columnStep();
        int stride = x.stride();
        int p = x.row(0) + column;
        for (int k = 0; k < m.columns(); k++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, p);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, p + LANES);
            DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, p + 2 * LANES);
            DoubleVector w0 = DoubleVector.broadcast(SPECIES, a[a0]);
            s00 = w0.fma(b0, s00);
            s01 = w0.fma(b1, s01);
            s02 = w0.fma(b2, s02);
            a0 += step;
            DoubleVector w1 = DoubleVector.broadcast(SPECIES, a[a1]);
            s10 = w1.fma(b0, s10);
            s11 = w1.fma(b1, s11);
            s12 = w1.fma(b2, s12);
            a1 += step;
            DoubleVector w2 = DoubleVector.broadcast(SPECIES, a[a2]);
            s20 = w2.fma(b0, s20);
            s21 = w2.fma(b1, s21);
            s22 = w2.fma(b2, s22);
            a2 += step;
            DoubleVector w3 = DoubleVector.broadcast(SPECIES, a[a3]);
            s30 = w3.fma(b0, s30);
            s31 = w3.fma(b1, s31);
            s32 = w3.fma(b2, s32);
            a3 += step;
            p += stride;
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + LANES);
        s02.intoArray(c, c0 + 2 * LANES);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + LANES);
        s12.intoArray(c, c1 + 2 * LANES);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + LANES);
        s22.intoArray(c, c2 + 2 * LANES);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + LANES);
        s32.intoArray(c, c3 + 2 * LANES);
    }

    /// 2 rows of acc by 3 vectors.
    static void tile2x3(Matrix m, int row, Batch x, Batch out, int column) {
        double[] a = m.data();
        double[] b = x.data();
        double[] c = out.data();
        int a0 = m.offset() + row * m.rowStep();
        int a1 = m.offset() + (row + 1) * m.rowStep();
        int c0 = out.row(row) + column;
        int c1 = out.row(row + 1) + column;
        DoubleVector s00 = DoubleVector.fromArray(SPECIES, c, c0);
        DoubleVector s01 = DoubleVector.fromArray(SPECIES, c, c0 + LANES);
        DoubleVector s02 = DoubleVector.fromArray(SPECIES, c, c0 + 2 * LANES);
        DoubleVector s10 = DoubleVector.fromArray(SPECIES, c, c1);
        DoubleVector s11 = DoubleVector.fromArray(SPECIES, c, c1 + LANES);
        DoubleVector s12 = DoubleVector.fromArray(SPECIES, c, c1 + 2 * LANES);
        int step = m.columnStep();
        int stride = x.stride();
        int p = x.row(0) + column;
        for (int k = 0; k < m.columns(); k++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, p);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, p + LANES);
            DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, p + 2 * LANES);
            DoubleVector w0 = DoubleVector.broadcast(SPECIES, a[a0]);
            s00 = w0.fma(b0, s00);
            s01 = w0.fma(b1, s01);
            s02 = w0.fma(b2, s02);
            a0 += step;
            DoubleVector w1 = DoubleVector.broadcast(SPECIES, a[a1]);
            s10 = w1.fma(b0, s10);
            s11 = w1.fma(b1, s11);
            s12 = w1.fma(b2, s12);
            a1 += step;
            p += stride;
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + LANES);
        s02.intoArray(c, c0 + 2 * LANES);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + LANES);
        s12.intoArray(c, c1 + 2 * LANES);
    }

    /// 1 rows of acc by 3 vectors.
    static void tile1x3(Matrix m, int row, Batch x, Batch out, int column) {
        double[] a = m.data();
        double[] b = x.data();
        double[] c = out.data();
        int a0 = m.offset() + row * m.rowStep();
        int c0 = out.row(row) + column;
        DoubleVector s00 = DoubleVector.fromArray(SPECIES, c, c0);
        DoubleVector s01 = DoubleVector.fromArray(SPECIES, c, c0 + LANES);
        DoubleVector s02 = DoubleVector.fromArray(SPECIES, c, c0 + 2 * LANES);
        int step = m.columnStep();
        int stride = x.stride();
        int p = x.row(0) + column;
        for (int k = 0; k < m.columns(); k++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, p);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, p + LANES);
            DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, p + 2 * LANES);
            DoubleVector w0 = DoubleVector.broadcast(SPECIES, a[a0]);
            s00 = w0.fma(b0, s00);
            s01 = w0.fma(b1, s01);
            s02 = w0.fma(b2, s02);
            a0 += step;
            p += stride;
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + LANES);
        s02.intoArray(c, c0 + 2 * LANES);
    }

    /// 4 rows of acc by 4 vectors.
    static void tile4x4(Matrix m, int row, Batch x, Batch out, int column) {
        double[] a = m.data();
        double[] b = x.data();
        double[] c = out.data();
        int a0 = m.offset() + row * m.rowStep();
        int a1 = m.offset() + (row + 1) * m.rowStep();
        int a2 = m.offset() + (row + 2) * m.rowStep();
        int a3 = m.offset() + (row + 3) * m.rowStep();
        int c0 = out.row(row) + column;
        int c1 = out.row(row + 1) + column;
        int c2 = out.row(row + 2) + column;
        int c3 = out.row(row + 3) + column;
        DoubleVector s00 = DoubleVector.fromArray(SPECIES, c, c0);
        DoubleVector s01 = DoubleVector.fromArray(SPECIES, c, c0 + LANES);
        DoubleVector s02 = DoubleVector.fromArray(SPECIES, c, c0 + 2 * LANES);
        DoubleVector s03 = DoubleVector.fromArray(SPECIES, c, c0 + 3 * LANES);
        DoubleVector s10 = DoubleVector.fromArray(SPECIES, c, c1);
        DoubleVector s11 = DoubleVector.fromArray(SPECIES, c, c1 + LANES);
        DoubleVector s12 = DoubleVector.fromArray(SPECIES, c, c1 + 2 * LANES);
        DoubleVector s13 = DoubleVector.fromArray(SPECIES, c, c1 + 3 * LANES);
        DoubleVector s20 = DoubleVector.fromArray(SPECIES, c, c2);
        DoubleVector s21 = DoubleVector.fromArray(SPECIES, c, c2 + LANES);
        DoubleVector s22 = DoubleVector.fromArray(SPECIES, c, c2 + 2 * LANES);
        DoubleVector s23 = DoubleVector.fromArray(SPECIES, c, c2 + 3 * LANES);
        DoubleVector s30 = DoubleVector.fromArray(SPECIES, c, c3);
        DoubleVector s31 = DoubleVector.fromArray(SPECIES, c, c3 + LANES);
        DoubleVector s32 = DoubleVector.fromArray(SPECIES, c, c3 + 2 * LANES);
        DoubleVector s33 = DoubleVector.fromArray(SPECIES, c, c3 + 3 * LANES);
        int step = m.columnStep();
        int stride = x.stride();
        int p = x.row(0) + column;
        for (int k = 0; k < m.columns(); k++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, p);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, p + LANES);
            DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, p + 2 * LANES);
            DoubleVector b3 = DoubleVector.fromArray(SPECIES, b, p + 3 * LANES);
            DoubleVector w0 = DoubleVector.broadcast(SPECIES, a[a0]);
            s00 = w0.fma(b0, s00);
            s01 = w0.fma(b1, s01);
            s02 = w0.fma(b2, s02);
            s03 = w0.fma(b3, s03);
            a0 += step;
            DoubleVector w1 = DoubleVector.broadcast(SPECIES, a[a1]);
            s10 = w1.fma(b0, s10);
            s11 = w1.fma(b1, s11);
            s12 = w1.fma(b2, s12);
            s13 = w1.fma(b3, s13);
            a1 += step;
            DoubleVector w2 = DoubleVector.broadcast(SPECIES, a[a2]);
            s20 = w2.fma(b0, s20);
            s21 = w2.fma(b1, s21);
            s22 = w2.fma(b2, s22);
            s23 = w2.fma(b3, s23);
            a2 += step;
            DoubleVector w3 = DoubleVector.broadcast(SPECIES, a[a3]);
            s30 = w3.fma(b0, s30);
            s31 = w3.fma(b1, s31);
            s32 = w3.fma(b2, s32);
            s33 = w3.fma(b3, s33);
            a3 += step;
            p += stride;
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + LANES);
        s02.intoArray(c, c0 + 2 * LANES);
        s03.intoArray(c, c0 + 3 * LANES);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + LANES);
        s12.intoArray(c, c1 + 2 * LANES);
        s13.intoArray(c, c1 + 3 * LANES);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + LANES);
        s22.intoArray(c, c2 + 2 * LANES);
        s23.intoArray(c, c2 + 3 * LANES);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + LANES);
        s32.intoArray(c, c3 + 2 * LANES);
        s33.intoArray(c, c3 + 3 * LANES);
    }

    /// 2 rows of acc by 4 vectors.
    static void tile2x4(Matrix m, int row, Batch x, Batch out, int column) {
        double[] a = m.data();
        double[] b = x.data();
        double[] c = out.data();
        int a0 = m.offset() + row * m.rowStep();
        int a1 = m.offset() + (row + 1) * m.rowStep();
        int c0 = out.row(row) + column;
        int c1 = out.row(row + 1) + column;
        DoubleVector s00 = DoubleVector.fromArray(SPECIES, c, c0);
        DoubleVector s01 = DoubleVector.fromArray(SPECIES, c, c0 + LANES);
        DoubleVector s02 = DoubleVector.fromArray(SPECIES, c, c0 + 2 * LANES);
        DoubleVector s03 = DoubleVector.fromArray(SPECIES, c, c0 + 3 * LANES);
        DoubleVector s10 = DoubleVector.fromArray(SPECIES, c, c1);
        DoubleVector s11 = DoubleVector.fromArray(SPECIES, c, c1 + LANES);
        DoubleVector s12 = DoubleVector.fromArray(SPECIES, c, c1 + 2 * LANES);
        DoubleVector s13 = DoubleVector.fromArray(SPECIES, c, c1 + 3 * LANES);
        int step = m.columnStep();
        int stride = x.stride();
        int p = x.row(0) + column;
        for (int k = 0; k < m.columns(); k++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, p);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, p + LANES);
            DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, p + 2 * LANES);
            DoubleVector b3 = DoubleVector.fromArray(SPECIES, b, p + 3 * LANES);
            DoubleVector w0 = DoubleVector.broadcast(SPECIES, a[a0]);
            s00 = w0.fma(b0, s00);
            s01 = w0.fma(b1, s01);
            s02 = w0.fma(b2, s02);
            s03 = w0.fma(b3, s03);
            a0 += step;
            DoubleVector w1 = DoubleVector.broadcast(SPECIES, a[a1]);
            s10 = w1.fma(b0, s10);
            s11 = w1.fma(b1, s11);
            s12 = w1.fma(b2, s12);
            s13 = w1.fma(b3, s13);
            a1 += step;
            p += stride;
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + LANES);
        s02.intoArray(c, c0 + 2 * LANES);
        s03.intoArray(c, c0 + 3 * LANES);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + LANES);
        s12.intoArray(c, c1 + 2 * LANES);
        s13.intoArray(c, c1 + 3 * LANES);
    }

    /// 1 rows of acc by 4 vectors.
    static void tile1x4(Matrix m, int row, Batch x, Batch out, int column) {
        double[] a = m.data();
        double[] b = x.data();
        double[] c = out.data();
        int a0 = m.offset() + row * m.rowStep();
        int c0 = out.row(row) + column;
        DoubleVector s00 = DoubleVector.fromArray(SPECIES, c, c0);
        DoubleVector s01 = DoubleVector.fromArray(SPECIES, c, c0 + LANES);
        DoubleVector s02 = DoubleVector.fromArray(SPECIES, c, c0 + 2 * LANES);
        DoubleVector s03 = DoubleVector.fromArray(SPECIES, c, c0 + 3 * LANES);
        int step = m.columnStep();
        int stride = x.stride();
        int p = x.row(0) + column;
        for (int k = 0; k < m.columns(); k++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, p);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, p + LANES);
            DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, p + 2 * LANES);
            DoubleVector b3 = DoubleVector.fromArray(SPECIES, b, p + 3 * LANES);
            DoubleVector w0 = DoubleVector.broadcast(SPECIES, a[a0]);
            s00 = w0.fma(b0, s00);
            s01 = w0.fma(b1, s01);
            s02 = w0.fma(b2, s02);
            s03 = w0.fma(b3, s03);
            a0 += step;
            p += stride;
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + LANES);
        s02.intoArray(c, c0 + 2 * LANES);
        s03.intoArray(c, c0 + 3 * LANES);
    }

    /// 4 rows of acc by 1 vectors.
    static void tile4x1(Matrix m, int row, Batch x, Batch out, int column) {
        double[] a = m.data();
        double[] b = x.data();
        double[] c = out.data();
        int a0 = m.offset() + row * m.rowStep();
        int a1 = m.offset() + (row + 1) * m.rowStep();
        int a2 = m.offset() + (row + 2) * m.rowStep();
        int a3 = m.offset() + (row + 3) * m.rowStep();
        int c0 = out.row(row) + column;
        int c1 = out.row(row + 1) + column;
        int c2 = out.row(row + 2) + column;
        int c3 = out.row(row + 3) + column;
        DoubleVector s00 = DoubleVector.fromArray(SPECIES, c, c0);
        DoubleVector s10 = DoubleVector.fromArray(SPECIES, c, c1);
        DoubleVector s20 = DoubleVector.fromArray(SPECIES, c, c2);
        DoubleVector s30 = DoubleVector.fromArray(SPECIES, c, c3);
        int step = m.columnStep();
        int stride = x.stride();
        int p = x.row(0) + column;
        for (int k = 0; k < m.columns(); k++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, p);
            DoubleVector w0 = DoubleVector.broadcast(SPECIES, a[a0]);
            s00 = w0.fma(b0, s00);
            a0 += step;
            DoubleVector w1 = DoubleVector.broadcast(SPECIES, a[a1]);
            s10 = w1.fma(b0, s10);
            a1 += step;
            DoubleVector w2 = DoubleVector.broadcast(SPECIES, a[a2]);
            s20 = w2.fma(b0, s20);
            a2 += step;
            DoubleVector w3 = DoubleVector.broadcast(SPECIES, a[a3]);
            s30 = w3.fma(b0, s30);
            a3 += step;
            p += stride;
        }
        s00.intoArray(c, c0);
        s10.intoArray(c, c1);
        s20.intoArray(c, c2);
        s30.intoArray(c, c3);
    }

    /// 1 rows of acc by 1 vectors.
    static void tile1x1(Matrix m, int row, Batch x, Batch out, int column) {
        double[] a = m.data();
        double[] b = x.data();
        double[] c = out.data();
        int a0 = m.offset() + row * m.rowStep();
        int c0 = out.row(row) + column;
        DoubleVector s00 = DoubleVector.fromArray(SPECIES, c, c0);
        int step = m.columnStep();
        int stride = x.stride();
        int p = x.row(0) + column;
        for (int k = 0; k < m.columns(); k++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, p);
            DoubleVector w0 = DoubleVector.broadcast(SPECIES, a[a0]);
            s00 = w0.fma(b0, s00);
            a0 += step;
            p += stride;
        }
        s00.intoArray(c, c0);
    }
}
