package adjointlab.core.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A table of numbers in a text file as [CsvLineReader] reads it: columns separated by tabs, semicolons, commas or
/// blanks, with an optional first line of names and perhaps a separator at the end of lines. Where no comma separates,
/// it may be the decimal mark, of all numbers or of none.
///
/// @param names of the columns; "1", "2", … where the file has none
/// @param rows [rows][columns]
public record Csv(List<String> names, double[][] rows) {
    private static final long MOST_BYTES = 256L << 20;

    public Csv {
        names = List.copyOf(names);
    }

    /// Reads a file.
    ///
    /// @param mostRows how many rows are read; the rest is left
    /// @throws IOException in one sentence with the place, if it cannot be read or is no table of numbers
    public static Csv read(Path file, int mostRows) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + (Files.exists(file) ? " is no file" : " does not exist"));
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " is larger than " + (MOST_BYTES >> 20) + " MiB");
        }
        List<String> names = List.of();
        List<double[]> rows = new ArrayList<>();
        try (CsvLineReader in = CsvLineReader.open(file)) {
            NumberCells numbers = new NumberCells(in.separator() != ',');
            while (rows.size() < mostRows) {
                Optional<CsvLineReader.Line> line = in.next();
                if (line.isEmpty()) {
                    break;
                }
                List<String> cells = line.get().cells();
                if (rows.isEmpty() && names.isEmpty() && cells.stream().noneMatch(numbers::isNumber)) {
                    names = cells;
                    continue;
                }
                String place = file + ", line " + line.get().number();
                rows.add(numbers.of(cells, place));
                int columns = rows.getFirst().length;
                if (cells.size() != columns || !names.isEmpty() && names.size() != columns) {
                    throw new IOException(place + ": " + cells.size() + " columns; expected "
                            + (names.isEmpty() ? columns : names.size()));
                }
            }
        }
        if (rows.isEmpty()) {
            throw new IOException(file + " holds no rows of numbers");
        }
        if (names.isEmpty()) {
            List<String> counted = new ArrayList<>();
            for (int c = 1; c <= rows.getFirst().length; c++) {
                counted.add(String.valueOf(c));
            }
            names = counted;
        }
        return new Csv(names, rows.toArray(double[][]::new));
    }

    /// One column.
    public double[] column(int index) {
        return Arrays.stream(rows).mapToDouble(row -> row[index]).toArray();
    }
}
