package adjointlab.core.table.series;

import adjointlab.core.table.NumberCells;
import adjointlab.core.table.SampleFile;
import adjointlab.core.table.series.Understood.Form;
import adjointlab.core.table.series.Understood.Times;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A file of the UEA archive (Bagnall et al., "The UEA multivariate time series classification archive", 2018): a
/// header of lines that begin with @, then a series a line, its dimensions between colons, values between commas, the
/// class last. Dimensions of one series may differ in length, and with @timeStamps in their times: a value is missing
/// where a dimension has none.
final class TsFile {
    private static final NumberCells NUMBERS = new NumberCells(false);

    private final SeriesFile.Options options;
    private final TsHeader header;
    private final TimeCells times = new TimeCells(NUMBERS);
    private final int[] columns;
    private final Gatherer gatherer;
    private final int dimensions;
    private int length;

    private TsFile(String file, SeriesFile.Options options, TsHeader header, int dimensions) throws IOException {
        this.options = options;
        this.header = header;
        this.dimensions = dimensions;
        length = header.length();
        if (dimensions > Gatherer.MOST_CHANNELS) {
            throw new IOException(file + " has more than " + Gatherer.MOST_CHANNELS + " dimensions");
        }
        List<String> names = Columns.numbered(dimensions);
        boolean chosen = !options.columns().isBlank();
        columns = Columns.chosen(names, chosen ? options.columns() : String.join(",", names), file);
        gatherer = new Gatherer(file);
        gatherer.begin(Arrays.stream(columns).mapToObj(names::get).toList(), chosen, file);
        gatherer.declare(header.classes());
        header.remarks().forEach(gatherer::remark);
    }

