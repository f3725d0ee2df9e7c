package adjointlab.core.table;

import adjointlab.core.table.TableOptions.Header;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What a first reading of a table in a text finds: how it is written, and what its columns have.
///
/// @param typed whether it is no text, but a table of Parquet
/// @param dialect how it is parted
/// @param charset its encoding
/// @param header the line of names; 0 where there is none
/// @param marks of its numbers
/// @param surveyed each column's cells; not copied
/// @param columns what they are
/// @param rows below the names
record TableSurvey(
        boolean typed,
        Dialect dialect,
        Charset charset,
        long header,
        NumberMarks marks,
        List<SurveyedColumn> surveyed,
        List<TableColumn> columns,
        int rows) {
    private static final int FIRST = 60;

    /// Reads a whole file.
    ///
    /// @throws IOException in one sentence with the place, if it is no table
    static TableSurvey of(Path file, TableOptions options) throws IOException {
        try (CsvLineReader in = CsvLineReader.open(file, options.text())) {
            return new Reading(file.toString(), in, options).all();
        }
    }

    /// One line of names and the lines that were read with it.
    private record Start(HeaderLine header, List<CsvLineReader.Line> rows) {}

    /// A reading under way.
    private record Reading(String where, CsvLineReader in, TableOptions options) {
        TableSurvey all() throws IOException {
            List<CsvLineReader.Line> first = new ArrayList<>();
            for (int k = 0; k < FIRST; k++) {
                in.next().ifPresent(first::add);
            }
            Start start = start(first);
            int width = start.header.names().size();
            List<SurveyedColumn> surveyed = IntStream.range(0, width)
                    .mapToObj(c -> new SurveyedColumn(c, mayBeClass(start.header, c)))
                    .toList();
            NumberMarks.Evidence marks = new NumberMarks.Evidence(in.separator());
            int rows = 0;
            Optional<CsvLineReader.Line> line;
            for (int k = 0; ; k++) {
                line = k < start.rows.size() ? Optional.of(start.rows.get(k)) : in.next();
                if (line.isEmpty()) {
                    break;
                }
                add(line.get(), surveyed, marks);
                rows++;
            }
            if (rows == 0) {
                throw new IOException(where + " holds no rows of numbers");
            }
            HeaderLine header = start.header;
            return new TableSurvey(
                    in.isTyped(),
                    in.dialect(),
                    in.charset(),
                    header.line(),
                    in.isTyped()
                            ? NumberMarks.POINT
                            : marks.found(options.text().decimal(), where),
                    surveyed,
                    IntStream.range(0, width)
                            .mapToObj(c -> surveyed.get(c).column(header.names().get(c), header.isThere()))
                            .toList(),
                    rows);
        }

        private Start start(List<CsvLineReader.Line> first) throws IOException {
            if (first.isEmpty()) {
                throw new IOException(where + " holds no rows of numbers");
            }
            Header asked = options.text().header();
            boolean named = in.isTyped() || asked == Header.NAMES || asked == Header.FOUND && HeaderLine.is(first);
            HeaderLine header = named
                    ? HeaderLine.of(first.getFirst(), first.subList(1, first.size()))
                    : HeaderLine.none(first, asked == Header.NONE ? Optional.empty() : Optional.of(in.dialect()));
            return new Start(header, named ? first.subList(1, first.size()) : first);
        }

        private boolean mayBeClass(HeaderLine header, int column) {
            List<String> names = header.names();
            TableColumn found = TableColumn.ofNumbers(names.get(column), header.isThere());
            String asked = options.target().strip();
            return column == 0
                    || column == names.size() - 1
                    || found.isCalledTarget()
                    || asked.equals(names.get(column))
                    || asked.equals(String.valueOf(column + 1))
                    || asked.equals("#" + (column + 1));
        }

        private void add(CsvLineReader.Line line, List<SurveyedColumn> surveyed, NumberMarks.Evidence marks)
                throws IOException {
            List<String> cells = line.cells();
            int width = surveyed.size();
            if (cells.size() > width || line.width() < width) {
                throw new IOException(where + ", " + line.place() + ": "
                        + (cells.size() > width ? cells.size() : line.width()) + " columns; expected " + width);
            }
            for (int c = 0; c < width; c++) {
                String cell = c < cells.size() ? cells.get(c) : "";
                Cell kind = Cell.of(cell);
                if (kind == Cell.NUMBER) {
                    marks.add(cell, line.number(), c);
                }
                surveyed.get(c).add(cell, kind, line);
            }
        }
    }
}
