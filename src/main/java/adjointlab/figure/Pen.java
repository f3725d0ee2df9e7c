package adjointlab.figure;

import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Marker;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/// The pen: line patterns and point shapes of series styles.
final class Pen {
    /// Of a dot, relative to other markers.
    private static final double DOT = 0.5;

    private Pen() {}

    /// Width of a series' line.
    static double width(SeriesStyle style, Theme.Measures measures) {
        return switch (style.emphasis()) {
            case NORMAL -> measures.line();
            case STRONG -> measures.strong();
            case FADED -> 0.8 * measures.line();
        };
    }

    /// The pen for a series' line.
    static Stroke of(SeriesStyle style, Theme.Measures measures) {
        return pen(style.dash(), width(style, measures));
    }

    /// A pen; patterns grow with its width. Dash.NONE has no pattern: nobody draws with it.
    static Stroke pen(Dash dash, double width) {
        return pen(dash, width, 0);
    }

    /// The same for the rest of a line.
    ///
    /// @param before length of the line before it, for the pattern to go on
    static Stroke pen(Dash dash, double width, double before) {
        float w = (float) width;
        float[] pattern =
                switch (dash) {
                    case SOLID, NONE -> null;
                    case DASHED -> new float[] {4.5f * w, 3 * w};
                    case DOTTED -> new float[] {1.2f * w, 2.2f * w};
                    case DASH_DOT -> new float[] {6 * w, 2.4f * w, 1.3f * w, 2.4f * w};
                    case LONG_DASH -> new float[] {9 * w, 3.5f * w};
                    case SHORT_DASH -> new float[] {2.4f * w, 1.8f * w};
                    case LONG_DASH_DOT -> new float[] {11 * w, 2.4f * w, 1.3f * w, 2.4f * w};
                    case DASH_DOT_DOT -> new float[] {6 * w, 2 * w, 1.3f * w, 2 * w, 1.3f * w, 2 * w};
                };
        return pattern == null
                ? new BasicStroke(w, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                : new BasicStroke(w, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, pattern, (float) before);
    }

    /// Draws how a series looks, for a legend.
    static void sample(Graphics2D g, Theme theme, SeriesStyle style, double x0, double x1, double y) {
        g.setColor(theme.palette().of(style));
        if (style.dash() != Dash.NONE) {
            g.setStroke(of(style, theme.measures()));
            g.draw(new Line2D.Double(x0, y, x1, y));
        }
        if (style.marker() != Marker.NONE) {
            marker(g, theme, style, (x0 + x1) / 2, y);
        }
    }

    /// Draws a point's marker with a rim of the background, so that it stands out from lines beneath it.
    static void marker(Graphics2D g, Theme theme, SeriesStyle style, double x, double y) {
        double size = theme.measures().marker() * (style.emphasis() == Emphasis.STRONG ? 1.35 : 1);
        Color colour = theme.palette().of(style);
        Color rim = theme.palette().background();
        double rimWidth = 0.22 * size;
        Shape shape = AffineTransform.getTranslateInstance(x, y).createTransformedShape(shape(style.marker(), size));
        switch (style.marker()) {
            case NONE -> {}
            case CROSS, PLUS -> {
                g.setStroke(new BasicStroke((float) (0.24 * size + 2 * 0.6 * rimWidth)));
                g.setColor(rim);
                g.draw(shape);
                g.setStroke(new BasicStroke((float) (0.24 * size)));
                g.setColor(colour);
                g.draw(shape);
            }
            case CIRCLE, TRIANGLE, SQUARE, DIAMOND, DOT -> {
                g.setStroke(new BasicStroke((float) rimWidth, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
                g.setColor(rim);
                g.draw(shape);
                g.setColor(colour);
                g.fill(shape);
            }
        }
    }

    /// A marker's shape around the origin, of about equal weight for all; CROSS and PLUS are to be stroked.
    private static Shape shape(Marker marker, double size) {
        double r = size / 2;
        return switch (marker) {
            case CIRCLE -> new Ellipse2D.Double(-r, -r, size, size);
            case SQUARE -> new Rectangle2D.Double(-0.88 * r, -0.88 * r, 1.76 * r, 1.76 * r);
            case TRIANGLE -> polygon(0, -1.15 * r, 1.1 * r, 0.8 * r, -1.1 * r, 0.8 * r);
            case DIAMOND -> polygon(0, -1.25 * r, 1.1 * r, 0, 0, 1.25 * r, -1.1 * r, 0);
            case CROSS -> strokes(-0.8 * r, -0.8 * r, 0.8 * r, 0.8 * r, -0.8 * r, 0.8 * r, 0.8 * r, -0.8 * r);
            case PLUS -> strokes(-r, 0, r, 0, 0, -r, 0, r);
            case DOT -> new Ellipse2D.Double(-DOT * r, -DOT * r, DOT * size, DOT * size);
            case NONE -> new Path2D.Double();
        };
    }

    private static Shape polygon(double... corners) {
        Path2D path = new Path2D.Double();
        path.moveTo(corners[0], corners[1]);
        for (int i = 2; i < corners.length; i += 2) {
            path.lineTo(corners[i], corners[i + 1]);
        }
        path.closePath();
        return path;
    }

    private static Shape strokes(double... ends) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < ends.length; i += 4) {
            path.moveTo(ends[i], ends[i + 1]);
            path.lineTo(ends[i + 2], ends[i + 3]);
        }
        return path;
    }
}
