package adjointlab.figure;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.math.Numbers;
import adjointlab.figure.Composition.Callout;
import adjointlab.figure.Composition.Inset;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// What a composed figure adds to a plot: insets, and texts that point into it. They are drawn before the plot's own
/// labels, which keep clear of them.
///
/// @param insets drawn in this order
/// @param callouts placed in this order, each clear of the ones before
record Trimming(List<Inset> insets, List<Callout> callouts) {
    /// Nothing is added.
    static final Trimming NONE = new Trimming(List.of(), List.of());

    /// The least length of an inset's axes, in sizes of the type.
    private static final double LEAST_INSET = 3;
    /// Of a callout's lines, as a share of the plot's width.
    private static final double WIDEST = 0.5;

    private static final double LINE = 1.25;
    private static final double HEAD = 1.6;
    private static final int DIRECTIONS = 16;
    private static final double[] DISTANCES = {3, 4.5, 6.5, 9, 12, 16};
    private static final int DIGITS = 4;

    /// What was added.
    ///
    /// @param insets plots in boxes
    /// @param shapes lines and arrows
    /// @param texts of callouts
    record Placed(List<Boxed> insets, List<PlacedShape> shapes, List<PlacedText> texts) {
        /// Nothing.
        static final Placed NOTHING = new Placed(List.of(), List.of(), List.of());
    }

    /// An inset.
    ///
    /// @param box around it, which hides what lies beneath
    record Boxed(Rectangle2D box, PlotFrame.Drawn plot) {}

    boolean isEmpty() {
        return insets.isEmpty() && callouts.isEmpty();
    }

    /// Whether insets would have room for their axes.
    ///
    /// @param data of the plot
    boolean fits(PlotFrame frame, Rectangle2D data) {
        for (Inset inset : insets) {
            Rectangle2D box = box(inset, data, frame.theme());
            PlotFrame inner = frame.enlarged(inset, box);
            Rectangle2D room = room(inner, box);
            double least = LEAST_INSET * frame.theme().type().tick();
            if (room.getWidth() < least || room.getHeight() < least) {
                return false;
            }
        }
        return true;
    }

    Placed draw(Graphics2D g, PlotFrame frame, PlotArea area, Ink ink, Painter.Sheet sheet) {
        List<Boxed> boxed = new ArrayList<>();
        List<PlacedShape> shapes = new ArrayList<>();
        for (Inset inset : insets) {
            Rectangle2D part = part(inset, area);
            Rectangle2D box = box(inset, area.data(), frame.theme());
            List<PlacedShape> zoom = zoom(part, box, frame.theme());
            zoom.forEach(shape -> shape.draw(g));
            shapes.addAll(zoom);
            g.setColor(frame.theme().palette().background());
            g.fill(box);
            PlacedShape edge = line(box, frame.theme());
            edge.draw(g);
            PlotFrame inner = frame.enlarged(inset, box);
            boxed.add(new Boxed(box, inner.draw(g, room(inner, box), box, sheet.plain())));
            shapes.add(edge);
            ink.block(box);
        }
        List<PlacedText> texts = new ArrayList<>();
        for (Callout callout : callouts) {
            place(g, callout, frame.theme(), area, ink, shapes, texts);
        }
        return new Placed(boxed, shapes, texts);
    }

    /// Takes note of where all of it would stand, without a drawing.
    ///
    /// @param nothing what is drawn is not seen
    void block(Graphics2D nothing, PlotFrame frame, PlotArea area, Ink ink) {
        insets.forEach(inset -> ink.block(box(inset, area.data(), frame.theme())));
        for (Callout callout : callouts) {
            if (area.place(callout.x(), callout.y()).isPresent()) {
                place(nothing, callout, frame.theme(), area, ink, new ArrayList<>(), new ArrayList<>());
            }
        }
    }

    private static Rectangle2D part(Inset inset, PlotArea area) {
        Rectangle2D part = new Rectangle2D.Double();
        part.setFrameFromDiagonal(
                area.across().toPosition(inset.x0()), area.up().toPosition(inset.y0()),
                area.across().toPosition(inset.x1()), area.up().toPosition(inset.y1()));
        if (!area.data().intersects(part)) {
            throw new InvalidValueException("the inset from " + brief(inset.x0()) + " to " + brief(inset.x1())
                    + " and from " + brief(inset.y0()) + " to " + brief(inset.y1()) + " enlarges nothing of its plot");
        }
        return part.createIntersection(area.data());
    }

    private static String brief(double value) {
        return Numbers.brief(value, DIGITS);
    }

    private static Rectangle2D box(Inset inset, Rectangle2D data, Theme theme) {
        double gap = 1.5 * theme.measures().gap();
        double width = inset.share() * data.getWidth();
        double height = inset.share() * data.getHeight();
        return new Rectangle2D.Double(
                inset.corner().isLeft() ? data.getMinX() + gap : data.getMaxX() - gap - width,
                inset.corner().isTop() ? data.getMinY() + gap : data.getMaxY() - gap - height,
                width,
                height);
    }

    private static Rectangle2D room(PlotFrame inner, Rectangle2D box) {
        double gap = inner.theme().measures().gap();
        PlotFrame.Margins margins = inner.margins(box.getWidth());
        return new Rectangle2D.Double(
                box.getX() + margins.left() + gap,
                box.getY() + margins.top() + gap,
                box.getWidth() - margins.left() - margins.right() - 2 * gap,
                box.getHeight() - margins.top() - margins.bottom() - gap);
    }

    private static PlacedShape line(java.awt.Shape shape, Theme theme) {
        return new PlacedShape(
                shape, theme.palette().lines().axis(), theme.measures().hair());
    }

