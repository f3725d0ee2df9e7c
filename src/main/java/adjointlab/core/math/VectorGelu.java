package adjointlab.core.math;

import static adjointlab.core.math.VectorTiles.LANES;
import static adjointlab.core.math.VectorTiles.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// The Gaussian error linear unit z·Φ(z), exact, to eight units in the last place also far in its left tail, and its slope
/// Φ(z) + zφ(z) to 1e−15.
///
/// Φ(−x) = e^{−x²/2} g(w)/(x + 4) for x ≥ 0, where w = (x − 4)/(x + 4) + ½ and g, of degree 23, interpolates in the
/// Chebyshev nodes of 0 ≤ x ≤ 38 and is within 2⁻⁵⁶; the transformation of Shepherd and Laframboise, "Chebyshev
/// approximation of (1 + 2x) exp(x²) erfc x", Math. Comp. 36 (1981) 249. The square's rounding error goes into the
/// exponential's reduced argument. As in [VectorMath] no helper takes or gives a vector.
final class VectorGelu {
    private static final double G0 = 0x1.2eeb42bebf722p+0;
    private static final double G1 = -0x1.2aaa9379cbfa8p+0;
    private static final double G2 = 0x1.868431fd43b1ap-1;
    private static final double G3 = -0x1.41f56ef20df68p-2;
    private static final double G4 = 0x1.ef5b44f4ccadcp-5;
    private static final double G5 = 0x1.252a1759c48adp-7;
    private static final double G6 = -0x1.9be635cbb9e0ap-8;
    private static final double G7 = -0x1.8486b1bcc88dcp-12;
    private static final double G8 = 0x1.47018f17ebdd7p-11;
    private static final double G9 = 0x1.135aebbaf558bp-14;
    private static final double G10 = -0x1.0a6eb24f652dcp-14;
    private static final double G11 = -0x1.09fe93e21000dp-16;
    private static final double G12 = 0x1.55ce6701b2cb1p-18;
    private static final double G13 = 0x1.9376f10e7940ep-19;
    private static final double G14 = 0x1.88a030ceaceb2p-26;
    private static final double G15 = -0x1.b054232b72978p-22;
    private static final double G16 = -0x1.ecae49eab12dbp-24;
    private static final double G17 = 0x1.1ef39ce1a446dp-25;
    private static final double G18 = 0x1.9b501e9db92fbp-27;
    private static final double G19 = 0x1.5e3abd4a2ddd1p-30;
    private static final double G20 = 0x1.fa9854346d662p-27;
    private static final double G21 = -0x1.1911c7177f7a5p-26;
    private static final double G22 = 0x1.9260541eed7b3p-28;
    private static final double G23 = -0x1.90f58c8724288p-31;
    /// Where e^{−x²/2} would become subnormal; beyond it that of here.
    private static final double LARGEST = 37.6;

    private static final double ROOT_2_PI = 2.5066282746310002;

    private VectorGelu() {}

