package adjointlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.Golden;
import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npz;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// `adjointlab gradient` against the golden values, by the files that another program would use.
class GradientCommandTest {
    @TempDir
    Path folder;

    private static String errorOf(int code, String... args) {
        StringWriter err = new StringWriter();
        assertThat(Commands.execute(new PrintWriter(new StringWriter()), new PrintWriter(err, true), args))
                .as("%s", err)
                .isEqualTo(code);
        return err.toString();
    }

    private static NdArray array(JsonNode node) {
        List<Integer> shape = new ArrayList<>();
        for (JsonNode level = node; level.isArray(); level = level.get(0)) {
            shape.add(level.size());
        }
        return new NdArray(shape.stream().mapToInt(Integer::intValue).toArray(), Golden.numbers(node));
    }

    private Path weights(String kind) throws IOException {
        Map<String, NdArray> arrays = new LinkedHashMap<>();
        Golden.ROOT.get("weights").get(kind).properties().forEach(w -> arrays.put("field." + w.getKey(), array(w.getValue())));
        Path file = folder.resolve("W.npz");
        Npz.write(file, arrays);
        return file;
    }

    private Path batch(boolean velocity) throws IOException {
        Map<String, NdArray> arrays = new LinkedHashMap<>();
        arrays.put("x0", array(Golden.ROOT.get("x0")));
        arrays.put("target", array(Golden.ROOT.get("target")));
        if (velocity) {
            arrays.put("v0", array(Golden.ROOT.get("m0")));
        }
        Path file = folder.resolve("B.npz");
        Npz.write(file, arrays);
        return file;
    }

    private static double[] values(Map<String, NdArray> arrays, String name) {
        return Objects.requireNonNull(arrays.get(name)).values();
    }

    @ParameterizedTest
    @CsvSource({"NODE, node, NODE, tanh", "NODE, node, NODE, softplus", "SONODE, sonode, SONODE, tanh"})
    void agreesWithTheIndependentProgram(String kind, String family, String weights, String activation)
            throws IOException {
        Path out = folder.resolve("G.npz");
        boolean velocity = !family.equals("node");
        errorOf(
                0,
                "gradient",
                "reference-mlp-2-8-8-2",
                "--set", "family.id=" + family,
                "--set", "field.activation=" + activation,
                "--set", "solver.id=rk4-38",
                "--set", "solver.steps=10",
                "--set", "gradient.id=discrete",
                "--weights", weights(weights).toString(),
                "--batch", batch(velocity).toString(),
                "--out", out.toString());
        Map<String, NdArray> result = Npz.read(out);
        JsonNode golden = Golden.ROOT.get("cases").get(kind + "/" + activation).get("rk4_38_10");
        assertThat(values(result, "loss")[0]).isCloseTo(golden.get("loss").doubleValue(), within(1e-12));
        assertThat(values(result, "stateT")).containsExactly(Golden.numbers(golden.get("state_T")), within(1e-12));
        assertThat(values(result, "grad.field.W2"))
                .containsExactly(Golden.numbers(golden.get("dL_dtheta").get("W2")), within(1e-12));
        double[][] start = Golden.rows(golden.get("dL_dstate0"));
        for (int s = 0; s < 5; s++) {
            for (int i = 0; i < 2; i++) {
                assertThat(values(result, "grad.x0")[2 * s + i]).isCloseTo(start[s][i], within(1e-12));
                if (velocity) {
                    assertThat(values(result, "grad.v0")[2 * s + i]).isCloseTo(start[s][2 + i], within(1e-12));
                }
            }
        }
        assertThat(values(result, "nfe.forward")).containsExactly(40);
    }

    @Test
    void theTemplateHoldsTheStartWeights() throws IOException {
        Path out = folder.resolve("T.npz");
        errorOf(0, "gradient", "reference-mlp-2-8-8-2", "--template", "--out", out.toString());
        Map<String, NdArray> weights = Npz.read(out);
        assertThat(weights.keySet())
                .containsExactly("field.W1", "field.b1", "field.W2", "field.b2", "field.W3", "field.b3");
        assertThat(Objects.requireNonNull(weights.get("field.W1")).shape()).containsExactly(8, 2);
        Path again = folder.resolve("G.npz");
        errorOf(0, "gradient", "reference-mlp-2-8-8-2", "--weights", out.toString(), "--out", again.toString());
        assertThat(Npz.read(again)).containsKeys("loss", "stateT", "grad.x0", "nfe.backward").doesNotContainKey("grad.v0");
    }

    @Test
    void badFilesAreToldInOneLine() throws IOException {
        Path out = folder.resolve("G.npz");
        Path file = folder.resolve("B.npz");
        Npz.write(file, Map.of("x0", NdArray.matrix(new double[][] {{1, 2, 3}})));
        String[] command = {"gradient", "reference-mlp-2-8-8-2", "--batch", file.toString(), "--out", out.toString()};
        assertThat(errorOf(2, command)).contains("x0 has shape [1, 3]; allowed: [1, 2]");
        Npz.write(file, Map.of("x0", NdArray.matrix(new double[][] {{1, 2}})));
        assertThat(errorOf(2, command)).contains("no array 'target'; there are x0");
        Npz.write(file, Map.of("field.W9", NdArray.scalar(1)));
        assertThat(errorOf(2, "gradient", "reference-mlp-2-8-8-2", "--weights", file.toString(), "--out", out.toString()))
                .contains("unknown parameter 'field.W9'");
        Npz.write(
                file,
                Map.of(
                        "x0", NdArray.matrix(new double[][] {{1, Double.NaN}}),
                        "target", NdArray.matrix(new double[][] {{1, 1}})));
        assertThat(errorOf(2, command)).contains("sample 0 at t = 0");
        assertThat(Files.exists(out)).isFalse();
    }
}
