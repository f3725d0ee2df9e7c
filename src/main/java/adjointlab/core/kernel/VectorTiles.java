package adjointlab.core.kernel;

import adjointlab.core.math.Matrix;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Register tiles of a matrix product: each keeps its part of the result in registers while it runs once through the
/// summed dimension, then stores it.
///
/// All have the arguments of [#tile4x4]. With 32 registers 4×4 and 4×5 vectors come nearest to the peak (94 and 92 % on
/// a Zen 4; 5×3 86 %, 6×4 84 %), with 16 registers 4×2. More bytecode than this would exceed what the compiler takes.
final class VectorTiles {
    /// One species in the whole process: mixing them makes compiled kernels collapse.
    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();

    private VectorTiles() {}

    /// out = start + A·x for 4 rows of A and 4 vectors of samples.
    ///
    /// @param m A
    /// @param row first row
    /// @param from where in the summed dimension it begins
    /// @param to where it ends
    /// @param x [≥to] rows
    /// @param column first sample
    /// @param out [≥row+4] rows, overwritten; added to if there is no `start`
    /// @param start a number for each row, step `startStep`, from the first row's on; empty: what stands in `out`
    /// @param startAt where the first row's number stands
    /// @param startStep 1, or 0 for one number for all
    static void tile4x4(
            Matrix m,
            int row,
            int from,
            int to,
            Batch x,
            int column,
            Batch out,
            double[] start,
            int startAt,
            int startStep) {
        double[] a = m.data();
        double[] b = x.data();
        double[] c = out.data();
        int step = m.columnStep();
        int stride = x.stride();
        int p = x.row(from) + column;
        int a0 = m.offset() + row * m.rowStep() + from * step;
        int a1 = m.offset() + (row + 1) * m.rowStep() + from * step;
        int a2 = m.offset() + (row + 2) * m.rowStep() + from * step;
        int a3 = m.offset() + (row + 3) * m.rowStep() + from * step;
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s01 = DoubleVector.zero(SPECIES);
        DoubleVector s02 = DoubleVector.zero(SPECIES);
        DoubleVector s03 = DoubleVector.zero(SPECIES);
        DoubleVector s10 = DoubleVector.zero(SPECIES);
        DoubleVector s11 = DoubleVector.zero(SPECIES);
        DoubleVector s12 = DoubleVector.zero(SPECIES);
        DoubleVector s13 = DoubleVector.zero(SPECIES);
        DoubleVector s20 = DoubleVector.zero(SPECIES);
        DoubleVector s21 = DoubleVector.zero(SPECIES);
        DoubleVector s22 = DoubleVector.zero(SPECIES);
        DoubleVector s23 = DoubleVector.zero(SPECIES);
        DoubleVector s30 = DoubleVector.zero(SPECIES);
        DoubleVector s31 = DoubleVector.zero(SPECIES);
        DoubleVector s32 = DoubleVector.zero(SPECIES);
        DoubleVector s33 = DoubleVector.zero(SPECIES);
        for (int k = from; k < to; k++) {
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
        int c0 = out.row(row) + column;
        int c1 = out.row(row + 1) + column;
        int c2 = out.row(row + 2) + column;
        int c3 = out.row(row + 3) + column;
        if (start.length > 0) {
            DoubleVector t0 = DoubleVector.broadcast(SPECIES, start[startAt]);
            s00.add(t0).intoArray(c, c0);
            s01.add(t0).intoArray(c, c0 + LANES);
            s02.add(t0).intoArray(c, c0 + 2 * LANES);
            s03.add(t0).intoArray(c, c0 + 3 * LANES);
            DoubleVector t1 = DoubleVector.broadcast(SPECIES, start[startAt + startStep]);
            s10.add(t1).intoArray(c, c1);
            s11.add(t1).intoArray(c, c1 + LANES);
            s12.add(t1).intoArray(c, c1 + 2 * LANES);
            s13.add(t1).intoArray(c, c1 + 3 * LANES);
            DoubleVector t2 = DoubleVector.broadcast(SPECIES, start[startAt + 2 * startStep]);
            s20.add(t2).intoArray(c, c2);
            s21.add(t2).intoArray(c, c2 + LANES);
            s22.add(t2).intoArray(c, c2 + 2 * LANES);
            s23.add(t2).intoArray(c, c2 + 3 * LANES);
            DoubleVector t3 = DoubleVector.broadcast(SPECIES, start[startAt + 3 * startStep]);
            s30.add(t3).intoArray(c, c3);
            s31.add(t3).intoArray(c, c3 + LANES);
            s32.add(t3).intoArray(c, c3 + 2 * LANES);
            s33.add(t3).intoArray(c, c3 + 3 * LANES);
        } else {
            s00.add(DoubleVector.fromArray(SPECIES, c, c0)).intoArray(c, c0);
            s01.add(DoubleVector.fromArray(SPECIES, c, c0 + LANES)).intoArray(c, c0 + LANES);
            s02.add(DoubleVector.fromArray(SPECIES, c, c0 + 2 * LANES)).intoArray(c, c0 + 2 * LANES);
            s03.add(DoubleVector.fromArray(SPECIES, c, c0 + 3 * LANES)).intoArray(c, c0 + 3 * LANES);
            s10.add(DoubleVector.fromArray(SPECIES, c, c1)).intoArray(c, c1);
            s11.add(DoubleVector.fromArray(SPECIES, c, c1 + LANES)).intoArray(c, c1 + LANES);
            s12.add(DoubleVector.fromArray(SPECIES, c, c1 + 2 * LANES)).intoArray(c, c1 + 2 * LANES);
            s13.add(DoubleVector.fromArray(SPECIES, c, c1 + 3 * LANES)).intoArray(c, c1 + 3 * LANES);
            s20.add(DoubleVector.fromArray(SPECIES, c, c2)).intoArray(c, c2);
            s21.add(DoubleVector.fromArray(SPECIES, c, c2 + LANES)).intoArray(c, c2 + LANES);
            s22.add(DoubleVector.fromArray(SPECIES, c, c2 + 2 * LANES)).intoArray(c, c2 + 2 * LANES);
            s23.add(DoubleVector.fromArray(SPECIES, c, c2 + 3 * LANES)).intoArray(c, c2 + 3 * LANES);
            s30.add(DoubleVector.fromArray(SPECIES, c, c3)).intoArray(c, c3);
            s31.add(DoubleVector.fromArray(SPECIES, c, c3 + LANES)).intoArray(c, c3 + LANES);
            s32.add(DoubleVector.fromArray(SPECIES, c, c3 + 2 * LANES)).intoArray(c, c3 + 2 * LANES);
            s33.add(DoubleVector.fromArray(SPECIES, c, c3 + 3 * LANES)).intoArray(c, c3 + 3 * LANES);
        }
    }

    /// 2 rows by 4 vectors.
    static void tile2x4(
            Matrix m,
            int row,
            int from,
            int to,
            Batch x,
            int column,
            Batch out,
            double[] start,
            int startAt,
            int startStep) {
        double[] a = m.data();
        double[] b = x.data();
        double[] c = out.data();
        int step = m.columnStep();
        int stride = x.stride();
        int p = x.row(from) + column;
        int a0 = m.offset() + row * m.rowStep() + from * step;
        int a1 = m.offset() + (row + 1) * m.rowStep() + from * step;
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s01 = DoubleVector.zero(SPECIES);
        DoubleVector s02 = DoubleVector.zero(SPECIES);
        DoubleVector s03 = DoubleVector.zero(SPECIES);
        DoubleVector s10 = DoubleVector.zero(SPECIES);
        DoubleVector s11 = DoubleVector.zero(SPECIES);
        DoubleVector s12 = DoubleVector.zero(SPECIES);
        DoubleVector s13 = DoubleVector.zero(SPECIES);
        for (int k = from; k < to; k++) {
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
        int c0 = out.row(row) + column;
        int c1 = out.row(row + 1) + column;
        if (start.length > 0) {
            DoubleVector t0 = DoubleVector.broadcast(SPECIES, start[startAt]);
            s00.add(t0).intoArray(c, c0);
            s01.add(t0).intoArray(c, c0 + LANES);
            s02.add(t0).intoArray(c, c0 + 2 * LANES);
            s03.add(t0).intoArray(c, c0 + 3 * LANES);
            DoubleVector t1 = DoubleVector.broadcast(SPECIES, start[startAt + startStep]);
            s10.add(t1).intoArray(c, c1);
            s11.add(t1).intoArray(c, c1 + LANES);
            s12.add(t1).intoArray(c, c1 + 2 * LANES);
            s13.add(t1).intoArray(c, c1 + 3 * LANES);
        } else {
            s00.add(DoubleVector.fromArray(SPECIES, c, c0)).intoArray(c, c0);
            s01.add(DoubleVector.fromArray(SPECIES, c, c0 + LANES)).intoArray(c, c0 + LANES);
            s02.add(DoubleVector.fromArray(SPECIES, c, c0 + 2 * LANES)).intoArray(c, c0 + 2 * LANES);
            s03.add(DoubleVector.fromArray(SPECIES, c, c0 + 3 * LANES)).intoArray(c, c0 + 3 * LANES);
            s10.add(DoubleVector.fromArray(SPECIES, c, c1)).intoArray(c, c1);
            s11.add(DoubleVector.fromArray(SPECIES, c, c1 + LANES)).intoArray(c, c1 + LANES);
            s12.add(DoubleVector.fromArray(SPECIES, c, c1 + 2 * LANES)).intoArray(c, c1 + 2 * LANES);
            s13.add(DoubleVector.fromArray(SPECIES, c, c1 + 3 * LANES)).intoArray(c, c1 + 3 * LANES);
        }
    }

    /// 1 row by 4 vectors.
    static void tile1x4(
            Matrix m,
            int row,
            int from,
            int to,
            Batch x,
            int column,
            Batch out,
            double[] start,
            int startAt,
            int startStep) {
        double[] a = m.data();
        double[] b = x.data();
        double[] c = out.data();
        int step = m.columnStep();
        int stride = x.stride();
        int p = x.row(from) + column;
        int a0 = m.offset() + row * m.rowStep() + from * step;
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s01 = DoubleVector.zero(SPECIES);
        DoubleVector s02 = DoubleVector.zero(SPECIES);
        DoubleVector s03 = DoubleVector.zero(SPECIES);
        for (int k = from; k < to; k++) {
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
        int c0 = out.row(row) + column;
        if (start.length > 0) {
            DoubleVector t0 = DoubleVector.broadcast(SPECIES, start[startAt]);
            s00.add(t0).intoArray(c, c0);
            s01.add(t0).intoArray(c, c0 + LANES);
            s02.add(t0).intoArray(c, c0 + 2 * LANES);
            s03.add(t0).intoArray(c, c0 + 3 * LANES);
        } else {
            s00.add(DoubleVector.fromArray(SPECIES, c, c0)).intoArray(c, c0);
            s01.add(DoubleVector.fromArray(SPECIES, c, c0 + LANES)).intoArray(c, c0 + LANES);
            s02.add(DoubleVector.fromArray(SPECIES, c, c0 + 2 * LANES)).intoArray(c, c0 + 2 * LANES);
            s03.add(DoubleVector.fromArray(SPECIES, c, c0 + 3 * LANES)).intoArray(c, c0 + 3 * LANES);
        }
    }

    /// 4 rows by 2 vectors.
    static void tile4x2(
            Matrix m,
            int row,
            int from,
            int to,
            Batch x,
            int column,
            Batch out,
            double[] start,
            int startAt,
            int startStep) {
        double[] a = m.data();
        double[] b = x.data();
        double[] c = out.data();
        int step = m.columnStep();
        int stride = x.stride();
        int p = x.row(from) + column;
        int a0 = m.offset() + row * m.rowStep() + from * step;
        int a1 = m.offset() + (row + 1) * m.rowStep() + from * step;
        int a2 = m.offset() + (row + 2) * m.rowStep() + from * step;
        int a3 = m.offset() + (row + 3) * m.rowStep() + from * step;
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s01 = DoubleVector.zero(SPECIES);
        DoubleVector s10 = DoubleVector.zero(SPECIES);
        DoubleVector s11 = DoubleVector.zero(SPECIES);
        DoubleVector s20 = DoubleVector.zero(SPECIES);
        DoubleVector s21 = DoubleVector.zero(SPECIES);
        DoubleVector s30 = DoubleVector.zero(SPECIES);
        DoubleVector s31 = DoubleVector.zero(SPECIES);
        for (int k = from; k < to; k++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, p);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, p + LANES);
            DoubleVector w0 = DoubleVector.broadcast(SPECIES, a[a0]);
            s00 = w0.fma(b0, s00);
            s01 = w0.fma(b1, s01);
            a0 += step;
            DoubleVector w1 = DoubleVector.broadcast(SPECIES, a[a1]);
            s10 = w1.fma(b0, s10);
            s11 = w1.fma(b1, s11);
            a1 += step;
            DoubleVector w2 = DoubleVector.broadcast(SPECIES, a[a2]);
            s20 = w2.fma(b0, s20);
            s21 = w2.fma(b1, s21);
            a2 += step;
            DoubleVector w3 = DoubleVector.broadcast(SPECIES, a[a3]);
            s30 = w3.fma(b0, s30);
            s31 = w3.fma(b1, s31);
            a3 += step;
            p += stride;
        }
        int c0 = out.row(row) + column;
        int c1 = out.row(row + 1) + column;
        int c2 = out.row(row + 2) + column;
        int c3 = out.row(row + 3) + column;
        if (start.length > 0) {
            DoubleVector t0 = DoubleVector.broadcast(SPECIES, start[startAt]);
            s00.add(t0).intoArray(c, c0);
            s01.add(t0).intoArray(c, c0 + LANES);
            DoubleVector t1 = DoubleVector.broadcast(SPECIES, start[startAt + startStep]);
            s10.add(t1).intoArray(c, c1);
            s11.add(t1).intoArray(c, c1 + LANES);
            DoubleVector t2 = DoubleVector.broadcast(SPECIES, start[startAt + 2 * startStep]);
            s20.add(t2).intoArray(c, c2);
            s21.add(t2).intoArray(c, c2 + LANES);
            DoubleVector t3 = DoubleVector.broadcast(SPECIES, start[startAt + 3 * startStep]);
            s30.add(t3).intoArray(c, c3);
            s31.add(t3).intoArray(c, c3 + LANES);
        } else {
            s00.add(DoubleVector.fromArray(SPECIES, c, c0)).intoArray(c, c0);
            s01.add(DoubleVector.fromArray(SPECIES, c, c0 + LANES)).intoArray(c, c0 + LANES);
            s10.add(DoubleVector.fromArray(SPECIES, c, c1)).intoArray(c, c1);
            s11.add(DoubleVector.fromArray(SPECIES, c, c1 + LANES)).intoArray(c, c1 + LANES);
            s20.add(DoubleVector.fromArray(SPECIES, c, c2)).intoArray(c, c2);
            s21.add(DoubleVector.fromArray(SPECIES, c, c2 + LANES)).intoArray(c, c2 + LANES);
            s30.add(DoubleVector.fromArray(SPECIES, c, c3)).intoArray(c, c3);
            s31.add(DoubleVector.fromArray(SPECIES, c, c3 + LANES)).intoArray(c, c3 + LANES);
        }
    }

    /// 4 rows by 1 vector.
    static void tile4x1(
            Matrix m,
            int row,
            int from,
            int to,
            Batch x,
            int column,
            Batch out,
            double[] start,
            int startAt,
            int startStep) {
        double[] a = m.data();
        double[] b = x.data();
        double[] c = out.data();
        int step = m.columnStep();
        int stride = x.stride();
        int p = x.row(from) + column;
        int a0 = m.offset() + row * m.rowStep() + from * step;
        int a1 = m.offset() + (row + 1) * m.rowStep() + from * step;
        int a2 = m.offset() + (row + 2) * m.rowStep() + from * step;
        int a3 = m.offset() + (row + 3) * m.rowStep() + from * step;
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s10 = DoubleVector.zero(SPECIES);
        DoubleVector s20 = DoubleVector.zero(SPECIES);
        DoubleVector s30 = DoubleVector.zero(SPECIES);
        for (int k = from; k < to; k++) {
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
        int c0 = out.row(row) + column;
        int c1 = out.row(row + 1) + column;
        int c2 = out.row(row + 2) + column;
        int c3 = out.row(row + 3) + column;
        if (start.length > 0) {
            DoubleVector t0 = DoubleVector.broadcast(SPECIES, start[startAt]);
            s00.add(t0).intoArray(c, c0);
            DoubleVector t1 = DoubleVector.broadcast(SPECIES, start[startAt + startStep]);
            s10.add(t1).intoArray(c, c1);
            DoubleVector t2 = DoubleVector.broadcast(SPECIES, start[startAt + 2 * startStep]);
            s20.add(t2).intoArray(c, c2);
            DoubleVector t3 = DoubleVector.broadcast(SPECIES, start[startAt + 3 * startStep]);
            s30.add(t3).intoArray(c, c3);
        } else {
            s00.add(DoubleVector.fromArray(SPECIES, c, c0)).intoArray(c, c0);
            s10.add(DoubleVector.fromArray(SPECIES, c, c1)).intoArray(c, c1);
            s20.add(DoubleVector.fromArray(SPECIES, c, c2)).intoArray(c, c2);
            s30.add(DoubleVector.fromArray(SPECIES, c, c3)).intoArray(c, c3);
        }
    }

    /// 2 rows, 1 vector: two sums hide each other's latency.
    static void tile2x1(
            Matrix m,
            int row,
            int from,
            int to,
            Batch x,
            int column,
            Batch out,
            double[] start,
            int startAt,
            int startStep) {
        double[] a = m.data();
        double[] b = x.data();
        double[] c = out.data();
        int step = m.columnStep();
        int stride = x.stride();
        int p = x.row(from) + column;
        int a0 = m.offset() + row * m.rowStep() + from * step;
        int a1 = m.offset() + (row + 1) * m.rowStep() + from * step;
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s10 = DoubleVector.zero(SPECIES);
        for (int k = from; k < to; k++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, p);
            DoubleVector w0 = DoubleVector.broadcast(SPECIES, a[a0]);
            s00 = w0.fma(b0, s00);
            a0 += step;
            DoubleVector w1 = DoubleVector.broadcast(SPECIES, a[a1]);
            s10 = w1.fma(b0, s10);
            a1 += step;
            p += stride;
        }
        int c0 = out.row(row) + column;
        int c1 = out.row(row + 1) + column;
        if (start.length > 0) {
            DoubleVector t0 = DoubleVector.broadcast(SPECIES, start[startAt]);
            s00.add(t0).intoArray(c, c0);
            DoubleVector t1 = DoubleVector.broadcast(SPECIES, start[startAt + startStep]);
            s10.add(t1).intoArray(c, c1);
        } else {
            s00.add(DoubleVector.fromArray(SPECIES, c, c0)).intoArray(c, c0);
            s10.add(DoubleVector.fromArray(SPECIES, c, c1)).intoArray(c, c1);
        }
    }

    /// 1 row by 1 vector.
    static void tile1x1(
            Matrix m,
            int row,
            int from,
            int to,
            Batch x,
            int column,
            Batch out,
            double[] start,
            int startAt,
            int startStep) {
        double[] a = m.data();
        double[] b = x.data();
        double[] c = out.data();
        int step = m.columnStep();
        int stride = x.stride();
        int p = x.row(from) + column;
        int a0 = m.offset() + row * m.rowStep() + from * step;
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        for (int k = from; k < to; k++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, p);
            DoubleVector w0 = DoubleVector.broadcast(SPECIES, a[a0]);
            s00 = w0.fma(b0, s00);
            a0 += step;
            p += stride;
        }
        int c0 = out.row(row) + column;
        if (start.length > 0) {
            DoubleVector t0 = DoubleVector.broadcast(SPECIES, start[startAt]);
            s00.add(t0).intoArray(c, c0);
        } else {
            s00.add(DoubleVector.fromArray(SPECIES, c, c0)).intoArray(c, c0);
        }
    }
}