    static SeriesSet read(Path path, SeriesFile.Options options) throws IOException {
        String file = path.toString();
        options.checkNone(file);
        try (BufferedReader text = new BufferedReader(
                new InputStreamReader(SampleFile.unpacked(path, file), StandardCharsets.UTF_8), 1 << 16)) {
            TsLines lines = new TsLines(text, file);
            TsHeader header = TsHeader.read(lines, file);
            TsFile reader = null;
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                String place = file + ", line " + lines.number();
                List<String> parts = parts(line.get(), place);
                if (reader == null) {
                    int dimensions = header.dimensions() > 0 ? header.dimensions() : parts.size() - header.behind();
                    reader = new TsFile(file, options, header, Math.max(1, dimensions));
                }
                reader.add(parts, place);
            }
            if (reader == null) {
                throw new IOException(file + " has no series behind @data");
            }
            return reader.finish();
        }
    }

    private SeriesSet finish() throws IOException {
        return gatherer.finish(Form.TS, header.timeStamps() ? new Times("time stamps", times.areDates()) : Times.EVEN);
    }

    /// What stands between the colons of a line; those within brackets part nothing.
    private static List<String> parts(String line, String place) throws IOException {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < line.length(); i++) {
            char sign = line.charAt(i);
            depth += sign == '(' ? 1 : sign == ')' ? -1 : 0;
            if (depth < 0 || depth > 1) {
                throw new IOException(place + ", character " + (i + 1) + ": a bracket does not fit; a time stamp is"
                        + " written (time,value)");
            }
            if (sign == ':' && depth == 0) {
                parts.add(line.substring(from, i).strip());
                from = i + 1;
            }
        }
        if (depth != 0) {
            throw new IOException(place + ": a bracket is not closed; a time stamp is written (time,value)");
        }
        parts.add(line.substring(from).strip());
        return parts;
    }

    private void add(List<String> parts, String place) throws IOException {
        int there = parts.size() - header.behind();
        if (there != dimensions) {
            throw new IOException(place + ": " + Math.max(0, there) + " dimensions; expected " + dimensions
                    + (header.behind() > 0 ? " and the " + header.behindWords() + " behind them" : ""));
        }
        String label = "";
        if (!header.classes().isEmpty()) {
            label = parts.getLast();
            if (!header.classes().contains(label)) {
                throw new IOException(
                        place + ": the class '" + NumberCells.brief(label) + "' is none that @classLabel lists");
            }
        }
        String name = String.valueOf(gatherer.count() + 1);
        if (header.timeStamps()) {
            stamped(parts, place, name, label);
        } else {
            even(parts, place, name, label);
        }
    }

    private void even(List<String> parts, String place, String name, String label) throws IOException {
        String[][] cells = new String[dimensions][];
        int most = 0;
        for (int d = 0; d < dimensions; d++) {
            cells[d] = parts.get(d).split(",", -1);
            if (header.equalLength()) {
                length = length == 0 ? cells[d].length : length;
                if (cells[d].length != length) {
                    throw new IOException(place + ", dimension " + (d + 1) + ": " + cells[d].length
                            + " values, but by @equalLength all series have " + length);
                }
            }
            most = Math.max(most, cells[d].length);
        }
        gatherer.reserve(most);
        double[][] values = empty(most);
        double[] at = new double[most];
        Arrays.setAll(at, k -> k * options.spacing());
        for (int c = 0; c < columns.length; c++) {
            String[] own = cells[columns[c]];
            for (int k = 0; k < own.length; k++) {
                values[k][c] = value(own[k].strip(), place, columns[c], k);
            }
        }
        gatherer.add(name, at, values, label);
    }

    private double[][] empty(int observations) {
        double[][] values = new double[observations][columns.length];
        for (double[] row : values) {
            Arrays.fill(row, Double.NaN);
        }
        return values;
    }

    private static double value(String cell, String place, int dimension, int k) throws IOException {
        if (cell.isEmpty()) {
            throw new IOException(place(place, dimension, k) + " is empty; write ? where a value is missing");
        }
        if (cell.equals("?") || cell.equalsIgnoreCase("nan")) {
            return Double.NaN;
        }
        double value = NUMBERS.of(cell, () -> place(place, dimension, k));
        if (!Double.isFinite(value)) {
            throw new IOException(place(place, dimension, k) + ": '" + NumberCells.brief(cell) + "' is too large");
        }
        return value;
    }

    private static String place(String place, int dimension, int k) {
        return place + ", dimension " + (dimension + 1) + ", value " + (k + 1);
    }

    private void stamped(List<String> parts, String place, String name, String label) throws IOException {
        Map<Double, double[]> rows = new TreeMap<>();
        for (int d = 0; d < columns.length; d++) {
            int dimension = columns[d];
            String all = parts.get(dimension);
            if (all.equals("?")) {
                continue;
            }
            double before = Double.NEGATIVE_INFINITY;
            int from = 0;
            for (int k = 0; from < all.length(); k++) {
                int value = k;
                int to = all.indexOf(')', from);
                String inner = all.charAt(from) == '(' ? all.substring(from + 1, to) : "";
                int comma = inner.indexOf(',');
                if (comma < 0 || comma != inner.lastIndexOf(',')) {
                    throw new IOException(place(place, dimension, k) + ": expected (time,value)");
                }
                double time = times.of(inner.substring(0, comma).strip(), () -> place(place, dimension, value));
                if (!(time > before)) {
                    throw new IOException(place(place, dimension, k) + ": the time '"
                            + NumberCells.brief(inner.substring(0, comma)) + "' is not later than the one before");
                }
                before = time;
                double[] row = rows.get(time);
                if (row == null) {
                    gatherer.reserve(1);
                    row = empty(1)[0];
                    rows.put(time, row);
                }
                row[d] = value(inner.substring(comma + 1).strip(), place, dimension, k);
                from = next(all, to + 1, place, dimension, k);
            }
        }
        double start =
                times.areDates() && !rows.isEmpty() ? rows.keySet().iterator().next() : 0;
        gatherer.add(
                name,
                rows.keySet().stream().mapToDouble(time -> time - start).toArray(),
                rows.values().toArray(double[][]::new),
                label);
    }

    /// Where the next bracket has to be.
    private static int next(String all, int behind, String place, int dimension, int k) throws IOException {
        int at = behind;
        while (at < all.length() && Character.isWhitespace(all.charAt(at))) {
            at++;
        }
        if (at == all.length()) {
            return at;
        }
        if (all.charAt(at) != ',') {
            throw new IOException(place(place, dimension, k) + ": behind (time,value) stands '" + all.charAt(at)
                    + "'; expected a comma");
        }
        do {
            at++;
        } while (at < all.length() && Character.isWhitespace(all.charAt(at)));
        if (at == all.length()) {
            throw new IOException(place(place, dimension, k + 1) + " is empty; expected (time,value)");
        }
        return at;
    }
}
