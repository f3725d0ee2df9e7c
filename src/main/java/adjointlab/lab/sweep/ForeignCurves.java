package adjointlab.lab.sweep;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.InputFile;
import adjointlab.core.data.Quoted;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Curves that other programs logged, in long form: a CSV file (RFC 4180, UTF-8) with a line of names and the columns
/// `run`, `iteration`, `metric` and `value` in any order.
public final class ForeignCurves {
    private static final List<String> COLUMNS = List.of("run", "iteration", "metric", "value");
    private static final int MOST_BYTES = 64 << 20;
    private static final int MOST_RUNS = 100;

    /// Characters of the line of names.
    private static final int MOST_OF_NAMES = 4096;

    private ForeignCurves() {}

    /// One run's numbers.
    ///
    /// @param run its name
    /// @param iteration [n] ascending
    /// @param value [n]
    public record Curve(String run, double[] iteration, double[] value) {}

    /// Whether a file, of whatever size, begins with a line of these names.
    ///
    /// @throws IOException if it cannot be read
    public static boolean isOne(Path file) throws IOException {
        InputFile.checkRegular(file);
        try (Reader text = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
            char[] begin = new char[MOST_OF_NAMES];
            int length = Math.max(0, text.read(begin));
            String first = new String(begin, 0, length).lines().findFirst().orElse("");
            return Arrays.stream(first.split(","))
                    .map(name -> name.strip().replace("\"", ""))
                    .toList()
                    .containsAll(COLUMNS);
        }
    }

    /// Reads the curves of one metric, run by run in the order of the file.
    ///
    /// @param metric as the file calls it
    /// @throws InvalidValueException one sentence without its full stop, if the file has none
    /// @throws IOException if it cannot be read
    public static List<Curve> read(Path file, String metric) throws IOException {
        Map<String, List<double[]>> runs = new LinkedHashMap<>();
        Set<String> others = new LinkedHashSet<>();
        try (Reader text = new InputStreamReader(InputFile.open(file, MOST_BYTES), StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(text)) {
            for (NamedCsvRecord line : lines) {
                if (!line.getHeader().containsAll(COLUMNS)) {
                    throw new InvalidValueException(file + " has not the columns " + String.join(", ", COLUMNS));
                }
                if (line.getField("metric").equals(metric)) {
                    runs.computeIfAbsent(line.getField("run"), _ -> new ArrayList<>())
                            .add(new double[] {number(file, line, "iteration"), number(file, line, "value")});
                } else if (others.size() < 6) {
                    others.add(Quoted.brief(line.getField("metric")));
                }
            }
        } catch (CsvParseException e) {
            throw new InvalidValueException(file + " is no CSV file");
        }
        if (runs.isEmpty()) {
            throw new InvalidValueException(
                    file + " has no " + metric + (others.isEmpty() ? "" : ", but " + String.join(", ", others)));
        }
        if (runs.size() > MOST_RUNS) {
            throw new InvalidValueException(
                    file + " has " + runs.size() + " runs; allowed: " + MOST_RUNS + " that can be told apart");
        }
        return runs.entrySet().stream()
                .map(run -> curve(run.getKey(), run.getValue()))
                .toList();
    }

    private static Curve curve(String run, List<double[]> rows) {
        rows.sort((a, b) -> Double.compare(a[0], b[0]));
        return new Curve(
                run,
                rows.stream().mapToDouble(row -> row[0]).toArray(),
                rows.stream().mapToDouble(row -> row[1]).toArray());
    }

    private static double number(Path file, NamedCsvRecord line, String column) {
        String text = line.getField(column).strip();
        try {
            return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new InvalidValueException(
                    file + ", line " + line.getStartingLineNumber() + ": '" + Quoted.brief(text) + "' is no number");
        }
    }
}
