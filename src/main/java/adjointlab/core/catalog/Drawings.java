package adjointlab.core.catalog;

import adjointlab.core.catalog.Type.Reals;
import adjointlab.core.problem.Strokes;
import java.util.List;

/// What people draw by hand, as a setting.
final class Drawings {
    private static final int MOST_POINTS = 400;

    /// The drawn points; a wave where nobody has drawn yet.
    static final Key<List<Double>> POINTS = Key.reals(
            "drawing",
            "Drawn points",
            List.of(
                    -1.6, 0.0, -1.4, 0.2, -1.2, 0.4, -1.0, 0.5, -0.8, 0.5, -0.6, 0.4, -0.4, 0.2, -0.2, 0.0, 0.0, -0.2,
                    0.2, -0.4, 0.4, -0.5, 0.6, -0.5, 0.8, -0.4, 1.0, -0.2, 1.2, 0.0, 1.4, 0.2, 1.6, 0.4),
            new Reals(2, 2 * MOST_POINTS, Ranges.any(-5, 5)));

    /// Four arcs, as ways of four states.
    static final List<Double> ARCS = List.of(
            -1.6, 1.0, -1.4, 1.1, -1.2, 1.15, -1.0, 1.1, -0.8, 1.0, 0.8, 1.0, 1.0, 1.1, 1.2, 1.15, 1.4, 1.1, 1.6, 1.0,
            -1.6, -1.0, -1.4, -1.1, -1.2, -1.15, -1.0, -1.1, -0.8, -1.0, 0.8, -1.0, 1.0, -1.1, 1.2, -1.15, 1.4, -1.1,
            1.6, -1.0);

    private Drawings() {}

    /// @throws InvalidValueException if the points are none
    static Strokes of(Values v) {
        try {
            return Strokes.of(v.get(POINTS));
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException(String.valueOf(e.getMessage()));
        }
    }
}
