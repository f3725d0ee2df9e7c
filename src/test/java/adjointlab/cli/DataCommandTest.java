package adjointlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the command line says of files of vectors before it trains on them.
final class DataCommandTest {
    @TempDir
    Path folder;

    private static List<String> run(String... args) {
        StringWriter err = new StringWriter();
        Commands.execute(new PrintWriter(new StringWriter()), new PrintWriter(err, true), args);
        return err.toString().lines().toList();
    }

    private List<String> density(String text, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), text);
        List<String> args = new java.util.ArrayList<>(List.of(
                "run",
                "flow-moons",
                "--set",
                "problem.file=" + file,
                "--set",
                "optimizer.id=adam",
                "--iterations",
                "1",
                "--out",
                folder.resolve("results").toString()));
        args.addAll(List.of(more));
        return run(args.toArray(String[]::new));
    }

    @Test
    void threeLinesSayWhatWasUnderstood() throws IOException {
        assertThat(density(
                        "when;a;b\n2020-01-01;1,5;2\n2020-01-02;;1\n2020-01-03;3;2,5\n",
                        "--set",
                        "problem.missing=drop"))
                .startsWith(
                        "a.csv: table, semicolons between cells, decimal comma, names in line 1, UTF-8: 3 samples, of"
                                + " which 2 are taken",
                        "inputs: a, b; left out: when (dates); missing values: a 1",
                        "1 row with missing values left out");
    }

    @Test
    void whatIsMissingIsSaidWithTheSettingThatHelps() throws IOException {
        assertThat(density("a,b\n1,2\n3,\n"))
                .anyMatch(line -> line.endsWith("a.csv, line 3, column 2 (b) is empty; numbers are wanted; set missing"
                        + " to drop or fill to read it nevertheless"));
    }
}
