package adjointlab.core.math;

import static adjointlab.core.math.VectorTiles.LANES;
import static adjointlab.core.math.VectorTiles.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/// The exponential that all activations are made of, to two units in the last place; NaN stays NaN.
///
/// One method without helpers that take or give vectors: where the compiler does not inline such a helper, and that
/// depends on what it compiled before, every vector becomes an object.
final class VectorMath {
    private static final double LOG2_E = 1.4426950408889634;
    private static final double LN_2_HIGH = 6.93147180369123816490e-01;
    private static final double LN_2_LOW = 1.90821492927058770002e-10;
    /// Adding it rounds to a whole number, which then stands in the lowest bits.
    private static final double ROUNDER = 0x1.8p52;
    private static final long BIAS = 0x3FF0000000000000L;
    private static final double C2 = 1.0 / 2;
    private static final double C3 = 1.0 / 6;
    private static final double C4 = 1.0 / 24;
    private static final double C5 = 1.0 / 120;
    private static final double C6 = 1.0 / 720;
    private static final double C7 = 1.0 / 5_040;
    private static final double C8 = 1.0 / 40_320;
    private static final double C9 = 1.0 / 362_880;
    private static final double C10 = 1.0 / 3_628_800;
    private static final double C11 = 1.0 / 39_916_800;
    private static final double C12 = 1.0 / 479_001_600;
    private static final double C13 = 1.0 / 6_227_020_800L;

    private VectorMath() {}

    /// out = e^x − 1 + kept·max(z, 0) with x = factor·z clamped to [−708, high].
    ///
    /// x = n·ln 2 + r with |r| ≤ ½ ln 2; e^r − 1 by its Taylor polynomial of degree 13, whose remainder is below 2⁻⁵⁶ of r;
    /// e^x − 1 = 2ⁿ(e^r − 1) + (2ⁿ − 1).
    ///
    /// @param z from `offset`, a multiple of the lane count long, not modified unless it is `out`
    /// @param offset of the first number, in both arrays
    /// @param length how many numbers
    /// @param factor of z
    /// @param high at most 709
    /// @param kept 0 or 1
    /// @param out overwritten
    static void expm1(
            double[] z, int offset, int length, double factor, double high, double kept, double[] out) {
        for (int i = offset; i < offset + length; i += LANES) {
            DoubleVector given = DoubleVector.fromArray(SPECIES, z, i);
            DoubleVector x = given.mul(factor).max(-708).min(high);
            DoubleVector shifted = x.mul(LOG2_E).add(ROUNDER);
            DoubleVector n = shifted.sub(ROUNDER);
            DoubleVector r = n.fma(
                    DoubleVector.broadcast(SPECIES, -LN_2_LOW),
                    n.fma(DoubleVector.broadcast(SPECIES, -LN_2_HIGH), x));
            DoubleVector r2 = r.mul(r);
            DoubleVector r4 = r2.mul(r2);
            DoubleVector p2 = r.fma(DoubleVector.broadcast(SPECIES, C3), DoubleVector.broadcast(SPECIES, C2));
            DoubleVector p4 = r.fma(DoubleVector.broadcast(SPECIES, C5), DoubleVector.broadcast(SPECIES, C4));
            DoubleVector p6 = r.fma(DoubleVector.broadcast(SPECIES, C7), DoubleVector.broadcast(SPECIES, C6));
            DoubleVector p8 = r.fma(DoubleVector.broadcast(SPECIES, C9), DoubleVector.broadcast(SPECIES, C8));
            DoubleVector p10 = r.fma(DoubleVector.broadcast(SPECIES, C11), DoubleVector.broadcast(SPECIES, C10));
            DoubleVector p12 = r.fma(DoubleVector.broadcast(SPECIES, C13), DoubleVector.broadcast(SPECIES, C12));
            DoubleVector high12 = p12.fma(r2, p10).fma(r4, p8.fma(r2, p6));
            DoubleVector p = high12.fma(r4, p4.fma(r2, p2)).fma(r2, r);
            // the rounded number's lowest bits become the exponent
            DoubleVector scale = shifted.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, 52)
                    .add(BIAS)
                    .reinterpretAsDoubles();
            p.fma(scale, scale.sub(1))
                    .add(given.max(0).mul(kept))
                    .intoArray(out, i);
        }
    }
}
