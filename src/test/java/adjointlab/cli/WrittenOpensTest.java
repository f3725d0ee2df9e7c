package adjointlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever a training writes is taken by the commands again, and gives the same.
final class WrittenOpensTest {
    @TempDir
    static Path shared;

    private static String told = "";

    @TempDir
    Path folder;

    private static int command(String... arguments) {
        StringWriter text = new StringWriter();
        PrintWriter print = new PrintWriter(text);
        int code = Commands.execute(print, print, arguments);
        told = text.toString();
        return code;
    }

    private static Path written() {
        return shared.resolve("results");
    }

    @BeforeAll
    static void train() {
        Path results = written();
        assertThat(command(
                        "run",
                        "learn-brusselator",
                        "--iterations",
                        "8",
                        "--set",
                        "optimizer.learningRate=0.03",
                        "--out",
                        results.toString()))
                .as(told)
                .isZero();
    }

    private static List<Path> files(Path folder, String... endings) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> Arrays.stream(endings)
                            .anyMatch(ending -> file.toString().endsWith(ending)))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyFigureIsDrawnAgainByteForByte() throws IOException {
        Path results = written();
        List<Path> figures = files(results, ".pdf", ".svg");
        assertThat(figures).hasSizeGreaterThanOrEqualTo(8);
        for (Path figure : figures) {
            Path again = folder.resolve(figure.getFileName());
            assertThat(command("figure", figure.toString(), "--out", again.toString()))
                    .as(told)
                    .isZero();
            assertThat(again).hasSameBinaryContentAs(figure);
        }
    }

    /// Pictures and texts have it inside, tables and arrays beside them.
    @ParameterizedTest
    @ValueSource(strings = {"png", "tex", "typ", "csv", "npz"})
    void figuresOfEveryFormatAreDrawnAgain(String ending) throws IOException {
        Path first = folder.resolve("first." + ending);
        Path again = folder.resolve("again." + ending);
        String from = written().resolve("trajectories.pdf").toString();
        assertThat(command("figure", from, "--out", first.toString())).as(told).isZero();
        Path beside = folder.resolve("first.manifest.json");
        boolean inside = !ending.equals("csv") && !ending.equals("npz");
        if (inside) {
            Files.delete(beside);
        }
        assertThat(command("figure", first.toString(), "--out", again.toString()))
                .as(told)
                .isZero();
        assertThat(again).hasSameBinaryContentAs(first);
        if (!inside) {
            Files.delete(beside);
            assertThat(command("figure", first.toString(), "--out", again.toString()))
                    .isEqualTo(2);
            assertThat(told)
                    .contains("first." + ending + " is a figure's numbers without its manifest, first.manifest.json,"
                            + " which stands beside it where the lab writes it");
        }
    }

    @Test
    void manifestBesideAFigureMakesItsDataAgain() throws IOException {
        Path results = written();
        for (Path manifest : files(results, ".manifest.json")) {
            String stem = manifest.getFileName().toString().replace(".manifest.json", "");
            Path again = folder.resolve(stem + ".csv");
            assertThat(command("figure", manifest.toString(), "--out", again.toString()))
                    .as(told)
                    .isZero();
            assertThat(again).hasSameTextualContentAs(results.resolve(stem + ".csv"));
        }
    }

    /// But for the seconds that it took.
    private static List<String> withoutSeconds(Path metrics) throws IOException {
        return Files.readAllLines(metrics).stream()
                .filter(line -> !line.contains(",seconds,") && !line.contains(",seconds.processor,"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest.json", "learn-brusselator.lab", "loss-curves.pdf", "loss-curves.manifest.json"})
    void trainingIsDoneAgain(String file) throws IOException {
        Path results = written();
        Path again = folder.resolve("again");
        assertThat(command("run", results.resolve(file).toString(), "--out", again.toString()))
                .as(told)
                .isZero();
        assertThat(withoutSeconds(again.resolve("metrics.csv")))
                .isEqualTo(withoutSeconds(results.resolve("metrics.csv")));
        assertThat(again.resolve("weights.npz")).hasSameBinaryContentAs(results.resolve("weights.npz"));
    }

    @Test
    void everyRunGoesOnFromItsOwnWeights() throws IOException {
        Path results = written();
        Path further = folder.resolve("further");
        assertThat(command(
                        "run",
                        "learn-brusselator",
                        "--iterations",
                        "1",
                        "--set",
                        "optimizer.learningRate=0.03",
                        "--weights",
                        results.resolve("weights.npz").toString(),
                        "--out",
                        further.toString()))
                .as(told)
                .isZero();
        for (String run : List.of("network", "heavy-ball", "universal", "numbers")) {
            assertThat(loss(further, run, 0)).as(run).isEqualTo(loss(results, run, 8));
        }
    }

    private static String loss(Path folder, String run, int iteration) throws IOException {
        String begin = run + "," + iteration + ",loss,";
        return Files.readAllLines(folder.resolve("metrics.csv")).stream()
                .filter(line -> line.startsWith(begin))
                .findFirst()
                .orElseThrow()
                .substring(begin.length());
    }

    @Test
    void otherCommandsTakeThemAsPresets() {
        Path results = written();
        String document = results.resolve("learn-brusselator.lab").toString();
        assertThat(command("list", "paths", document)).as(told).isZero();
        assertThat(told).contains("optimizer.learningRate");
        assertThat(command(
                        "gradient", document, "--out", folder.resolve("g.npz").toString()))
                .as(told)
                .isZero();
        assertThat(command(
                        "export",
                        "python",
                        results.resolve("loss-curves.svg").toString(),
                        "--out",
                        folder.resolve("python").toString()))
                .as(told)
                .isZero();
        assertThat(command(
                        "sweep",
                        results.resolve("manifest.json").toString(),
                        "--iterations",
                        "2",
                        "--vary",
                        "optimizer.learningRate=0.01,0.02",
                        "--out",
                        folder.resolve("sweep").toString()))
                .as(told)
                .isZero();
    }

    @Test
    void whatCannotBeKnownIsAsked() {
        assertThat(command(
                        "figure",
                        "simplest-fig-2",
                        "--out",
                        folder.resolve("x.pdf").toString()))
                .isEqualTo(2);
        assertThat(told).contains("--panel is missing: which panel?");
        assertThat(command(
                        "figure",
                        "simplest-fig-2",
                        "--panel",
                        "loss-curves",
                        "--out",
                        folder.resolve("x").toString()))
                .isEqualTo(2);
        assertThat(told).contains("--format is missing, and x has no ending that tells it");
        assertThat(folder).isEmptyDirectory();
    }
}
