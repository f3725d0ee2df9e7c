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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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

    private Path weights(String kind, Map<String, Double> raw) throws IOException {
        Map<String, NdArray> arrays = new LinkedHashMap<>();
        Golden.ROOT
                .get("weights")
                .get(kind)
                .properties()
                .forEach(w -> arrays.put("field." + w.getKey(), array(w.getValue())));
        raw.forEach((name, value) -> arrays.put(
                name, name.equals("family.xiRaw") ? NdArray.scalar(value) : NdArray.vector(new double[] {value})));
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

    /// A golden kind as the command takes it.
    ///
    /// @param weights whose golden weights it has
    /// @param raw coefficients that its weights hold beside the field's, with their golden names
    private record Kind(String family, String convention, String weights, Map<String, Double> raw) {
        private static final Map<String, String> GOLDEN_NAMES =
                Map.of("family.gammaRaw", "gamma_raw", "family.xiRaw", "xi_raw");

        static Kind of(String name) {
            String family = name.replaceAll("_.*", "").toLowerCase(Locale.ROOT);
            Map<String, Double> raw =
                    switch (family) {
                        case "hbnode" -> Map.of("family.gammaRaw", -3.0);
                        case "ghbnode" -> Map.of("family.gammaRaw", -3.0, "family.xiRaw", 0.5);
                        default -> Map.of();
                    };
            return new Kind(
                    family,
                    name.endsWith("_repo") ? "authors" : name.endsWith("_paper") ? "paper" : "",
                    name.equals("SONODE") ? "SONODE" : "NODE",
                    raw);
        }

        boolean moves() {
            return !family.equals("node");
        }
    }

    static List<Arguments> goldenCases() {
        List<Arguments> cases = new ArrayList<>();
        for (String kind : List.of("NODE", "SONODE", "HBNODE_paper", "HBNODE_repo", "GHBNODE_paper", "GHBNODE_repo")) {
            for (String activation : List.of("tanh", "elu", "softplus")) {
                cases.add(Arguments.of(kind, activation));
            }
        }
        return cases;
    }

    private Map<String, NdArray> gradient(String name, String activation, String... numerics) throws IOException {
        Kind kind = Kind.of(name);
        Path out = folder.resolve("G.npz");
        List<String> command = new ArrayList<>(List.of(
                "gradient",
                "reference-mlp-2-8-8-2",
                "--set",
                "family.id=" + kind.family(),
                "--set",
                "field.activation=" + activation,
                "--weights",
                weights(kind.weights(), kind.raw()).toString(),
                "--batch",
                batch(kind.moves()).toString(),
                "--out",
                out.toString()));
        if (!kind.convention().isEmpty()) {
            command.addAll(List.of("--set", "family.convention=" + kind.convention()));
        }
        for (String setting : numerics) {
            command.addAll(List.of("--set", setting));
        }
        errorOf(0, command.toArray(String[]::new));
        return Npz.read(out);
    }

    private static void compare(Map<String, NdArray> ours, String name, JsonNode golden, double tolerance) {
        assertThat(values(ours, "loss")[0]).isCloseTo(golden.get("loss").doubleValue(), within(tolerance));
        assertThat(values(ours, "stateT")).containsExactly(Golden.numbers(golden.get("state_T")), within(tolerance));
        JsonNode gradient = golden.get("dL_dtheta");
        for (String block : List.of("W1", "b1", "W2", "b2", "W3", "b3")) {
            assertThat(values(ours, "grad.field." + block))
                    .as(block)
                    .containsExactly(Golden.numbers(gradient.get(block)), within(tolerance));
        }
        Kind kind = Kind.of(name);
        Kind.GOLDEN_NAMES.forEach((raw, goldenName) -> {
            assertThat(ours.containsKey("grad." + raw)).isEqualTo(kind.raw().containsKey(raw));
            if (kind.raw().containsKey(raw)) {
                assertThat(values(ours, "grad." + raw)[0])
                        .as(raw)
                        .isCloseTo(gradient.get(goldenName).doubleValue(), within(tolerance));
            }
        });
        double[][] start = Golden.rows(golden.get("dL_dstate0"));
        for (int s = 0; s < start.length; s++) {
            for (int i = 0; i < 2; i++) {
                assertThat(values(ours, "grad.x0")[2 * s + i]).isCloseTo(start[s][i], within(tolerance));
                if (kind.moves()) {
                    assertThat(values(ours, "grad.v0")[2 * s + i]).isCloseTo(start[s][2 + i], within(tolerance));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("goldenCases")
    void discreteAgreesWithTheIndependentProgram(String kind, String activation) throws IOException {
        Map<String, NdArray> ours =
                gradient(kind, activation, "solver.id=rk4-38", "solver.steps=10", "gradient.id=discrete");
        compare(
                ours,
                kind,
                Golden.ROOT.get("cases").get(kind + "/" + activation).get("rk4_38_10"),
                1e-12);
        assertThat(values(ours, "nfe.forward")).containsExactly(40);
    }

    /// ELU's second derivative jumps, so the two programs' steps differ and so do their last digits.
    @ParameterizedTest
    @MethodSource("goldenCases")
    void continuousAgreesWithTheIndependentProgram(String kind, String activation) throws IOException {
        Map<String, NdArray> ours = gradient(
                kind,
                activation,
                "solver.id=dopri5-shampine",
                "solver.rtol=1e-12",
                "solver.atol=1e-12",
                "gradient.id=continuous");
        JsonNode golden = Golden.ROOT.get("cases").get(kind + "/" + activation);
        compare(ours, kind, golden.get("adjoint_dopri5_1e-12"), activation.equals("elu") ? 1e-7 : 1e-9);
    }

    /// Log-densities and their gradients, by the independent program's own 500 steps and, where the field is
    /// smooth, by a solve at a tight tolerance.
    @ParameterizedTest
    @CsvSource({
        "tanh, discrete, 1e-12",
        "softplus, discrete, 1e-12",
        "elu, discrete, 1e-12",
        "tanh, continuous, 1e-8",
        "softplus, continuous, 1e-8"
    })
    void flowsAgreeWithTheIndependentProgram(String activation, String method, double tolerance) throws IOException {
        Path points = folder.resolve("X.npz");
        Npz.write(points, Map.of("x0", array(Golden.ROOT.get("x0"))));
        Path out = folder.resolve("G.npz");
        List<String> command = new ArrayList<>(List.of(
                "gradient", "reference-mlp-2-8-8-2",
                "--weights", weights("NODE", Map.of()).toString(),
                "--batch", points.toString(),
                "--out", out.toString()));
        List<String> solver = method.equals("discrete")
                ? List.of("solver.id=rk4", "solver.steps=500")
                : List.of("solver.rtol=1e-11", "solver.atol=1e-11");
        for (String setting : List.of(
                "family.id=flow",
                "problem.id=density",
                "loss.id=nll",
                "field.activation=" + activation,
                "gradient.id=" + method)) {
            command.addAll(List.of("--set", setting));
        }
        solver.forEach(setting -> command.addAll(List.of("--set", setting)));
        errorOf(0, command.toArray(String[]::new));
        Map<String, NdArray> ours = Npz.read(out);
        JsonNode golden = Golden.ROOT.get("cnf").get(activation);
        assertThat(values(ours, "loss")[0]).isCloseTo(golden.get("nll").doubleValue(), within(tolerance));
        double[][] z = Golden.rows(golden.get("z0"));
        double[] delta = Golden.numbers(golden.get("delta_logp"));
        for (int s = 0; s < z.length; s++) {
            assertThat(Arrays.copyOfRange(values(ours, "stateT"), 3 * s, 3 * s + 3))
                    .containsExactly(new double[] {z[s][0], z[s][1], delta[s]}, within(tolerance));
        }
        assertThat(values(ours, "grad.x0")).containsExactly(Golden.numbers(golden.get("dnll_dx")), within(tolerance));
        golden.get("dnll_dtheta").properties().forEach(block -> assertThat(values(ours, "grad.field." + block.getKey()))
                .as(block.getKey())
                .containsExactly(Golden.numbers(block.getValue()), within(tolerance)));
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
        assertThat(Npz.read(again))
                .containsKeys("loss", "stateT", "grad.x0", "nfe.backward")
                .doesNotContainKey("grad.v0");
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
        assertThat(errorOf(
                        2, "gradient", "reference-mlp-2-8-8-2", "--weights", file.toString(), "--out", out.toString()))
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
