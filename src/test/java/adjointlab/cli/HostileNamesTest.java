package adjointlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every table that a command writes comes back as it was, whatever its names: runs that are called with commas,
/// quotes, ends of lines and a sign of comments, weights whose names have commas.
final class HostileNamesTest {
    private static final String COMMA = "one, two";
    private static final String QUOTE = "say \"no\"";
    private static final String LINE = "two\nlines; \"and\", more";
    private static final String COMMENT = "# no comment";
    private static final List<String> NAMES = List.of(COMMA, QUOTE, LINE, COMMENT);

    @TempDir
    Path folder;

    private Path preset = Path.of("");

    @BeforeEach
    void writePreset() throws IOException {
        StringBuilder runs = new StringBuilder();
        for (String name : NAMES) {
            String json = name.replace("\"", "\\\"").replace("\n", "\\n");
            runs.append(runs.isEmpty() ? "" : ",")
                    .append("{\"name\": \"%s\", \"set\": {\"optimizer\": {\"learningRate\": %s}}}"
                            .formatted(json, 0.001 * (1 + NAMES.indexOf(name))));
        }
        preset = folder.resolve("hostile.json");
        Files.writeString(preset, """
            {
              "schema": 1, "id": "hostile", "title": "A, \\"b\\"", "group": "g", "citation": "c", "text": "t",
              "settings": {
                "seed": 0, "iterations": 2,
                "problem": {"id": "linear-system", "dimension": 2, "target": [-1, 1, -1, -1]},
                "family": {"id": "node"}, "field": {"id": "linear"}, "init": {"id": "pytorch"},
                "solver": {"id": "rk4", "steps": 4}, "gradient": {"id": "discrete"},
                "loss": {"id": "half-squared"}, "optimizer": {"id": "sgd"}
              },
              "runs": [%s],
              "layout": {"split": "rows", "children": [
                {"weight": 1, "layout": {"tabs": [{"panel": "loss-curves"}, {"panel": "run-table"}]}},
                {"weight": 1, "layout": {"tabs": [{"panel": "trajectories"}]}}]}
            }
            """.formatted(runs));
    }

    private void run(String... args) {
        StringWriter err = new StringWriter();
        int code = Commands.execute(new PrintWriter(new StringWriter()), new PrintWriter(err, true), args);
        assertThat(code).as(err.toString()).isZero();
    }

    /// All lines, which have as many cells as the first.
    private static List<CsvRecord> read(Path file) {
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.STRICT)
                .missingFieldStrategy(FieldMismatchStrategy.STRICT)
                .ofCsvRecord(file)) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> column(List<CsvRecord> lines, String name) {
        int at = lines.getFirst().getFields().indexOf(name);
        return lines.stream().skip(1).map(line -> line.getField(at)).distinct().toList();
    }

    @Test
    void tablesOfARunComeBack() throws IOException {
        Path out = folder.resolve("out");
        run("run", preset.toString(), "--out", out.toString());
        List<CsvRecord> metrics = read(out.resolve("metrics.csv"));
        assertThat(metrics.getFirst().getFields()).containsExactly("run", "iteration", "metric", "value");
        assertThat(column(metrics, "run")).containsExactlyElementsOf(NAMES);
        assertThat(column(metrics, "metric")).contains("param.field.A[0,1]", "loss");
        for (CsvRecord line : metrics.subList(1, metrics.size())) {
            assertThat(Double.parseDouble(line.getField(3))).isFinite();
        }
        try (Stream<Path> files = Files.list(out)) {
            List<Path> tables =
                    files.filter(file -> file.toString().endsWith(".csv")).toList();
            assertThat(tables).hasSize(4);
            tables.forEach(HostileNamesTest::read);
        }
        assertThat(column(read(out.resolve("loss-curves.csv")), "name")).containsAll(NAMES);
        assertThat(column(read(out.resolve("run-table.csv")), "run")).containsExactlyElementsOf(NAMES);
    }

    @Test
    void tablesOfASweepComeBack() {
        Path out = folder.resolve("out");
        run("sweep", preset.toString(), "--vary", "seed=0:1", "--out", out.toString());
        List<CsvRecord> results = read(out.resolve("results.csv"));
        assertThat(column(results, "run")).allSatisfy(run -> assertThat(NAMES).anyMatch(run::contains));
        assertThat(results).hasSize(9);
        assertThat(read(out.resolve("timings.csv"))).hasSize(9);
    }
}
