package adjointlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npz;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `adjointlab kernel` by the files that another program would use.
class KernelCommandTest {
    @TempDir
    Path folder;

    private String errorOf(int code, String... more) {
        StringWriter err = new StringWriter();
        String[] args = {
            "kernel",
            "--inputs",
            folder.resolve("X.npz").toString(),
            "--out",
            folder.resolve("K.npz").toString()
        };
        String[] all = Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        assertThat(Commands.execute(new PrintWriter(new StringWriter()), new PrintWriter(err, true), all))
                .as("%s", err)
                .isEqualTo(code);
        return err.toString();
    }

    private void inputs(double[][] x) throws IOException {
        Npz.write(folder.resolve("X.npz"), Map.of("x", NdArray.matrix(x)));
    }

    private double[] result(String name) throws IOException {
        NdArray array = Objects.requireNonNull(Npz.read(folder.resolve("K.npz")).get(name));
        assertThat(array.shape()).containsExactly(2, 2);
        return array.values();
    }

    /// Kernels for which there is no room are refused before any is computed, with how many inputs would fit.
    @Test
    void moreInputsThanThereIsRoomForAreRefused() throws IOException {
        int many = (int) Math.sqrt(Runtime.getRuntime().maxMemory() / (12.0 * Double.BYTES)) + 1;
        double[][] x = new double[many][1];
        Arrays.stream(x).forEach(row -> row[0] = 1);
        inputs(x);
        assertThat(errorOf(2, "--activation", "relu", "--depth", "1"))
                .matches("adjointlab: kernels of " + many + " inputs take \\d+ MiB; at most \\d+ are free here: give at"
                        + " most \\d+ inputs at once, or give Java more with -Xmx\\R");
    }

    @Test
    void writesTheKernelsOfOneLayer() throws IOException {
        double root = Math.sqrt(2);
        inputs(new double[][] {{root, 0}, {0.5 * root, Math.sqrt(0.75) * root}});
        errorOf(0, "--activation", "relu", "--depth", "1");
        assertThat(Npz.read(folder.resolve("K.npz")).keySet())
                .containsExactly("nngp", "ntk", "ntk.v", "ntk.w", "ntk.u");
        assertThat(result("nngp")).containsExactly(new double[] {0.75, 0.4750981, 0.4750981, 0.75}, within(1e-7));
        assertThat(result("ntk.w")).containsExactly(new double[] {0.25, 0.10355866, 0.10355866, 0.25}, within(1e-7));
        assertThat(result("ntk.u")).containsExactly(new double[] {0.75, 0.22673024, 0.22673024, 0.75}, within(1e-7));
        assertThat(result("ntk")).containsExactly(new double[] {1.75, 0.805387, 0.805387, 1.75}, within(1e-6));
    }

    @Test
    void scalesEnterWhereTheyBelong() throws IOException {
        inputs(new double[][] {{1, 2}, {-2, 1}});
        errorOf(0, "--activation", "gelu", "--continuous");
        double[] reference = result("ntk");
        double[] process = result("nngp");
        errorOf(0, "--activation", "gelu", "--continuous", "--sigma-v", "3", "--sigma-w", "0.25", "--horizon", "4");
        for (int e = 0; e < 4; e++) {
            assertThat(result("ntk")[e]).isCloseTo(9 * reference[e], within(1e-10));
            assertThat(result("nngp")[e]).isCloseTo(9 * process[e], within(1e-10));
        }
        inputs(new double[][] {{0.5, 1}, {-1, 0.5}});
        errorOf(0, "--activation", "gelu", "--continuous", "--sigma-u", "2");
        assertThat(result("ntk")).containsExactly(reference, within(1e-10));
    }

    @Test
    void aPolynomialHasTheDegreeThatIsAsked() throws IOException {
        double root = Math.sqrt(2);
        inputs(new double[][] {{root, 0}, {0.5 * root, Math.sqrt(0.75) * root}});
        errorOf(0, "--activation", "quadratic", "--depth", "3", "--sigma-w", "0.2");
        double[] quadratic = result("ntk");
        // z²/√3 in field and read-out
        errorOf(
                0,
                List.of(
                                "--activation",
                                "polynomial",
                                "--degree",
                                "2",
                                "--depth",
                                "3",
                                "--sigma-w",
                                String.valueOf(0.2 * Math.sqrt(3)),
                                "--sigma-v",
                                String.valueOf(Math.sqrt(3)))
                        .toArray(String[]::new));
        assertThat(result("ntk")).containsExactly(quadratic, within(1e-12));
        errorOf(0, "--activation", "polynomial", "--depth", "3", "--sigma-w", "0.2");
        double[] cubic = result("nngp");
        errorOf(0, "--activation", "polynomial", "--degree", "3", "--depth", "3", "--sigma-w", "0.2");
        assertThat(result("nngp")).containsExactly(cubic);
        assertThat(errorOf(2, "--activation", "relu", "--degree", "3", "--depth", "1"))
                .contains("--degree");
        assertThat(errorOf(2, "--activation", "polynomial", "--degree", "99", "--depth", "1"))
                .contains("[1, 16]");
    }

    @Test
    void badInputIsToldInOneLine() throws IOException {
        inputs(new double[][] {{1, 2}});
        List<String> relu = List.of("--activation", "relu");
        assertThat(errorOf(2, "--activation", "rellu", "--depth", "1")).contains("did you mean 'relu'?");
        assertThat(errorOf(2, relu.get(0), relu.get(1))).contains("--depth").contains("--continuous");
        assertThat(errorOf(2, relu.get(0), relu.get(1), "--depth", "3", "--continuous"))
                .contains("mutually exclusive");
        assertThat(errorOf(2, relu.get(0), relu.get(1), "--depth", "0")).contains("--depth 0 is not allowed");
        assertThat(errorOf(2, relu.get(0), relu.get(1), "--depth", "1", "--sigma-u", "-1"))
                .contains("--sigma-u -1.0 is not allowed");
        assertThat(errorOf(2, relu.get(0), relu.get(1), "--depth", "1", "--horizon", "NaN"))
                .contains("--horizon");
        assertThat(errorOf(2, "--activation", "quadratic", "--continuous", "--sigma-w", "2"))
                .contains("try a smaller --sigma-w or --horizon");
        inputs(new double[][] {{1, Double.NaN}});
        assertThat(errorOf(2, relu.get(0), relu.get(1), "--depth", "1")).contains("input 0 is not finite");
        Npz.write(folder.resolve("X.npz"), Map.of("y", NdArray.scalar(1)));
        assertThat(errorOf(2, relu.get(0), relu.get(1), "--depth", "1")).contains("no array 'x'; there are y");
        Npz.write(folder.resolve("X.npz"), Map.of("x", NdArray.scalar(1)));
        String shape = errorOf(2, relu.get(0), relu.get(1), "--depth", "1");
        assertThat(shape).contains("x has shape []; allowed: [N, d]").hasLineCount(1);
        assertThat(Files.exists(folder.resolve("K.npz"))).isFalse();
    }
}
