package adjointlab.figure;

import java.math.BigDecimal;
import java.math.MathContext;

/// Values as TeX reads them: with the fewest digits that leave each where it is drawn, up to all 17 where an axis shows
/// a range that is small beside its values.
final class TexNumber {
    /// What a drawing resolves: 0.01 mm in big points.
    private static final double RESOLUTION = 0.01 / 25.4 * 72;

    /// Shares of a range that no eye tells apart in a colour.
    private static final double SHADES = 4096;

    private static final int ALL_DIGITS = 17;

    /// Whole numbers up to this are written as such.
    private static final double LARGEST_WHOLE = 1e7;

    private TexNumber() {}

    /// A value on an axis; "nan" where it is not finite.
    static String on(AxisMap map, double value) {
        double share = RESOLUTION / Math.abs(map.to() - map.from());
        double step =
                switch (map.scale()) {
                    case LINEAR -> share * (map.max() - map.min());
                    case LOG -> Math.abs(value) * Math.expm1(share * (Math.log(map.max()) - Math.log(map.min())));
                };
        return rounded(value, step);
    }

    /// A value that is shown as a colour.
    static String shade(double low, double high, double value) {
        return rounded(value, (high - low) / SHADES);
    }

    /// The fewest digits that stay within a step.
    private static String rounded(double value, double step) {
        if (!Double.isFinite(value)) {
            return "nan";
        }
        if (value == 0 || Math.abs(value) < step / 2) {
            return "0";
        }
        double lead = Math.floor(Math.log10(Math.abs(value)));
        int digits = (int) Math.clamp(Math.ceil(lead + 1 - Math.log10(2 * step)), 1, ALL_DIGITS);
        double near = new BigDecimal(value).round(new MathContext(digits)).doubleValue();
        return near == Math.rint(near) && Math.abs(near) < LARGEST_WHOLE
                ? String.valueOf((long) near)
                : String.valueOf(near).replace('E', 'e');
    }
}
