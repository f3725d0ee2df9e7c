package adjointlab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.Theme;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/// Lines of runs that a printer without colours makes nearly the same grey differ in their dashes or markers.
final class GreyCheck {
    /// Less of the 100 of lightness is too little to tell thin lines apart. CIE 15:2004, L* of the colour space
    /// of 1976.
    private static final double APART = 15;

    private GreyCheck() {}

    /// @param where for messages
    static void check(Figure figure, String where) {
        assertThat(alike(figure)).as(where).isEmpty();
    }

    /// Pairs of styles in one plot that look alike in grey.
    static List<String> alike(Figure figure) {
        List<String> alike = new ArrayList<>();
        for (Plot plot : figure.plots()) {
            List<SeriesStyle> styles = plot.layers().stream()
                    .filter(layer ->
                            layer instanceof Layer.Line && !layer.owner().isNobody())
                    .map(layer -> ((Layer.Line) layer).style().with(Emphasis.NORMAL))
                    .distinct()
                    .toList();
            for (int i = 0; i < styles.size(); i++) {
                for (int j = 0; j < i; j++) {
                    if (areAlike(styles.get(i), styles.get(j))) {
                        alike.add(styles.get(i) + " and " + styles.get(j));
                    }
                }
            }
        }
        return alike;
    }

    private static boolean areAlike(SeriesStyle one, SeriesStyle other) {
        return one.dash() == other.dash()
                && one.marker() == other.marker()
                && Math.abs(lightness(one) - lightness(other)) < APART;
    }

    private static double lightness(SeriesStyle style) {
        Color colour = Theme.PRINT.palette().of(style);
        float[] shares = colour.getRGBColorComponents(null);
        double[] linear = new double[shares.length];
        for (int i = 0; i < linear.length; i++) {
            linear[i] = shares[i] <= 0.04045 ? shares[i] / 12.92 : Math.pow((shares[i] + 0.055) / 1.055, 2.4);
        }
        double luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
        return luminance > 216.0 / 24389 ? 116 * Math.cbrt(luminance) - 16 : 24389.0 / 27 * luminance;
    }
}
