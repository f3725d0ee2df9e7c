package adjointlab.core.math;

import static adjointlab.core.math.VectorTiles.LANES;
import static adjointlab.core.math.VectorTiles.SPECIES;

import jdk.incubator.vector.DoubleVector;

/// Gradients of weight matrices by tiles of scalar products along the batch; 4×4 is best here too (87 % of a Zen 4's peak
/// over 256 samples). All have the arguments of [#dots4x4].
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
    static void dots4x4(Batch u, int i, Batch v, int k, double[] acc, int at, int rowStep, int columnStep) {
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
        acc[at] += LaneSum.of(s00);
        acc[at + columnStep] += LaneSum.of(s01);
        acc[at + 2 * columnStep] += LaneSum.of(s02);
        acc[at + 3 * columnStep] += LaneSum.of(s03);
        acc[at + rowStep] += LaneSum.of(s10);
        acc[at + rowStep + columnStep] += LaneSum.of(s11);
        acc[at + rowStep + 2 * columnStep] += LaneSum.of(s12);
        acc[at + rowStep + 3 * columnStep] += LaneSum.of(s13);
        acc[at + 2 * rowStep] += LaneSum.of(s20);
        acc[at + 2 * rowStep + columnStep] += LaneSum.of(s21);
        acc[at + 2 * rowStep + 2 * columnStep] += LaneSum.of(s22);
        acc[at + 2 * rowStep + 3 * columnStep] += LaneSum.of(s23);
        acc[at + 3 * rowStep] += LaneSum.of(s30);
        acc[at + 3 * rowStep + columnStep] += LaneSum.of(s31);
        acc[at + 3 * rowStep + 2 * columnStep] += LaneSum.of(s32);
        acc[at + 3 * rowStep + 3 * columnStep] += LaneSum.of(s33);
    }

    /// 2 rows of `u` with 4 rows of `v`.
    static void dots2x4(Batch u, int i, Batch v, int k, double[] acc, int at, int rowStep, int columnStep) {
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
        acc[at] += LaneSum.of(s00);
        acc[at + columnStep] += LaneSum.of(s01);
        acc[at + 2 * columnStep] += LaneSum.of(s02);
        acc[at + 3 * columnStep] += LaneSum.of(s03);
        acc[at + rowStep] += LaneSum.of(s10);
        acc[at + rowStep + columnStep] += LaneSum.of(s11);
        acc[at + rowStep + 2 * columnStep] += LaneSum.of(s12);
        acc[at + rowStep + 3 * columnStep] += LaneSum.of(s13);
    }

    /// 1 row of `u` with 4 rows of `v`.
    static void dots1x4(Batch u, int i, Batch v, int k, double[] acc, int at, int rowStep, int columnStep) {
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
        acc[at] += LaneSum.of(s00);
        acc[at + columnStep] += LaneSum.of(s01);
        acc[at + 2 * columnStep] += LaneSum.of(s02);
        acc[at + 3 * columnStep] += LaneSum.of(s03);
    }

    /// 1 row of `u` with 1 row of `v`.
    static void dots1x1(Batch u, int i, Batch v, int k, double[] acc, int at, int rowStep, int columnStep) {
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
        acc[at] += LaneSum.of(s00);
    }
}
