package adjointlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npz;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Weights under PyTorch's names are taken by every command that takes weights, which says what it made of them.
final class StateDictCommandTest {
    private static final String PRESET = "learn-spiral";
    private static final String SAID = "net.0.weight is field.W1, net.0.bias is field.b1";

    @TempDir
    Path folder;

    private String told = "";

    private int command(String... arguments) {
        StringWriter text = new StringWriter();
        PrintWriter print = new PrintWriter(text);
        int code = Commands.execute(print, print, arguments);
        told = text.toString();
        return code;
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private void worked(String... arguments) {
        assertThat(command(arguments)).as(told).isZero();
    }

    /// The same weights, a little moved from where the preset starts, by the lab's names and by PyTorch's.
    @BeforeEach
    void writeWeights() throws IOException {
        worked("gradient", PRESET, "--template", "--out", file("own.npz").toString());
        Map<String, NdArray> own = new LinkedHashMap<>();
        Map<String, NdArray> theirs = new LinkedHashMap<>();
        Npz.read(file("own.npz")).forEach((name, array) -> {
            double[] moved =
                    Arrays.stream(array.values()).map(value -> value + 0.01).toArray();
            int layer = Integer.parseInt(name.substring("field.W".length())) - 1;
            own.put(name, new NdArray(array.shape(), moved));
            theirs.put("net." + 2 * layer + (name.contains("W") ? ".weight" : ".bias"), own.get(name));
        });
        Npz.write(file("own.npz"), own);
        Npz.write(file("net.npz"), theirs);
    }

    private double loss(String weights) throws IOException {
        Path out = file("gradient.npz");
        worked("gradient", PRESET, "--weights", file(weights).toString(), "--out", out.toString());
        NdArray loss = Npz.read(out).get("loss");
        assertThat(loss).isNotNull();
        return loss.values()[0];
    }

    @Test
    void gradientAndStoredStartAreTheSame() throws IOException {
        double own = loss("own.npz");
        assertThat(told).doesNotContain(SAID);
        assertThat(loss("net.npz")).isEqualTo(own);
        assertThat(told).contains(SAID);
        Path out = file("stored.npz");
        String stored = "init.file=" + file("net.npz");
        worked("gradient", PRESET, "--set", "init.id=stored", "--set", stored, "--out", out.toString());
        assertThat(told).contains(SAID);
        assertThat(Npz.read(out).get("loss")).isEqualTo(NdArray.scalar(own));
    }

    @Test
    void runFigureAndExportTakeThem() {
        for (String weights : new String[] {"own.npz", "net.npz"}) {
            String from = file(weights).toString();
            String run = file("run-" + weights).toString();
            worked("run", PRESET, "--iterations", "1", "--weights", from, "--out", run);
            assertThat(told.contains(SAID)).isEqualTo(weights.equals("net.npz"));
            String figure = file(weights + ".csv").toString();
            worked(
                    "figure",
                    PRESET,
                    "--iterations",
                    "1",
                    "--panel",
                    "trajectories",
                    "--weights",
                    from,
                    "--out",
                    figure);
            worked(
                    "export",
                    "python",
                    PRESET,
                    "--weights",
                    from,
                    "--out",
                    file("py-" + weights).toString());
        }
        assertThat(file("net.npz.csv")).hasSameTextualContentAs(file("own.npz.csv"));
        assertThat(file("py-net.npz").resolve("weights.npz"))
                .hasSameBinaryContentAs(file("py-own.npz").resolve("weights.npz"));
        assertThat(file("run-net.npz").resolve("weights.npz"))
                .hasSameBinaryContentAs(file("run-own.npz").resolve("weights.npz"));
    }
}
