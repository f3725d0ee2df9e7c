package adjointlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npz;
import adjointlab.lab.preset.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Results are for programs where that is wanted, and remarks are for no one where that is.
final class SpokenResultsTest {
    @TempDir
    Path folder;

    private record Result(int code, String out, String err) {
        JsonObject json() {
            assertThat(code).as(err).isZero();
            return JsonObject.parse("out", out);
        }
    }

    private static Result run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Commands.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Result(code, out.toString(), err.toString());
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void aRunTellsItsEndsAsJson() {
        JsonObject told = run("run", "simplest-fig-2", "--set", "init.values=1", "--iterations", "3", "--json")
                .json();
        assertThat(told.objects("runs")).hasSize(3).allSatisfy(row -> {
            assertThat(row.text("state")).isEqualTo("finished");
            assertThat(row.whole("iteration")).isEqualTo(3);
            assertThat(row.real("loss")).isPositive();
        });
    }

    @Test
    void aSweepTellsWhatItMadeAsJson() {
        String[] call = {
            "sweep",
            "simplest-fig-2",
            "--set",
            "init.values=1",
            "--iterations",
            "2",
            "--vary",
            "seed=0:1",
            "--out",
            file("sweep"),
            "--json",
            "--resume"
        };
        JsonObject told = run(call).json();
        assertThat(told.whole("cells")).isEqualTo(6);
        assertThat(told.whole("done")).isEqualTo(6);
        assertThat(told.whole("broken")).isZero();
        assertThat(run(call).json().whole("resumed")).isEqualTo(6);
    }

    @Test
    void cellsThatBrokeAreToldByTheExitCode() {
        Result told = run(
                "sweep",
                "simplest-fig-2",
                "--set",
                "init.values=1",
                "--iterations",
                "2",
                "--vary",
                "loss.id=half-squared,nll",
                "--out",
                file("sweep"),
                "--json");
        assertThat(told.code()).isEqualTo(1);
        assertThat(JsonObject.parse("out", told.out()).whole("broken")).isEqualTo(3);
    }

    @Test
    void filesAreToldAsJson() throws IOException {
        JsonObject figure = run(
                        "figure",
                        "simplest-fig-2",
                        "--iterations",
                        "2",
                        "--panel",
                        "loss-surface",
                        "--format",
                        "csv",
                        "--out",
                        file("f.csv"),
                        "--json")
                .json();
        assertThat(figure.text("file")).isEqualTo(file("f.csv"));
        assertThat(figure.real("widthMm")).isEqualTo(139.7);

        JsonObject gradient = run("gradient", "simplest-fig-2", "--out", file("g.npz"), "--json")
                .json();
        double loss = Objects.requireNonNull(Npz.read(folder.resolve("g.npz")).get("loss"))
                .values()[0];
        assertThat(gradient.real("loss")).isEqualTo(loss);

        Npz.write(folder.resolve("x.npz"), Map.of("x", new NdArray(new int[] {2, 1}, new double[] {1, 2})));
        JsonObject kernel = run(
                        "kernel",
                        "--activation",
                        "relu",
                        "--depth",
                        "3",
                        "--inputs",
                        file("x.npz"),
                        "--out",
                        file("k.npz"),
                        "--json")
                .json();
        assertThat(kernel.whole("inputs")).isEqualTo(2);
        assertThat(kernel.whole("layers")).isEqualTo(3);
    }

    @Test
    void quietIsQuietAboutAllButErrors() {
        for (String word : new String[] {"-q", "--quiet"}) {
            Result quiet = run("run", "simplest-fig-2", "--set", "init.values=1", "--iterations", "40", word);
            assertThat(quiet.code()).isZero();
            assertThat(quiet.err()).isEmpty();
            assertThat(quiet.out()).hasLineCount(3);
        }
        assertThat(run("-q", "run", "simplest-fig-2", "--iterations", "2").err())
                .isEmpty();
        assertThat(run("run", "simplest-fig2", "--quiet").err()).hasLineCount(1);
    }

    @Test
    void everyPathIsDescribed() {
        JsonObject listed = run("list", "paths", "simplest-fig-2", "--json").json();
        assertThat(listed.objects("paths"))
                .allSatisfy(row ->
                        assertThat(row.text("description")).as(row.text("path")).matches("\\S.*\\S"));
        assertThat(run("list", "paths", "simplest-fig-2").out())
                .containsPattern("optimizer.learningRate .*Optimizer: Learning rate \\(η\\)");
    }
}
