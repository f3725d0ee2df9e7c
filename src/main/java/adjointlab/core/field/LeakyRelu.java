package adjointlab.core.field;

import java.util.OptionalDouble;

/// z, or a share of it below 0; at 0 the derivative from the left.
///
/// @param share the slope below 0, positive
public record LeakyRelu(double share) implements Activation {
    @Override
    public OptionalDouble leak() {
        return OptionalDouble.of(share);
    }

    @Override
    public double value(double z) {
        return z > 0 ? z : share * z;
    }

    @Override
    public double slope(double z) {
        return z > 0 ? 1 : share;
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
        for (int i = 0; i < length; i++) {
            g[gOffset + i] *= h[hOffset + i] > 0 ? 1 : share;
        }
    }
}
