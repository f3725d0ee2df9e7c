package adjointlab.core.table.series;

import adjointlab.core.table.CsvLineReader;
import adjointlab.core.table.NumberCells;
import adjointlab.core.table.SampleFile;
import adjointlab.core.table.series.Understood.Form;
import adjointlab.core.table.series.Understood.Times;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// A table whose rows are observations: of several series where a column names them (long form), else of one. A value
/// is missing where a cell is empty, "?", "NaN" or "NA". The first line has names where none of its cells is a number
/// or a date.
final class TableSeries {
    private static final Set<String> MISSING = Set.of("", "?", "nan", "na");

    private final String where;
    private final CsvLineReader lines;
    private final NumberCells numbers;
    private final TimeCells times;
    private final SeriesFile.Options options;
    private final Map<String, TableRows> rows = new LinkedHashMap<>();

    private TableSeries(String where, CsvLineReader lines, SeriesFile.Options options) {
        this.where = where;
        this.lines = lines;
        this.options = options;
        numbers = new NumberCells(lines.separator() != ',');
        times = new TimeCells(new NumberCells(lines.separator() != ','));
    }

    /// What was found of a table.
    ///
    /// @param timing where times come from
    /// @param named whether a column names the series
    record Read(Times timing, boolean named) {}

    static SeriesSet read(Path file, SeriesFile.Options options) throws IOException {
        String where = file.toString();
        Gatherer gatherer = new Gatherer(where);
        Read read = read(where, SampleFile.unpacked(file, where), options, "", gatherer);
        return gatherer.finish(read.named ? Form.LONG_TABLE : Form.ONE_TABLE, read.timing);
    }

    /// Reads a table.
    ///
    /// @param where it is, for the sentence of an error
    /// @param bytes of it; closed
    /// @param name of the series; "" where a column may name several
    /// @param gatherer takes the series
    static Read read(String where, InputStream bytes, SeriesFile.Options options, String name, Gatherer gatherer)
            throws IOException {
        try (CsvLineReader lines = CsvLineReader.open(where, bytes)) {
            return new TableSeries(where, lines, options).all(name, gatherer);
        }
    }

    private Read all(String name, Gatherer gatherer) throws IOException {
        Optional<CsvLineReader.Line> line = lines.next();
        if (line.isEmpty()) {
            throw new IOException(where + " is empty");
        }
        boolean named = lines.isTyped() || line.get().cells().stream().noneMatch(this::isValue);
        List<String> names =
                named ? named(line.get()) : Columns.numbered(line.get().cells().size());
        String place = named ? where + ", " + line.get().place() : where;
        Columns columns = Columns.of(names, options, name.isEmpty(), place);
        gatherer.begin(columns.channelNames(), !options.columns().isBlank(), place);
        if (named && line.get().width() > names.size()) {
            gatherer.remark("an empty last column is left out");
        }
        line = named ? lines.next() : line;
        while (line.isPresent()) {
            add(line.get(), columns, gatherer);
            line = lines.next();
        }
        if (rows.isEmpty()) {
            throw new IOException(where + " has no rows" + (named ? " below its names" : ""));
        }
        for (Map.Entry<String, TableRows> each : rows.entrySet()) {
            each.getValue().addTo(gatherer, name.isEmpty() ? each.getKey() : name, times);
        }
        Times timing = columns.time() < 0
                ? Times.EVEN
                : new Times("column " + NumberCells.brief(names.get(columns.time())), times.areDates());
        return new Read(timing, columns.series() >= 0);
    }

    private boolean isValue(String cell) {
        return numbers.isNumber(cell) || TimeCells.isDate(cell);
    }

    private static List<String> named(CsvLineReader.Line line) {
        List<String> names = new ArrayList<>(line.cells());
        for (int c = 0; c < names.size(); c++) {
            if (names.get(c).isEmpty()) {
                names.set(c, String.valueOf(c + 1));
            }
        }
        return names;
    }

    private void add(CsvLineReader.Line line, Columns columns, Gatherer gatherer) throws IOException {
        List<String> cells = line.cells();
        String place = where + ", " + line.place();
        int wanted = columns.names().size();
        if (cells.size() > wanted || line.width() < wanted) {
            throw new IOException(place + ": " + (cells.size() > wanted ? cells.size() : line.width())
                    + " columns; expected " + wanted);
        }
        String name = "1";
        if (columns.series() >= 0) {
            name = cell(cells, columns.series());
            if (name.isEmpty()) {
                throw new IOException(
                        place + ", " + columns.place(columns.series()) + " is empty; every row names its series");
            }
        }
        TableRows own = rows.get(name);
        if (own == null) {
            if (rows.size() == Gatherer.MOST_SERIES) {
                throw new IOException(place + ": more than " + Gatherer.MOST_SERIES + " series");
            }
            own = new TableRows(name, line.number(), options.timing().repeats());
            rows.put(name, own);
        }
        gatherer.reserve(1);
        double time = own.count() * options.spacing();
        if (columns.time() >= 0) {
            time = times.of(cell(cells, columns.time()), () -> place + ", " + columns.place(columns.time()));
            own.checkTime(time, cell(cells, columns.time()), place + ", " + columns.place(columns.time()));
        }
        if (columns.label() >= 0) {
            own.checkLabel(label(cell(cells, columns.label())), place + ", " + columns.place(columns.label()));
        }
        own.add(time, values(cells, columns, place), line.number());
    }

    private static String label(String cell) {
        return MISSING.contains(cell.toLowerCase(Locale.ROOT)) ? "" : cell;
    }

    private static String cell(List<String> cells, int column) {
        return column < cells.size() ? cells.get(column) : "";
    }

    private double[] values(List<String> cells, Columns columns, String place) throws IOException {
        double[] values = new double[columns.channels().length];
        for (int c = 0; c < values.length; c++) {
            int column = columns.channels()[c];
            String cell = cell(cells, column);
            if (MISSING.contains(cell.toLowerCase(Locale.ROOT))) {
                values[c] = Double.NaN;
                continue;
            }
            Supplier<String> at = () -> place + ", " + columns.place(column);
            if (!numbers.isNumber(cell)) {
                throw new IOException(at.get() + ": '" + NumberCells.brief(cell)
                        + "' is not a number; choose the columns of the channels, or leave a missing value empty");
            }
            values[c] = numbers.of(cell, at);
            if (!Double.isFinite(values[c])) {
                throw new IOException(at.get() + ": '" + NumberCells.brief(cell) + "' is too large");
            }
        }
        return values;
    }
}
