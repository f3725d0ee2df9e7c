package adjointlab.figure;

import java.awt.geom.Point2D;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A surface as it was drawn: which place of the drawing shows which of its points, and back. For any thread.
public final class SurfaceView {
    private final SurfaceMesh mesh;
    private final Projection projection;

    SurfaceView(SurfaceMesh mesh, Projection projection) {
        this.mesh = mesh;
        this.projection = projection;
    }

    /// A point of the surface.
    ///
    /// @param x value of the horizontal axis
    /// @param y value of the vertical axis
    /// @param z value of the map, cut at the ends of its colours
    public record Point(double x, double y, double z) {}

    /// Where it is looked at from.
    public Viewpoint viewpoint() {
        return projection.from();
    }

    /// The point that is seen at a place of the drawing.
    public Optional<Point> at(double px, double py) {
        return mesh.hit(projection, px, py).map(seen -> new Point(seen.valueX(), seen.valueY(), seen.value()));
    }

    /// The place of the drawing where the surface over these values is, seen or hidden; null outside and in holes.
    @Nullable
    Point2D place(double x, double y) {
        double across = mesh.across(x);
        double into = mesh.into(y);
        double height = mesh.height(across, into);
        return Double.isNaN(height)
                ? null
                : new Point2D.Double(projection.x(across, into, height), projection.y(across, into, height));
    }
}
