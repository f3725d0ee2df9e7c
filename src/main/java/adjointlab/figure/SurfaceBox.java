package adjointlab.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// What stands around a surface: the floor and the two walls behind it with the lines of the ticks, and along the edges
/// in front of it ticks, their labels and the axes' titles. Nothing of it lies over the surface.
final class SurfaceBox {
    /// A label's distance from its tick, in sizes of the type.
    private static final double LABEL = 0.75;

    /// Seen from above, a lower box has no scale of heights: the colours have one.
    private static final double LEAST_HEIGHT = 4;

    private static final double TITLE_LINE = 1.25;
    /// A title of this width is level, sizes of the type: a letter alone is not turned.
    private static final double SHORT = 3;

    private final Plot plot;
    private final Theme theme;
    private final Projection projection;
    private final Rectangle2D room;
    private final List<Segment> segments = new ArrayList<>();
    private final List<PlacedText> texts = new ArrayList<>();
    private final List<Rectangle2D> taken = new ArrayList<>();

    /// A line of the box.
    ///
    /// @param grid whether it is a light one
    record Segment(Line2D line, boolean grid) {}

    /// One of the three axes.
    ///
    /// @param map of its values onto the box
    /// @param title "" for none
    private record Scale(AxisMap map, List<Ticks.Tick> ticks, String title) {}

    /// @param room no label leaves it
    SurfaceBox(Plot plot, Theme theme, Projection projection, Rectangle2D room) {
        this.plot = plot;
        this.theme = theme;
        this.projection = projection;
        this.room = room;
    }

    /// Decides where everything is.
    ///
    /// @param frame knows the titles with their powers of ten
    /// @param ramp values of the heights
    /// @param name of the heights
    SurfaceBox lay(PlotFrame frame, AxisMap ramp, String name) {
        AxisMap across = Ranges.x(plot).between(-1, 1);
        AxisMap into = Ranges.y(plot).between(-1, 1);
        AxisMap heights = ramp.between(SurfaceMesh.height(0), SurfaceMesh.height(1));
        double longest = Math.hypot(projection.x(1, -1, 0) - projection.x(-1, 1, 0), 0);
        double width = Math.max(longest, Math.abs(projection.x(1, 1, 0) - projection.x(-1, -1, 0)));
        int most = (int) Math.clamp(width / (7 * theme.type().tick()), 2, 6);
        double high = projection.y(0, 0, 0) - projection.y(0, 0, Projection.TOP);
        int mostUp = (int) Math.clamp(high / (2.6 * theme.type().tick()), 2, 6);
        Scale x = new Scale(across, ticks(across, plot.x(), most), frame.xTitle());
        Scale y = new Scale(into, ticks(into, plot.y(), most), frame.yTitle());
        Axis height = new Axis(name, ramp.scale(), Axis.Quantity.OTHER, ramp.min(), ramp.max());
        Scale z = new Scale(heights, ticks(heights, height, mostUp), name);
        floorAndWalls(x, y, z);
        frontEdges(x, y, z);
        return this;
    }

    private static List<Ticks.Tick> ticks(AxisMap map, Axis axis, int most) {
        return Ticks.of(map.scale(), axis.quantity(), map.min(), map.max(), most, Ticks.power(axis, map)).stream()
                .filter(tick -> map.shows(tick.value()))
                .toList();
    }

    /// Lines on the floor and on the two walls that are behind the surface, and their edges.
    private void floorAndWalls(Scale x, Scale y, Scale z) {
        double backX = -frontX();
        double backY = -frontY();
        double top = Projection.TOP;
        for (Ticks.Tick tick : x.ticks) {
            double at = x.map.toPosition(tick.value());
            line(at, -1, 0, at, 1, 0, true);
            line(at, backY, 0, at, backY, top, true);
        }
        for (Ticks.Tick tick : y.ticks) {
            double at = y.map.toPosition(tick.value());
            line(-1, at, 0, 1, at, 0, true);
            line(backX, at, 0, backX, at, top, true);
        }
        for (Ticks.Tick tick : z.ticks) {
            double at = z.map.toPosition(tick.value());
            line(backX, -1, at, backX, 1, at, true);
            line(-1, backY, at, 1, backY, at, true);
        }
        line(backX, -1, top, backX, 1, top, true);
        line(-1, backY, top, 1, backY, top, true);
        line(backX, backY, 0, backX, backY, top, true);
        line(backX, -frontY(), 0, backX, frontY(), 0, true);
        line(-frontX(), backY, 0, frontX(), backY, 0, true);
    }