    /// The part's edge, and two lines from its corners to those of the box that cross neither.
    private static List<PlacedShape> zoom(Rectangle2D part, Rectangle2D box, Theme theme) {
        List<PlacedShape> shapes = new ArrayList<>();
        shapes.add(line(part, theme));
        for (int corner = 0; corner < 4 && shapes.size() < 3; corner++) {
            Line2D each = new Line2D.Double(corner(part, corner), corner(box, corner));
            if (!each.intersects(smaller(part)) && !each.intersects(smaller(box))) {
                shapes.add(line(each, theme));
            }
        }
        return shapes;
    }

    private static Point2D corner(Rectangle2D box, int corner) {
        return new Point2D.Double(
                corner % 2 == 0 ? box.getMinX() : box.getMaxX(), corner < 2 ? box.getMinY() : box.getMaxY());
    }

    private static Rectangle2D smaller(Rectangle2D box) {
        double by = 1e-3;
        return new Rectangle2D.Double(
                box.getX() + by,
                box.getY() + by,
                Math.max(0, box.getWidth() - 2 * by),
                Math.max(0, box.getHeight() - 2 * by));
    }

    private static void place(
            Graphics2D g,
            Callout callout,
            Theme theme,
            PlotArea area,
            Ink ink,
            List<PlacedShape> shapes,
            List<PlacedText> texts) {
        Point2D tip = area.place(callout.x(), callout.y())
                .orElseThrow(() -> new InvalidValueException("the note '" + callout.text() + "' points at "
                        + brief(callout.x()) + ", " + brief(callout.y()) + ", which its plot does not show"));
        Fonts.Face face = theme.type().tickFace();
        List<String> lines = face.lines(callout.text(), WIDEST * area.data().getWidth());
        double width = lines.stream().mapToDouble(face::width).max().orElse(0);
        double height = LINE * face.size() * lines.size();
        Rectangle2D box = Double.isNaN(callout.right()) || Double.isNaN(callout.up())
                ? freest(tip, width, height, theme, area, ink)
                : around(tip.getX() + callout.right(), tip.getY() - callout.up(), width, height);
        PlacedShape ground = new PlacedShape(box, Palette.veil(theme.palette().background()), 0);
        ground.draw(g);
        shapes.add(ground);
        for (PlacedShape shape : arrow(box, tip, theme)) {
            shape.draw(g);
            shapes.add(shape);
        }
        for (int i = 0; i < lines.size(); i++) {
            PlacedText text = new PlacedText(
                    lines.get(i),
                    face,
                    theme.palette().ink(),
                    box.getCenterX() - face.width(lines.get(i)) / 2,
                    box.getY() + (i * LINE + 1) * face.size());
            text.draw(g);
            texts.add(text);
        }
        ink.block(box);
    }

    private static Rectangle2D around(double x, double y, double width, double height) {
        return new Rectangle2D.Double(x - width / 2, y - height / 2, width, height);
    }

    /// Of places around the tip, the one under which least lies, and of equal ones the nearest.
    private static Rectangle2D freest(Point2D tip, double width, double height, Theme theme, PlotArea area, Ink ink) {
        Rectangle2D data = area.data();
        Rectangle2D best = around(
                Math.clamp(
                        tip.getX(),
                        data.getMinX() + width / 2,
                        Math.max(data.getMinX() + width / 2, data.getMaxX() - width / 2)),
                data.getMinY() + height / 2,
                width,
                height);
        double least = Double.POSITIVE_INFINITY;
        for (double distance : DISTANCES) {
            for (int direction = 0; direction < DIRECTIONS; direction++) {
                double angle = 2 * Math.PI * direction / DIRECTIONS;
                double reach = distance * theme.type().tick();
                Rectangle2D box = around(
                        tip.getX() + Math.cos(angle) * (reach + width / 2),
                        tip.getY() - Math.sin(angle) * reach,
                        width,
                        height);
                double cost = 4.0 * ink.under(box) + distance;
                if (data.contains(box) && cost < least) {
                    least = cost;
                    best = box;
                }
            }
        }
        return best;
    }

    /// A line from the text's edge to the tip, with a head; nothing where the text stands on it.
    private static List<PlacedShape> arrow(Rectangle2D box, Point2D tip, Theme theme) {
        double gap = theme.measures().gap() / 2;
        Rectangle2D roomy = new Rectangle2D.Double(
                box.getX() - gap, box.getY() - gap, box.getWidth() + 2 * gap, box.getHeight() + 2 * gap);
        double dx = tip.getX() - box.getCenterX();
        double dy = tip.getY() - box.getCenterY();
        double length = Math.hypot(dx, dy);
        double share = Math.min(
                roomy.getWidth() / 2 / Math.max(1e-9, Math.abs(dx)),
                roomy.getHeight() / 2 / Math.max(1e-9, Math.abs(dy)));
        double head = HEAD * theme.measures().gap();
        if (share >= 1 || (1 - share) * length < head) {
            return List.of();
        }
        double ux = dx / length;
        double uy = dy / length;
        Path2D triangle = new Path2D.Double();
        triangle.moveTo(tip.getX(), tip.getY());
        triangle.lineTo(tip.getX() - head * ux - 0.4 * head * uy, tip.getY() - head * uy + 0.4 * head * ux);
        triangle.lineTo(tip.getX() - head * ux + 0.4 * head * uy, tip.getY() - head * uy - 0.4 * head * ux);
        triangle.closePath();
        Line2D shaft = new Line2D.Double(
                box.getCenterX() + share * dx,
                box.getCenterY() + share * dy,
                tip.getX() - 0.8 * head * ux,
                tip.getY() - 0.8 * head * uy);
        return List.of(
                new PlacedShape(
                        shaft, theme.palette().soft(), 1.2 * theme.measures().hair()),
                new PlacedShape(triangle, theme.palette().soft(), 0));
    }
}
