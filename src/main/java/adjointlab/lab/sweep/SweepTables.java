package adjointlab.lab.sweep;

import adjointlab.core.data.CsvLines;
import adjointlab.core.math.Numbers;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Results of sweeps as tables for other programs: one line a cell, and one line for each iteration of each cell. Both
/// begin with the cell, its run and every setting in which cells differ.
final class SweepTables {
    private final List<SweepResult> results;
    private final List<String> varied;

    /// @param results in the order of the lines
    SweepTables(List<SweepResult> results) {
        this.results = results;
        varied = Varied.paths(
                results.stream().map(result -> result.cell().settings()).toList());
    }

    /// One line a cell.
    void writeResults(OutputStream out) throws IOException {
        boolean tested =
                results.stream().anyMatch(result -> !Double.isNaN(result.test().loss()));
        boolean told =
                results.stream().anyMatch(result -> !Double.isNaN(result.test().accuracy()));
        boolean budgets = results.stream()
                        .map(result -> result.cell().budget())
                        .distinct()
                        .count()
                > 1;
        CsvLines lines = new CsvLines(out, LineDelimiter.LF);
        List<String> header = header();
        header.addAll(List.of("state", "iteration", "loss", "best"));
        addIf(tested, header, "loss.test");
        addIf(told, header, "accuracy.test");
        header.addAll(List.of("nfe.forward", "nfe.backward"));
        addIf(budgets, header, "budget");
        lines.add(header);
        for (SweepResult result : results) {
            List<String> line = start(result.cell());
            line.add(result.end().state());
            line.add(String.valueOf(result.end().iteration()));
            line.add(number(result.losses().last()));
            line.add(number(result.losses().best()));
            addIf(tested, line, number(result.test().loss()));
            addIf(told, line, number(result.test().accuracy()));
            line.add(String.valueOf(result.cost().forward()));
            line.add(String.valueOf(result.cost().backward()));
            addIf(budgets, line, result.cell().budget().text());
            lines.add(line);
        }
        lines.flush();
    }

    /// One line for each iteration that was kept of each cell.
    void writeCurves(OutputStream out, SweepFolder folder) throws IOException {
        CsvLines lines = new CsvLines(out, LineDelimiter.LF);
        List<String> header = header();
        header.addAll(SweepCurve.COLUMNS);
        lines.add(header);
        for (SweepResult result : results) {
            Optional<SweepCurve> curve = folder.curve(result.cell());
            if (curve.isEmpty()) {
                continue;
            }
            List<String> start = start(result.cell());
            for (List<String> numbers : curve.get().lines()) {
                List<String> line = new ArrayList<>(start);
                line.addAll(numbers);
                lines.add(line);
            }
        }
        lines.flush();
    }

    private List<String> header() {
        List<String> header = new ArrayList<>(List.of("cell", "run"));
        header.addAll(varied);
        return header;
    }

    private List<String> start(SweepCell cell) {
        List<String> start = new ArrayList<>(List.of(cell.hash(), cell.name()));
        varied.forEach(path -> start.add(value(cell, path)));
        return start;
    }

    private static void addIf(boolean wanted, List<String> lineAcc, String cell) {
        if (wanted) {
            lineAcc.add(cell);
        }
    }

    private static String value(SweepCell cell, String path) {
        if (!cell.settings().has(path)) {
            return "";
        }
        Object value = cell.settings().get(path);
        return value instanceof List<?> list
                ? String.join(";", list.stream().map(String::valueOf).toList())
                : String.valueOf(value);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Numbers.exact(value);
    }
}
