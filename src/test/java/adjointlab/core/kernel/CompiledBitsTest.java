package adjointlab.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A training that goes on in another process meets kernels that are interpreted again. Each activation gives the same
/// bits there as once it is compiled.
class CompiledBitsTest {
    private static final int LENGTH = 1024;
    private static final int ROUNDS = 3000;

    @Test
    @Timeout(Patience.SECONDS)
    void activationsAreRoundedAlikeInterpretedAndCompiled() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CompiledBitsTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines = out.lines().toList();
        }
        assertThat(process.waitFor()).isZero();
        assertThat(lines).hasSize(14).allSatisfy(line -> {
            String[] words = line.split(" ");
            assertThat(words[2]).as(words[0]).isEqualTo(words[1]);
        });
    }

    private interface Activation {
        void apply(double[] z, double[] out);
    }

    /// One line for each kernel: name, sum of its first bits, sum of its last bits.
    public static void main(String[] arguments) {
        KernelSet set = new VectorKernels();
        Map<String, Activation> all = new LinkedHashMap<>();
        all.put("tanh", (z, h) -> set.tanh(z, 0, LENGTH, h));
        all.put("tanh'", (z, s) -> set.tanh(z, 0, LENGTH, s, 0));
        all.put("sigmoid", (z, h) -> set.sigmoid(z, 0, LENGTH, h));
        all.put("sigmoid'", (z, s) -> set.sigmoid(z, 0, LENGTH, s, 0));
        all.put("elu", (z, h) -> set.elu(z, 0, LENGTH, h));
        all.put("elu'", (z, s) -> set.elu(z, 0, LENGTH, s, 0));
        all.put("silu", (z, h) -> set.silu(z, 0, LENGTH, h));
        all.put("silu'", (z, s) -> set.silu(z, 0, LENGTH, s, 0));
        all.put("softplus", (z, h) -> set.softplus(z, 0, LENGTH, h));
        all.put("softplus'", (z, s) -> set.softplus(z, 0, LENGTH, s, 0));
        all.put("gelu", (z, h) -> set.gelu(z, 0, LENGTH, h));
        all.put("gelu'", (z, s) -> set.gelu(z, 0, LENGTH, s, 0));
        all.put("sine", (z, h) -> set.sine(z, 0, LENGTH, h));
        all.put("sine'", (z, s) -> set.sine(z, 0, LENGTH, s, 0));
        Random random = new Random(12);
        double[] given = new double[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            given[i] = random.nextDouble(-30, 30) * (i % 2 == 0 ? 1 : 0.05);
        }
        all.forEach((name, activation) -> {
            long first = bits(activation, given);
            long last = first;
            for (int round = 0; round < ROUNDS; round++) {
                last = bits(activation, given);
            }
            System.out.println(name + " " + first + " " + last);
        });
    }

    private static long bits(Activation activation, double[] given) {
        double[] z = given.clone();
        double[] out = new double[LENGTH];
        activation.apply(z, out);
        return 31L * Arrays.hashCode(z) + Arrays.hashCode(out);
    }
}
