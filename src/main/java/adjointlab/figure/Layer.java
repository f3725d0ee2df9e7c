package adjointlab.figure;

import java.util.List;

/// One thing drawn in a plot. Coordinates are in the units of the axes; NaN makes a gap in lines and is skipped
/// elsewhere.
public sealed interface Layer {
    /// Name for legend, tool tip and exported data; "" for parts that need none.
    String name();

    /// A polyline, with the style's marker thinned out along it.
    ///
    /// @param name of the series
    /// @param style of the line; its marker is drawn on few points only
    /// @param x [n] ascending unless it is a path in the plane
    /// @param y [n]
    /// @param endLabel text at the last finite point where it fits; "" for none
    record Line(String name, SeriesStyle style, double[] x, double[] y, String endLabel) implements Layer {
        public Line {
            Checks.sameLength(name, x.length, y.length);
        }
    }

    /// Separate points, each with the style's marker.
    ///
    /// @param name of the series
    /// @param style its marker must not be NONE
    /// @param x [n]
    /// @param y [n]
    record Points(String name, SeriesStyle style, double[] x, double[] y) implements Layer {
        public Points {
            Checks.sameLength(name, x.length, y.length);
        }
    }

    /// A translucent band between two curves.
    ///
    /// @param name says what it is, for instance "95 % interval, n = 10"
    /// @param style only its hue counts
    /// @param x [n] ascending
    /// @param low [n]
    /// @param high [n]
    record Band(String name, SeriesStyle style, double[] x, double[] low, double[] high) implements Layer {
        public Band {
            Checks.sameLength(name, x.length, low.length, high.length);
        }
    }

    /// A shaded rectangle; infinite ends reach the plot's edge.
    ///
    /// @param name its label, drawn at its top left
    /// @param style only its hue counts
    /// @param x0 left
    /// @param x1 right
    /// @param y0 bottom
    /// @param y1 top
    record Region(String name, SeriesStyle style, double x0, double x1, double y0, double y1) implements Layer {}

    /// A straight line across the plot with a label: zero, target, minimum, the current iteration.
    ///
    /// @param name its label
    /// @param style of the line
    /// @param vertical whether it stands at an x, otherwise lies at a y
    /// @param at where
    record Rule(String name, SeriesStyle style, boolean vertical, double at) implements Layer {}

    /// Short vertical strokes on one level, such as a solver's accepted and rejected steps.
    ///
    /// @param name of the series
    /// @param style colour of the strokes
    /// @param x [n]
    /// @param y level at which the strokes are centred
    record Strokes(String name, SeriesStyle style, double[] x, double y) implements Layer {}

    /// Values on a rectangular grid as colours, with an optional set of contour lines.
    ///
    /// @param name of the quantity, title of the colour bar
    /// @param x [nx] cell centres, ascending, equally spaced on the axis' scale
    /// @param y [ny] cell centres, ascending
    /// @param z [ny][nx]
    /// @param map colour map
    /// @param log whether colours and contour levels are spaced in decades (z ≤ 0 gets the lowest colour)
    /// @param contours number of contour lines; 0 for none
    /// @param range values of the first and last colour
    record HeatMap(
            String name, double[] x, double[] y, double[][] z, ColourMap map, boolean log, int contours, Range range)
            implements Layer {
        /// A map whose colours follow its values.
        public HeatMap(String name, double[] x, double[] y, double[][] z, ColourMap map, boolean log, int contours) {
            this(name, x, y, z, map, log, contours, Range.OF_VALUES);
        }

        public HeatMap {
            Checks.sameLength(name, y.length, z.length);
            for (double[] row : z) {
                Checks.sameLength(name, x.length, row.length);
            }
        }
    }

    /// The values that a map's colours span, so that several maps compare.
    ///
    /// @param low positive on a logarithmic scale
    /// @param high above low
    record Range(double low, double high) {
        /// From the map's own lowest to its highest value.
        public static final Range OF_VALUES = new Range(Double.NaN, Double.NaN);
    }

    /// Arrows of a vector field, scaled so that they do not overlap; the longest is one grid cell.
    ///
    /// @param name of the field
    /// @param style colour
    /// @param x [n]
    /// @param y [n]
    /// @param u [n] horizontal component
    /// @param v [n] vertical component
    record Arrows(String name, SeriesStyle style, double[] x, double[] y, double[] u, double[] v) implements Layer {
        public Arrows {
            Checks.sameLength(name, x.length, y.length, u.length, v.length);
        }
    }

    /// Vertical bars from a base line.
    ///
    /// @param name of the series
    /// @param style only its hue counts
    /// @param x [n] centres
    /// @param height [n]
    /// @param width of a bar
    record Bars(String name, SeriesStyle style, double[] x, double[] height, double width) implements Layer {
        public Bars {
            Checks.sameLength(name, x.length, height.length);
        }
    }

    /// A short text at a place.
    ///
    /// @param name the text
    /// @param style colour
    /// @param x left end of the text
    /// @param y base line of the text
    record Note(String name, SeriesStyle style, double x, double y) implements Layer {}

    /// A table in place of axes; a plot with a table holds no other layer.
    ///
    /// @param name of the table
    /// @param header column titles
    /// @param rows cells as shown, each as long as the header
    record Table(String name, List<String> header, List<List<String>> rows) implements Layer {
        public Table {
            for (List<String> row : rows) {
                Checks.sameLength(name, header.size(), row.size());
            }
        }
    }

    /// Perceptually uniform colour maps; the last two diverge and are only for quantities with a real zero. The
    /// pale one is ground for other layers.
    enum ColourMap {
        VIRIDIS,
        CIVIDIS,
        DIVERGING,
        PALE_DIVERGING
    }
}
