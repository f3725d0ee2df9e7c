package adjointlab.figure;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// What has been drawn in a plot so far, so that labels and legends find free places.
final class Ink {
    private final List<Polyline> lines = new ArrayList<>();
    private final List<Point2D> points = new ArrayList<>();
    private final List<Rectangle2D> texts = new ArrayList<>();
    private final List<EndLabel> endLabels = new ArrayList<>();

    /// A text that wants to stand at the end of a line.
    ///
    /// @param text the label
    /// @param style of the line
    /// @param at where the line ends
    record EndLabel(String text, SeriesStyle style, Point2D at) {}

    void add(Polyline line) {
        lines.add(line);
    }

    void add(Point2D point) {
        points.add(point);
    }

    void addText(Rectangle2D box) {
        texts.add(box);
    }

    void add(EndLabel label) {
        endLabels.add(label);
    }

    List<EndLabel> endLabels() {
        return endLabels;
    }

    boolean meetsText(Rectangle2D box) {
        return texts.stream().anyMatch(text -> text.intersects(box));
    }

    /// How much lies under a box: pieces of lines, points, and texts, which count most.
    int under(Rectangle2D box) {
        int count = 0;
        for (Polyline line : lines) {
            count += line.crossings(box);
        }
        for (Point2D point : points) {
            count += box.contains(point) ? 3 : 0;
        }
        for (Rectangle2D text : texts) {
            count += text.intersects(box) ? 100 : 0;
        }
        return count;
    }
}