    private double frontX() {
        return projection.depth(1, 0, 0) >= 0 ? 1 : -1;
    }

    private double frontY() {
        return projection.depth(0, 1, 0) >= 0 ? 1 : -1;
    }

    private void frontEdges(Scale x, Scale y, Scale z) {
        double fx = frontX();
        double fy = frontY();
        line(-1, fy, 0, 1, fy, 0, false);
        line(fx, -1, 0, fx, 1, 0, false);
        // the corner of the floor that is furthest to the left
        double leftX = projection.x(1, 0, 0) < projection.x(-1, 0, 0) ? 1 : -1;
        double leftY = projection.x(0, 1, 0) < projection.x(0, -1, 0) ? 1 : -1;
        line(leftX, leftY, 0, leftX, leftY, Projection.TOP, false);
        line(-leftX, -leftY, 0, -leftX, -leftY, Projection.TOP, true);
        if (projection.y(0, 0, 0) - projection.y(0, 0, Projection.TOP)
                > LEAST_HEIGHT * theme.type().tick()) {
            heights(z, leftX, leftY);
        }
        Fonts.Face face = theme.type().tickFace();
        Point2D outX = outward(0, fy);
        Point2D outY = outward(fx, 0);
        double deepX = 0;
        for (Ticks.Tick tick : x.ticks) {
            deepX = Math.max(deepX, mark(place(x.map.toPosition(tick.value()), fy, 0), outX, tick.label(), face));
        }
        double deepY = 0;
        for (Ticks.Tick tick : y.ticks) {
            deepY = Math.max(deepY, mark(place(fx, y.map.toPosition(tick.value()), 0), outY, tick.label(), face));
        }
        title(x.title, place(-1, fy, 0), place(1, fy, 0), outX, deepX);
        title(y.title, place(fx, -1, 0), place(fx, 1, 0), outY, deepY);
    }

    /// The direction in the drawing that leads straight away from an edge of the floor, of length 1.
    private Point2D outward(double middleX, double middleY) {
        Point2D from = place(middleX - Math.abs(middleY), middleY - Math.abs(middleX), 0);
        Point2D to = place(middleX + Math.abs(middleY), middleY + Math.abs(middleX), 0);
        Point2D centre = place(0, 0, 0);
        Point2D middle = place(middleX, middleY, 0);
        double nx = to.getY() - from.getY();
        double ny = from.getX() - to.getX();
        double length = Math.hypot(nx, ny);
        if (length < 1e-9) {
            return new Point2D.Double(0, 1);
        }
        double side = nx * (middle.getX() - centre.getX()) + ny * (middle.getY() - centre.getY()) < 0 ? -1 : 1;
        return new Point2D.Double(side * nx / length, side * ny / length);
    }

    /// A tick and its label, which is left out where it would lie on another.
    ///
    /// @return how far the label reaches from the edge; 0 where it is left out
    private double mark(Point2D at, Point2D out, String label, Fonts.Face face) {
        double tick = theme.measures().tickLength();
        segments.add(new Segment(
                new Line2D.Double(at.getX(), at.getY(), at.getX() + tick * out.getX(), at.getY() + tick * out.getY()),
                false));
        double width = face.width(label);
        double height = face.capHeight();
        // as far out as the text's own box needs in this direction
        double own = width / 2 * Math.abs(out.getX()) + height / 2 * Math.abs(out.getY());
        double distance = tick + LABEL * face.size() + own - height / 2;
        double x = at.getX() + distance * out.getX() - width / 2;
        double y = at.getY() + distance * out.getY() + height / 2;
        return write(new PlacedText(label, face, theme.palette().soft(), x, y)) ? distance + own : 0;
    }

