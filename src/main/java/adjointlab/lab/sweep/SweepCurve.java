package adjointlab.lab.sweep;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.CsvLines;
import adjointlab.core.math.Numbers;
import adjointlab.core.train.Evaluation;
import adjointlab.core.train.Metric;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How a training went: numbers by iteration, for long trainings of every second, fourth, … only. Evaluations are
/// summed from the start.
public final class SweepCurve {
    /// Column of the updates made.
    public static final String ITERATION = "iteration";

    private static final Metric[] METRICS = {
        Metric.LOSS,
        Metric.TEST_LOSS,
        Metric.TEST_ACCURACY,
        Metric.VALIDATION_LOSS,
        Metric.VALIDATION_ACCURACY,
        Metric.GRADIENT_NORM
    };

    /// Columns of evaluations, from the start.
    public static final List<String> COLUMNS = columns();

    private final double[][] rows;

    /// @param rows [n][columns] ascending by iteration, not copied
    private SweepCurve(double[][] rows) {
        this.rows = rows;
    }

    /// One of given columns.
    ///
    /// @param columns [columns][n] in the order of [#COLUMNS], ascending by iteration
    public static SweepCurve of(double[][] columns) {
        double[][] rows = new double[columns[0].length][columns.length];
        for (int c = 0; c < columns.length; c++) {
            for (int i = 0; i < rows.length; i++) {
                rows[i][c] = columns[c][i];
            }
        }
        return new SweepCurve(rows);
    }

    private static List<String> columns() {
        List<String> columns = new ArrayList<>(List.of(ITERATION, Metric.NFE_FORWARD.id(), Metric.NFE_BACKWARD.id()));
        Arrays.stream(METRICS).map(Metric::id).forEach(columns::add);
        return List.copyOf(columns);
    }

    /// Iterations that were kept.
    public int size() {
        return rows.length;
    }

    /// One column.
    ///
    /// @param name of [#COLUMNS]
    /// @return [n], not a number where the iteration did not look at it; a new array
    public double[] values(String name) {
        int column = COLUMNS.indexOf(name);
        if (column < 0) {
            throw new IllegalArgumentException("curves of sweeps have no column " + name);
        }
        return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
    }

    /// Evaluations forward and backward from the start.
    ///
    /// @return [n]; a new array
    public double[] evaluations() {
        return Arrays.stream(rows).mapToDouble(row -> row[1] + row[2]).toArray();
    }

    /// Writes all columns with a line of names above them; the same curve gives the same bytes.
    void write(OutputStream out) throws IOException {
        CsvLines lines = new CsvLines(out, LineDelimiter.LF);
        lines.add(COLUMNS);
        for (double[] row : rows) {
            lines.add(cells(row));
        }
        lines.flush();
    }

    private static List<String> cells(double[] row) {
        return Arrays.stream(row)
                .mapToObj(value -> Double.isNaN(value) ? "" : Numbers.exact(value))
                .toList();
    }

    /// The lines of its numbers, as [#write] writes them.
    List<List<String>> lines() {
        return Arrays.stream(rows).map(SweepCurve::cells).toList();
    }

    /// Reads what [#write] wrote.
    ///
    /// @throws InvalidValueException if it is something else
    static SweepCurve read(Reader text) {
        List<double[]> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> records = CsvReader.builder().ofCsvRecord(text)) {
            for (CsvRecord line : records) {
                if (line.getStartingLineNumber() == 1) {
                    if (!line.getFields().equals(COLUMNS)) {
                        throw new InvalidValueException("is not a curve of a sweep");
                    }
                } else {
                    rows.add(row(line));
                }
            }
        } catch (IOException e) {
            throw new InvalidValueException("cannot be read");
        }
        return new SweepCurve(rows.toArray(double[][]::new));
    }

    private static double[] row(CsvRecord line) {
        if (line.getFieldCount() != COLUMNS.size()) {
            throw new InvalidValueException("line " + line.getStartingLineNumber() + " is not whole");
        }
        double[] row = new double[COLUMNS.size()];
        for (int c = 0; c < row.length; c++) {
            String cell = line.getField(c);
            try {
                row[c] = switch (cell) {
                    case "" -> Double.NaN;
                    case "inf" -> Double.POSITIVE_INFINITY;
                    case "-inf" -> Double.NEGATIVE_INFINITY;
                    default -> Double.parseDouble(cell);
                };
            } catch (NumberFormatException e) {
                throw new InvalidValueException("line " + line.getStartingLineNumber() + " has no number");
            }
        }
        return row;
    }

    /// Takes iterations as they come and keeps as many as can be drawn.
    static final class Recorder {
        private static final int MOST_ROWS = 400;

        private final List<double[]> kept = new ArrayList<>();
        private final double[] latest = new double[COLUMNS.size()];
        private boolean any;
        private int stride = 1;

        /// @param evaluation of the next iteration
        /// @param seen what that iteration looked at besides
        /// @param forward evaluations from the start
        /// @param backward the same backward
        void take(Evaluation evaluation, Evaluation seen, long forward, long backward) {
            any = true;
            latest[0] = evaluation.iteration();
            latest[1] = forward;
            latest[2] = backward;
            for (int m = 0; m < METRICS.length; m++) {
                boolean besides = METRICS[m].ofTest() || METRICS[m].ofValidation();
                latest[3 + m] = METRICS[m].of(besides ? seen : evaluation);
            }
            if (evaluation.iteration() % stride == 0) {
                kept.add(latest.clone());
                if (kept.size() > MOST_ROWS) {
                    stride *= 2;
                    kept.removeIf(each -> each[0] % stride != 0);
                }
            }
        }

        /// What was kept, and the latest.
        SweepCurve curve() {
            List<double[]> rows = new ArrayList<>(kept);
            if (any && (rows.isEmpty() || rows.getLast()[0] < latest[0])) {
                rows.add(latest.clone());
            }
            return new SweepCurve(rows.toArray(double[][]::new));
        }
    }
}
