package adjointlab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.figure.Theme;
import java.awt.Color;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /// Pairs of colours in one plot that look alike in grey, with all that they draw.
    static List<String> alike(Figure figure) {
        List<String> alike = new ArrayList<>();
        for (Plot plot : figure.plots()) {
            List<Map.Entry<Hue, Set<Mark>>> marks = List.copyOf(marks(plot).entrySet());
            for (int i = 0; i < marks.size(); i++) {
                for (int j = 0; j < i; j++) {
                    Hue one = marks.get(i).getKey();
                    Hue other = marks.get(j).getKey();
                    boolean close = Math.abs(lightness(one) - lightness(other)) < APART;
                    if (close && marks.get(i).getValue().equals(marks.get(j).getValue())) {
                        alike.add(one + " and " + other + ": " + marks.get(i).getValue());
                    }
                }
            }
        }
        return alike;
    }

    /// How a line goes, or a point looks.
    private record Mark(Dash dash, Marker marker) {}

    /// By colour, the marks of runs' lines and points; colours without a line are left out.
    private static Map<Hue, Set<Mark>> marks(Plot plot) {
        Map<Hue, Set<Mark>> marks = new EnumMap<>(Hue.class);
        Set<Hue> lines = EnumSet.noneOf(Hue.class);
        for (Layer layer : plot.layers()) {
            SeriesStyle style =
                    switch (layer) {
                        case Layer.Line line when !line.owner().isNobody() -> line.style();
                        case Layer.Points points
                        when !points.owner().isNobody() -> points.style().with(Dash.NONE);
                        default -> null;
                    };
            if (style != null) {
                marks.computeIfAbsent(style.hue(), _ -> new HashSet<>()).add(new Mark(style.dash(), style.marker()));
                if (layer instanceof Layer.Line) {
                    lines.add(style.hue());
                }
            }
        }
        marks.keySet().retainAll(lines);
        return marks;
    }

    private static double lightness(Hue hue) {
        Color colour = Theme.PRINT.palette().of(hue);
        float[] shares = colour.getRGBColorComponents(null);
        double[] linear = new double[shares.length];
        for (int i = 0; i < linear.length; i++) {
            linear[i] = shares[i] <= 0.04045 ? shares[i] / 12.92 : Math.pow((shares[i] + 0.055) / 1.055, 2.4);
        }
        double luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
        return luminance > 216.0 / 24389 ? 116 * Math.cbrt(luminance) - 16 : 24389.0 / 27 * luminance;
    }
}
