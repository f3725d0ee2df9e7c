package adjointlab.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has been drawn in a plot so far, so that labels and legends find free places.
final class Ink {
    private final List<Polyline> lines = new ArrayList<>();
    private final List<Point2D> points = new ArrayList<>();
    private final List<Shape> shapes = new ArrayList<>();
    private final List<Rectangle2D> boxes = new ArrayList<>();
    private final List<Text> texts = new ArrayList<>();
    private @Nullable Legend legend;
    private final List<EndLabel> endLabels = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();

    /// A text that wants to stand at the end of a line.
    ///
    /// @param text the label
    /// @param style of the line
    /// @param at where the line ends
    /// @param owner whose the line is
    record EndLabel(String text, SeriesStyle style, Point2D at, Owner owner) {}

    /// What a legend has a line for: runs may bear one name.
    record Series(String name, Owner owner) {
        static Series of(Layer layer) {
            return new Series(layer.name(), layer.owner());
        }
    }

    /// A direct label as it was placed.
    ///
    /// @param text the label
    /// @param colour of the text
    /// @param halo colour of the ground around its letters, where it stands on what is drawn; null for none
    /// @param x left end
    /// @param y base line
    record Text(String text, Color colour, @Nullable Color halo, double x, double y) {
        /// On empty ground.
        Text(String text, Color colour, double x, double y) {
            this(text, colour, null, x, y);
        }

        /// The same where curves and colours of a map may run behind it.
        Text over(Color ground) {
            return new Text(text, colour, ground, x, y);
        }
    }

    /// A legend as it was placed.
    ///
    /// @param series in order
    /// @param box around all
    /// @param columns how many stand side by side
    record Legend(List<Series> series, Rectangle2D box, int columns) {}

    void add(Polyline line) {
        lines.add(line);
    }

    void add(Point2D point) {
        points.add(point);
    }

    /// Takes note of what else is drawn there, over which names of lines may stand, but no legend.
    void add(Shape shape) {
        shapes.add(shape);
    }

    /// Keeps a place free of later texts.
    void block(Rectangle2D box) {
        boxes.add(box);
    }

    /// Draws a text and keeps its place free of later ones.
    void write(Graphics2D g, Fonts.Face face, Text text) {
        if (text.halo != null) {
            g.setColor(text.halo);
            face.drawHalo(g, text.text, text.x, text.y);
        }
        g.setColor(text.colour);
        face.draw(g, text.text, text.x, text.y);
        texts.add(text);
        boxes.add(box(face, text.text, text.x, text.y));
    }

    /// What a text takes up.
    ///
    /// @param x left end
    /// @param y base line
    static Rectangle2D box(Fonts.Face face, String words, double x, double y) {
        return new Rectangle2D.Double(x, y - 0.9 * face.size(), face.width(words), 1.1 * face.size());
    }

    /// All texts written.
    List<Text> texts() {
        return texts;
    }

    void setLegend(Legend placed) {
        legend = placed;
        boxes.add(placed.box);
    }

    @Nullable
    Legend legend() {
        return legend;
    }

    /// Takes note of words for which there is no place.
    void lose(String words) {
        lost.add(words);
    }

    /// Words that found no place.
    List<String> lost() {
        return lost;
    }

    void add(EndLabel label) {
        endLabels.add(label);
    }

    List<EndLabel> endLabels() {
        return endLabels;
    }

    boolean meetsText(Rectangle2D box) {
        return boxes.stream().anyMatch(other -> other.intersects(box));
    }

    /// Whether nothing that was drawn lies under a box or touches it.
    boolean isFree(Rectangle2D box) {
        return under(box) == 0 && shapes.stream().noneMatch(shape -> shape.intersects(box));
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
        for (Rectangle2D text : boxes) {
            count += text.intersects(box) ? 100 : 0;
        }
        return count;
    }
}
