package adjointlab.core.kernel;

import static adjointlab.core.kernel.VectorMath.EXPONENT_OF_1;
import static adjointlab.core.kernel.VectorMath.LN_2_HIGH;
import static adjointlab.core.kernel.VectorMath.LN_2_LOW;
import static adjointlab.core.kernel.VectorMath.LOG2_E;
import static adjointlab.core.kernel.VectorMath.Q0;
import static adjointlab.core.kernel.VectorMath.Q1;
import static adjointlab.core.kernel.VectorMath.Q2;
import static adjointlab.core.kernel.VectorMath.Q3;
import static adjointlab.core.kernel.VectorMath.Q4;
import static adjointlab.core.kernel.VectorMath.Q5;
import static adjointlab.core.kernel.VectorMath.Q6;
import static adjointlab.core.kernel.VectorMath.Q7;
import static adjointlab.core.kernel.VectorMath.Q8;
import static adjointlab.core.kernel.VectorMath.Q9;
import static adjointlab.core.kernel.VectorMath.ROUNDER;
import static adjointlab.core.kernel.VectorTiles.LANES;
import static adjointlab.core.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Softplus and SiLU by their own exponential and logarithm: the operators that the Vector API has for these are
/// rounded one way in interpreted and another in compiled code, so that the same training would not give the same bits
/// twice. Errors are at most 3 units of the last rounded place. The exponential is [VectorMath#sigmoid]'s; why the same
/// lines stand here again is said there.
final class VectorSoftplus {
    /// Beyond it e^−|z| is taken for 0.
    private static final double FAR = 708;

    private VectorSoftplus() {}

