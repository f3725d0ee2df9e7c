package adjointlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the command line says of files of series before it trains on them.
final class SeriesCommandTest {
    @TempDir
    Path folder;

    private record Result(int code, List<String> err) {}

    private static Result run(String... args) {
        StringWriter err = new StringWriter();
        int code = Commands.execute(new PrintWriter(new StringWriter()), new PrintWriter(err, true), args);
        return new Result(code, err.toString().lines().toList());
    }

    private Result onFile(String command, Path file, String... more) {
        List<String> args = Stream.concat(
                        Stream.of(
                                command,
                                "sequence-circuit",
                                "--set",
                                "problem.id=series-file",
                                "--set",
                                "problem.file=" + file,
                                "--set",
                                "problem.window=3",
                                "--set",
                                "problem.forecast=1",
                                "--set",
                                "problem.dropped=0",
                                "--iterations",
                                "1"),
                        Stream.of(more))
                .toList();
        return run(args.toArray(String[]::new));
    }

    private Path table(String name) throws IOException {
        return Files.writeString(folder.resolve(name), """
            id,t,u,v,
            a,0,1,2,
            a,1,2,3,
            a,2,1,,
            a,4,2,1,
            a,5,3,1,
            b,0,1,2,
            b,1,2,3,
            b,2,1,2,
            b,4,2,1,
            """);
    }

    private void isUnderstood(Result result) {
        assertThat(result.code()).as(result.err().toString()).isZero();
        assertThat(result.err())
                .startsWith(
                        "some.csv: table, rows are observations of several series: 2 series of 4 to 5 observations; 2"
                                + " channels: u, v",
                        "times: column t, gaps of 1 to 2; missing values: v 1",
                        "an empty last column is left out");
        assertThat(result.err().stream().filter(line -> line.contains("gaps"))).hasSize(1);
    }

    /// Five runs read it alike, and it is said once.
    @Test
    void aTrainingSaysWhatItUnderstoodOfItsFile() throws IOException {
        isUnderstood(onFile("run", table("some.csv")));
    }

    @Test
    void aQuietTrainingSaysNothing() throws IOException {
        Result result = onFile("run", table("some.csv"), "--quiet");
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
    }

    @Test
    void soDoesAGradient() throws IOException {
        Path out = folder.resolve("g.npz");
        isUnderstood(onFile("gradient", table("some.csv"), "--out", out.toString()));
        assertThat(out).exists();
    }

    @Test
    void aFileOfTheTestIsCounted() throws IOException {
        Path train = table("some.csv");
        Path test = table("test.csv");
        Result result = onFile("run", train, "--set", "problem.testFile=" + test);
        assertThat(result.err().getFirst()).endsWith("2 channels: u, v; test: 2 series");
    }

    @Test
    void whatIsWrongIsStillOneLine() throws IOException {
        Result result = onFile("run", Files.writeString(folder.resolve("bad.csv"), "t,x\n0,1\n1,one\n"));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).hasSize(1);
        assertThat(result.err().getFirst()).contains("bad.csv, line 3, column 2 (x): 'one' is not a number");
        Result columns = onFile("run", table("some.csv"), "--set", "problem.targets=7");
        assertThat(columns.code()).isEqualTo(2);
        assertThat(columns.err()).as("said of nothing that is not trained on").hasSize(1);
    }
}