    /// Puts a level text in its place if that is free.
    private boolean write(PlacedText text) {
        Rectangle2D box = box(text);
        if (taken.stream().anyMatch(box::intersects)) {
            return false;
        }
        taken.add(box);
        texts.add(text);
        return true;
    }

    private static Rectangle2D box(PlacedText level) {
        Fonts.Face face = level.face();
        return new Rectangle2D.Double(level.x(), level.y() - face.capHeight(), face.width(level.words()), face.size());
    }

    /// Ticks of the heights left of their edge, and their name above it.
    private void heights(Scale z, double leftX, double leftY) {
        Fonts.Face face = theme.type().tickFace();
        Point2D out = new Point2D.Double(-1, 0);
        for (Ticks.Tick tick : z.ticks) {
            mark(place(leftX, leftY, z.map.toPosition(tick.value())), out, tick.label(), face);
        }
        if (!z.title.isEmpty()) {
            Fonts.Face label = theme.type().labelFace();
            Point2D top = place(leftX, leftY, Projection.TOP);
            double x = Math.max(room.getMinX(), top.getX() - label.width(z.title) / 2);
            texts.add(new PlacedText(
                    z.title,
                    label,
                    theme.palette().ink(),
                    x,
                    top.getY() - 1.8 * theme.measures().gap()));
        }
    }

    /// A title along its edge, beyond the labels; level where the edge is too short or too steep for it.
    private void title(String words, Point2D from, Point2D to, Point2D out, double deep) {
        if (words.isEmpty()) {
            return;
        }
        Point2D left = from.getX() <= to.getX() ? from : to;
        Point2D right = left == from ? to : from;
        double dx = right.getX() - left.getX();
        double dy = right.getY() - left.getY();
        double length = Math.hypot(dx, dy);
        Fonts.Face face =
                theme.type().fitting(theme.type().labelFace(), words, Math.max(length, 0.45 * room.getWidth()));
        double width = face.width(words);
        double turn = -Math.atan2(dy, dx);
        double distance = deep + theme.measures().gap() + TITLE_LINE / 2 * face.size();
        double midX = (left.getX() + right.getX()) / 2 + distance * out.getX();
        double midY = (left.getY() + right.getY()) / 2 + distance * out.getY();
        double lowest = room.getMaxY() - 0.3 * face.size();
        if (width > 1.25 * length || width < SHORT * face.size()) {
            double x = Math.clamp(
                    midX - width / 2 + 0.4 * width * Math.signum(out.getX()) * Math.abs(out.getX()),
                    room.getMinX(),
                    Math.max(room.getMinX(), room.getMaxX() - width));
            PlacedText level = new PlacedText(
                    words, face, theme.palette().ink(), x, Math.min(lowest, midY + face.capHeight() / 2));
            texts.removeIf(tick -> box(tick).intersects(box(level))); // of which others are left
            texts.add(level);
            return;
        }
        double cos = Math.cos(turn);
        double sin = Math.sin(turn);
        double x = midX - width / 2 * cos + face.capHeight() / 2 * sin;
        double y = midY + width / 2 * sin + face.capHeight() / 2 * cos;
        double below = Math.max(y, y - width * sin) - lowest;
        texts.add(new PlacedText(words, face, theme.palette().ink(), x, y - Math.max(0, below), turn));
    }

    private Point2D place(double x, double y, double z) {
        return new Point2D.Double(projection.x(x, y, z), projection.y(x, y, z));
    }

    private void line(double x1, double y1, double z1, double x2, double y2, double z2, boolean grid) {
        segments.add(new Segment(new Line2D.Double(place(x1, y1, z1), place(x2, y2, z2)), grid));
    }

    List<Segment> segments() {
        return segments;
    }

    List<PlacedText> texts() {
        return texts;
    }

    void draw(Graphics2D g) {
        g.setStroke(new BasicStroke((float) theme.measures().hair(), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (Segment segment : segments) {
            g.setColor(colour(segment, theme));
            g.draw(segment.line);
        }
        texts.forEach(text -> text.draw(g));
    }

    static Color colour(Segment segment, Theme theme) {
        return segment.grid
                ? theme.palette().lines().grid()
                : theme.palette().lines().axis();
    }
}
