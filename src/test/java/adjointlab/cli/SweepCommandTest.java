package adjointlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `adjointlab sweep` as other programs use it.
class SweepCommandTest {
    private static final String[] SWEEP = {
        "sweep",
        "simplest-fig-2",
        "--set",
        "init.values=1",
        "--iterations",
        "400",
        "--vary",
        "optimizer.learningRate=1e-3:5e-1:log4",
        "--vary",
        "seed=0:1",
        "--out"
    };

    @TempDir
    Path folder;

    private record Result(int code, String out, String err) {}

    private static Result run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Commands.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Result(code, out.toString(), err.toString());
    }

    private static String[] sweep(Path out, String... more) {
        return Stream.of(Stream.of(SWEEP), Stream.of(out.toString()), Stream.of(more))
                .flatMap(each -> each)
                .toArray(String[]::new);
    }

    @Test
    @Timeout(Patience.SECONDS)
    void aSweepThatIsKilledAndResumedGivesTheSameBytes() throws IOException, InterruptedException {
        Path whole = folder.resolve("whole");
        Path killed = folder.resolve("killed");
        Result result = run(sweep(whole));
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("24 of 24 cells");
        Process process = new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "--add-modules=jdk.incubator.vector",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        Main.class.getName()),
                                Stream.of(sweep(killed)))
                        .toList())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            while (results(killed).isEmpty() && process.isAlive()) {
                Thread.onSpinWait();
            }
        } finally {
            process.destroyForcibly().waitFor(Patience.SECONDS, TimeUnit.SECONDS);
        }
        assertThat(results(killed)).isNotEmpty();
        Result resumed = run(sweep(killed, "--resume"));
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.out()).contains("from before");
        assertThat(results(killed)).hasSize(26).isEqualTo(results(whole));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--vary optimizer.learningRat=1,2 | did you mean 'optimizer.learningRate'",
                "--tune optimizer.rate | optimizer.rate",
                "--tune seed | seeds are what is left",
                "--tune solver.rtol,solver.rtol | is nothing to tune",
                "--vary seed=0:x | 'x' is not a finite number",
                "--vary optimizer.learningRate=1:2 | log",
                "--shard 3/2 | --shard: '3/2'",
                "--vary seed=1 | varied twice",
            })
    void badInputIsOneLine(String arguments, String complaint) {
        Path out = folder.resolve("bad");
        Result result = run(sweep(out, arguments.split(" ")));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).contains(complaint);
        assertThat(out).doesNotExist();
    }

    /// Trainings of a study are no runs of the document that draws them: their caption tells of their design.
    @Test
    void aStudysCaptionTellsItsDesign() {
        Path study = folder.resolve("study");
        String[] swept = {
            "sweep",
            "learn-flip",
            "--set",
            "family.id=anode",
            "--vary",
            "optimizer.id=sgd,adam",
            "--vary",
            "optimizer.learningRate=0.01,0.1",
            "--vary",
            "seed=0:3",
            "--iterations",
            "3",
            "--out",
            study.toString()
        };
        assertThat(run(swept).code()).isZero();
        Result drawn = run(
                "figure",
                "learn-flip",
                "--iterations",
                "0",
                "--panel",
                "sensitivity",
                "--option",
                "results=" + study,
                "--out",
                folder.resolve("study.pdf").toString(),
                "--caption");
        assertThat(drawn.code()).as(drawn.err()).isZero();
        assertThat(drawn.out()).contains("2 optimizers × 2 rates × 4 seeds of 3 iterations; 2 seeds chose, 2 judge.");
    }

    @Test
    void aFileInTheWayIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(run(sweep(file)).err()).contains("is a file, not a folder");
    }

    private static Map<String, String> results(Path folder) throws IOException {
        Map<String, String> results = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    String name = file.getFileName().toString();
                    boolean ofResults =
                            !name.startsWith("timings") && !name.startsWith(".") && !name.equals("sweep.json");
                    if (ofResults && Files.isRegularFile(file)) {
                        results.put(name, Files.readString(file));
                    }
                }
            }
        }
        return results;
    }
}
