package adjointlab.figure;

import adjointlab.core.data.NdArray;
import adjointlab.core.math.Numbers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/// The numbers of a layer by column name, undecimated, for files of data.
final class LayerData {
    /// Columns of each kind of layer but tables, which have their own.
    static final List<Set<String>> COLUMNS = List.of(
            Set.of("x", "y"),
            Set.of("x", "low", "high"),
            Set.of("x"),
            Set.of("y"),
            Set.of("x", "y", "z"),
            Set.of("x", "y", "u", "v"));

    private LayerData() {}

    /// What kind of layer it is, as files name it.
    static String kind(Layer layer) {
        return switch (layer) {
            case Layer.Line _ -> "line";
            case Layer.Points _ -> "points";
            case Layer.Band _ -> "band";
            case Layer.Region _ -> "region";
            case Layer.Rule _ -> "rule";
            case Layer.Strokes _ -> "strokes";
            case Layer.HeatMap _ -> "heatmap";
            case Layer.Arrows _ -> "arrows";
            case Layer.Bars _ -> "bars";
            case Layer.Note _ -> "note";
            case Layer.Table _ -> "table";
            case Layer.Tiles _ -> "tiles";
        };
    }

    /// Columns as arrays; a heat map's values keep their rows.
    static SequencedMap<String, NdArray> arrays(Layer layer) {
        SequencedMap<String, NdArray> columns = new LinkedHashMap<>();
        switch (layer) {
            case Layer.Line line -> put(columns, "x", line.x(), "y", line.y());
            case Layer.Points points -> put(columns, "x", points.x(), "y", points.y());
            case Layer.Band band -> {
                put(columns, "x", band.x(), "low", band.low());
                columns.put("high", NdArray.vector(band.high()));
            }
            case Layer.Region region -> {
                put(columns, "x", new double[] {region.x0(), region.x1()}, "y", new double[] {region.y0(), region.y1()
                });
            }
            case Layer.Rule rule -> columns.put(rule.vertical() ? "x" : "y", NdArray.vector(new double[] {rule.at()}));
            case Layer.Strokes strokes -> {
                double[] level = new double[strokes.x().length];
                Arrays.fill(level, strokes.y());
                put(columns, "x", strokes.x(), "y", level);
            }
            case Layer.HeatMap map -> {
                put(columns, "x", map.x(), "y", map.y());
                columns.put("z", NdArray.matrix(map.z()));
            }
            case Layer.Arrows arrows -> {
                put(columns, "x", arrows.x(), "y", arrows.y());
                put(columns, "u", arrows.u(), "v", arrows.v());
            }
            case Layer.Bars bars -> put(columns, "x", bars.x(), "y", bars.height());
            case Layer.Note note -> put(columns, "x", new double[] {note.x()}, "y", new double[] {note.y()});
            case Layer.Table table -> put(columns, table.data());
            case Layer.Tiles tiles -> put(columns, tiles);
        }
        return columns;
    }

    /// The columns of a table that hold numbers.
    private static void put(SequencedMap<String, NdArray> columns, Layer.Table.Data data) {
        for (int c = 0; c < data.header().size(); c++) {
            int column = c;
            if (!data.rows().isEmpty() && data.rows().stream().allMatch(row -> row.get(column) instanceof Number)) {
                columns.put(
                        data.header().get(column),
                        NdArray.vector(data.rows().stream()
                                .mapToDouble(row -> ((Number) row.get(column)).doubleValue())
                                .toArray()));
            }
        }
    }

    /// Titles of a table's columns for files of data.
    static List<String> header(Layer.Table table) {
        return table.data().header().isEmpty() ? table.header() : table.data().header();
    }

    /// A table's cells for files of data: numbers exact, nothing for what is not a number.
    static List<List<String>> cells(Layer.Table table) {
        return table.data().header().isEmpty()
                ? table.rows()
                : table.data().rows().stream()
                        .map(row -> row.stream().map(LayerData::cell).toList())
                        .toList();
    }

    private static String cell(Object value) {
        return switch (value) {
            case Double number -> number.isNaN() ? "" : Numbers.exact(number);
            case List<?> list ->
                String.join(";", list.stream().map(LayerData::cell).toList());
            default -> String.valueOf(value);
        };
    }

    /// The tiles' channels one below another: column and row of each pixel, from 0, and its value.
    private static void put(SequencedMap<String, NdArray> columns, Layer.Tiles tiles) {
        List<double[]> rows = tiles.tiles().stream()
                .flatMap(tile -> Arrays.stream(tile.channels()))
                .flatMap(Arrays::stream)
                .toList();
        int width = rows.isEmpty() ? 0 : rows.getFirst().length;
        double[] x = new double[rows.size() * width];
        double[] y = new double[x.length];
        double[] z = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int row = i / width;
            x[i] = i % width;
            y[i] = row;
            z[i] = rows.get(row)[i % width];
        }
        put(columns, "x", x, "y", y);
        columns.put("z", NdArray.vector(z));
    }

    /// Columns of equal length, one row a point: a heat map gives a row for each cell.
    static SequencedMap<String, double[]> rows(Layer layer) {
        SequencedMap<String, double[]> columns = new LinkedHashMap<>();
        if (layer instanceof Layer.HeatMap map) {
            int n = map.x().length * map.y().length;
            double[] x = new double[n];
            double[] y = new double[n];
            for (int k = 0; k < n; k++) {
                x[k] = map.x()[k % map.x().length];
                y[k] = map.y()[k / map.x().length];
            }
            columns.put("x", x);
            columns.put("y", y);
            columns.put("z", NdArray.matrix(map.z()).values());
        } else {
            arrays(layer).forEach((name, array) -> columns.put(name, array.values()));
        }
        return columns;
    }

    private static void put(
            SequencedMap<String, NdArray> columns, String first, double[] firsts, String second, double[] seconds) {
        columns.put(first, NdArray.vector(firsts));
        columns.put(second, NdArray.vector(seconds));
    }
}
