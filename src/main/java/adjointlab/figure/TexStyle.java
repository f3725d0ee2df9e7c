package adjointlab.figure;

import adjointlab.figure.SeriesStyle.Marker;

/// Lines and markers of series in TikZ's words.
final class TexStyle {
    private final Theme.Measures measures;

    TexStyle(Theme theme) {
        measures = theme.measures();
    }

    /// Options of a line.
    String stroke(SeriesStyle style) {
        double width = Pen.width(style, measures);
        String dash =
                switch (style.dash()) {
                    case SOLID, NONE -> "";
                    case DASHED -> pattern(width, 4.5, 3);
                    case DOTTED -> pattern(width, 1.2, 2.2);
                    case DASH_DOT -> pattern(width, 6, 2.4, 1.3, 2.4);
                    case LONG_DASH -> pattern(width, 9, 3.5);
                    case SHORT_DASH -> pattern(width, 2.4, 1.8);
                    case LONG_DASH_DOT -> pattern(width, 11, 2.4, 1.3, 2.4);
                    case DASH_DOT_DOT -> pattern(width, 6, 2, 1.3, 2, 1.3, 2);
                };
        return "line join=round,line width=" + TexPlot.number(width) + "bp," + colour(style) + dash;
    }

    private static String pattern(double width, double... lengths) {
        StringBuilder pattern = new StringBuilder(",dash pattern=");
        for (int i = 0; i < lengths.length; i++) {
            pattern.append(i % 2 == 0 ? "on " : "off ")
                    .append(TexPlot.number(lengths[i] * width))
                    .append("bp ");
        }
        return pattern.toString().stripTrailing();
    }

    /// The colour of a series.
    static String colour(SeriesStyle style) {
        return TexPlot.colour(style.hue()) + (style.emphasis() == SeriesStyle.Emphasis.FADED ? "!28" : "");
    }

    /// Options of markers.
    String marks(SeriesStyle style) {
        String rim = isStroked(style) ? "draw=" + colour(style) + ",line width=1bp" : "draw=white,line width=0.5bp";
        return "mark=" + mark(style.marker()) + ",mark size=" + TexPlot.number(size(style.marker()))
                + "bp,mark options={solid," + rim + ",fill=" + colour(style) + "}";
    }

    /// PGF's size: a radius; its triangles and diamonds look small for theirs.
    private double size(Marker marker) {
        double radius = measures.marker() / 2;
        return switch (marker) {
            case TRIANGLE, DIAMOND -> 1.3 * radius;
            case DOT -> 0.5 * radius;
            case CIRCLE, SQUARE, CROSS, PLUS, NONE -> radius;
        };
    }

    private static boolean isStroked(SeriesStyle style) {
        return style.marker() == Marker.CROSS || style.marker() == Marker.PLUS;
    }

    private static String mark(Marker marker) {
        return switch (marker) {
            case CIRCLE, DOT -> "*";
            case TRIANGLE -> "triangle*";
            case SQUARE -> "square*";
            case DIAMOND -> "diamond*";
            case CROSS -> "x";
            case PLUS -> "+";
            case NONE -> "none";
        };
    }
}
