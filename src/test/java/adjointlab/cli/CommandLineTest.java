package adjointlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.core.data.Npz;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.Presets;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The contract of the command line.
class CommandLineTest {
    @TempDir
    Path folder;

    private record Result(int code, String out, String err) {}

    private static Result run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Commands.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Result(code, out.toString(), err.toString());
    }

    @Test
    void onlyWordsThatSayWhatToOpenNeedNoParser() {
        assertThat(OpenCommand.files()).contains(List.of());
        assertThat(OpenCommand.files("open")).contains(List.of());
        assertThat(OpenCommand.files("open", "a b.lab", "simplest-fig-2"))
                .contains(List.of(Path.of("a b.lab"), Path.of("simplest-fig-2")));
        for (String line :
                List.of("open --help", "open --kiosk first-minute", "open a -- b", "--version", "list", "a")) {
            assertThat(OpenCommand.files(line.split(" "))).as(line).isEmpty();
        }
        assertThat(OpenCommand.files("open", "\0")).isEmpty();
        Result missing = run("open", "no/such/file.lab");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).startsWith("adjointlab: ").contains("no/such/file.lab");
    }

    @Test
    void everyKindCanBeListedAsTextAndAsJson() {
        Result kinds = run("list", "--json");
        assertThat(kinds.code()).isZero();
        for (JsonObject row : JsonObject.parse("out", kinds.out()).objects("kinds")) {
            String kind = row.text("kind");
            assertThat(run("list", kind).out().lines()).as(kind).hasSize(row.whole("entries"));
            assertThat(JsonObject.parse("out", run("list", kind, "--json").out())
                            .objects(kind))
                    .as(kind)
                    .hasSize(row.whole("entries"));
        }
    }

    @Test
    void everyListedPathTakesItsValue() {
        JsonObject listed = JsonObject.parse(
                "out", run("list", "paths", "simplest-fig-2", "--json").out());
        List<String> paths =
                listed.objects("paths").stream().map(row -> row.text("path")).toList();
        assertThat(paths)
                .contains(
                        "optimizer.learningRate",
                        "optimizer.beta1",
                        "solver.id",
                        "solver.rtol",
                        "problem.horizon",
                        "seed");
        for (JsonObject row : listed.objects("paths")) {
            Object value = row.value("value");
            String text = value instanceof List<?> list
                    ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                    : String.valueOf(value);
            Result result = run(
                    "run",
                    "simplest-fig-2",
                    "--set",
                    "init.values=1",
                    "--iterations",
                    "0",
                    "--set",
                    row.text("path") + "=" + text);
            assertThat(result.code()).as(row.text("path") + ": " + result.err()).isZero();
        }
    }

    @Test
    void aTableInTheFormOfSilverboxDrivesTheGrowthPreset() throws IOException {
        Path table = Files.writeString(
                folder.resolve("box.csv"),
                "\"V1\",\"V2\",\n0.005,0.009,\n0.006,0.012,\n-0.002,0.011,\n0.001,0.008,\n\n\n");
        String[] driven = {
            "run",
            "heavy-ball-init",
            "--set",
            "problem.horizon=3",
            "--set",
            "field.inputFile=" + table,
            "--set",
            "field.inputScale=100",
            "--set",
            "field.inputLength=4"
        };
        Result first = run(driven);
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out().lines()).hasSize(50).allMatch(line -> line.endsWith("finished"));
        assertThat(first.err().lines())
                .containsOnlyOnce("times: none, 0 … 3 s, 1 s apart")
                .anyMatch(line -> line.startsWith("table, ") && line.endsWith(": 4 rows"))
                .anyMatch(line ->
                        line.startsWith("inputs: V1 (") && line.endsWith("; less the column's mean, times 100"));

        driven[9] = "field.inputLength=64";
        Result few = run(driven);
        assertThat(few.code()).isEqualTo(2);
        assertThat(few.err())
                .contains("has 4 rows; the input has 64 samples: set inputLength to 4 or fewer")
                .hasLineCount(1);

        driven[5] = "field.inputFile=" + folder.resolve("none.csv");
        Result missing = run(driven);
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("none.csv does not exist").hasLineCount(1);
    }

    @Test
    void theFolderOfAnInputIsGivenByData() throws IOException {
        StringBuilder rows = new StringBuilder("\"V1\",\"V2\",\n");
        for (int k = 0; k < 64; k++) {
            rows.append(Math.sin(k) / 1000).append(',').append(k).append(",\n");
        }
        Path table = Files.writeString(folder.resolve("SNLS80mV.csv"), rows);
        String[] few = {"check", "heavy-ball-silverbox", "--seed", "0", "--set", "problem.horizon=5"};
        assertThat(run(few).out()).contains("made for Silverbox, whose files no one has given");
        String[] given = Stream.concat(Stream.of(few), Stream.of("--data", folder.toString()))
                .toArray(String[]::new);
        assertThat(run(given).out()).contains("(n = 10)").doesNotContain("no one has given");

        Files.writeString(table, "V1,V2\n1,2\n");
        Result tooFew = run(given);
        assertThat(tooFew.code()).isEqualTo(2);
        assertThat(tooFew.err()).contains("has 1 row; the input has 64 samples").hasLineCount(1);
        Files.delete(table);
        assertThat(run(given).err())
                .contains("has no SNLS80mV.csv; Silverbox is SNLS80mV.csv")
                .hasLineCount(1);
    }

    @Test
    void aRunWritesItsFiles() throws IOException {
        Path out = folder.resolve("out");
        Result result = run("run", "simplest-fig-2", "--iterations", "3", "--seed", "5", "--out", out.toString());
        assertThat(result.code()).as(result.err()).isZero();
        List<String> lines = Files.readAllLines(out.resolve("metrics.csv"));
        assertThat(lines.getFirst()).isEqualTo("run,iteration,metric,value");
        Map<String, String> values = lines.stream()
                .skip(1)
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(',')),
                        line -> line.substring(line.lastIndexOf(',') + 1)));
        assertThat(values).containsEntry("sgd/-4,0,param.a", "-4").containsEntry("adam/0.5,0,param.a", "0.5");
        assertThat(values)
                .containsKeys("variance-corrected/2,3,loss", "sgd/1.5,3,nfe.forward", "sgd/1.5,3,nfe.backward");
        double loss = Double.parseDouble(values.get("variance-corrected/2,0,loss"));
        assertThat(loss)
                .isCloseTo(
                        0.5 * Math.pow(Math.exp(2) - Math.exp(-1), 2),
                        org.assertj.core.data.Percentage.withPercentage(1e-4));
        double reached = Double.parseDouble(values.get("adam/0.5,3,param.a"));
        assertThat(Objects.requireNonNull(Npz.read(out.resolve("weights.npz")).get("adam:0.5:a"))
                        .values())
                .containsExactly(reached);
        assertThat(out.resolve("manifest.json")).content().contains("\"seed\" : 5");
        for (var panel : Presets.get("simplest-fig-2").layout().panels()) {
            assertThat(out.resolve(panel.id() + ".pdf")).isNotEmptyFile();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pdf", "svg", "png", "tex", "typst", "csv", "npz"})
    void aFigureIsTheSameBytesAgainAndFromItsManifest(String format) throws IOException {
        byte[] first = figure("simplest-fig-2", format, "first");
        assertThat(Arrays.mismatch(figure("simplest-fig-2", format, "second"), first))
                .as("second run")
                .isEqualTo(-1);
        Path manifest = folder.resolve("first.manifest.json");
        assertThat(Arrays.mismatch(figure(manifest.toString(), format, "third"), first))
                .as("manifest")
                .isEqualTo(-1);
    }

    private byte[] figure(String input, String format, String name) throws IOException {
        Path file = folder.resolve(name + "." + format);
        List<String> args = new java.util.ArrayList<>(List.of(
                "figure",
                input,
                "--panel",
                "loss-surface",
                "--format",
                format,
                "--width-mm",
                "82.6",
                "--height-mm",
                "60",
                "--out",
                file.toString()));
        if (!input.endsWith(".json")) {
            args.addAll(List.of("--iterations", "5"));
        }
        Result result = run(args.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isZero();
        return Files.readAllBytes(file);
    }

    @Test
    void whatNoPageHasRoomForSaysWhatToLeaveOut() throws IOException {
        Path many = Files.writeString(folder.resolve("many.json"), """
            {"schema": 1, "id": "many", "title": "Many", "group": "Test", "citation": "None", "text": "Ninety.",
             "settings": {"seed": 0, "iterations": 1, "problem": {"id": "linear-system", "target": [-1]},
                          "init": {"id": "values", "values": [0]}, "optimizer": {"id": "sgd"}},
             "vary": [{"path": "seed", "values": [%s]}],
             "layout": {"tabs": [{"panel": "run-table"}]}}
            """.formatted(
                        IntStream.range(0, 90).mapToObj(Integer::toString).collect(Collectors.joining(", "))));
        Path file = folder.resolve("many.pdf");
        Result refused = run("figure", many.toString(), "--panel", "run-table", "--out", file.toString());
        String sentence = "no page of paper has room for all of it, 190 × 247 mm at most: leave out \\d+ of 90 rows of"
                + " its tables, as by showing fewer runs; csv and npz hold all of it";
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).containsPattern("on 139\\.7 × 90 mm .* find no room; " + sentence);
        assertThat(file).doesNotExist();

        Result ran = run("run", many.toString(), "--out", folder.resolve("out").toString());
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.err()).containsPattern("Of run-table there are data alone: " + sentence + "\\.");
        assertThat(folder.resolve("out/run-table.csv")).exists();
        assertThat(folder.resolve("out/run-table.pdf")).doesNotExist();
    }

    @Test
    void aFigureNeedsRoomAndHasACaption() {
        Path file = folder.resolve("runs.pdf");
        List<String> asked =
                List.of("figure", "simplest-fig-2", "--iterations", "1", "--panel", "run-table", "--out", file + "");

        List<String> small = new java.util.ArrayList<>(asked);
        small.addAll(List.of("--width-mm", "82.6", "--height-mm", "62"));
        Result refused = run(small.toArray(String[]::new));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .containsPattern("on 82\\.6 × 62 mm .* find no room; the figure needs [\\d.]+ × [\\d.]+ mm");
        assertThat(file).doesNotExist();

        List<String> free = new java.util.ArrayList<>(asked);
        free.add("--caption");
        Result drawn = run(free.toArray(String[]::new));
        assertThat(drawn.code()).as(drawn.err()).isZero();
        assertThat(drawn.err())
                .containsPattern("The figure is [\\d.]+ × [\\d.]+ mm, since not all of it can be read on");
        assertThat(drawn.out())
                .startsWith("Runs; iteration 1. Runs: SGD, Adam, Variance-corrected; n = 10 runs each")
                .contains("\\includegraphics", "{runs.pdf}", "\\toprule");
        assertThat(file).isNotEmptyFile();
    }

    static Stream<List<String>> badCalls() {
        return Stream.of(
                List.of("run", "simplest-fig2"),
                List.of("run", "nowhere/preset.json"),
                List.of("run", "simplest-fig-2", "--set", "solver.id=dopri"),
                List.of("run", "simplest-fig-2", "--set", "problem.horizon=NaN"),
                List.of("run", "simplest-fig-2", "--set", "problem.horizon=long"),
                List.of("run", "simplest-fig-2", "--set", "horizon"),
                List.of("run", "simplest-fig-2", "--seed", "-1"),
                List.of("run", "simplest-fig-2", "--iterations", "many"),
                List.of("run", "/"),
                List.of("run", "simplest-fig-2", "--set", "loss.id=nll"),
                List.of("run", "simplest-fig-2", "--set", "optimizer.id=snopt", "--set", "gradient.id=discrete"),
                List.of("check", "simplest-fig-2", "--set", "field.coupling=rotation"),
                List.of("list", "optimisers"),
                List.of("list", "paths"),
                List.of("figure", "simplest-fig-2", "--panel", "loss-surfaces", "--format", "pdf", "--out", "x.pdf"),
                List.of("figure", "simplest-fig-2", "--panel", "loss-surface", "--format", "gif", "--out", "x.gif"),
                List.of(
                        "figure",
                        "simplest-fig-2",
                        "--panel",
                        "loss-surface",
                        "--format",
                        "pdf",
                        "--width-mm",
                        "-3",
                        "--out",
                        "x.pdf"),
                List.of("figure", "simplest-fig-2", "--panel", "loss-surface", "--format", "pdf", "--out", "/"),
                List.of(
                        "figure",
                        "snopt-sensitivity",
                        "--panel",
                        "sensitivity",
                        "--option",
                        "results=nowhere",
                        "--format",
                        "pdf",
                        "--out",
                        "x.pdf"),
                List.of("check"),
                List.of("check", "--everything"),
                List.of("check", "simplest-fig-2", "--json", "--markdown"),
                List.of("check", "simplest-fig-2", "--store", "pom.xml"),
                List.of("paint"));
    }

    @ParameterizedTest
    @MethodSource("badCalls")
    void badInputIsOneLineAndExitCodeTwo(List<String> args) {
        Result result = run(args.toArray(String[]::new));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).startsWith("adjointlab: ").doesNotContain("Exception");
    }

    @Test
    void theNearestWordIsNamed() {
        assertThat(run("run", "simplest-fig2").err()).contains("did you mean 'simplest-fig-2'?");
        assertThat(run("chekc").err()).startsWith("adjointlab: unknown command 'chekc'; did you mean 'check'?");
        assertThat(run("check", "--al").err()).startsWith("adjointlab: unknown option '--al'; did you mean '--all'?");
        assertThat(run("run", "simplest-fig-2", "--set", "solver.id=dopri").err())
                .contains("did you mean 'dopri5'?")
                .contains("bosh3");
    }

    @Test
    void aBrokenPresetFileNamesFileAndPlace() throws IOException {
        Path file = folder.resolve("mine.json");
        Files.writeString(file, "{\"schema\": 1,\n\"id\": }");
        assertThat(run("run", file.toString()).err()).contains("mine.json, line 2");
        Files.writeString(file, "");
        assertThat(run("run", file.toString()).code()).isEqualTo(2);
    }

    @Test
    void checkSaysWhatHoldsAndFailsWhenSomethingDoesNot() {
        Result good = run("check", "simplest-fig-2", "--json");
        assertThat(good.code()).as(good.out()).isZero();
        Result bad = run("check", "simplest-fig-2", "--set", "optimizer.learningRate=0.01");
        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.out()).containsIgnoringCase("does not hold");
    }

    @Test
    @Timeout(Patience.SECONDS)
    void anInterruptedRunKeepsWhatIsDone() throws IOException, InterruptedException {
        Path out = folder.resolve("interrupted");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        "simplest-fig-2",
                        "--set",
                        "init.values=1",
                        "--iterations",
                        "8000",
                        "--out",
                        out.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null && !line.contains(" % ")) {
                line = lines.readLine(); // until a quarter is done
            }
            assertThat(line).as("progress").isNotNull();
            process.destroy();
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        int rows = Npz.read(out.resolve("weights.npz")).size();
        assertThat(rows).isEqualTo(3);
        long iterations = Files.readAllLines(out.resolve("metrics.csv")).stream()
                .filter(row -> row.startsWith("sgd,") && row.contains(",loss,"))
                .count();
        assertThat(iterations).isBetween(2L, 8000L);
        for (var panel : Presets.get("simplest-fig-2").layout().panels()) {
            assertThat(out.resolve(panel.id() + ".pdf")).isNotEmptyFile();
        }
    }
}
