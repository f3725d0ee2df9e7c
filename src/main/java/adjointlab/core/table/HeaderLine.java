package adjointlab.core.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The names above the columns of a table.
///
/// @param line of the file; 0 where they stand in no line of their own
/// @param names one for each column; "" where a column has none
/// @param isThere whether the file has names at all; else they are "1", "2", …
record HeaderLine(long line, List<String> names, boolean isThere) {
    private static final int FEWEST = 3;

    HeaderLine {
        names = List.copyOf(names);
    }

    /// Whether the first line has names: none of its cells is a value, or one is a word above numbers alone, or they
    /// count, as pandas writes columns without names.
    ///
    /// @param lines the first of the file, at least one
    static boolean is(List<CsvLineReader.Line> lines) {
        List<String> first = lines.getFirst().cells();
        List<CsvLineReader.Line> rows = lines.subList(1, lines.size());
        if (first.stream().noneMatch(cell -> !cell.isEmpty() && Cell.of(cell).isValue())) {
            return true;
        }
        return IntStream.range(0, first.size()).anyMatch(c -> isWordAboveNumbers(first.get(c), c, rows))
                || counts(first, rows);
    }

    private static boolean isWordAboveNumbers(String name, int column, List<CsvLineReader.Line> rows) {
        return !rows.isEmpty()
                && Cell.of(name) == Cell.TEXT
                && !Cell.isInfinite(name)
                && rows.stream()
                        .filter(row -> column < row.cells().size())
                        .allMatch(row -> Cell.of(row.cells().get(column)).isValue())
                && rows.stream().anyMatch(row -> column < row.cells().size());
    }

    /// Whether cells are 0, 1, 2, … over rows that are more than such: over fractions, or behind a cell without
    /// anything.
    private static boolean counts(List<String> first, List<CsvLineReader.Line> rows) {
        int skip = first.getFirst().isEmpty() ? 1 : 0;
        boolean rising =
                IntStream.range(skip, first.size()).allMatch(c -> first.get(c).equals(String.valueOf(c - skip)));
        if (!rising || first.size() - skip < 1 || rows.isEmpty()) {
            return false;
        }
        boolean fractions = rows.stream()
                .flatMap(row -> row.cells().stream())
                .anyMatch(cell -> cell.indexOf('.') >= 0 || cell.indexOf(',') >= 0);
        return skip == 1 || fractions && first.size() > 1 || first.size() >= FEWEST;
    }

    /// Names of a line.
    ///
    /// @param rows some of those below; R has one more cell in them where it names the rows
    static HeaderLine of(CsvLineReader.Line line, List<CsvLineReader.Line> rows) {
        List<String> names = new ArrayList<>(line.cells());
        int below = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        if (below == names.size() + 1 && line.width() == names.size()) {
            names.addFirst("");
        }
        while (names.size() < below && names.size() < line.width()) {
            names.add(String.valueOf(names.size() + 1));
        }
        return new HeaderLine(line.number(), names, true);
    }

    /// Columns of a file whose first line is a row already.
    ///
    /// @param lines the first of the file
    /// @param dialect has what is noted above the rows, where that may be names
    static HeaderLine none(List<CsvLineReader.Line> lines, Optional<Dialect> dialect) {
        int width = lines.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        List<String> noted = dialect.map(each -> each.notedCells(width)).orElse(List.of());
        if (!noted.isEmpty() && noted.stream().noneMatch(cell -> Cell.of(cell).isValue())) {
            return new HeaderLine(0, noted, true);
        }
        return new HeaderLine(
                0, IntStream.rangeClosed(1, width).mapToObj(String::valueOf).toList(), false);
    }
}
