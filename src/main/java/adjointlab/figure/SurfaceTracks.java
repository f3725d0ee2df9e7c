package adjointlab.figure;

import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Marker;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Stroke;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lines and points on a surface, in parts that are seen and parts that are behind it.
final class SurfaceTracks {
    /// What hidden parts keep of their colour.
    static final double HIDDEN = 0.36;
    /// Points of a line in each cell that it crosses, so that it lies on the surface.
    private static final double POINTS_A_CELL = 1.5;

    private static final int MOST_POINTS = 300;
    private static final Rectangle2D FLOOR = new Rectangle2D.Double(-1, -1, 2, 2);
    private static final double MARKER_SPACING = 7;
    private static final double FARTHEST = 1e9;

    private final SurfaceMesh mesh;
    private final Projection projection;
    private final Hiding hiding;
    private final Theme theme;
    private final Ink ink = new Ink();
    private final List<Stretch> stretches = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();

    /// Tells what the surface hides.
    @FunctionalInterface
    interface Hiding {
        /// Whether a point is behind the surface.
        ///
        /// @param x place in the drawing
        /// @param y place in the drawing
        /// @param depth how near it is
        boolean hides(double x, double y, double depth);
    }

    /// A part of a line that is all seen or all hidden.
    ///
    /// @param x [n] places in the drawing
    /// @param y [n]
    /// @param before length of the line before it
    record Stretch(SeriesStyle style, double[] x, double[] y, boolean hidden, double before) {
        Path2D path() {
            Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO, x.length);
            path.moveTo(x[0], y[0]);
            for (int i = 1; i < x.length; i++) {
                path.lineTo(x[i], y[i]);
            }
            return path;
        }
    }

    /// A marker.
    record Mark(SeriesStyle style, double x, double y, boolean hidden) {}

    SurfaceTracks(SurfaceMesh mesh, Projection projection, Hiding hiding, Theme theme) {
        this.mesh = mesh;
        this.projection = projection;
        this.hiding = hiding;
        this.theme = theme;
    }

    /// Lays the layers on the surface.
    SurfaceTracks lay(List<Layer> layers) {
        for (Layer layer : layers) {
            switch (layer) {
                case Layer.Line line -> lay(line);
                case Layer.Points points -> lay(points);
                case Layer.Rule rule -> lay(rule);
                case Layer.Note _, Layer.HeatMap _ -> {} // a note is text, which is written last
                case Layer.Band _,
                        Layer.Region _,
                        Layer.Strokes _,
                        Layer.Arrows _,
                        Layer.Bars _,
                        Layer.Table _,
                        Layer.Tiles _ -> throw new IllegalArgumentException("not on a surface: " + layer.name());
            }
        }
        return this;
    }

    /// Lays lines through a map on the surface.
    ///
    /// @param path in cells: (0, 0) is the first
    /// @param columns of the map
    /// @param rows of the map
    SurfaceTracks lay(Path2D path, int columns, int rows) {
        Trail trail = new Trail(SeriesStyle.line(SeriesStyle.Hue.MUTED));
        double[] at = new double[6];
        double left = mesh.x(0);
        double front = mesh.y(0);
        double cellX = (mesh.x(mesh.columns() - 1) - left) / (columns - 1);
        double cellY = (mesh.y(mesh.rows() - 1) - front) / (rows - 1);
        for (PathIterator it = path.getPathIterator(null); !it.isDone(); it.next()) {
            if (it.currentSegment(at) == PathIterator.SEG_MOVETO) {
                trail.to(Double.NaN, Double.NaN);
            }
            trail.to(left + cellX * at[0], front + cellY * at[1]);
        }
        trail.end();
        return this;
    }

    List<Stretch> stretches() {
        return stretches;
    }

    List<Mark> marks() {
        return marks;
    }

    /// Where lines end and points are, for labels.
    Ink ink() {
        return ink;
    }

    private void lay(Layer.Line line) {
        Trail trail = new Trail(line.style());
        boolean marked = line.style().marker() != Marker.NONE && line.style().emphasis() != Emphasis.FADED;
        double spacing = line.style().dash() == SeriesStyle.Dash.NONE
                ? 0
                : MARKER_SPACING * theme.measures().marker();
        Point2D marker = null;
        for (int i = 0; i < line.x().length; i++) {
            double x = mesh.across(line.x()[i]);
            double y = mesh.into(line.y()[i]);
            trail.to(x, y);
            Point2D at = marked ? place(x, y) : null;
            if (at != null && (marker == null || marker.distance(at) >= spacing)) {
                mark(line.style(), x, y);
                marker = at;
            }
        }
        trail.end();
        Point2D end = trail.last;
        if (!line.endLabel().isEmpty() && end != null) {
            ink.add(new Ink.EndLabel(line.endLabel(), line.style(), end, line.owner()));
        }
    }

    private void lay(Layer.Points points) {
        for (int i = 0; i < points.x().length; i++) {
            mark(points.style(), mesh.across(points.x()[i]), mesh.into(points.y()[i]));
        }
    }

    private void lay(Layer.Rule rule) {
        Trail trail = new Trail(rule.style());
        double at = rule.vertical() ? mesh.across(rule.at()) : mesh.into(rule.at());
        trail.to(rule.vertical() ? at : -1, rule.vertical() ? -1 : at);
        trail.to(rule.vertical() ? at : 1, rule.vertical() ? 1 : at);
        trail.end();
        Point2D end = trail.last;
        if (!rule.name().isEmpty() && end != null) {
            ink.add(new Ink.EndLabel(rule.name(), rule.style(), end, rule.owner()));
        }
    }

    private void mark(SeriesStyle style, double x, double y) {
        double z = mesh.height(x, y);
        if (!Double.isNaN(z)) {
            double px = projection.x(x, y, z);
            double py = projection.y(x, y, z);
            marks.add(new Mark(style, px, py, hiding.hides(px, py, projection.depth(x, y, z))));
            ink.add(new Point2D.Double(px, py));
        }
    }

    private @Nullable Point2D place(double x, double y) {
        double z = mesh.height(x, y);
        return Double.isNaN(z) ? null : new Point2D.Double(projection.x(x, y, z), projection.y(x, y, z));
    }

    /// A line that is being laid.
    private final class Trail {
        private final SeriesStyle style;
        private double[] xs = new double[64];
        private double[] ys = new double[64];
        private int count;
        private boolean hidden;
        private double length;
        private double before;
        private double fromX = Double.NaN;
        private double fromY = Double.NaN;
        private final double[] cut = new double[4];
        private @Nullable Point2D last;

        Trail(SeriesStyle style) {
            this.style = style;
        }

        /// Goes on to a place of the floor; from one that is none, a new part begins.
        void to(double x, double y) {
            cut[0] = Math.clamp(fromX, -FARTHEST, FARTHEST);
            cut[1] = Math.clamp(fromY, -FARTHEST, FARTHEST);
            cut[2] = Math.clamp(x, -FARTHEST, FARTHEST);
            cut[3] = Math.clamp(y, -FARTHEST, FARTHEST);
            fromX = x;
            fromY = y;
            if (Double.isNaN(cut[0] + cut[1] + cut[2] + cut[3]) || !Polyline.clip(cut, FLOOR)) {
                end();
                return;
            }
            double cells =
                    Math.max(Math.abs(cut[2] - cut[0]) * mesh.columns(), Math.abs(cut[3] - cut[1]) * mesh.rows());
            int pieces = Math.clamp((long) Math.ceil(POINTS_A_CELL * cells / 2), 1, MOST_POINTS);
            for (int k = count == 0 ? 0 : 1; k <= pieces; k++) {
                double share = (double) k / pieces;
                point(cut[0] + share * (cut[2] - cut[0]), cut[1] + share * (cut[3] - cut[1]));
            }
        }

        private void point(double x, double y) {
            double z = mesh.height(x, y);
            if (Double.isNaN(z)) {
                end();
                return;
            }
            double px = projection.x(x, y, z);
            double py = projection.y(x, y, z);
            boolean behind = hiding.hides(px, py, projection.depth(x, y, z));
            if (count > 0 && behind != hidden) {
                add(px, py);
                end();
            }
            hidden = behind;
            add(px, py);
            last = new Point2D.Double(px, py);
        }

        private void add(double px, double py) {
            if (count == xs.length) {
                xs = Arrays.copyOf(xs, 2 * count);
                ys = Arrays.copyOf(ys, 2 * count);
            }
            if (count > 0) {
                length += Math.hypot(px - xs[count - 1], py - ys[count - 1]);
            }
            xs[count] = px;
            ys[count] = py;
            count++;
        }

        /// Ends a part.
        void end() {
            if (count > 1) {
                stretches.add(new Stretch(style, Arrays.copyOf(xs, count), Arrays.copyOf(ys, count), hidden, before));
            }
            before = length;
            count = 0;
        }
    }

    /// Draws hidden parts, then what is seen, lines below markers.
    void draw(Graphics2D g) {
        for (boolean hidden : new boolean[] {true, false}) {
            for (Stretch stretch : stretches) {
                if (stretch.hidden == hidden) {
                    g.setColor(faint(theme.palette().of(stretch.style), hidden));
                    g.setStroke(pen(stretch));
                    g.draw(stretch.path());
                }
            }
            for (Mark mark : marks) {
                if (mark.hidden == hidden) {
                    mark(g, mark);
                }
            }
        }
    }

    private Stroke pen(Stretch stretch) {
        double width = Pen.width(stretch.style, theme.measures());
        return Pen.pen(stretch.style.dash(), stretch.hidden ? 0.8 * width : width, stretch.before);
    }

    private void mark(Graphics2D g, Mark mark) {
        var before = g.getComposite();
        if (mark.hidden) {
            g.setComposite(java.awt.AlphaComposite.getInstance(java.awt.AlphaComposite.SRC_OVER, (float) HIDDEN));
        }
        Pen.marker(g, theme, mark.style, mark.x, mark.y);
        g.setComposite(before);
    }

    /// A colour as it shines through the surface.
    static Color faint(Color colour, boolean hidden) {
        return hidden
                ? new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.round(255 * HIDDEN))
                : colour;
    }
}
