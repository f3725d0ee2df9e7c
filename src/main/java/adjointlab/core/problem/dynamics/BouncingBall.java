package adjointlab.core.problem.dynamics;

import adjointlab.core.field.Impact;
import java.util.Optional;

/// A ball that falls to the ground and bounces: height h′ = v, v′ = −g, and v becomes −ev where h = 0. Between two
/// bounces it flies e times as long as before, so that there is no end of them before a last time, from which on it
/// rests.
///
/// @param gravity g, 1/s² of a height
/// @param restitution e, from 0 to 1
public record BouncingBall(double gravity, double restitution) implements Dynamics {
    @Override
    public int dim() {
        return 2;
    }

    @Override
    public void rate(double t, double[] x, double[] rateOut) {
        rateOut[0] = x[1];
        rateOut[1] = -gravity;
    }

    @Override
    public Optional<Impact> impact() {
        return Optional.of(new Impact.Wall(2, 0, 1, 0, restitution));
    }
}
