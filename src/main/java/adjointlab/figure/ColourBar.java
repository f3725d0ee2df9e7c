package adjointlab.figure;

import adjointlab.figure.Axis.Quantity;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// The scale of a heat map's colours at the right of the plot.
final class ColourBar {
    private static final int STEPS = 64;

    private ColourBar() {}

    /// Space that it needs at the right of the data.
    static double width(HeatImage image, Layer.HeatMap map, Theme theme) {
        Fonts.Face face = theme.type().tickFace();
        double labels = ticks(image).stream()
                .mapToDouble(tick -> face.width(tick.label()))
                .max()
                .orElse(0);
        return 2 * theme.measures().gap()
                + thickness(theme)
                + 1.25 * theme.measures().gap()
                + labels
                + (map.name().isEmpty()
                        ? 0
                        : theme.measures().gap() + 1.2 * theme.type().label());
    }

    static void draw(Graphics2D g, HeatImage image, Layer.HeatMap map, Theme theme, Rectangle2D data) {
        double x = data.getMaxX() + 2 * theme.measures().gap();
        AxisMap up = image.ramp().between(data.getMaxY(), data.getMinY());
        ColourRamp colours = ColourRamp.of(map.map());
        double step = data.getHeight() / STEPS;
        for (int k = 0;
                k < STEPS;
                k++) { // from the top, each down to the end, so that neither seams nor ragged edges show
            Color colour = new Color(colours.argb(1 - (k + 0.5) / STEPS), true);
            g.setColor(theme.palette().mixed(new Color(colour.getRGB()), colour.getAlpha() / 255.0));
            double y = data.getMinY() + k * step;
            g.fill(new Rectangle2D.Double(x, y, thickness(theme), data.getMaxY() - y));
        }
        g.setStroke(new BasicStroke((float) theme.measures().hair()));
        Fonts.Face face = theme.type().tickFace();
        double labelX = x + thickness(theme) + 1.25 * theme.measures().gap();
        g.setColor(theme.palette().soft());
        double widest = 0;
        for (Ticks.Tick tick : ticks(image)) {
            face.draw(g, tick.label(), labelX, up.toPosition(tick.value()) + face.capHeight() / 2);
            widest = Math.max(widest, face.width(tick.label()));
        }
        if (!map.name().isEmpty()) {
            Fonts.Face label = theme.type().labelFace();
            var before = g.getTransform();
            g.translate(
                    labelX + widest + theme.measures().gap() + 0.9 * label.size(),
                    data.getCenterY() + label.width(map.name()) / 2);
            g.rotate(-Math.PI / 2);
            g.setColor(theme.palette().ink());
            label.draw(g, map.name(), 0, 0);
            g.setTransform(before);
        }
    }

    private static double thickness(Theme theme) {
        return 0.9 * theme.type().tick();
    }

    private static List<Ticks.Tick> ticks(HeatImage image) {
        return Ticks.of(
                image.ramp().scale(),
                Quantity.OTHER,
                image.ramp().min(),
                image.ramp().max(),
                5);
    }
}
