package adjointlab.core.field;

import adjointlab.core.kernel.Kernels;
import adjointlab.core.kernel.NormalTail;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// The usual activations.
public enum StandardActivations implements Activation {
    /// tanh z.
    TANH {
        @Override
        public double value(double z) {
            return Math.tanh(z);
        }

        @Override
        public double slope(double z) {
            double h = Math.tanh(z);
            return 1 - h * h;
        }

        @Override
        public double curvature(double z) {
            double h = Math.tanh(z);
            return -2 * h * (1 - h * h);
        }

        @Override
        public void values(double[] z, int offset, int length, double[] hOut) {
            Kernels.tanh(z, offset, length, hOut);
        }

        @Override
        public void valuesAndSlopes(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
            Kernels.tanh(z, offset, length, slopeOut, slopeOffset);
        }

        @Override
        public boolean slopeFromValue() {
            return true;
        }

        @Override
        public void timesSlopes(double[] h, int hOffset, int length, double[] g, int gOffset) {
            Kernels.timesTanhSlope(h, hOffset, length, g, gOffset);
        }

        @Override
        public Optional<Riccati> riccati() {
            return Optional.of(new Riccati(1, 0, -1));
        }
    },

    /// 1/(1 + e^−z).
    SIGMOID {
        @Override
        public double value(double z) {
            return sigmoid(z);
        }

        @Override
        public double slope(double z) {
            double h = sigmoid(z);
            return h * (1 - h);
        }

        @Override
        public double curvature(double z) {
            double h = sigmoid(z);
            return h * (1 - h) * (1 - 2 * h);
        }

        @Override
        public void values(double[] z, int offset, int length, double[] hOut) {
            Kernels.sigmoid(z, offset, length, hOut);
        }

        @Override
        public void valuesAndSlopes(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
            Kernels.sigmoid(z, offset, length, slopeOut, slopeOffset);
        }

        @Override
        public boolean slopeFromValue() {
            return true;
        }

        @Override
        public void timesSlopes(double[] h, int hOffset, int length, double[] g, int gOffset) {
            Kernels.timesSigmoidSlope(h, hOffset, length, g, gOffset);
        }

        @Override
        public Optional<Riccati> riccati() {
            return Optional.of(new Riccati(0, 1, -1));
        }
    },

    /// ln(1 + e^z).
    SOFTPLUS {
        @Override
        public double value(double z) {
            return softplus(z);
        }

        @Override
        public double slope(double z) {
            return sigmoid(z);
        }

        @Override
        public double curvature(double z) {
            return SIGMOID.slope(z);
        }

        @Override
        public void values(double[] z, int offset, int length, double[] hOut) {
            Kernels.softplus(z, offset, length, hOut);
        }

        @Override
        public void valuesAndSlopes(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
            Kernels.softplus(z, offset, length, slopeOut, slopeOffset);
        }

        @Override
        public void withDerivatives(double[] z, double[] slopeOut, double[] curvatureOut, int length) {
            Kernels.softplus(z, 0, length, slopeOut, 0);
            for (int i = 0; i < length; i++) {
                curvatureOut[i] = slopeOut[i] * (1 - slopeOut[i]);
            }
        }
    },

    /// ln(1 + e^z) − ln 2, which maps 0 to 0.
    SHIFTED_SOFTPLUS {
        @Override
        public double value(double z) {
            return softplus(z) - LN_2;
        }

        @Override
        public double slope(double z) {
            return sigmoid(z);
        }

        @Override
        public double curvature(double z) {
            return SIGMOID.slope(z);
        }

        @Override
        public void values(double[] z, int offset, int length, double[] hOut) {
            Kernels.softplus(z, offset, length, hOut);
            subtractLn2(hOut, offset, length);
        }

        @Override
        public void valuesAndSlopes(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
            Kernels.softplus(z, offset, length, slopeOut, slopeOffset);
            subtractLn2(z, offset, length);
        }
    },

    /// max(0, z).
    RELU {
        @Override
        public OptionalDouble leak() {
            return OptionalDouble.of(0);
        }

        @Override
        public void values(double[] z, int offset, int length, double[] hOut) {
            Kernels.rectify(z, offset, length, 0, hOut);
        }

        @Override
        public double value(double z) {
            // Math.max keeps NaN
            return Math.max(0, z);
        }

        @Override
        public double slope(double z) {
            return z > 0 ? 1 : 0;
        }

        @Override
        public double curvature(double z) {
            return 0;
        }

        @Override
        public boolean slopeFromValue() {
            return true;
        }

        @Override
        public double curvatureFromValue(double h) {
            return 0;
        }

        @Override
        public void timesSlopes(double[] h, int hOffset, int length, double[] g, int gOffset) {
            Kernels.timesRectifiedSlope(h, hOffset, length, 0, g, gOffset);
        }
    },

