package adjointlab.core.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A table of numbers in a text file: columns separated by commas, semicolons or tabs, an optional first line of names,
/// a separator at the end of lines and empty lines are let pass.
///
/// @param names of the columns; "1", "2", … where the file has none
/// @param rows [rows][columns]
public record Csv(List<String> names, double[][] rows) {
    private static final long MOST_BYTES = 256L << 20;
    private static final int MOST_COLUMNS = 4096;

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
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line = in.readLine(); line != null && rows.size() < mostRows; line = in.readLine()) {
                number++;
                List<String> cells = cells(line);
                if (cells.isEmpty()) {
                    continue;
                }
                if (cells.size() > MOST_COLUMNS) {
                    throw new IOException(file + ", line " + number + ": more than " + MOST_COLUMNS + " columns");
                }
                if (rows.isEmpty() && names.isEmpty() && cells.stream().noneMatch(Csv::isNumber)) {
                    names = cells.stream().map(cell -> cell.replace("\"", "")).toList();
                    continue;
                }
                rows.add(numbers(cells, file + ", line " + number));
                int columns = rows.getFirst().length;
                if (cells.size() != columns || !names.isEmpty() && names.size() != columns) {
                    throw new IOException(file + ", line " + number + ": " + cells.size() + " columns; expected "
                            + (names.isEmpty() ? columns : names.size()));
                }
            }
        } catch (MalformedInputException e) {
            throw new IOException(file + " is not a text in UTF-8", e);
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

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>(
                Arrays.stream(line.split("[,;\t]")).map(String::strip).toList());
        while (!cells.isEmpty() && cells.getLast().isEmpty()) {
            cells.removeLast();
        }
        return cells;
    }

    private static boolean isNumber(String cell) {
        return cell.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    }

    private static double[] numbers(List<String> cells, String place) throws IOException {
        double[] numbers = new double[cells.size()];
        for (int c = 0; c < numbers.length; c++) {
            if (!isNumber(cells.get(c))) {
                throw new IOException(place + ", column " + (c + 1) + ": '" + cells.get(c) + "' is not a number");
            }
            numbers[c] = Double.parseDouble(cells.get(c));
        }
        return numbers;
    }
}
