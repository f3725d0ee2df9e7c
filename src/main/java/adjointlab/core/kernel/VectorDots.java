package adjointlab.core.kernel;

import static adjointlab.core.kernel.VectorTiles.LANES;
import static adjointlab.core.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.DoubleVector;

/// Gradients of weight matrices by tiles of scalar products along the batch; 4×4 is best here too (87 % of a Zen 4's
/// peak over 256 samples). All have the arguments of [#dots4x4].
final class VectorDots {
    private VectorDots() {}

    /// acc(i, k) += u(i)ᵀ v(k) for 4 rows of each.
    ///
    /// @param u [≥i+4] rows
    /// @param i first row of `u`
    /// @param v [≥k+4] rows
    /// @param k first row of `v`
    /// @param acc added to
    /// @param at where entry (i, k) stands
    /// @param rowStep from there to (i+1, k)
    /// @param columnStep from there to (i, k+1)
    /// @param lanes [16·LANES], overwritten: sums pass through memory, where their order is fixed at no cost of
    /// shuffles
    static void dots4x4(
            Batch u, int i, Batch v, int k, double[] acc, int at, int rowStep, int columnStep, double[] lanes) {
        double[] a = u.data();
        double[] b = v.data();
        int end = u.columns();
        int a0 = u.row(i);
        int a1 = u.row(i + 1);
        int a2 = u.row(i + 2);
        int a3 = u.row(i + 3);
        int b0 = v.row(k);
        int b1 = v.row(k + 1);
        int b2 = v.row(k + 2);
        int b3 = v.row(k + 3);
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
        for (int s = 0; s < end; s += LANES) {
            DoubleVector y0 = DoubleVector.fromArray(SPECIES, b, b0 + s);
            DoubleVector y1 = DoubleVector.fromArray(SPECIES, b, b1 + s);
            DoubleVector y2 = DoubleVector.fromArray(SPECIES, b, b2 + s);
            DoubleVector y3 = DoubleVector.fromArray(SPECIES, b, b3 + s);
            DoubleVector x0 = DoubleVector.fromArray(SPECIES, a, a0 + s);
            s00 = x0.fma(y0, s00);
            s01 = x0.fma(y1, s01);
            s02 = x0.fma(y2, s02);
            s03 = x0.fma(y3, s03);
            DoubleVector x1 = DoubleVector.fromArray(SPECIES, a, a1 + s);
            s10 = x1.fma(y0, s10);
            s11 = x1.fma(y1, s11);
            s12 = x1.fma(y2, s12);
            s13 = x1.fma(y3, s13);
            DoubleVector x2 = DoubleVector.fromArray(SPECIES, a, a2 + s);
            s20 = x2.fma(y0, s20);
            s21 = x2.fma(y1, s21);
            s22 = x2.fma(y2, s22);
            s23 = x2.fma(y3, s23);
            DoubleVector x3 = DoubleVector.fromArray(SPECIES, a, a3 + s);
            s30 = x3.fma(y0, s30);
            s31 = x3.fma(y1, s31);
            s32 = x3.fma(y2, s32);
            s33 = x3.fma(y3, s33);
        }
        s00.intoArray(lanes, 0);
        s01.intoArray(lanes, LANES);
        s02.intoArray(lanes, 2 * LANES);
        s03.intoArray(lanes, 3 * LANES);
        s10.intoArray(lanes, 4 * LANES);
        s11.intoArray(lanes, 5 * LANES);
        s12.intoArray(lanes, 6 * LANES);
        s13.intoArray(lanes, 7 * LANES);
        s20.intoArray(lanes, 8 * LANES);
        s21.intoArray(lanes, 9 * LANES);
        s22.intoArray(lanes, 10 * LANES);
        s23.intoArray(lanes, 11 * LANES);
        s30.intoArray(lanes, 12 * LANES);
        s31.intoArray(lanes, 13 * LANES);
        s32.intoArray(lanes, 14 * LANES);
        s33.intoArray(lanes, 15 * LANES);
        acc[at] += LaneSum.of(lanes, 0);
        acc[at + columnStep] += LaneSum.of(lanes, LANES);
        acc[at + 2 * columnStep] += LaneSum.of(lanes, 2 * LANES);
        acc[at + 3 * columnStep] += LaneSum.of(lanes, 3 * LANES);
        acc[at + rowStep] += LaneSum.of(lanes, 4 * LANES);
        acc[at + rowStep + columnStep] += LaneSum.of(lanes, 5 * LANES);
        acc[at + rowStep + 2 * columnStep] += LaneSum.of(lanes, 6 * LANES);
        acc[at + rowStep + 3 * columnStep] += LaneSum.of(lanes, 7 * LANES);
        acc[at + 2 * rowStep] += LaneSum.of(lanes, 8 * LANES);
        acc[at + 2 * rowStep + columnStep] += LaneSum.of(lanes, 9 * LANES);
        acc[at + 2 * rowStep + 2 * columnStep] += LaneSum.of(lanes, 10 * LANES);
        acc[at + 2 * rowStep + 3 * columnStep] += LaneSum.of(lanes, 11 * LANES);
        acc[at + 3 * rowStep] += LaneSum.of(lanes, 12 * LANES);
        acc[at + 3 * rowStep + columnStep] += LaneSum.of(lanes, 13 * LANES);
        acc[at + 3 * rowStep + 2 * columnStep] += LaneSum.of(lanes, 14 * LANES);
        acc[at + 3 * rowStep + 3 * columnStep] += LaneSum.of(lanes, 15 * LANES);
    }

