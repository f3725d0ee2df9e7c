package adjointlab.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/// Draws a plot whose heat map is seen as a surface: what is behind it, the surface, the lines and points on it.
///
/// The surface itself is always made of pixels, on paper in the page's resolution: as many small quadrilaterals in a
/// file would be larger, slower and show seams. Axes, labels and lines stay what they are.
final class SurfaceDrawing {
    /// Pictures of more pixels are drawn with one sample for each.
    private static final int MOST_SMOOTH = 8_000_000;

    private static final int MOST_SMOOTH_ON_SCREEN = 1_600_000;

    /// Of the width; a wider legend would leave too little to the surface, and pointers read the names.
    private static final double WIDEST_LEGEND = 0.38;

    private final Plot plot;
    private final Layer.HeatMap map;
    private final Theme theme;
    private final HeatImage image;
    private final Projection projection;
    private final SurfaceRaster raster;
    private final BufferedImage pixels;
    private final AffineTransform fromPixels;
    private final SurfaceBox box;
    private final SurfaceTracks.Hiding hiding;
    private final SurfaceTracks tracks;

    /// What is drawn where.
    ///
    /// @param data room of the box with its labels
    /// @param outer no label leaves it
    record Room(Rectangle2D data, Rectangle2D outer) {}

    /// Makes the surface and decides where everything is.
    SurfaceDrawing(Plot plot, Layer.HeatMap map, HeatImage image, PlotFrame frame, Room room, Device device) {
        this.plot = plot;
        this.map = map;
        this.theme = frame.theme();
        this.image = image;
        Viewpoint from = plot.viewpoint() == null ? Viewpoint.STANDARD : plot.viewpoint();
        projection = Projection.into(inside(room.data, from), from);
        raster = image.surface(Ranges.x(plot), Ranges.y(plot));
        double dots = device.raster() ? 1 / device.pixel() : device.dots();
        Rectangle2D data = room.data;
        double left = Math.floor(data.getMinX() * dots);
        double top = Math.floor(data.getMinY() * dots);
        int width = Math.max(1, (int) Math.ceil(data.getMaxX() * dots - left));
        int height = Math.max(1, (int) Math.ceil(data.getMaxY() * dots - top));
        long most = device.raster() ? MOST_SMOOTH_ON_SCREEN : MOST_SMOOTH;
        int samples = (long) width * height <= most ? 2 : 1;
        pixels = raster.picture(
                new SurfaceRaster.Size(width, height, samples),
                projection.in(left / dots, top / dots, dots),
                0.9 * theme.measures().hair() * dots);
        fromPixels = AffineTransform.getScaleInstance(1 / dots, 1 / dots);
        fromPixels.translate(left, top);
        box = new SurfaceBox(plot, theme, projection, data).lay(frame, image.ramp(), map.name());
        hiding = (x, y, depth) -> raster.hides(dots * x - left, dots * y - top, depth);
        tracks = new SurfaceTracks(raster.mesh(), projection, hiding, theme).lay(plot.layers());
    }

    /// The room of the box alone, without its labels. Titles stand at the middle of an edge, which is well above the
    /// lowest corner unless it is seen from low.
    private Rectangle2D inside(Rectangle2D data, Viewpoint from) {
        double line = theme.type().tick();
        double raised = Math.min(0.5, Math.sin(Math.toRadians(from.elevation())));
        double sides = Math.min(3.2 * line, 0.14 * data.getWidth());
        double below = Math.min((3 - 2.2 * raised) * line + theme.measures().gap(), 0.34 * data.getHeight());
        double above = Math.min(1.2 * line, 0.08 * data.getHeight());
        return new Rectangle2D.Double(
                data.getX() + sides,
                data.getY() + above,
                data.getWidth() - 2 * sides - legendWidth(data),
                data.getHeight() - above - below);
    }

    /// Room for a legend beside the box; 0 where there is none, as where it would take too much.
    private double legendWidth(Rectangle2D data) {
        Fonts.Face face = theme.type().tickFace();
        double widest = plot.layers().stream()
                .filter(layer -> plot.legend() && (layer instanceof Layer.Line || layer instanceof Layer.Points))
                .mapToDouble(layer -> face.width(layer.name()))
                .max()
                .orElse(0);
        double width = widest == 0
                ? 0
                : widest + 2.2 * face.size() + 4 * theme.measures().gap();
        return width < WIDEST_LEGEND * data.getWidth() ? width : 0;
    }

    /// Draws all of it.
    ///
    /// @return the texts that stand at lines' ends and notes
    Ink draw(Graphics2D g, PlotArea area, Rectangle2D outer) {
        box.draw(g);
        g.drawImage(pixels, fromPixels, null);
        tracks.draw(g);
        notes(g);
        new Labels(area, theme, tracks.ink(), outer).drawEnds(g, legendWidth(area.data()) > 0);
        return tracks.ink();
    }

    private void notes(Graphics2D g) {
        for (Layer layer : plot.layers()) {
            if (layer instanceof Layer.Note note) {
                Point2D at = view().place(note.x(), note.y());
                if (at != null) {
                    Color colour = theme.palette().text(note.style());
                    Ink.Text text = new Ink.Text(note.name(), colour, at.getX(), at.getY());
                    tracks.ink()
                            .write(
                                    g,
                                    theme.type().tickFace(),
                                    text.over(theme.palette().background()));
                }
            }
        }
    }

    SurfaceView view() {
        return new SurfaceView(raster.mesh(), projection);
    }

    Projection projection() {
        return projection;
    }

    SurfaceRaster raster() {
        return raster;
    }

    SurfaceBox box() {
        return box;
    }

    SurfaceTracks tracks() {
        return tracks;
    }

    List<HeatImage.Contour> contours() {
        return image.contours();
    }

    /// A contour line of the map on the surface.
    List<SurfaceTracks.Stretch> laid(HeatImage.Contour contour) {
        return new SurfaceTracks(raster.mesh(), projection, hiding, theme)
                .lay(contour.path(), map.x().length, map.y().length)
                .stretches();
    }

    ColourBar bar() {
        return ColourBar.of(image, map);
    }
}
