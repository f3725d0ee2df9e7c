package adjointlab.core.catalog;

import adjointlab.core.catalog.Parameter.Option;
import adjointlab.core.field.Activation;
import adjointlab.core.field.StandardActivations;
import java.util.List;

/// The activations.
public final class Activations {
    /// In display order.
    public static final Catalog<Activation> CATALOG = new Catalog<>(
            "activation",
            List.of(
                    entry("tanh", "tanh", "tanh z.", StandardActivations.TANH),
                    entry("sigmoid", "Sigmoid", "1/(1 + e^−z).", StandardActivations.SIGMOID),
                    entry("softplus", "Softplus", "ln(1 + e^z).", StandardActivations.SOFTPLUS),
                    entry(
                            "softplus-shifted",
                            "Softplus − ln 2",
                            "ln(1 + e^z) − ln 2, which maps 0 to 0.",
                            StandardActivations.SHIFTED_SOFTPLUS),
                    entry("relu", "ReLU", "max(0, z).", StandardActivations.RELU),
                    entry("leaky-relu", "Leaky ReLU", "z or z/100.", StandardActivations.LEAKY_RELU),
                    entry("elu", "ELU", "z or e^z − 1.", StandardActivations.ELU),
                    entry("gelu", "GELU", "z·Φ(z), exact.", StandardActivations.GELU),
                    entry("silu", "SiLU", "z·sigmoid(z).", StandardActivations.SILU),
                    entry("hardtanh", "Hard tanh", "z clipped to [−1, 1].", StandardActivations.HARDTANH),
                    entry("sine", "Sine", "sin z.", StandardActivations.SINE),
                    entry("quadratic", "Quadratic", "z².", StandardActivations.QUADRATIC),
                    entry("identity", "Identity", "z.", StandardActivations.IDENTITY)));

    private Activations() {}

    /// The activations as a parameter's choices.
    static Parameter choice(String name, String label, String defaultValue) {
        return Parameter.choice(
                name,
                label,
                defaultValue,
                CATALOG.entries().stream().map(e -> new Option(e.id(), e.label())).toArray(Option[]::new));
    }

    private static Entry<Activation> entry(String id, String label, String summary, Activation activation) {
        return Entry.plain(id, label, summary, "", activation);
    }
}
