package adjointlab.core.kernel;

import static adjointlab.core.kernel.VectorTiles.LANES;
import static adjointlab.core.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Sine and cosine to two units in the last place.
///
/// z = n·π/2 + r with |r| ≤ π/4, where π/2 has three parts and each product is subtracted without rounding it first
/// (Cody and Waite, "Software manual for the elementary functions", 1980, chapter 8), so that what is left near a
/// multiple of π keeps its digits; then sin r = r + r³s(r²) and cos r = 1 − r²/2 + r⁴c(r²) with polynomials of degree 5
/// that interpolate in the Chebyshev nodes. Beyond ±10⁵ the platform's functions take over.
final class VectorSine {
    private static final double S0 = -0x1.5555555555555p-3;
    private static final double S1 = 0x1.1111111110bb2p-7;
    private static final double S2 = -0x1.a01a019e83816p-13;
    private static final double S3 = 0x1.71de379654304p-19;
    private static final double S4 = -0x1.ae600aca92c64p-26;
    private static final double S5 = 0x1.5e0b05bff20f2p-33;
    private static final double C0 = 0x1.5555555555555p-5;
    private static final double C1 = -0x1.6c16c16c16967p-10;
    private static final double C2 = 0x1.a01a019f4e9b4p-16;
    private static final double C3 = -0x1.27e4fa17bf139p-22;
    private static final double C4 = 0x1.1eeb68cd22f56p-29;
    private static final double C5 = -0x1.907d8f29fe831p-37;
    private static final double TWO_OVER_PI = 0x1.45f306dc9c883p-1;
    private static final double HALF_PI_HIGH = 0x1.921fb54442d18p+0;
    private static final double HALF_PI_MIDDLE = 0x1.1a62633145c07p-54;
    private static final double HALF_PI_LOW = -0x1.f1976b7ed8fbcp-110;
    private static final double LARGEST = 1e5;

    private VectorSine() {}

    /// @param z not modified unless it is `hOut`
    /// @param offset of the first, in `z` and `hOut`
    /// @param length how many, a multiple of the lane count
    /// @param hOut overwritten with sines
    /// @param slopeOut overwritten with cosines; empty for who does not want them
    /// @param slopeOffset of the first cosine
    static void of(double[] z, int offset, int length, double[] hOut, double[] slopeOut, int slopeOffset) {
        for (int i = 0; i < length; i += LANES) {
            DoubleVector given = DoubleVector.fromArray(SPECIES, z, offset + i);
            if (given.abs().compare(VectorOperators.GT, LARGEST).anyTrue()) {
                byPlatform(z, offset + i, hOut, slopeOut, slopeOffset + i);
                continue;
            }
            DoubleVector shifted = given.fma(
                    DoubleVector.broadcast(SPECIES, TWO_OVER_PI), DoubleVector.broadcast(SPECIES, VectorMath.ROUNDER));
            DoubleVector n = shifted.sub(VectorMath.ROUNDER);
            LongVector quarter = shifted.reinterpretAsLongs();
            DoubleVector r = n.fma(DoubleVector.broadcast(SPECIES, -HALF_PI_HIGH), given);
            r = n.fma(DoubleVector.broadcast(SPECIES, -HALF_PI_MIDDLE), r);
            r = n.fma(DoubleVector.broadcast(SPECIES, -HALF_PI_LOW), r);
            DoubleVector r2 = r.mul(r);
            DoubleVector s = DoubleVector.broadcast(SPECIES, S5);
            DoubleVector c = DoubleVector.broadcast(SPECIES, C5);
            s = s.fma(r2, DoubleVector.broadcast(SPECIES, S4));
            c = c.fma(r2, DoubleVector.broadcast(SPECIES, C4));
            s = s.fma(r2, DoubleVector.broadcast(SPECIES, S3));
            c = c.fma(r2, DoubleVector.broadcast(SPECIES, C3));
            s = s.fma(r2, DoubleVector.broadcast(SPECIES, S2));
            c = c.fma(r2, DoubleVector.broadcast(SPECIES, C2));
            s = s.fma(r2, DoubleVector.broadcast(SPECIES, S1));
            c = c.fma(r2, DoubleVector.broadcast(SPECIES, C1));
            s = s.fma(r2, DoubleVector.broadcast(SPECIES, S0));
            c = c.fma(r2, DoubleVector.broadcast(SPECIES, C0));
            DoubleVector sine = r.mul(r2).fma(s, r);
            DoubleVector cosine = r2.mul(r2)
                    .fma(c, r2.fma(DoubleVector.broadcast(SPECIES, -0.5), DoubleVector.broadcast(SPECIES, 1)));
            // odd quarters exchange the two, the second and third turn the sine's sign, the first and
            // second the cosine's
            VectorMask<Double> odd =
                    quarter.and(1).compare(VectorOperators.NE, 0).cast(SPECIES);
            if (slopeOut.length > 0) {
                LongVector sign = quarter.add(1).and(2).lanewise(VectorOperators.LSHL, 62);
                cosine.blend(sine, odd)
                        .reinterpretAsLongs()
                        .lanewise(VectorOperators.XOR, sign)
                        .reinterpretAsDoubles()
                        .intoArray(slopeOut, slopeOffset + i);
            }
            LongVector sign = quarter.and(2).lanewise(VectorOperators.LSHL, 62);
            sine.blend(cosine, odd)
                    .reinterpretAsLongs()
                    .lanewise(VectorOperators.XOR, sign)
                    .reinterpretAsDoubles()
                    .intoArray(hOut, offset + i);
        }
    }

    private static void byPlatform(double[] z, int offset, double[] hOut, double[] slopeOut, int slopeOffset) {
        for (int i = 0; i < LANES; i++) {
            double x = z[offset + i];
            if (slopeOut.length > 0) {
                slopeOut[slopeOffset + i] = Math.cos(x);
            }
            hOut[offset + i] = Math.sin(x);
        }
    }
}
