package adjointlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Files that never end, are no files or hold what a terminal obeys: one sentence each, at once.
final class HostileFilesTest {
    private record Result(int code, String out, String err) {}

    @TempDir
    Path folder;

    private static Result run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Commands.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Result(code, out.toString(), err.toString());
    }

    private static void assertSentence(Result result, String part) {
        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.err().strip())
                .contains(part)
                .doesNotContain("internal error")
                .doesNotContainPattern("\\p{Cntrl}");
    }

    private List<List<String>> readers(Path file) {
        String name = file.toString();
        return List.of(
                List.of("run", name),
                List.of(
                        "figure",
                        name,
                        "--panel",
                        "loss-curves",
                        "--format",
                        "svg",
                        "--out",
                        folder.resolve("f.svg").toString()),
                List.of("open", name),
                List.of("lesson", name),
                List.of("check", name),
                List.of("gradient", name, "--out", folder.resolve("g.npz").toString()),
                List.of(
                        "sweep",
                        name,
                        "--vary",
                        "seed=0,1",
                        "--out",
                        folder.resolve("s").toString()));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void noReaderOpensADevice() throws IOException {
        for (String ending : List.of("json", "lab", "svg", "pdf")) {
            Path endless = Files.createSymbolicLink(folder.resolve("endless." + ending), Path.of("/dev/zero"));
            for (List<String> args : readers(endless)) {
                assertSentence(run(args.toArray(String[]::new)), "endless." + ending);
            }
            Files.delete(endless);
        }
    }

    @Test
    void noReaderTakesAFolderOrAnEndlessFile() throws IOException {
        Path sparse = folder.resolve("sparse.json");
        try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
            file.setLength(2L << 30);
        }
        for (List<String> args : readers(sparse)) {
            assertSentence(run(args.toArray(String[]::new)), "sparse.json is larger than");
        }
        for (List<String> args : readers(Files.createDirectory(folder.resolve("folder.json")))) {
            assertSentence(run(args.toArray(String[]::new)), "folder.json is a folder");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void dataAndWeightsToo() {
        String file = "/dev/zero";
        for (String problem :
                List.of("samples-file", "series-file", "trajectories-file", "density", "climate", "topics")) {
            Result result = run(
                    "run",
                    "simplest-fig-2",
                    "--iterations",
                    "1",
                    "--set",
                    "problem.id=" + problem,
                    "--set",
                    "problem.file=" + file);
            assertThat(result.out() + result.err()).as(problem).contains("is a pipe or a device, not a file");
        }
        Result weights = run(
                "run",
                "learn-van-der-pol",
                "--iterations",
                "1",
                "--set",
                "init.id=stored",
                "--set",
                "init.file=" + file);
        assertThat(weights.out() + weights.err()).contains("is a pipe or a device, not a file");
    }

    @Test
    void whatAnArgumentSaysIsShownHarmlessAndShort() {
        assertSentence(
                run("run", "simplest-fig-2", "--set", "optimizer.learningRate=\u001b[2J" + "x".repeat(5000)),
                "\\u001b[2Jxxx");
        assertThat(run("run", "simplest-fig-2", "--set", "optimizer.learningRate=" + "x".repeat(5000))
                        .err())
                .hasSizeLessThan(300);
        assertSentence(run("run", "\u001b[2J" + "x".repeat(5000)), "unknown preset '\\u001b[2Jxxx");
        assertSentence(run("\u001b]0;title\u0007"), "unknown command '\\u001b]0;title\\u0007'");
    }

    @Test
    void whatAFileSaysIsShownHarmlessAndShort() throws IOException {
        Path file = folder.resolve("says.json");
        Files.writeString(
                file,
                "{\"schema\": 1, \"id\": \"a\", \"title\": \"\", \"group\": \"\", \"\\u001b[2J" + "y".repeat(5000)
                        + "\": 1}");
        Result result = run("run", file.toString());
        assertSentence(result, "\\u001b[2Jyyy");
        assertThat(result.err()).hasSizeLessThan(600);
    }

    @Test
    void digitsOnTheTerminalAreThoseOfFiles() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            Result result = run("run", "simplest-fig-2", "--iterations", "3");
            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.out()).contains("iteration      3");
            assertThat(result.out() + result.err()).doesNotContainPattern("[٠-٩]");
        } finally {
            Locale.setDefault(before);
        }
    }
}
