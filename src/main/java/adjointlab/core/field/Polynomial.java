package adjointlab.core.field;

import java.util.OptionalInt;

/// z^k/√((2k − 1)!!), whose mean square is 1 where z is standard normal: E[z^(2k)] = (2k − 1)!!.
///
/// @param exponent k, from 1 to 16
public record Polynomial(int exponent) implements Activation {
    /// Beyond it the powers of what a training meets overflow.
    private static final int LARGEST = 16;

    public Polynomial {
        if (exponent < 1 || exponent > LARGEST) {
            throw new IllegalArgumentException("degree " + exponent + " is not allowed; allowed: 1 to " + LARGEST);
        }
    }

    @Override
    public double value(double z) {
        return power(z, exponent) / norm();
    }

    @Override
    public double slope(double z) {
        return exponent * power(z, exponent - 1) / norm();
    }

    @Override
    public double curvature(double z) {
        return exponent == 1 ? 0 : exponent * (exponent - 1) * power(z, exponent - 2) / norm();
    }

    @Override
    public void values(double[] z, int offset, int length, double[] hOut) {
        double scale = 1 / norm();
        for (int i = offset; i < offset + length; i++) {
            double below = scale * power(z[i], exponent - 1); // in the order in which values come with slopes
            hOut[i] = below * z[i];
        }
    }

    @Override
    public void valuesAndSlopes(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
        double scale = 1 / norm();
        for (int i = 0; i < length; i++) {
            double x = z[offset + i];
            double below = scale * power(x, exponent - 1);
            slopeOut[slopeOffset + i] = exponent * below;
            z[offset + i] = below * x;
        }
    }

    @Override
    public OptionalInt degree() {
        return OptionalInt.of(exponent);
    }

    /// √((2k − 1)!!).
    private double norm() {
        return Math.sqrt(oddFactorial(2 * exponent - 1));
    }

    /// m!! = m(m − 2)(m − 4)…1 for odd m, which is also how many ways there are to pair m + 1 things; 1 for m = −1.
    public static double oddFactorial(int m) {
        double product = 1;
        for (int factor = m; factor > 1; factor -= 2) {
            product *= factor;
        }
        return product;
    }

    private static double power(double z, int exponent) {
        double power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= z;
        }
        return power;
    }
}
