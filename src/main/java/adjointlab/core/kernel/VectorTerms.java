package adjointlab.core.kernel;

import static adjointlab.core.kernel.VectorTiles.LANES;
import static adjointlab.core.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/// Rectifiers and what a heavy ball adds to its force, in the very bits of the plain loops: no product is fused with a
/// sum. No method takes or gives a vector, see [VectorMath]. Lengths are multiples of the lanes.
final class VectorTerms {
    private VectorTerms() {}

    /// See [KernelSet#rectify(double[], int, int, double, double[])].
    static void rectify(double[] z, int offset, int length, double leak, double[] hOut) {
        if (leak == 0) {
            for (int i = offset; i < offset + length; i += LANES) {
                DoubleVector.fromArray(SPECIES, z, i).max(0).intoArray(hOut, i);
            }
            return;
        }
        for (int i = offset; i < offset + length; i += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, z, i);
            x.mul(leak).blend(x, x.compare(VectorOperators.GT, 0)).intoArray(hOut, i);
        }
    }

    /// See [KernelSet#timesRectifiedSlope(double[], int, int, double, double[], int)].
    static void timesRectifiedSlope(double[] h, int hOffset, int length, double leak, double[] g, int gOffset) {
        for (int i = 0; i < length; i += LANES) {
            DoubleVector slope = DoubleVector.broadcast(SPECIES, leak)
                    .blend(1, DoubleVector.fromArray(SPECIES, h, hOffset + i).compare(VectorOperators.GT, 0));
            DoubleVector.fromArray(SPECIES, g, gOffset + i).mul(slope).intoArray(g, gOffset + i);
        }
    }

    /// See [KernelSet#heavyBall].
    static void heavyBall(
            double[] rate,
            int rateAt,
            double[] state,
            int stateAt,
            int half,
            double damping,
            double correction,
            double sign,
            int length) {
        for (int i = 0; i < length; i += LANES) {
            DoubleVector m = DoubleVector.fromArray(SPECIES, state, stateAt + half + i);
            DoubleVector h = DoubleVector.fromArray(SPECIES, state, stateAt + i);
            DoubleVector.fromArray(SPECIES, rate, rateAt + half + i)
                    .sub(m.mul(damping).add(h.mul(correction)))
                    .intoArray(rate, rateAt + half + i);
            m.mul(sign).intoArray(rate, rateAt + i);
        }
    }

    /// See [KernelSet#heavyBallBack].
    static void heavyBallBack(
            double[] g,
            int gAt,
            double[] a,
            int aAt,
            int half,
            double damping,
            double correction,
            double sign,
            int length) {
        for (int i = 0; i < length; i += LANES) {
            DoubleVector aM = DoubleVector.fromArray(SPECIES, a, aAt + half + i);
            DoubleVector aH = DoubleVector.fromArray(SPECIES, a, aAt + i);
            DoubleVector.fromArray(SPECIES, g, gAt + i).sub(aM.mul(correction)).intoArray(g, gAt + i);
            DoubleVector.fromArray(SPECIES, g, gAt + half + i)
                    .add(aH.mul(sign).sub(aM.mul(damping)))
                    .intoArray(g, gAt + half + i);
        }
    }
}
