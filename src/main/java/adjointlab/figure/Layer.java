package adjointlab.figure;

import java.util.Collections;
import java.util.List;

/// One thing drawn in a plot. Coordinates are in the units of the axes; NaN makes a gap in lines and is skipped
/// elsewhere.
public sealed interface Layer {
    /// Name for legend, tool tip and exported data; "" for parts that need none.
    String name();

    /// The run whose data it shows; nobody's for data, truth, targets, minima and the like.
    default Owner owner() {
        return Owner.NOBODY;
    }

    /// A polyline, with the style's marker thinned out along it.
    ///
    /// @param name of the series
    /// @param style of the line; its marker is drawn on few points only
    /// @param x [n] ascending unless it is a path in the plane
    /// @param y [n]
    /// @param endLabel text at the last finite point where it fits; "" for none
    /// @param owner whose it is
    record Line(String name, SeriesStyle style, double[] x, double[] y, String endLabel, Owner owner) implements Layer {
        public Line {
            Checks.sameLength(name, x.length, y.length);
        }

        /// Nobody's.
        public Line(String name, SeriesStyle style, double[] x, double[] y, String endLabel) {
            this(name, style, x, y, endLabel, Owner.NOBODY);
        }

        /// The same of a run.
        public Line ownedBy(Owner newOwner) {
            return new Line(name, style, x, y, endLabel, newOwner);
        }

        /// The same in another style.
        public Line with(SeriesStyle newStyle) {
            return new Line(name, newStyle, x, y, endLabel, owner);
        }

        /// The same with another text at its end.
        public Line endingWith(String label) {
            return new Line(name, style, x, y, label, owner);
        }
    }

    /// Separate points, each with the style's marker.
    ///
    /// @param name of the series
    /// @param style its marker must not be NONE
    /// @param x [n]
    /// @param y [n]
    /// @param owner whose it is
    record Points(String name, SeriesStyle style, double[] x, double[] y, Owner owner) implements Layer {
        public Points {
            Checks.sameLength(name, x.length, y.length);
        }

        /// Nobody's.
        public Points(String name, SeriesStyle style, double[] x, double[] y) {
            this(name, style, x, y, Owner.NOBODY);
        }

        /// The same of a run.
        public Points ownedBy(Owner newOwner) {
            return new Points(name, style, x, y, newOwner);
        }

        /// The same in another style.
        public Points with(SeriesStyle newStyle) {
            return new Points(name, newStyle, x, y, owner);
        }
    }

    /// A translucent band between two curves.
    ///
    /// @param name says what it is, for instance "95 % interval, n = 10"
    /// @param style only its hue counts
    /// @param x [n] ascending
    /// @param low [n]
    /// @param high [n]
    /// @param owner whose it is
    record Band(String name, SeriesStyle style, double[] x, double[] low, double[] high, Owner owner) implements Layer {
        public Band {
            Checks.sameLength(name, x.length, low.length, high.length);
        }

        /// Nobody's.
        public Band(String name, SeriesStyle style, double[] x, double[] low, double[] high) {
            this(name, style, x, low, high, Owner.NOBODY);
        }

