package adjointlab.core;

import adjointlab.core.field.Activation;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.StandardActivations;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The golden values: numbers of an independent program in double precision (PyTorch 1.13 with torchdiffeq 0.2.5).
public final class Golden {
    private static final List<String> ORDER = List.of("W1", "b1", "W2", "b2", "W3", "b3");
    private static final Map<String, Activation> ACTIVATIONS = Map.of(
            "tanh", StandardActivations.TANH, "elu", StandardActivations.ELU, "softplus", StandardActivations.SOFTPLUS);

    /// The whole file.
    public static final JsonNode ROOT = read();

    private Golden() {}

    private static JsonNode read() {
        try (InputStream in = Objects.requireNonNull(Golden.class.getResourceAsStream("/golden/golden.json"))) {
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The activation of that name.
    public static Activation activation(String name) {
        return Objects.requireNonNull(ACTIVATIONS.get(name));
    }

    /// The perceptron whose weights are stored for `kind` (NODE, ANODE, SONODE).
    public static Mlp field(String kind, String activation) {
        JsonNode weights = ROOT.get("weights").get(kind);
        int in = weights.get("W1").get(0).size();
        int hidden = weights.get("b1").size();
        return Mlp.of(
                List.of(in, hidden, weights.get("b2").size(), weights.get("b3").size()), activation(activation), false);
    }

    /// Weights or gradients in a perceptron's order.
    public static double[] flatten(JsonNode blocks) {
        return ORDER.stream()
                .flatMapToDouble(name -> Arrays.stream(numbers(blocks.get(name))))
                .toArray();
    }

    /// All numbers of a nested array, by rows.
    public static double[] numbers(JsonNode node) {
        if (node.isArray()) {
            return node.valueStream()
                    .flatMapToDouble(n -> Arrays.stream(numbers(n)))
                    .toArray();
        }
        return new double[] {node.doubleValue()};
    }

    /// A matrix.
    public static double[][] rows(JsonNode node) {
        return node.valueStream().map(Golden::numbers).toArray(double[][]::new);
    }

    /// Names of a perceptron's parameters are the golden ones behind `field.`.
    public static boolean sameOrder(ParameterLayout layout) {
        return layout.blocks().stream()
                .map(b -> b.name().substring("field.".length()))
                .toList()
                .equals(ORDER);
    }
}