    /// ln(1 + e^z) = max(z, 0) + 2 artanh s with e = e^−|z| and s = e/(2 + e); since 2s = e − s·e, what is added to
    /// e is small where e is, and so are its errors. For artanh s the series up to s³¹, which beyond is less than
    /// 2·10⁻¹⁷ of it since s is at most ⅓.
    ///
    /// @param hOut overwritten; may be `z`
    /// @param slopeOut the slope 1/(1 + e^−z), from `slopeOffset`; empty where it is not wanted
    static void softplus(double[] z, int offset, int length, double[] hOut, double[] slopeOut, int slopeOffset) {
        int shift = slopeOffset - offset;
        for (int i = offset; i < offset + length; i += LANES) {
            DoubleVector given = DoubleVector.fromArray(SPECIES, z, i);
            DoubleVector size = given.abs();
            VectorMask<Double> far = size.compare(VectorOperators.GT, FAR);
            DoubleVector x = size.blend(FAR, far).neg();
            DoubleVector shifted =
                    x.fma(DoubleVector.broadcast(SPECIES, LOG2_E), DoubleVector.broadcast(SPECIES, ROUNDER));
            DoubleVector n = shifted.sub(ROUNDER);
            DoubleVector r = n.fma(
                    DoubleVector.broadcast(SPECIES, -LN_2_LOW), n.fma(DoubleVector.broadcast(SPECIES, -LN_2_HIGH), x));
            DoubleVector r2 = r.mul(r);
            DoubleVector r4 = r2.mul(r2);
            DoubleVector q0 = r.fma(DoubleVector.broadcast(SPECIES, Q1), DoubleVector.broadcast(SPECIES, Q0));
            DoubleVector q2 = r.fma(DoubleVector.broadcast(SPECIES, Q3), DoubleVector.broadcast(SPECIES, Q2));
            DoubleVector q4 = r.fma(DoubleVector.broadcast(SPECIES, Q5), DoubleVector.broadcast(SPECIES, Q4));
            DoubleVector q6 = r.fma(DoubleVector.broadcast(SPECIES, Q7), DoubleVector.broadcast(SPECIES, Q6));
            DoubleVector q8 = r.fma(DoubleVector.broadcast(SPECIES, Q9), DoubleVector.broadcast(SPECIES, Q8));
            DoubleVector q = q8.fma(r4, q6.fma(r2, q4)).fma(r4, q2.fma(r2, q0)).fma(r2, r);
            DoubleVector scale = shifted.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, 52)
                    .add(EXPONENT_OF_1)
                    .reinterpretAsDoubles();
            DoubleVector e = q.fma(scale, scale).blend(0, far);
            if (slopeOut.length > 0) {
                DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
                one.blend(e, given.compare(VectorOperators.LT, 0)).div(e.add(1)).intoArray(slopeOut, i + shift);
            }
            DoubleVector s = e.div(e.add(2));
            DoubleVector w = s.mul(s);
            DoubleVector w2 = w.mul(w);
            DoubleVector w4 = w2.mul(w2);
            DoubleVector w8 = w4.mul(w4);
            DoubleVector c0 = w.fma(DoubleVector.broadcast(SPECIES, 1.0 / 5), DoubleVector.broadcast(SPECIES, 1.0 / 3));
            DoubleVector c2 = w.fma(DoubleVector.broadcast(SPECIES, 1.0 / 9), DoubleVector.broadcast(SPECIES, 1.0 / 7));
            DoubleVector c4 =
                    w.fma(DoubleVector.broadcast(SPECIES, 1.0 / 13), DoubleVector.broadcast(SPECIES, 1.0 / 11));
            DoubleVector c6 =
                    w.fma(DoubleVector.broadcast(SPECIES, 1.0 / 17), DoubleVector.broadcast(SPECIES, 1.0 / 15));
            DoubleVector c8 =
                    w.fma(DoubleVector.broadcast(SPECIES, 1.0 / 21), DoubleVector.broadcast(SPECIES, 1.0 / 19));
            DoubleVector c10 =
                    w.fma(DoubleVector.broadcast(SPECIES, 1.0 / 25), DoubleVector.broadcast(SPECIES, 1.0 / 23));
            DoubleVector c12 =
                    w.fma(DoubleVector.broadcast(SPECIES, 1.0 / 29), DoubleVector.broadcast(SPECIES, 1.0 / 27));
            DoubleVector c14 = DoubleVector.broadcast(SPECIES, 1.0 / 31);
            DoubleVector low = c6.fma(w2, c4).fma(w4, c2.fma(w2, c0));
            DoubleVector high = c14.fma(w2, c12).fma(w4, c10.fma(w2, c8));
            DoubleVector series = high.fma(w8, low);
            DoubleVector rest = w.add(w).mul(series).sub(e);
            given.blend(0, given.compare(VectorOperators.LT, 0))
                    .add(s.fma(rest, e))
                    .intoArray(hOut, i);
        }
    }

    /// z/(1 + e^−z).
    ///
    /// @param hOut overwritten; may be `z`
    /// @param slopeOut s + z·s·(1 − s) with s = 1/(1 + e^−z), from `slopeOffset`; empty where it is not wanted
    static void silu(double[] z, int offset, int length, double[] hOut, double[] slopeOut, int slopeOffset) {
        int shift = slopeOffset - offset;
        for (int i = offset; i < offset + length; i += LANES) {
            DoubleVector given = DoubleVector.fromArray(SPECIES, z, i);
            DoubleVector size = given.abs();
            VectorMask<Double> far = size.compare(VectorOperators.GT, FAR);
            DoubleVector x = size.blend(FAR, far).neg();
            DoubleVector shifted =
                    x.fma(DoubleVector.broadcast(SPECIES, LOG2_E), DoubleVector.broadcast(SPECIES, ROUNDER));
            DoubleVector n = shifted.sub(ROUNDER);
            DoubleVector r = n.fma(
                    DoubleVector.broadcast(SPECIES, -LN_2_LOW), n.fma(DoubleVector.broadcast(SPECIES, -LN_2_HIGH), x));
            DoubleVector r2 = r.mul(r);
            DoubleVector r4 = r2.mul(r2);
            DoubleVector q0 = r.fma(DoubleVector.broadcast(SPECIES, Q1), DoubleVector.broadcast(SPECIES, Q0));
            DoubleVector q2 = r.fma(DoubleVector.broadcast(SPECIES, Q3), DoubleVector.broadcast(SPECIES, Q2));
            DoubleVector q4 = r.fma(DoubleVector.broadcast(SPECIES, Q5), DoubleVector.broadcast(SPECIES, Q4));
            DoubleVector q6 = r.fma(DoubleVector.broadcast(SPECIES, Q7), DoubleVector.broadcast(SPECIES, Q6));
            DoubleVector q8 = r.fma(DoubleVector.broadcast(SPECIES, Q9), DoubleVector.broadcast(SPECIES, Q8));
            DoubleVector q = q8.fma(r4, q6.fma(r2, q4)).fma(r4, q2.fma(r2, q0)).fma(r2, r);
            DoubleVector scale = shifted.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, 52)
                    .add(EXPONENT_OF_1)
                    .reinterpretAsDoubles();
            DoubleVector e = q.fma(scale, scale).blend(0, far);
            DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
            DoubleVector s = one.blend(e, given.compare(VectorOperators.LT, 0)).div(e.add(1));
            if (slopeOut.length > 0) {
                given.fma(one.sub(s), one).mul(s).intoArray(slopeOut, i + shift);
            }
            given.mul(s).intoArray(hOut, i);
        }
    }
}