        /// The same of a run.
        public Band ownedBy(Owner newOwner) {
            return new Band(name, style, x, low, high, newOwner);
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
    /// @param owner whose it is
    record Rule(String name, SeriesStyle style, boolean vertical, double at, Owner owner) implements Layer {
        /// Nobody's.
        public Rule(String name, SeriesStyle style, boolean vertical, double at) {
            this(name, style, vertical, at, Owner.NOBODY);
        }

        /// The same of a run.
        public Rule ownedBy(Owner newOwner) {
            return new Rule(name, style, vertical, at, newOwner);
        }
    }

    /// Short vertical strokes on one level, such as a solver's accepted and rejected steps.
    ///
    /// @param name of the series
    /// @param style colour of the strokes
    /// @param x [n]
    /// @param y level at which the strokes are centred
    /// @param owner whose it is
    record Strokes(String name, SeriesStyle style, double[] x, double y, Owner owner) implements Layer {
        /// Nobody's.
        public Strokes(String name, SeriesStyle style, double[] x, double y) {
            this(name, style, x, y, Owner.NOBODY);
        }

        /// The same of a run.
        public Strokes ownedBy(Owner newOwner) {
            return new Strokes(name, style, x, y, newOwner);
        }
    }

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
    /// @param cells whether each value belongs to its cell alone, as a matrix' entries do, so that nothing is drawn
    /// between
    /// @param owner whose it is
    record HeatMap(
            String name,
            double[] x,
            double[] y,
            double[][] z,
            ColourMap map,
            boolean log,
            int contours,
            Range range,
            boolean cells,
            Owner owner)
            implements Layer {
        /// A map whose colours follow its values.
        public HeatMap(String name, double[] x, double[] y, double[][] z, ColourMap map, boolean log, int contours) {
            this(name, x, y, z, map, log, contours, Range.OF_VALUES);
        }

        /// Nobody's.
        public HeatMap(
                String name,
                double[] x,
                double[] y,
                double[][] z,
                ColourMap map,
                boolean log,
                int contours,
                Range range) {
            this(name, x, y, z, map, log, contours, range, false, Owner.NOBODY);
        }

        /// The same of a run.
        public HeatMap ownedBy(Owner newOwner) {
            return new HeatMap(name, x, y, z, map, log, contours, range, cells, newOwner);
        }

        /// The same in colours whose order a print without colours keeps.
        HeatMap onPaper() {
            return new HeatMap(name, x, y, z, map.onPaper(), log, contours, range, cells, owner);
        }

        /// The same of entries between which there is nothing.
        public HeatMap ofEntries() {
            return new HeatMap(name, x, y, z, map, log, contours, range, true, owner);
        }

        /// The same colours with fewer values: those that are NaN are not drawn.
        ///
        /// @param seen [ny][nx]
        public HeatMap showing(double[][] seen) {
            AxisMap ramp = HeatImage.ramp(this);
            return new HeatMap(name, x, y, seen, map, log, contours, new Range(ramp.min(), ramp.max()), cells, owner);
        }

        /// Whether it looks the same, whoever owns it: the same arrays, not only equal ones.
        boolean looksLike(HeatMap other) {
            return ownedBy(other.owner).equals(other);
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
    /// @param owner whose it is
    record Arrows(String name, SeriesStyle style, double[] x, double[] y, double[] u, double[] v, Owner owner)
            implements Layer {
        public Arrows {
            Checks.sameLength(name, x.length, y.length, u.length, v.length);
        }

        /// Nobody's.
        public Arrows(String name, SeriesStyle style, double[] x, double[] y, double[] u, double[] v) {
            this(name, style, x, y, u, v, Owner.NOBODY);
        }

        /// The same of a run.
        public Arrows ownedBy(Owner newOwner) {
            return new Arrows(name, style, x, y, u, v, newOwner);
        }
    }

    /// Vertical bars from a base line.
    ///
    /// @param name of the series
    /// @param style only its hue counts
    /// @param x [n] centres
    /// @param height [n]
    /// @param width of a bar
    /// @param owner whose it is
    record Bars(String name, SeriesStyle style, double[] x, double[] height, double width, Owner owner)
            implements Layer {
        public Bars {
            Checks.sameLength(name, x.length, height.length);
        }

        /// Nobody's.
        public Bars(String name, SeriesStyle style, double[] x, double[] height, double width) {
            this(name, style, x, height, width, Owner.NOBODY);
        }

        /// The same of a run.
        public Bars ownedBy(Owner newOwner) {
            return new Bars(name, style, x, height, width, newOwner);
        }
    }

    /// A short text at a place.
    ///
    /// @param name the text
    /// @param style colour
    /// @param x left end of the text
    /// @param y base line of the text
    /// @param owner whose it is
    record Note(String name, SeriesStyle style, double x, double y, Owner owner) implements Layer {
        /// Nobody's.
        public Note(String name, SeriesStyle style, double x, double y) {
            this(name, style, x, y, Owner.NOBODY);
        }

        /// The same of a run.
        public Note ownedBy(Owner newOwner) {
            return new Note(name, style, x, y, newOwner);
        }
    }

    /// A table in place of axes; a plot with a table holds no other layer.
    ///
    /// @param name of the table
    /// @param header column titles
    /// @param rows cells as shown, each as long as the header
    /// @param rowOwners whose each row is
    /// @param columnOwners whose each column is, where rows are nobody's
    /// @param above rows of a longer table that stand above these and are scrolled away
    /// @param data what files of data hold
    record Table(
            String name,
            List<String> header,
            List<List<String>> rows,
            List<Owner> rowOwners,
            List<Owner> columnOwners,
            int above,
            Data data)
            implements Layer {
        /// What files of data hold instead of the cells: all rows and columns, with numbers as they are.
        ///
        /// @param header of its columns; empty where the cells are all there is
        /// @param rows of numbers (not a number where there is none) and words
        public record Data(List<String> header, List<List<Object>> rows) {
            static final Data NONE = new Data(List.of(), List.of());

            public Data {
                header = List.copyOf(header);
                for (List<Object> row : rows) {
                    Checks.sameLength("table", header.size(), row.size());
                }
                rows = rows.stream().map(List::copyOf).toList();
            }
        }

        /// Nobody's.
        public Table(String name, List<String> header, List<List<String>> rows) {
            this(name, header, rows, nobodies(rows.size()), nobodies(header.size()), 0, Data.NONE);
        }

        public Table {
            Checks.sameLength(name, rows.size(), rowOwners.size());
            Checks.sameLength(name, header.size(), columnOwners.size());
            for (List<String> row : rows) {
                Checks.sameLength(name, header.size(), row.size());
            }
        }

        /// The same with a run to each row.
        public Table ownedByRows(List<Owner> owners) {
            return new Table(name, header, rows, owners, columnOwners, above, data);
        }

        /// The same with a run to each column.
        public Table ownedByColumns(List<Owner> owners) {
            return new Table(name, header, rows, rowOwners, owners, above, data);
        }

        /// The same with what files of data hold.
        public Table of(Data newData) {
            return new Table(name, header, rows, rowOwners, columnOwners, above, newData);
        }

        /// Whose a cell is.
        public Owner owner(int row, int column) {
            Owner ofRow = rowOwners.get(row);
            return ofRow.isNobody() ? columnOwners.get(column) : ofRow;
        }

        private static List<Owner> nobodies(int count) {
            return Collections.nCopies(count, Owner.NOBODY);
        }
    }

    /// Small pictures in rows and columns in place of axes, on one scale of colours; a plot with tiles holds no
    /// other layer. The titles of the plot's axes stand at the labels of its columns and rows.
    ///
    /// @param name of the quantity, title of the colour bar; without a name there is no bar
    /// @param tiles row by row, of one size
    /// @param arrangement how they stand
    /// @param map colour map of those of one channel
    /// @param range values of the first and last colour
    /// @param owner whose they are
    record Tiles(String name, List<Tile> tiles, Tile.Arrangement arrangement, ColourMap map, Range range, Owner owner)
            implements Layer {
        public Tiles {
            tiles = List.copyOf(tiles);
            if (!(range.high > range.low)) {
                throw new IllegalArgumentException(
                        "tiles '" + name + "' have no colours from " + range.low + " to " + range.high);
            }
            for (Tile tile : tiles) {
                Checks.sameLength(name, tile.height(), tiles.getFirst().height());
                Checks.sameLength(name, tile.width(), tiles.getFirst().width());
            }
        }

        /// Nobody's.
        public Tiles(String name, List<Tile> tiles, Tile.Arrangement arrangement, ColourMap map, Range range) {
            this(name, tiles, arrangement, map, range, Owner.NOBODY);
        }

        /// The same in colours whose order a print without colours keeps.
        Tiles onPaper() {
            return new Tiles(name, tiles, arrangement, map.onPaper(), range, owner);
        }

        /// With columns for rows.
        Tiles turned() {
            return new Tiles(name, arrangement.turned(tiles), arrangement.turned(tiles.size()), map, range, owner);
        }

        /// The same of a run.
        public Tiles ownedBy(Owner newOwner) {
            return new Tiles(name, tiles, arrangement, map, range, newOwner);
        }
    }

    /// Perceptually uniform colour maps; the diverging ones are only for quantities with a real zero. The pale ones
    /// are ground for other layers and for numbers; grey is for pictures that are grey by themselves. What diverges
    /// by hue alone loses its sign in a print without colours: on paper the rising ones stand in, from dark to
    /// light.
    enum ColourMap {
        VIRIDIS,
        CIVIDIS,
        DIVERGING,
        PALE_DIVERGING,
        PALE_CLASSES,
        RISING,
        PALE_RISING,
        RISING_CLASSES,
        PALE,
        GREY;

        /// Whether its middle colour is zero.
        boolean isAroundZero() {
            return switch (this) {
                case DIVERGING, PALE_DIVERGING, PALE_CLASSES, RISING, PALE_RISING, RISING_CLASSES -> true;
                case VIRIDIS, CIVIDIS, PALE, GREY -> false;
            };
        }

        /// What stands for it on paper.
        ColourMap onPaper() {
            return switch (this) {
                case DIVERGING -> RISING;
                case PALE_DIVERGING -> PALE_RISING;
                case PALE_CLASSES -> RISING_CLASSES;
                case VIRIDIS, CIVIDIS, RISING, PALE_RISING, RISING_CLASSES, PALE, GREY -> this;
            };
        }
    }
}