    /// @param z not modified unless it is `hOut`
    /// @param offset of the first, in `z` and `hOut`
    /// @param length how many, a multiple of the lane count
    /// @param hOut overwritten
    /// @param slopeOut overwritten; empty for who does not want it
    /// @param slopeOffset of the first slope
    static void of(double[] z, int offset, int length, double[] hOut, double[] slopeOut, int slopeOffset) {
        for (int i = 0; i < length; i += LANES) {
            DoubleVector given = DoubleVector.fromArray(SPECIES, z, offset + i);
            DoubleVector size = given.abs();
            DoubleVector x = size.blend(LARGEST, size.compare(VectorOperators.GT, LARGEST));
            DoubleVector square = x.mul(x);
            DoubleVector rest = x.fma(x, square.neg());
            // e^{−x²/2}, as in VectorMath
            DoubleVector e = square.mul(-0.5);
            DoubleVector shifted = e.fma(
                    DoubleVector.broadcast(SPECIES, VectorMath.LOG2_E),
                    DoubleVector.broadcast(SPECIES, VectorMath.ROUNDER));
            DoubleVector n = shifted.sub(VectorMath.ROUNDER);
            DoubleVector r = n.fma(DoubleVector.broadcast(SPECIES, -VectorMath.LN_2_HIGH), e);
            r = n.fma(DoubleVector.broadcast(SPECIES, -VectorMath.LN_2_LOW), r);
            r = rest.fma(DoubleVector.broadcast(SPECIES, -0.5), r);
            DoubleVector r2 = r.mul(r);
            DoubleVector q = DoubleVector.broadcast(SPECIES, VectorMath.Q9);
            q = q.fma(r, DoubleVector.broadcast(SPECIES, VectorMath.Q8));
            q = q.fma(r, DoubleVector.broadcast(SPECIES, VectorMath.Q7));
            q = q.fma(r, DoubleVector.broadcast(SPECIES, VectorMath.Q6));
            q = q.fma(r, DoubleVector.broadcast(SPECIES, VectorMath.Q5));
            q = q.fma(r, DoubleVector.broadcast(SPECIES, VectorMath.Q4));
            q = q.fma(r, DoubleVector.broadcast(SPECIES, VectorMath.Q3));
            q = q.fma(r, DoubleVector.broadcast(SPECIES, VectorMath.Q2));
            q = q.fma(r, DoubleVector.broadcast(SPECIES, VectorMath.Q1));
            q = q.fma(r, DoubleVector.broadcast(SPECIES, VectorMath.Q0));
            q = q.fma(r2, r);
            DoubleVector scale = shifted.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, 52)
                    .add(VectorMath.EXPONENT_OF_1)
                    .reinterpretAsDoubles();
            DoubleVector exponential = q.fma(scale, scale);
            DoubleVector inverse = DoubleVector.broadcast(SPECIES, 1).div(x.add(4));
            DoubleVector w = inverse.fma(DoubleVector.broadcast(SPECIES, -8), DoubleVector.broadcast(SPECIES, 1.5));
            // even and odd powers apart, so that two chains run at once
            DoubleVector w2 = w.mul(w);
            DoubleVector odd = DoubleVector.broadcast(SPECIES, G23);
            DoubleVector even = DoubleVector.broadcast(SPECIES, G22);
            odd = odd.fma(w2, DoubleVector.broadcast(SPECIES, G21));
            even = even.fma(w2, DoubleVector.broadcast(SPECIES, G20));
            odd = odd.fma(w2, DoubleVector.broadcast(SPECIES, G19));
            even = even.fma(w2, DoubleVector.broadcast(SPECIES, G18));
            odd = odd.fma(w2, DoubleVector.broadcast(SPECIES, G17));
            even = even.fma(w2, DoubleVector.broadcast(SPECIES, G16));
            odd = odd.fma(w2, DoubleVector.broadcast(SPECIES, G15));
            even = even.fma(w2, DoubleVector.broadcast(SPECIES, G14));
            odd = odd.fma(w2, DoubleVector.broadcast(SPECIES, G13));
            even = even.fma(w2, DoubleVector.broadcast(SPECIES, G12));
            odd = odd.fma(w2, DoubleVector.broadcast(SPECIES, G11));
            even = even.fma(w2, DoubleVector.broadcast(SPECIES, G10));
            odd = odd.fma(w2, DoubleVector.broadcast(SPECIES, G9));
            even = even.fma(w2, DoubleVector.broadcast(SPECIES, G8));
            odd = odd.fma(w2, DoubleVector.broadcast(SPECIES, G7));
            even = even.fma(w2, DoubleVector.broadcast(SPECIES, G6));
            odd = odd.fma(w2, DoubleVector.broadcast(SPECIES, G5));
            even = even.fma(w2, DoubleVector.broadcast(SPECIES, G4));
            odd = odd.fma(w2, DoubleVector.broadcast(SPECIES, G3));
            even = even.fma(w2, DoubleVector.broadcast(SPECIES, G2));
            odd = odd.fma(w2, DoubleVector.broadcast(SPECIES, G1));
            even = even.fma(w2, DoubleVector.broadcast(SPECIES, G0));
            DoubleVector tail = odd.fma(w, even).mul(inverse).mul(exponential);
            VectorMask<Double> positive = given.compare(VectorOperators.GT, 0);
            DoubleVector cdf = tail.blend(DoubleVector.broadcast(SPECIES, 1).sub(tail), positive);
            DoubleVector bounded = x.neg().blend(x, positive);
            // a NaN was never larger than anything and goes through all of this
            if (slopeOut.length > 0) {
                exponential.mul(1 / ROOT_2_PI).fma(bounded, cdf).intoArray(slopeOut, slopeOffset + i);
            }
            bounded.blend(given, positive).mul(cdf).intoArray(hOut, offset + i);
        }
    }
}
