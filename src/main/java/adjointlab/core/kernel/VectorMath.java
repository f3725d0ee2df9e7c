package adjointlab.core.kernel;

import static adjointlab.core.kernel.VectorTiles.LANES;
import static adjointlab.core.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// The activations that are made of exponentials, to three units in the last place; NaN stays NaN. All lengths are
/// multiples of the lane count; `hOut` may be `z`.
///
/// x = n·ln 2 + r with |r| ≤ ½ ln 2; e^r − 1 = r + r²·q(r) with q of degree 9 that interpolates in the Chebyshev nodes
/// and is within 2⁻⁵⁴ of e^r − 1; e^x − 1 = 2ⁿ(e^r − 1) + (2ⁿ − 1), where 2ⁿ is made from the lowest bits of the
/// rounded number.
///
/// The same lines stand in each method because no helper may take or give a vector: where the compiler does not inline
/// it, and that depends on what it compiled before, every vector becomes an object. The coefficients are constants, not
/// an array, so that they stay in registers. Clamping is by comparison, because `min` and `max` take five instructions
/// each to keep Java's rules for zeros and NaN.
final class VectorMath {
    static final double LOG2_E = 1.4426950408889634;
    private static final double LN_2 = 0.6931471805599453;
    static final double LN_2_HIGH = 6.93147180369123816490e-01;
    static final double LN_2_LOW = 1.90821492927058770002e-10;
    /// Adding it rounds to a whole number, which then stands in the lowest bits.
    static final double ROUNDER = 0x1.8p52;
    static final long EXPONENT_OF_1 = 0x3FF0000000000000L;
    static final double Q0 = 0x1.0000000000001p-1;
    static final double Q1 = 0x1.5555555555556p-3;
    static final double Q2 = 0x1.5555555553d4fp-5;
    static final double Q3 = 0x1.11111111109adp-7;
    static final double Q4 = 0x1.6c16c17893833p-10;
    static final double Q5 = 0x1.a01a01a7c8d47p-13;
    static final double Q6 = 0x1.a019b8ef67c6cp-16;
    static final double Q7 = 0x1.71de0d9c145d0p-19;
    static final double Q8 = 0x1.2891a8c1d838dp-22;
    static final double Q9 = 0x1.af38d53857513p-26;

    private VectorMath() {}

    /// z, or e^z − 1 below 0. There 1 hides what the rounding of n·ln 2 costs e^z, so that one product reduces.
    static void elu(double[] z, int offset, int length, double[] hOut) {
        for (int i = offset; i < offset + length; i += LANES) {
            DoubleVector given = DoubleVector.fromArray(SPECIES, z, i);
            // below −40 the result rounds to −1
            VectorMask<Double> positive = given.compare(VectorOperators.GT, 0);
            DoubleVector x = given.blend(0, positive).blend(-40, given.compare(VectorOperators.LT, -40));
            DoubleVector shifted =
                    x.fma(DoubleVector.broadcast(SPECIES, LOG2_E), DoubleVector.broadcast(SPECIES, ROUNDER));
            DoubleVector n = shifted.sub(ROUNDER);
            DoubleVector r = n.fma(DoubleVector.broadcast(SPECIES, -LN_2), x);
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
            DoubleVector e = q.fma(scale, scale.sub(1));
            e.blend(given, positive).intoArray(hOut, i);
        }
    }

    /// tanh z = (1 − e^{−2|z|})/(1 + e^{−2|z|}) with the sign of z; one product reduces, as in [#elu].
    static void tanh(double[] z, int offset, int length, double[] hOut) {
        for (int i = offset; i < offset + length; i += LANES) {
            DoubleVector given = DoubleVector.fromArray(SPECIES, z, i);
            // from 22 on the result rounds to 1
            DoubleVector size = given.abs();
            DoubleVector x =
                    size.blend(22, size.compare(VectorOperators.GT, 22)).mul(-2);
            DoubleVector shifted =
                    x.fma(DoubleVector.broadcast(SPECIES, LOG2_E), DoubleVector.broadcast(SPECIES, ROUNDER));
            DoubleVector n = shifted.sub(ROUNDER);
            DoubleVector r = n.fma(DoubleVector.broadcast(SPECIES, -LN_2), x);
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
            DoubleVector e = q.fma(scale, scale.sub(1));
            DoubleVector minus = e.div(e.add(2));
            minus.neg().blend(minus, given.compare(VectorOperators.LT, 0)).intoArray(hOut, i);
        }
    }

    /// 1/(1 + e^−z), each sign by the exponential that stays below 1.
    static void sigmoid(double[] z, int offset, int length, double[] hOut) {
        for (int i = offset; i < offset + length; i += LANES) {
            DoubleVector given = DoubleVector.fromArray(SPECIES, z, i);
            // below −708 that of −708, lest the exponential become subnormal
            DoubleVector size = given.abs();
            DoubleVector x =
                    size.blend(708, size.compare(VectorOperators.GT, 708)).neg();
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
            DoubleVector e = q.fma(scale, scale);
            DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
            one.blend(e, given.compare(VectorOperators.LT, 0)).div(e.add(1)).intoArray(hOut, i);
        }
    }
}
