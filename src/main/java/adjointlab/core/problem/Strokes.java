package adjointlab.core.problem;

import java.util.ArrayList;
import java.util.List;

/// Lines in the plane that somebody has drawn by hand.
///
/// @param lines each at least one point, each point (x, y)
public record Strokes(List<List<Point>> lines) {
    /// Points that follow each other and are further apart are not joined: the hand was lifted between them.
    public static final double JOINED = 0.3;

    /// A place of the plane.
    public record Point(double x, double y) {
        double distance(Point other) {
            return Math.hypot(x - other.x, y - other.y);
        }

        /// The place a share of the way to another one.
        Point towards(Point other, double share) {
            return new Point(x + share * (other.x - x), y + share * (other.y - y));
        }
    }

    public Strokes {
        lines = lines.stream().map(List::copyOf).toList();
        if (lines.isEmpty() || lines.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("nothing is drawn");
        }
    }

    /// Those of points in turn.
    ///
    /// @param numbers x₁, y₁, x₂, y₂, …
    /// @throws IllegalArgumentException if there is no point, or half of one
    public static Strokes of(List<Double> numbers) {
        if (numbers.size() % 2 != 0) {
            throw new IllegalArgumentException("a drawing has two numbers a point, not " + numbers.size() + " in all");
        }
        List<List<Point>> lines = new ArrayList<>();
        List<Point> line = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i += 2) {
            Point point = new Point(numbers.get(i), numbers.get(i + 1));
            if (!line.isEmpty() && line.getLast().distance(point) > JOINED) {
                lines.add(line);
                line = new ArrayList<>();
            }
            line.add(point);
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
        return new Strokes(lines);
    }

    /// All points.
    public List<Point> points() {
        return lines.stream().flatMap(List::stream).toList();
    }

    /// How long a line is.
    public static double length(List<Point> line) {
        double length = 0;
        for (int i = 1; i < line.size(); i++) {
            length += line.get(i - 1).distance(line.get(i));
        }
        return length;
    }

    /// The place after a share of a line's length.
    ///
    /// @param share from 0 to 1
    public static Point along(List<Point> line, double share) {
        double left = share * length(line);
        for (int i = 1; i < line.size(); i++) {
            double piece = line.get(i - 1).distance(line.get(i));
            if (left <= piece && piece > 0) {
                return line.get(i - 1).towards(line.get(i), left / piece);
            }
            left -= piece;
        }
        return line.getLast();
    }
}
