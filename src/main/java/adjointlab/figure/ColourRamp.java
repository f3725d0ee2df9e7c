package adjointlab.figure;

import adjointlab.figure.Layer.ColourMap;
import adjointlab.figure.SeriesStyle.Hue;
import java.awt.Color;

/// A colour map as a table of 256 colours.
///
/// Viridis is by Smith, van der Walt and Firing (2015), cividis by Nuñez, Anderton and Renslow, "Optimizing colormaps
/// with consideration for color vision deficiency", PLOS ONE 13(7), 2018; both are perceptually uniform and are
/// interpolated here between ten of their colours. The diverging map runs from blue to vermillion through near-white,
/// the pale ones from one translucent colour to another through nothing; pale blue begins at nothing. The rising ones
/// have the same hues at their ends and grey in the middle, and become ever lighter.
final class ColourRamp {
    private static final int SIZE = 256;
    private static final ColourRamp VIRIDIS =
            of(0x440154, 0x482878, 0x3E4989, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6ECE58, 0xB5DE2B, 0xFDE725);
    private static final ColourRamp CIVIDIS =
            of(0x00224E, 0x123570, 0x3B496C, 0x575D6D, 0x707173, 0x8A8678, 0xA59C74, 0xC3B369, 0xE1CC55, 0xFEE838);
    private static final ColourRamp DIVERGING = of(
            0x073B61, 0x0A5C94, 0x3386BD, 0x7FB2D6, 0xC7DCEC, 0xF5F5F5, 0xF7D9C4, 0xEDA97E, 0xDC7A41, 0xB4520F,
            0x73340A);

    /// Share of a colour at the ends of the pale map; its middle is transparent, so that it suits light and dark
    /// windows.
    private static final double PALE = 0.42;

    private static final ColourRamp PALE_DIVERGING = pale(0x3386BD, 0xDC7A41);

    /// From the colour of one class to that of the other, as for points in a light window.
    private static final ColourRamp PALE_CLASSES = pale(
            Palette.LIGHT.of(Hue.FIRST_CLASS).getRGB(),
            Palette.LIGHT.of(Hue.SECOND_CLASS).getRGB());

    private static final ColourRamp RISING = of(
            0x00203F, 0x0B4373, 0x2F6797, 0x5A7990, 0x757C82, 0x878787, 0xA28E79, 0xC4986A, 0xE2A558, 0xF8BE6D,
            0xFFDFA6);

    private static final ColourRamp PALE_RISING =
            translucent(new Color(0x1F6FA8), 0.78, new Color(0x85898D), 0.44, new Color(0xF0A050), 0.26);

    private static final ColourRamp RISING_CLASSES =
            translucent(new Color(0x5B2A86), 0.58, new Color(0x85898D), 0.44, new Color(0xE0C030), 0.28);

    /// From nothing to blue.
    private static final ColourRamp PALE_BLUE = of(new Color(0x0072B2), 0.85);

    private static final ColourRamp GREY = of(0x000000, 0xFFFFFF);

    private final int[] table;

    private ColourRamp(int[] table) {
        this.table = table;
    }

    static ColourRamp of(ColourMap map) {
        return switch (map) {
            case VIRIDIS -> VIRIDIS;
            case CIVIDIS -> CIVIDIS;
            case DIVERGING -> DIVERGING;
            case PALE_DIVERGING -> PALE_DIVERGING;
            case PALE_CLASSES -> PALE_CLASSES;
            case RISING -> RISING;
            case PALE_RISING -> PALE_RISING;
            case RISING_CLASSES -> RISING_CLASSES;
            case PALE -> PALE_BLUE;
            case GREY -> GREY;
        };
    }

    private static ColourRamp of(int... stops) {
        int[] table = new int[SIZE];
        for (int i = 0; i < SIZE; i++) {
            double at = (stops.length - 1) * (double) i / (SIZE - 1);
            int k = Math.min((int) at, stops.length - 2);
            table[i] = Palette.mix(new Color(stops[k]), new Color(stops[k + 1]), at - k)
                    .getRGB();
        }
        return new ColourRamp(table);
    }

    /// One colour that becomes ever less transparent, up to a share.
    private static ColourRamp of(Color colour, double most) {
        int[] table = new int[SIZE];
        for (int i = 0; i < SIZE; i++) {
            table[i] = (int) Math.round(255 * most * i / (SIZE - 1)) << 24 | colour.getRGB() & 0xFFFFFF;
        }
        return new ColourRamp(table);
    }

    /// Two hues, ever more transparent towards the middle.
    private static ColourRamp pale(int low, int high) {
        int[] table = new int[SIZE];
        for (int i = 0; i < SIZE; i++) {
            double side = 2.0 * i / (SIZE - 1) - 1;
            int hue = (side < 0 ? low : high) & 0xFFFFFF;
            table[i] = (int) Math.round(255 * PALE * Math.abs(side)) << 24 | hue;
        }
        return new ColourRamp(table);
    }

    /// From one translucent colour over another to a third, each with its share.
    private static ColourRamp translucent(
            Color low, double lowShare, Color middle, double middleShare, Color high, double highShare) {
        int[] table = new int[SIZE];
        for (int i = 0; i < SIZE; i++) {
            double at = 2.0 * i / (SIZE - 1);
            boolean below = at < 1;
            Color hue = below ? Palette.mix(low, middle, at) : Palette.mix(middle, high, at - 1);
            double share = below
                    ? lowShare + at * (middleShare - lowShare)
                    : middleShare + (at - 1) * (highShare - middleShare);
            table[i] = (int) Math.round(255 * share) << 24 | hue.getRGB() & 0xFFFFFF;
        }
        return new ColourRamp(table);
    }

    /// ARGB colour at a fraction, cut to 0…1; transparent for NaN.
    int argb(double fraction) {
        return Double.isNaN(fraction) ? 0 : table[(int) Math.round(Math.clamp(fraction, 0, 1) * (SIZE - 1))];
    }
}
