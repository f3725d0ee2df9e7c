package adjointlab.core.field;

/// z clipped to [−bound, bound].
///
/// @param bound where it saturates, positive
public record HardTanh(double bound) implements Activation {
    @Override
    public double value(double z) {
        return Math.max(-bound, Math.min(bound, z));
    }

    @Override
    public double slope(double z) {
        return z > -bound && z < bound ? 1 : 0;
    }

    @Override
    public double curvature(double z) {
        return 0;
    }
}
