package adjointlab.figure;

import adjointlab.figure.SeriesStyle.Hue;
import java.awt.Color;
import java.util.EnumMap;
import java.util.Map;

/// The colours of a theme.
///
/// @param hues one colour for each place of the palette
/// @param background of the whole figure
/// @param ink titles and labels
/// @param soft tick labels and notes
/// @param lines axis lines and grid lines
public record Palette(Map<Hue, Color> hues, Color background, Color ink, Color soft, Lines lines) {
    /// Contrast at which text of ordinary size can be read: "Web content accessibility guidelines 2.2", 1.4.3.
    static final double READABLE = 4.5;

    /// Share of ink that is added at a time.
    private static final double DARKENING = 0.05;

    /// For white paper and white windows: Okabe and Ito, "Color Universal Design" (2008).
    ///
    /// Orange, sky blue and yellow are deepened until a line of them stands out from white by 3 : 1, and vermillion
    /// until it is far enough from orange.
    static final Palette LIGHT = new Palette(
            hues(
                    "#D04E00 #0072B2 #009E73 #CC79A7 #CF8200 #3394CB #949000 #1B1F24",
                    "#1B1F24 #8C95A1 #0B66D0 #C4321C #5B2A86 #7D6608"),
            new Color(0xFFFFFF),
            new Color(0x1B1F24),
            new Color(0x59626E),
            new Lines(new Color(0x8C95A1), new Color(0xECEEF1)));

    /// The same hues for near-black windows: lighter and a little less saturated, so that none glows and all stay
    /// apart.
    static final Palette DARK = new Palette(
            hues(
                    "#F07C3E #5AB0EE #2DC596 #E29AC4 #F2B347 #8FD3F7 #F1E667 #E8EBF0",
                    "#F2F4F8 #66707D #4AA3FF #FF7A66 #B79BF0 #C2B25A"),
            new Color(0x161B21),
            new Color(0xE8EBF0),
            new Color(0xA2ABB8),
            new Lines(new Color(0x66707D), new Color(0x242B34)));

    /// Thin lines around the data.
    ///
    /// @param axis axis line and tick marks
    /// @param grid grid lines
    public record Lines(Color axis, Color grid) {}

    /// The colour of a style as it stands: faded ones are mixed into the background, so that they print without
    /// transparency.
    public Color of(SeriesStyle style) {
        Color full = of(style.hue());
        return style.emphasis() == SeriesStyle.Emphasis.FADED ? mixed(full, 0.28) : full;
    }

    /// The colour of a text that belongs to a style: as the style's where that can be read, else towards the ink until
    /// it can; muted ones are soft. Faded ones step back as their lines do.
    Color text(SeriesStyle style) {
        if (style.hue() == Hue.MUTED) {
            return soft;
        }
        Color own = of(style);
        return style.emphasis() == SeriesStyle.Emphasis.FADED ? own : readable(own);
    }

    private Color readable(Color own) {
        double share = 0;
        Color colour = own;
        while (contrast(colour, background) < READABLE && share < 1) {
            share += DARKENING;
            colour = mix(own, ink, share);
        }
        return colour;
    }

    /// The colour of a palette place; the ink for one that the palette lacks.
    public Color of(Hue hue) {
        return hues.getOrDefault(hue, ink);
    }

    /// A colour mixed into the background.
    ///
    /// @param share of the colour, 0…1
    Color mixed(Color colour, double share) {
        return mix(background, colour, share);
    }

    /// Contrast of two colours, from 1 to 21. W3C, "Web content accessibility guidelines 2.2", 2023.
    static double contrast(Color one, Color other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(Color colour) {
        float[] shares = colour.getRGBColorComponents(null);
        double[] linear = new double[shares.length];
        for (int i = 0; i < linear.length; i++) {
            linear[i] = shares[i] <= 0.04045 ? shares[i] / 12.92 : Math.pow((shares[i] + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }

    static Color mix(Color from, Color to, double share) {
        return new Color(
                channel(from.getRed(), to.getRed(), share),
                channel(from.getGreen(), to.getGreen(), share),
                channel(from.getBlue(), to.getBlue(), share));
    }

    private static int channel(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }

    private static Map<Hue, Color> hues(String runs, String roles) {
        Map<Hue, Color> colours = new EnumMap<>(Hue.class);
        String[] codes = (runs + " " + roles).split(" ");
        for (Hue hue : Hue.values()) {
            colours.put(hue, Color.decode(codes[hue.ordinal()]));
        }
        return colours;
    }

    /// A ground, almost opaque: what lies beneath a text is still guessed.
    static Color veil(Color ground) {
        return new Color(ground.getRed(), ground.getGreen(), ground.getBlue(), 215);
    }
}
