package adjointlab.figure;

import adjointlab.figure.Axis.Quantity;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Comparator;

/// A figure as small as a stamp: the data of its largest plot, without axes and words. Tables and pictures, which have
/// no axes, are drawn as they are, in small print.
public final class Sketch {
    /// Type that is too small to read and says all the same that there is a table.
    private static final Theme.Type TYPE = new Theme.Type(Fonts.Family.SCREEN, 6, 6, 7);

    private static final Theme.Measures MEASURES = new Theme.Measures(1.3, 1.8, 0.6, 4.5, 2.5);

    /// Free space around the data.
    private static final double PAD = 6;

    private final Theme theme;

    /// @param theme its colours count, of its type and measures nothing
    public Sketch(Theme theme) {
        this.theme = new Theme(theme.id(), onNothing(theme.palette()), TYPE, MEASURES, false);
    }

    /// The same colours, made for the same ground, on none.
    private static Palette onNothing(Palette palette) {
        Color ground = palette.background();
        return new Palette(
                palette.hues(),
                new Color(ground.getRed(), ground.getGreen(), ground.getBlue(), 0),
                palette.ink(),
                palette.soft(),
                palette.lines());
    }

    /// Draws a figure on transparent ground.
    ///
    /// @param width in units
    /// @param height in units
    /// @param scale pixels a unit
    /// @return picture of width · scale by height · scale pixels
    public BufferedImage picture(Figure figure, int width, int height, int scale) {
        BufferedImage picture = new BufferedImage(width * scale, height * scale, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = picture.createGraphics();
        try {
            g.scale(scale, scale);
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            Rectangle2D bounds = new Rectangle2D.Double(0, 0, width, height);
            if (!figure.emptyText().isEmpty() || figure.plots().isEmpty()) {
                return picture;
            }
            Plot plot = largest(figure);
            if (plot.layers().stream().anyMatch(Sketch::standsAlone)) {
                new Painter(theme).paint(Figure.of("", "", plot), g, bounds);
            } else {
                draw(g, plot, bounds, Device.pixels(scale));
            }
            return picture;
        } finally {
            g.dispose();
        }
    }

    private static Plot largest(Figure figure) {
        return figure.rows().stream()
                .filter(row -> !row.plots().isEmpty())
                .max(Comparator.comparingDouble(Figure.Row::weight))
                .orElseThrow()
                .plots()
                .getFirst();
    }

    private static boolean standsAlone(Layer layer) {
        return layer instanceof Layer.Table || layer instanceof Layer.Tiles;
    }

    private void draw(Graphics2D g, Plot plot, Rectangle2D bounds, Device device) {
        AxisMap x = Ranges.x(plot);
        AxisMap y = Ranges.y(plot);
        Rectangle2D area = area(plot, x, y, bounds);
        LayerRenderer.Canvas canvas = new LayerRenderer.Canvas(
                area, x.between(area.getMinX(), area.getMaxX()), y.between(area.getMaxY(), area.getMinY()));
        LayerRenderer renderer = new LayerRenderer(plot.layers(), theme, HeatImage::new, device);
        for (Layer layer : plot.layers()) {
            if (!(layer instanceof Layer.Note)) {
                g.setClip(area);
                renderer.draw(g, layer, canvas);
            }
        }
        g.setClip(null);
    }

    /// All there is; a square in the plane stays one.
    private static Rectangle2D area(Plot plot, AxisMap x, AxisMap y, Rectangle2D bounds) {
        double width = bounds.getWidth() - 2 * PAD;
        double height = bounds.getHeight() - 2 * PAD;
        if (plot.x().quantity() == Quantity.PLACE && plot.y().quantity() == Quantity.PLACE) {
            double unit = Math.min(width / (x.max() - x.min()), height / (y.max() - y.min()));
            width = unit * (x.max() - x.min());
            height = unit * (y.max() - y.min());
        }
        return new Rectangle2D.Double(bounds.getCenterX() - width / 2, bounds.getCenterY() - height / 2, width, height);
    }
}