    /// 2 rows of `u` with 4 rows of `v`.
    static void dots2x4(
            Batch u, int i, Batch v, int k, double[] acc, int at, int rowStep, int columnStep, double[] lanes) {
        double[] a = u.data();
        double[] b = v.data();
        int end = u.columns();
        int a0 = u.row(i);
        int a1 = u.row(i + 1);
        int b0 = v.row(k);
        int b1 = v.row(k + 1);
        int b2 = v.row(k + 2);
        int b3 = v.row(k + 3);
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s01 = DoubleVector.zero(SPECIES);
        DoubleVector s02 = DoubleVector.zero(SPECIES);
        DoubleVector s03 = DoubleVector.zero(SPECIES);
        DoubleVector s10 = DoubleVector.zero(SPECIES);
        DoubleVector s11 = DoubleVector.zero(SPECIES);
        DoubleVector s12 = DoubleVector.zero(SPECIES);
        DoubleVector s13 = DoubleVector.zero(SPECIES);
        for (int s = 0; s < end; s += LANES) {
            DoubleVector y0 = DoubleVector.fromArray(SPECIES, b, b0 + s);
            DoubleVector y1 = DoubleVector.fromArray(SPECIES, b, b1 + s);
            DoubleVector y2 = DoubleVector.fromArray(SPECIES, b, b2 + s);
            DoubleVector y3 = DoubleVector.fromArray(SPECIES, b, b3 + s);
            DoubleVector x0 = DoubleVector.fromArray(SPECIES, a, a0 + s);
            s00 = x0.fma(y0, s00);
            s01 = x0.fma(y1, s01);
            s02 = x0.fma(y2, s02);
            s03 = x0.fma(y3, s03);
            DoubleVector x1 = DoubleVector.fromArray(SPECIES, a, a1 + s);
            s10 = x1.fma(y0, s10);
            s11 = x1.fma(y1, s11);
            s12 = x1.fma(y2, s12);
            s13 = x1.fma(y3, s13);
        }
        s00.intoArray(lanes, 0);
        s01.intoArray(lanes, LANES);
        s02.intoArray(lanes, 2 * LANES);
        s03.intoArray(lanes, 3 * LANES);
        s10.intoArray(lanes, 4 * LANES);
        s11.intoArray(lanes, 5 * LANES);
        s12.intoArray(lanes, 6 * LANES);
        s13.intoArray(lanes, 7 * LANES);
        acc[at] += LaneSum.of(lanes, 0);
        acc[at + columnStep] += LaneSum.of(lanes, LANES);
        acc[at + 2 * columnStep] += LaneSum.of(lanes, 2 * LANES);
        acc[at + 3 * columnStep] += LaneSum.of(lanes, 3 * LANES);
        acc[at + rowStep] += LaneSum.of(lanes, 4 * LANES);
        acc[at + rowStep + columnStep] += LaneSum.of(lanes, 5 * LANES);
        acc[at + rowStep + 2 * columnStep] += LaneSum.of(lanes, 6 * LANES);
        acc[at + rowStep + 3 * columnStep] += LaneSum.of(lanes, 7 * LANES);
    }

    /// 1 row of `u` with 4 rows of `v`.
    static void dots1x4(
            Batch u, int i, Batch v, int k, double[] acc, int at, int rowStep, int columnStep, double[] lanes) {
        double[] a = u.data();
        double[] b = v.data();
        int end = u.columns();
        int a0 = u.row(i);
        int b0 = v.row(k);
        int b1 = v.row(k + 1);
        int b2 = v.row(k + 2);
        int b3 = v.row(k + 3);
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s01 = DoubleVector.zero(SPECIES);
        DoubleVector s02 = DoubleVector.zero(SPECIES);
        DoubleVector s03 = DoubleVector.zero(SPECIES);
        for (int s = 0; s < end; s += LANES) {
            DoubleVector y0 = DoubleVector.fromArray(SPECIES, b, b0 + s);
            DoubleVector y1 = DoubleVector.fromArray(SPECIES, b, b1 + s);
            DoubleVector y2 = DoubleVector.fromArray(SPECIES, b, b2 + s);
            DoubleVector y3 = DoubleVector.fromArray(SPECIES, b, b3 + s);
            DoubleVector x0 = DoubleVector.fromArray(SPECIES, a, a0 + s);
            s00 = x0.fma(y0, s00);
            s01 = x0.fma(y1, s01);
            s02 = x0.fma(y2, s02);
            s03 = x0.fma(y3, s03);
        }
        s00.intoArray(lanes, 0);
        s01.intoArray(lanes, LANES);
        s02.intoArray(lanes, 2 * LANES);
        s03.intoArray(lanes, 3 * LANES);
        acc[at] += LaneSum.of(lanes, 0);
        acc[at + columnStep] += LaneSum.of(lanes, LANES);
        acc[at + 2 * columnStep] += LaneSum.of(lanes, 2 * LANES);
        acc[at + 3 * columnStep] += LaneSum.of(lanes, 3 * LANES);
    }

    /// 1 row of `u` with 1 row of `v`.
    static void dots1x1(
            Batch u, int i, Batch v, int k, double[] acc, int at, int rowStep, int columnStep, double[] lanes) {
        double[] a = u.data();
        double[] b = v.data();
        int end = u.columns();
        int a0 = u.row(i);
        int b0 = v.row(k);
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        for (int s = 0; s < end; s += LANES) {
            DoubleVector y0 = DoubleVector.fromArray(SPECIES, b, b0 + s);
            DoubleVector x0 = DoubleVector.fromArray(SPECIES, a, a0 + s);
            s00 = x0.fma(y0, s00);
        }
        s00.intoArray(lanes, 0);
        acc[at] += LaneSum.of(lanes, 0);
    }
}
