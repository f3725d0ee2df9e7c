package adjointlab.core.kernel;

import static adjointlab.core.kernel.VectorTiles.LANES;
import static adjointlab.core.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// The Gaussian error linear unit z·Φ(z), exact, to eight units in the last place also far in its left tail, and its
/// slope Φ(z) + zφ(z) to 1e−15.
///
/// The tail is that of [NormalTail]; the square's rounding error goes into the exponential's reduced argument. As in
/// [VectorMath] no helper takes or gives a vector.
final class VectorGelu {
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
            DoubleVector x = size.blend(NormalTail.LARGEST, size.compare(VectorOperators.GT, NormalTail.LARGEST));
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
            DoubleVector odd = DoubleVector.broadcast(SPECIES, NormalTail.G23);
            DoubleVector even = DoubleVector.broadcast(SPECIES, NormalTail.G22);
            odd = odd.fma(w2, DoubleVector.broadcast(SPECIES, NormalTail.G21));
            even = even.fma(w2, DoubleVector.broadcast(SPECIES, NormalTail.G20));
            odd = odd.fma(w2, DoubleVector.broadcast(SPECIES, NormalTail.G19));
            even = even.fma(w2, DoubleVector.broadcast(SPECIES, NormalTail.G18));
            odd = odd.fma(w2, DoubleVector.broadcast(SPECIES, NormalTail.G17));
            even = even.fma(w2, DoubleVector.broadcast(SPECIES, NormalTail.G16));
            odd = odd.fma(w2, DoubleVector.broadcast(SPECIES, NormalTail.G15));
            even = even.fma(w2, DoubleVector.broadcast(SPECIES, NormalTail.G14));
            odd = odd.fma(w2, DoubleVector.broadcast(SPECIES, NormalTail.G13));
            even = even.fma(w2, DoubleVector.broadcast(SPECIES, NormalTail.G12));
            odd = odd.fma(w2, DoubleVector.broadcast(SPECIES, NormalTail.G11));
            even = even.fma(w2, DoubleVector.broadcast(SPECIES, NormalTail.G10));
            odd = odd.fma(w2, DoubleVector.broadcast(SPECIES, NormalTail.G9));
            even = even.fma(w2, DoubleVector.broadcast(SPECIES, NormalTail.G8));
            odd = odd.fma(w2, DoubleVector.broadcast(SPECIES, NormalTail.G7));
            even = even.fma(w2, DoubleVector.broadcast(SPECIES, NormalTail.G6));
            odd = odd.fma(w2, DoubleVector.broadcast(SPECIES, NormalTail.G5));
            even = even.fma(w2, DoubleVector.broadcast(SPECIES, NormalTail.G4));
            odd = odd.fma(w2, DoubleVector.broadcast(SPECIES, NormalTail.G3));
            even = even.fma(w2, DoubleVector.broadcast(SPECIES, NormalTail.G2));
            odd = odd.fma(w2, DoubleVector.broadcast(SPECIES, NormalTail.G1));
            even = even.fma(w2, DoubleVector.broadcast(SPECIES, NormalTail.G0));
            DoubleVector tail = odd.fma(w, even).mul(inverse).mul(exponential);
            VectorMask<Double> positive = given.compare(VectorOperators.GT, 0);
            DoubleVector cdf = tail.blend(DoubleVector.broadcast(SPECIES, 1).sub(tail), positive);
            DoubleVector bounded = x.neg().blend(x, positive);
            // a NaN was never larger than anything and goes through all of this
            if (slopeOut.length > 0) {
                exponential.mul(NormalTail.PDF_AT_0).fma(bounded, cdf).intoArray(slopeOut, slopeOffset + i);
            }
            bounded.blend(given, positive).mul(cdf).intoArray(hOut, offset + i);
        }
    }
}
