package adjointlab.figure;

import java.awt.geom.Rectangle2D;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An orthographic projection of a box onto the drawing: a rotation, then a scale for each direction of the drawing.
///
/// The box is −1 … 1 across the floor in x and y and 0 … [#TOP] high. Its size on the drawing does not depend on the
/// azimuth, so that nothing swells while it is turned. Rows of the rotation: Foley, van Dam, Feiner and Hughes,
/// "Computer Graphics: Principles and Practice", 2nd ed. 1990, section 6.5.
final class Projection {
    /// Height of the box, relative to half its width.
    static final double TOP = 1;
    /// From the middle of the floor to its corner.
    private static final double REACH = Math.sqrt(2);
    /// What is drawn may be wider than it is by this factor, and higher by the other one, to fill its room: what the
    /// axes measure has different units anyway.
    private static final double WIDER = 1.5;

    private static final double HIGHER = 1.5;

    private final Viewpoint from;
    private final double[] right;
    private final double[] up;
    private final double[] towards;
    private final double x0;
    private final double y0;
    private final double across;
    private final double upwards;

    private Projection(Viewpoint from, double x0, double y0, double across, double upwards) {
        this.from = from;
        double[][] rows = rotation(from);
        right = rows[0];
        up = rows[1];
        towards = rows[2];
        this.x0 = x0;
        this.y0 = y0;
        this.across = across;
        this.upwards = upwards;
    }

    /// The projection for which the box fills a rectangle of the drawing.
    static Projection into(Rectangle2D room, Viewpoint from) {
        double elevation = Math.toRadians(from.elevation());
        double height = REACH * Math.sin(elevation) + TOP / 2 * Math.cos(elevation);
        double across = Math.max(1e-6, room.getWidth()) / (2 * REACH);
        double upwards = Math.max(1e-6, room.getHeight()) / (2 * height);
        double scaleX = Math.min(across, WIDER * upwards);
        double scaleY = Math.min(upwards, HIGHER * across);
        double middle = TOP / 2 * Math.cos(elevation);
        return new Projection(from, room.getCenterX(), room.getCenterY() + scaleY * middle, scaleX, scaleY);
    }

    /// Rows of the rotation: what points to the right of the drawing, upwards in it, and towards whoever looks.
    ///
    /// @return [3×3]
    static double[][] rotation(Viewpoint from) {
        double a = Math.toRadians(from.azimuth());
        double e = Math.toRadians(from.elevation());
        return new double[][] {
            {-Math.sin(a), Math.cos(a), 0},
            {-Math.sin(e) * Math.cos(a), -Math.sin(e) * Math.sin(a), Math.cos(e)},
            {Math.cos(e) * Math.cos(a), Math.cos(e) * Math.sin(a), Math.sin(e)}
        };
    }

    /// The same onto a drawing in other units.
    ///
    /// @param left of the other drawing, in units of this one
    /// @param top of it
    /// @param scale its units to one of this
    Projection in(double left, double top, double scale) {
        return new Projection(from, (x0 - left) * scale, (y0 - top) * scale, across * scale, upwards * scale);
    }

    /// Horizontal place of a point of the box.
    double x(double x, double y, double z) {
        return x0 + across * (right[0] * x + right[1] * y + right[2] * z);
    }

    /// Vertical place of a point of the box, downwards.
    double y(double x, double y, double z) {
        return y0 - upwards * (up[0] * x + up[1] * y + up[2] * z);
    }

    /// How near a point of the box is; larger is nearer.
    double depth(double x, double y, double z) {
        return towards[0] * x + towards[1] * y + towards[2] * z;
    }

    /// The point of the box at a place of the drawing that is as near as the middle of the floor; all others there
    /// lie along [#towards].
    ///
    /// @return [3]
    double[] back(double px, double py) {
        double p = (px - x0) / across;
        double q = -(py - y0) / upwards;
        return new double[] {
            p * right[0] + q * up[0], p * right[1] + q * up[1], p * right[2] + q * up[2],
        };
    }

    /// The direction towards whoever looks, of length 1.
    ///
    /// @return [3]
    double[] towards() {
        return towards.clone();
    }

    /// Where the box is looked at from.
    Viewpoint from() {
        return from;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Projection same
                && from.equals(same.from)
                && x0 == same.x0
                && y0 == same.y0
                && across == same.across
                && upwards == same.upwards;
    }

    @Override
    public int hashCode() {
        return Objects.hash(from, x0, y0, across, upwards);
    }
}
