package adjointlab.core.problem.sequence;

import java.util.List;

/// How letters are drawn with one stroke of a pen: points that it passes, in order. Small letters stand between 0 and
/// 1, stems reach up to 2 and down to −1.
final class PenStrokes {
    /// @param name of the letter
    /// @param points x and y of each that the pen passes, [2m]
    record Stroke(String name, double... points) {
        int count() {
            return points.length / 2;
        }
    }

    /// Twenty letters that need no second stroke.
    static final List<Stroke> LETTERS = List.of(
            new Stroke("a", 0.8, 0.85, 0.45, 1, 0.1, 0.5, 0.4, 0, 0.75, 0.4, 0.82, 0.95, 0.85, 0.2, 1.05, 0),
            new Stroke("b", 0.1, 2, 0.1, 1, 0.1, 0, 0.15, 0.6, 0.5, 1, 0.85, 0.5, 0.5, 0, 0.12, 0.1),
            new Stroke("c", 0.8, 0.8, 0.45, 1, 0.1, 0.5, 0.45, 0, 0.85, 0.2),
            new Stroke("d", 0.75, 0.8, 0.4, 1, 0.08, 0.5, 0.4, 0, 0.75, 0.5, 0.85, 2, 0.85, 1, 0.88, 0.15, 1.05, 0),
            new Stroke("e", 0.1, 0.5, 0.5, 0.55, 0.85, 0.7, 0.5, 1, 0.1, 0.5, 0.45, 0, 0.85, 0.2),
            new Stroke(
                    "g", 0.8, 0.85, 0.45, 1, 0.1, 0.5, 0.4, 0, 0.78, 0.5, 0.82, 0.95, 0.8, -0.4, 0.45, -1, 0.05, -0.7),
            new Stroke("h", 0.1, 2, 0.1, 1, 0.1, 0, 0.15, 0.6, 0.5, 1, 0.8, 0.7, 0.85, 0),
            new Stroke("l", 0, 0.1, 0.5, 1.3, 0.4, 2, 0.2, 1.4, 0.25, 0.3, 0.6, 0.05),
            new Stroke("m", 0, 1, 0.02, 0, 0.1, 0.7, 0.35, 1, 0.5, 0.6, 0.52, 0, 0.6, 0.7, 0.85, 1, 1.02, 0.6, 1.05, 0),
            new Stroke("n", 0.1, 1, 0.1, 0, 0.17, 0.7, 0.5, 1, 0.8, 0.65, 0.85, 0),
            new Stroke("o", 0.5, 1, 0.1, 0.5, 0.5, 0, 0.9, 0.5, 0.5, 1),
            new Stroke("p", 0.1, 1, 0.1, 0, 0.1, -1, 0.12, 0, 0.2, 0.8, 0.55, 1, 0.88, 0.5, 0.5, 0, 0.15, 0.2),
            new Stroke(
                    "q", 0.8, 0.85, 0.45, 1, 0.1, 0.5, 0.4, 0, 0.78, 0.5, 0.82, 0.95, 0.82, -0.4, 0.85, -1, 1.1, -0.7),
            new Stroke("r", 0.1, 1, 0.1, 0, 0.15, 0.6, 0.4, 0.95, 0.75, 0.9),
            new Stroke("s", 0.8, 0.85, 0.45, 1, 0.15, 0.75, 0.5, 0.5, 0.85, 0.25, 0.5, 0, 0.12, 0.15),
            new Stroke("u", 0.1, 1, 0.12, 0.3, 0.4, 0, 0.75, 0.3, 0.85, 1, 0.87, 0.3, 1.02, 0),
            new Stroke("v", 0.05, 1, 0.25, 0.5, 0.45, 0, 0.65, 0.5, 0.85, 1),
            new Stroke("w", 0, 1, 0.15, 0.4, 0.27, 0, 0.4, 0.4, 0.52, 0.8, 0.65, 0.4, 0.77, 0, 0.9, 0.4, 1.05, 1),
            new Stroke("y", 0.1, 1, 0.15, 0.4, 0.4, 0.05, 0.7, 0.3, 0.85, 1, 0.8, 0, 0.6, -0.8, 0.2, -1),
            new Stroke("z", 0.1, 0.95, 0.5, 1, 0.85, 0.95, 0.5, 0.5, 0.12, 0.05, 0.5, 0, 0.9, 0.05));

    private PenStrokes() {}
}