    /// z or z/100.
    LEAKY_RELU {
        @Override
        public OptionalDouble leak() {
            return OptionalDouble.of(LEAK);
        }

        @Override
        public void values(double[] z, int offset, int length, double[] hOut) {
            Kernels.rectify(z, offset, length, LEAK, hOut);
        }

        @Override
        public double value(double z) {
            return z > 0 ? z : LEAK * z;
        }

        @Override
        public double slope(double z) {
            return z > 0 ? 1 : LEAK;
        }

        @Override
        public double curvature(double z) {
            return 0;
        }

        @Override
        public boolean slopeFromValue() {
            return true;
        }

        @Override
        public double curvatureFromValue(double h) {
            return 0;
        }

        @Override
        public void timesSlopes(double[] h, int hOffset, int length, double[] g, int gOffset) {
            Kernels.timesRectifiedSlope(h, hOffset, length, LEAK, g, gOffset);
        }
    },

    /// z or e^z − 1. Clevert, Unterthiner and Hochreiter, ICLR 2016, with α = 1.
    ELU {
        @Override
        public double value(double z) {
            return z > 0 ? z : Math.expm1(z);
        }

        @Override
        public double slope(double z) {
            return z > 0 ? 1 : Math.exp(z);
        }

        @Override
        public double curvature(double z) {
            return z > 0 ? 0 : Math.exp(z);
        }

        @Override
        public void values(double[] z, int offset, int length, double[] hOut) {
            Kernels.elu(z, offset, length, hOut);
        }

        @Override
        public void valuesAndSlopes(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
            Kernels.elu(z, offset, length, slopeOut, slopeOffset);
        }

        @Override
        public boolean slopeFromValue() {
            return true;
        }

        @Override
        public double curvatureFromValue(double h) {
            return h > 0 ? 0 : h + 1;
        }

        @Override
        public void timesSlopes(double[] h, int hOffset, int length, double[] g, int gOffset) {
            Kernels.timesEluSlope(h, hOffset, length, g, gOffset);
        }
    },

    /// z·Φ(z), exact. Hendrycks and Gimpel, "Gaussian error linear units", 2016.
    GELU {
        @Override
        public double value(double z) {
            return NormalTail.gelu(z);
        }

        @Override
        public double slope(double z) {
            return NormalTail.geluSlope(z);
        }

        @Override
        public double curvature(double z) {
            return (2 - z * z) * NormalTail.pdf(z);
        }

        @Override
        public void values(double[] z, int offset, int length, double[] hOut) {
            Kernels.gelu(z, offset, length, hOut);
        }

        @Override
        public void valuesAndSlopes(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
            Kernels.gelu(z, offset, length, slopeOut, slopeOffset);
        }
    },

    /// z·sigmoid(z).
    SILU {
        @Override
        public double value(double z) {
            return z * sigmoid(z);
        }

        @Override
        public double slope(double z) {
            double h = sigmoid(z);
            return h * (1 + z * (1 - h));
        }

        @Override
        public double curvature(double z) {
            double h = sigmoid(z);
            return h * (1 - h) * (2 + z * (1 - 2 * h));
        }

        @Override
        public void values(double[] z, int offset, int length, double[] hOut) {
            Kernels.silu(z, offset, length, hOut);
        }

        @Override
        public void valuesAndSlopes(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
            Kernels.silu(z, offset, length, slopeOut, slopeOffset);
        }
    },

    /// z clipped to [−1, 1].
    HARDTANH {
        @Override
        public double value(double z) {
            return Math.max(-1, Math.min(1, z));
        }

        @Override
        public double slope(double z) {
            return z > -1 && z < 1 ? 1 : 0;
        }

        @Override
        public double curvature(double z) {
            return 0;
        }
    },

    /// sin z.
    SINE {
        @Override
        public double value(double z) {
            return Math.sin(z);
        }

        @Override
        public double slope(double z) {
            return Math.cos(z);
        }

        @Override
        public double curvature(double z) {
            return -Math.sin(z);
        }

        @Override
        public void values(double[] z, int offset, int length, double[] hOut) {
            Kernels.sine(z, offset, length, hOut);
        }

        @Override
        public void valuesAndSlopes(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
            Kernels.sine(z, offset, length, slopeOut, slopeOffset);
        }
    },

    /// z².
    QUADRATIC {
        @Override
        public double value(double z) {
            return z * z;
        }

        @Override
        public double slope(double z) {
            return 2 * z;
        }

        @Override
        public double curvature(double z) {
            return 2;
        }

        @Override
        public OptionalInt degree() {
            return OptionalInt.of(2);
        }
    },

    /// z.
    IDENTITY {
        @Override
        public double value(double z) {
            return z;
        }

        @Override
        public double slope(double z) {
            return 1;
        }

        @Override
        public double curvature(double z) {
            return 0;
        }

        @Override
        public OptionalInt degree() {
            return OptionalInt.of(1);
        }

        @Override
        public boolean slopeFromValue() {
            return true;
        }

        @Override
        public double curvatureFromValue(double h) {
            return 0;
        }

        @Override
        public void timesSlopes(double[] h, int hOffset, int length, double[] g, int gOffset) {}
    };

    private static final double LN_2 = Math.log(2);
    private static final double LEAK = 0.01;

    private static void subtractLn2(double[] h, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            h[i] -= LN_2;
        }
    }

    private static double sigmoid(double z) {
        // each branch keeps e^… below 1
        if (z >= 0) {
            return 1 / (1 + Math.exp(-z));
        }
        double e = Math.exp(z);
        return e / (1 + e);
    }

    private static double softplus(double z) {
        return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
    }
}
