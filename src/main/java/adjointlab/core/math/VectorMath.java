package adjointlab.core.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Exponentials for whole vectors, to two units in the last place; NaN stays NaN.
///
/// x = n·ln 2 + r with |r| ≤ ½ ln 2; e^r − 1 by its Taylor polynomial of degree 13, whose remainder is below 2⁻⁵⁶ of r.
final class VectorMath {
    private static final double LOG2_E = 1.4426950408889634;
    private static final double LN_2_HIGH = 6.93147180369123816490e-01;
    private static final double LN_2_LOW = 1.90821492927058770002e-10;
    /// Adding it rounds to a whole number, which then stands in the lowest bits.
    private static final double ROUNDER = 0x1.8p52;
    /// e^x is subnormal below.
    private static final double LOWEST = -708;
    private static final double[] TAYLOR = taylor();

    private VectorMath() {}

    private static double[] taylor() {
        double[] c = new double[14];
        double factorial = 1;
        for (int k = 1; k < c.length; k++) {
            factorial *= k;
            c[k] = 1 / factorial;
        }
        return c;
    }

    private static DoubleVector pair(DoubleVector r, int k) {
        DoubleVector low = DoubleVector.broadcast(VectorTiles.SPECIES, TAYLOR[k]);
        return r.fma(DoubleVector.broadcast(VectorTiles.SPECIES, TAYLOR[k + 1]), low);
    }

    /// e^r − 1 for |r| ≤ ½ ln 2.
    private static DoubleVector expm1Reduced(DoubleVector r) {
        DoubleVector r2 = r.mul(r);
        DoubleVector r4 = r2.mul(r2);
        DoubleVector p23 = pair(r, 2);
        DoubleVector p45 = pair(r, 4);
        DoubleVector p67 = pair(r, 6);
        DoubleVector p89 = pair(r, 8);
        DoubleVector p1011 = pair(r, 10);
        DoubleVector p1213 = pair(r, 12);
        DoubleVector low = p45.fma(r2, p23);
        DoubleVector middle = p89.fma(r2, p67);
        DoubleVector high = p1213.fma(r2, p1011);
        DoubleVector all = high.fma(r4, middle).fma(r4, low);
        return all.fma(r2, r);
    }

    /// e^x for x ≤ 709; below −708 that of −708.
    static DoubleVector exp(DoubleVector x) {
        DoubleVector clamped = x.max(LOWEST);
        DoubleVector shifted = clamped.mul(LOG2_E).add(ROUNDER);
        DoubleVector n = shifted.sub(ROUNDER);
        DoubleVector r = reduce(clamped, n);
        DoubleVector scale = power(shifted);
        return expm1Reduced(r).fma(scale, scale);
    }

    /// e^x − 1 for x ≤ 709; below −708 that of −708.
    static DoubleVector expm1(DoubleVector x) {
        DoubleVector clamped = x.max(LOWEST);
        DoubleVector shifted = clamped.mul(LOG2_E).add(ROUNDER);
        DoubleVector n = shifted.sub(ROUNDER);
        DoubleVector r = reduce(clamped, n);
        DoubleVector scale = power(shifted);
        return expm1Reduced(r).fma(scale, scale.sub(1));
    }

    private static DoubleVector reduce(DoubleVector x, DoubleVector n) {
        DoubleVector high = DoubleVector.broadcast(VectorTiles.SPECIES, -LN_2_HIGH);
        DoubleVector low = DoubleVector.broadcast(VectorTiles.SPECIES, -LN_2_LOW);
        return n.fma(low, n.fma(high, x));
    }

    /// 2^n from ROUNDER + n: its lowest bits become the exponent.
    private static DoubleVector power(DoubleVector shifted) {
        return shifted.reinterpretAsLongs()
                .lanewise(VectorOperators.LSHL, 52)
                .add(0x3FF0000000000000L)
                .reinterpretAsDoubles();
    }

    /// tanh x = (e^{2|x|} − 1)/(e^{2|x|} + 1) with the sign of x.
    static DoubleVector tanh(DoubleVector x) {
        // from 22 on the result rounds to 1
        DoubleVector e = expm1(x.abs().min(22).mul(2));
        DoubleVector magnitude = e.div(e.add(2));
        VectorMask<Double> negative = x.compare(VectorOperators.LT, 0);
        return magnitude.blend(magnitude.neg(), negative);
    }

    /// 1/(1 + e^−x), each sign by the exponential that stays below 1.
    static DoubleVector sigmoid(DoubleVector x) {
        DoubleVector e = exp(x.abs().neg());
        DoubleVector denominator = e.add(1);
        VectorMask<Double> negative = x.compare(VectorOperators.LT, 0);
        return DoubleVector.broadcast(VectorTiles.SPECIES, 1).blend(e, negative).div(denominator);
    }

    /// ln(1 + e^x) = max(x, 0) + ln(1 + e^−|x|).
    static DoubleVector softplus(DoubleVector x) {
        return x.max(0).add(exp(x.abs().neg()).lanewise(VectorOperators.LOG1P));
    }
}
