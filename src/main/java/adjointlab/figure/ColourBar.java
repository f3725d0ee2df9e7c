package adjointlab.figure;

import adjointlab.core.math.Numbers;
import adjointlab.figure.Axis.Quantity;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// The scale of a heat map's or of tiles' colours, at the right of a plot or below it.
///
/// @param ramp values of the colours
/// @param map colours
/// @param name of the quantity; "" for none
record ColourBar(AxisMap ramp, Layer.ColourMap map, String name) {
    private static final int STEPS = 64;
    private static final int DIGITS = 2;

    static ColourBar of(HeatImage image, Layer.HeatMap map) {
        return new ColourBar(image.ramp(), map.map(), map.name());
    }

    /// A rectangle of one colour.
    record Piece(Rectangle2D place, Color colour) {}

    /// A bar in its place.
    ///
    /// @param pieces each up to the bar's end, so that neither seams nor ragged edges show
    record Placed(List<Piece> pieces, List<PlacedText> texts) {
        void draw(Graphics2D g) {
            for (Piece piece : pieces) {
                g.setColor(piece.colour);
                g.fill(piece.place);
            }
            texts.forEach(text -> text.draw(g));
        }
    }

    /// Space that it needs at the right of the data.
    double width(Theme theme) {
        Fonts.Face face = theme.type().tickFace();
        double labels = ticks().stream()
                .mapToDouble(tick -> face.width(tick.label()))
                .max()
                .orElse(0);
        return 2 * theme.measures().gap()
                + thickness(theme)
                + 1.25 * theme.measures().gap()
                + labels
                + (name.isEmpty()
                        ? 0
                        : theme.measures().gap() + 1.2 * theme.type().label());
    }

    /// The bar at the right of a plot's data.
    Placed beside(Theme theme, Rectangle2D data) {
        double x = data.getMaxX() + 2 * theme.measures().gap();
        List<Piece> pieces = new ArrayList<>();
        for (int k = 0; k < STEPS; k++) {
            double y = data.getMinY() + k * data.getHeight() / STEPS;
            pieces.add(new Piece(
                    new Rectangle2D.Double(x, y, thickness(theme), data.getMaxY() - y),
                    colour(theme, 1 - (k + 0.5) / STEPS)));
        }
        AxisMap up = ramp.between(data.getMaxY(), data.getMinY());
        Fonts.Face face = theme.type().tickFace();
        double labelX = x + thickness(theme) + 1.25 * theme.measures().gap();
        List<PlacedText> texts = new ArrayList<>();
        double widest = 0;
        for (Ticks.Tick tick : Ticks.apart(ticks(), up, Ticks.PITCH * face.size())) {
            double y = up.toPosition(tick.value()) + face.capHeight() / 2;
            texts.add(new PlacedText(tick.label(), face, theme.palette().soft(), labelX, y));
            widest = Math.max(widest, face.width(tick.label()));
        }
        double reach = data.getHeight() + theme.type().tick();
        Fonts.Face label = theme.type().fitting(theme.type().labelFace(), name, reach);
        if (!name.isEmpty() && label.width(name) <= reach) { // a pointer on the map reads it
            texts.add(new PlacedText(
                    name,
                    label,
                    theme.palette().ink(),
                    labelX + widest + theme.measures().gap() + 0.9 * label.size(),
                    data.getCenterY() + label.width(name) / 2,
                    PlacedText.UPWARDS));
        }
        return new Placed(pieces, texts);
    }

    /// Whether its title finds room beside data of this height.
    boolean hasRoom(Theme theme, double height) {
        return name.isEmpty()
                || theme.type().labelFace().width(name) <= height + theme.type().tick();
    }

    /// Space that it needs below a plot.
    static double height(Theme theme) {
        return theme.measures().gap() + thickness(theme) + 1.3 * theme.type().tick();
    }

    /// Width below which the numbers at the ends of a bar below a plot meet.
    double leastWidth(Theme theme) {
        Fonts.Face face = theme.type().tickFace();
        return face.width(Numbers.brief(ramp.min(), DIGITS))
                + face.width(Numbers.brief(ramp.max(), DIGITS))
                + 2 * theme.measures().gap();
    }

    /// The bar below a plot, with the values at its ends and the name between them where it fits; where not even
    /// the values do, the larger one says it for both, or alone.
    ///
    /// @param top where the plot ends
    Placed below(Theme theme, double left, double width, double top) {
        double y = top + theme.measures().gap();
        List<Piece> pieces = new ArrayList<>();
        for (int k = 0; k < STEPS; k++) {
            double x = left + k * width / STEPS;
            pieces.add(new Piece(
                    new Rectangle2D.Double(x, y, left + width - x, thickness(theme)),
                    colour(theme, (k + 0.5) / STEPS)));
        }
        Fonts.Face face = theme.type().tickFace();
        Color soft = theme.palette().soft();
        double base = y + thickness(theme) + 1.1 * face.size();
        String low = Numbers.brief(ramp.min(), DIGITS);
        String high = Numbers.brief(ramp.max(), DIGITS);
        List<PlacedText> texts = new ArrayList<>();
        if (width < leastWidth(theme)) {
            String both = ramp.min() == -ramp.max() ? "±" + high : "≤ " + high;
            texts.add(new PlacedText(both, face, soft, left + (width - face.width(both)) / 2, base));
            return new Placed(pieces, texts);
        }
        texts.add(new PlacedText(low, face, soft, left, base));
        texts.add(new PlacedText(high, face, soft, left + width - face.width(high), base));
        double between = width
                - face.width(low)
                - face.width(high)
                - 2 * theme.measures().gap();
        if (face.width(name) <= between) {
            double middle = left + face.width(low) + theme.measures().gap() + between / 2;
            texts.add(new PlacedText(name, face, theme.palette().ink(), middle - face.width(name) / 2, base));
        }
        return new Placed(pieces, texts);
    }

    private Color colour(Theme theme, double fraction) {
        Color colour = new Color(ColourRamp.of(map).argb(fraction), true);
        return theme.palette().mixed(new Color(colour.getRGB()), colour.getAlpha() / 255.0);
    }

    private static double thickness(Theme theme) {
        return 0.9 * theme.type().tick();
    }

    private List<Ticks.Tick> ticks() {
        return Ticks.of(ramp.scale(), Quantity.OTHER, ramp.min(), ramp.max(), 5);
    }
}
