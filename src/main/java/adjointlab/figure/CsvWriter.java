package adjointlab.figure;

import adjointlab.core.math.Numbers;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// CSV (RFC 4180) of the undecimated data with 17 significant digits, one row a point. A figure that is a table is
/// written as that table.
final class CsvWriter implements FigureWriter {
    private static final List<String> COLUMNS = List.of("x", "y", "low", "high", "z", "u", "v");
    private static final String LINE_END = "\r\n";

    @Override
    public String id() {
        return "csv";
    }

    @Override
    public String label() {
        return "CSV data";
    }

    @Override
    public void write(Figure figure, Page page, String manifest, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        List<Layer> layers =
                figure.plots().stream().flatMap(plot -> plot.layers().stream()).toList();
        if (layers.size() == 1 && layers.getFirst() instanceof Layer.Table table) {
            writeTable(writer, table);
        } else {
            writeLayers(writer, figure);
        }
        writer.flush();
    }

    private static void writeTable(Writer writer, Layer.Table table) throws IOException {
        writer.write(line(table.header()));
        for (List<String> row : table.rows()) {
            writer.write(line(row));
        }
    }

    private static String line(List<String> cells) {
        return cells.stream().map(CsvWriter::quoted).collect(Collectors.joining(",")) + LINE_END;
    }

    /// Plot and layer are counted from 0; `text` holds a table's cells, whose x and y are their column and row.
    private static void writeLayers(Writer writer, Figure figure) throws IOException {
        writer.write("plot,layer,kind,name," + String.join(",", COLUMNS) + ",text" + LINE_END);
        for (int p = 0; p < figure.plots().size(); p++) {
            List<Layer> layers = figure.plots().get(p).layers();
            for (int l = 0; l < layers.size(); l++) {
                Layer layer = layers.get(l);
                String prefix = p + "," + l + "," + LayerData.kind(layer) + "," + quoted(layer.name());
                if (layer instanceof Layer.Table table) {
                    writeCells(writer, prefix, table);
                } else {
                    writeRows(writer, prefix, LayerData.rows(layer));
                }
            }
        }
    }

    private static void writeRows(Writer writer, String prefix, SequencedMap<String, double[]> columns)
            throws IOException {
        int n = columns.firstEntry().getValue().length;
        for (int i = 0; i < n; i++) {
            writer.write(prefix);
            for (String name : COLUMNS) {
                double[] column = columns.get(name);
                writer.write(column == null ? "," : "," + Numbers.exact(column[i]));
            }
            writer.write("," + LINE_END);
        }
    }

    private static void writeCells(Writer writer, String prefix, Layer.Table table) throws IOException {
        String blanks = ",".repeat(COLUMNS.size() - 1);
        for (int row = 0; row < table.rows().size(); row++) {
            for (int column = 0; column < table.header().size(); column++) {
                writer.write(prefix + "," + column + "," + row + blanks
                        + quoted(table.rows().get(row).get(column)) + LINE_END);
            }
        }
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
