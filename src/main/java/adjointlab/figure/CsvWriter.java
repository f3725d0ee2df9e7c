package adjointlab.figure;

import adjointlab.core.data.CsvLines;
import adjointlab.core.data.InputFile;
import adjointlab.core.math.Numbers;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// CSV (RFC 4180) of the undecimated data with 17 significant digits, one row a point. A figure that is a table is
/// written as that table.
final class CsvWriter implements FigureWriter {
    private static final List<String> COLUMNS = List.of("x", "y", "low", "high", "z", "u", "v");

    private static final List<String> TITLES = joined(List.of("plot", "layer", "kind", "name"), COLUMNS, "text");

    /// Whether a file begins with the titles that stand above layers, as they are written here.
    ///
    /// @throws IOException in one sentence, if it cannot be read
    static boolean isWritten(Path file) throws IOException {
        return begins(file, TITLES);
    }

    /// Whether a file's first line is as titles are written here.
    ///
    /// @throws IOException in one sentence, if it cannot be read
    static boolean begins(Path file, List<String> titles) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        CsvLines lines = new CsvLines(line, LineDelimiter.CRLF);
        lines.add(titles);
        lines.flush();
        try (InputStream in = InputFile.open(file, Long.MAX_VALUE)) {
            return Arrays.equals(in.readNBytes(line.size()), line.toByteArray());
        }
    }

    /// Titles of the table that stands for a figure in a file of data; none where its layers do.
    static List<String> titles(Figure figure) {
        return table(figure).map(LayerData::header).orElse(List.of());
    }

    private static Optional<Layer.Table> table(Figure figure) {
        List<Layer> layers = layers(figure);
        return layers.size() == 1 && layers.getFirst() instanceof Layer.Table table
                ? Optional.of(table)
                : Optional.empty();
    }

    private static List<Layer> layers(Figure figure) {
        return figure.plots().stream().flatMap(plot -> plot.layers().stream()).toList();
    }

    @Override
    public String id() {
        return "csv";
    }

    @Override
    public boolean draws() {
        return false;
    }

    @Override
    public String label() {
        return "CSV data";
    }

    @Override
    public void write(Figure figure, Page page, String manifest, OutputStream out) throws IOException {
        CsvLines lines = new CsvLines(out, LineDelimiter.CRLF);
        Optional<Layer.Table> table = table(figure);
        if (table.isPresent()) {
            lines.add(LayerData.header(table.get()));
            for (List<String> row : LayerData.cells(table.get())) {
                lines.add(row);
            }
        } else {
            writeLayers(lines, figure);
        }
        lines.flush();
    }

    /// Plot and layer are counted from 0; `text` holds a table's cells, whose x and y are their column and row (titles
    /// of columns are of the kind `header`), and
    /// tiles' captions, each at the first of its pixels.
    private static void writeLayers(CsvLines lines, Figure figure) throws IOException {
        lines.add(TITLES);
        for (int p = 0; p < figure.plots().size(); p++) {
            List<Layer> layers = figure.plots().get(p).layers();
            for (int l = 0; l < layers.size(); l++) {
                Layer layer = layers.get(l);
                List<String> prefix =
                        List.of(String.valueOf(p), String.valueOf(l), LayerData.kind(layer), layer.name());
                if (layer instanceof Layer.Table table) {
                    writeCells(lines, prefix, table);
                } else {
                    writeRows(lines, prefix, LayerData.rows(layer), captions(layer));
                }
            }
        }
    }

    /// What stands at a layer's rows, by row.
    private static Map<Integer, String> captions(Layer layer) {
        Map<Integer, String> captions = new HashMap<>();
        if (layer instanceof Layer.Tiles tiles) {
            int row = 0;
            for (Tile tile : tiles.tiles()) {
                captions.put(row, tile.caption());
                row += tile.channels().length * tile.height() * tile.width();
            }
        }
        return captions;
    }

    private static void writeRows(
            CsvLines lines, List<String> prefix, SequencedMap<String, double[]> columns, Map<Integer, String> texts)
            throws IOException {
        int n = columns.firstEntry().getValue().length;
        for (int i = 0; i < n; i++) {
            List<String> numbers = new ArrayList<>(COLUMNS.size());
            for (String name : COLUMNS) {
                double[] column = columns.get(name);
                numbers.add(column == null ? "" : Numbers.exact(column[i]));
            }
            lines.add(joined(prefix, numbers, texts.getOrDefault(i, "")));
        }
    }

    private static void writeCells(CsvLines lines, List<String> prefix, Layer.Table table) throws IOException {
        List<String> place = new ArrayList<>(Collections.nCopies(COLUMNS.size(), ""));
        List<String> titles = new ArrayList<>(prefix);
        titles.set(2, "header");
        writeCells(lines, titles, place, LayerData.header(table));
        for (int row = 0; row < LayerData.cells(table).size(); row++) {
            place.set(1, String.valueOf(row));
            writeCells(lines, prefix, place, LayerData.cells(table).get(row));
        }
    }

    private static void writeCells(CsvLines lines, List<String> prefix, List<String> place, List<String> cells)
            throws IOException {
        for (int column = 0; column < cells.size(); column++) {
            place.set(0, String.valueOf(column));
            lines.add(joined(prefix, place, cells.get(column)));
        }
    }

    private static List<String> joined(List<String> prefix, List<String> numbers, String text) {
        List<String> line = new ArrayList<>(prefix);
        line.addAll(numbers);
        line.add(text);
        return line;
    }
}
