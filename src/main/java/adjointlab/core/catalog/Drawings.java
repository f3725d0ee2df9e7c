package adjointlab.core.catalog;

import adjointlab.core.catalog.Type.Reals;
import adjointlab.core.problem.DrawnLoss;
import adjointlab.core.problem.Loss;
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

    /// A curve over an axis: two valleys, the right one deeper.
    static final Key<List<Double>> CURVE = POINTS.withDefault(List.of(
            -1.4, 0.43, -1.35, 0.21, -1.3, 0.04, -1.25, -0.11, -1.2, -0.23, -1.15, -0.31, -1.1, -0.38, -1.05, -0.42,
            -1.0, -0.45, -0.95, -0.46, -0.9, -0.46, -0.85, -0.44, -0.8, -0.42, -0.75, -0.38, -0.7, -0.35, -0.65, -0.31,
            -0.6, -0.26, -0.55, -0.22, -0.5, -0.18, -0.45, -0.13, -0.4, -0.1, -0.35, -0.06, -0.3, -0.03, -0.25, -0.01,
            -0.2, 0.01, -0.15, 0.02, -0.1, 0.02, -0.05, 0.01, 0.0, 0.0, 0.05, -0.02, 0.1, -0.05, 0.15, -0.09, 0.2,
            -0.13, 0.25, -0.18, 0.3, -0.24, 0.35, -0.31, 0.4, -0.38, 0.45, -0.45, 0.5, -0.53, 0.55, -0.6, 0.6, -0.68,
            0.65, -0.76, 0.7, -0.84, 0.75, -0.91, 0.8, -0.98, 0.85, -1.04, 0.9, -1.09, 0.95, -1.12, 1.0, -1.15, 1.05,
            -1.16, 1.1, -1.15, 1.15, -1.12, 1.2, -1.07, 1.25, -0.98, 1.3, -0.87, 1.35, -0.73, 1.4, -0.55));

    /// Four arcs, as ways of four states.
    static final List<Double> ARCS = List.of(
            -1.6, 1.0, -1.4, 1.1, -1.2, 1.15, -1.0, 1.1, -0.8, 1.0, 0.8, 1.0, 1.0, 1.1, 1.2, 1.15, 1.4, 1.1, 1.6, 1.0,
            -1.6, -1.0, -1.4, -1.1, -1.2, -1.15, -1.0, -1.1, -0.8, -1.0, 0.8, -1.0, 1.0, -1.1, 1.2, -1.15, 1.4, -1.1,
            1.6, -1.0);

    private Drawings() {}

    /// A curve as the loss of what is predicted.
    ///
    /// @throws InvalidValueException if the points are no curve over an axis
    static Loss loss(Values v) {
        try {
            return new DrawnLoss(Strokes.of(v.get(CURVE)));
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException(String.valueOf(e.getMessage()));
        }
    }

    /// @throws InvalidValueException if the points are none
    static Strokes of(Values v) {
        try {
            return Strokes.of(v.get(POINTS));
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException(String.valueOf(e.getMessage()));
        }
    }
}
