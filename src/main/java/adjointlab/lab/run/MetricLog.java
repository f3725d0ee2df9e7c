package adjointlab.lab.run;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// The metrics of one run, row by row from iteration 0: lossless, append-only, primitive columns.
///
/// One thread appends; any number of threads read. A row is visible to readers as a whole or not at all; single values
/// of it may be added later.
public final class MetricLog {
    private static final int CHUNK = 1024;

    private final List<String> names;
    /// chunks[c] is [names][CHUNK]; the outer array is replaced when it grows and published by `rows`.
    private volatile double[][][] chunks = new double[0][][];
    private volatile int rows;

    /// @param names of the columns, unique
    public MetricLog(List<String> names) {
        this.names = List.copyOf(names);
    }

    /// The columns' names.
    public List<String> names() {
        return names;
    }

    /// Index of a column, −1 if there is none of that name.
    public int column(String name) {
        return names.indexOf(name);
    }

    /// Rows so far: iterations 0 … rows − 1.
    public int rows() {
        return rows;
    }

    /// Appends the row of the next iteration.
    ///
    /// @param row [names], copied
    public void append(double[] row) {
        int at = rows;
        double[][] chunk = chunkFor(at);
        for (int c = 0; c < chunk.length; c++) {
            chunk[c][at % CHUNK] = row[c];
        }
        rows = at + 1;
    }

    /// Adds a value to a row that has been appended; for any thread. Readers see it when they see the run's next
    /// version.
    ///
    /// @param name of a column; without effect where there is none
    /// @param row of those that there are
    void add(String name, int row, double value) {
        int column = column(name);
        if (column >= 0) {
            chunks[Objects.checkIndex(row, rows) / CHUNK][column][row % CHUNK] = value;
        }
    }

    private double[][] chunkFor(int row) {
        int index = row / CHUNK;
        if (index == chunks.length) {
            double[][][] longer = Arrays.copyOf(chunks, index + 1);
            longer[index] = new double[names.size()][CHUNK];
            chunks = longer;
        }
        return chunks[index];
    }

    /// One value; NaN for a column or row that does not exist.
    public double get(String name, int row) {
        int column = column(name);
        return column < 0 || row < 0 || row >= rows ? Double.NaN : chunks[row / CHUNK][column][row % CHUNK];
    }

    /// The first rows of a column; a new array. NaN throughout for a column that does not exist.
    ///
    /// @param name of the column
    /// @param end number of rows, clipped to those that there are
    public double[] values(String name, int end) {
        int column = column(name);
        int count = Math.min(end, rows);
        double[] values = new double[count];
        if (column < 0) {
            Arrays.fill(values, Double.NaN);
            return values;
        }
        for (int row = 0; row < count; row += CHUNK) {
            System.arraycopy(chunks[row / CHUNK][column], 0, values, row, Math.min(CHUNK, count - row));
        }
        return values;
    }

    /// All rows of a column; a new array.
    public double[] values(String name) {
        return values(name, rows);
    }

    /// The same rows under these columns, for a log that another version of the program began: NaN where it has
    /// none of a name.
    MetricLog under(List<String> wanted) {
        if (wanted.equals(names)) {
            return this;
        }
        MetricLog log = new MetricLog(wanted);
        for (int r = 0; r < rows; r++) {
            int row = r;
            log.append(wanted.stream().mapToDouble(name -> get(name, row)).toArray());
        }
        return log;
    }

    /// A log of its own with the first rows of this one.
    MetricLog copy(int end) {
        MetricLog copy = new MetricLog(names);
        double[] row = new double[names.size()];
        for (int r = 0; r < Math.min(end, rows); r++) {
            for (int c = 0; c < row.length; c++) {
                row[c] = chunks[r / CHUNK][c][r % CHUNK];
            }
            copy.append(row);
        }
        return copy;
    }
}
