package adjointlab.figure;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where names find room beside points of a plot.
final class FreePlaces {
    /// A name is left out where more pieces of lines than this lie under it; text counts 100.
    private static final int MOST_UNDER = 40;

    /// From one name to the next below it, in sizes of the type.
    private static final double PITCH = 1.15;

    private final Rectangle2D data;
    private final Ink ink;
    private final Fonts.Face face;
    private final double near;

    /// @param data no name leaves it
    /// @param ink what lies there already
    FreePlaces(Rectangle2D data, Ink ink, Theme theme) {
        this.data = data;
        this.ink = ink;
        face = theme.type().tickFace();
        near = 1.25 * theme.measures().gap();
    }

    /// The freest of eight places beside any of several points that keep clear of others; null where there is none.
    ///
    /// @param others boxes
    @Nullable
    Rectangle2D beside(String name, List<Point2D> points, Collection<Rectangle2D> others) {
        return freest(points.stream()
                .flatMap(point -> around(name, point).stream())
                .filter(place -> others.stream().noneMatch(place::intersects))
                .toList());
    }

    /// The freest of eight places beside a point, else one above or below these; null where too much lies under all.
    ///
    /// @param lines how far above and below
    @Nullable
    Rectangle2D beside(String name, Point2D point, int lines) {
        Rectangle2D place = freest(around(name, point));
        for (int line = 1; place == null && line <= lines; line++) {
            place = freest(farther(name, point, line));
        }
        return place;
    }

    private @Nullable Rectangle2D freest(List<Rectangle2D> places) {
        Rectangle2D best = null;
        int least = MOST_UNDER;
        for (Rectangle2D place : places) {
            if (data.contains(place)) {
                int under = ink.under(place);
                if (under < least) {
                    least = under;
                    best = place;
                }
            }
        }
        return best;
    }

    private List<Rectangle2D> around(String name, Point2D point) {
        double width = face.width(name);
        double height = height();
        double x = point.getX();
        double y = point.getY();
        double[][] corners = {
            {x + near, y + near / 2}, {x - near - width, y + near / 2}, {x + near, y - height / 2},
            {x - near - width, y - height / 2}, {x - width / 2, y - height - near}, {x - width / 2, y + near},
            {x + near, y - height - near}, {x - near - width, y - height - near},
        };
        return boxes(corners, width);
    }

    private List<Rectangle2D> farther(String name, Point2D point, int line) {
        double width = face.width(name);
        double right = point.getX() + near;
        double left = point.getX() - near - width;
        double below = point.getY() + near / 2 + line * PITCH * face.size();
        double above = point.getY() - near - height() - line * PITCH * face.size();
        return boxes(new double[][] {{right, below}, {right, above}, {left, below}, {left, above}}, width);
    }

    private double height() {
        return 1.1 * face.size();
    }

    private List<Rectangle2D> boxes(double[][] corners, double width) {
        List<Rectangle2D> boxes = new ArrayList<>();
        for (double[] corner : corners) {
            boxes.add(new Rectangle2D.Double(corner[0], corner[1], width, height()));
        }
        return boxes;
    }
}
