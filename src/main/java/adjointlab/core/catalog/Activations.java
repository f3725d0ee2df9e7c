package adjointlab.core.catalog;

import adjointlab.core.catalog.Type.Int;
import adjointlab.core.field.Activation;
import adjointlab.core.field.Polynomial;
import adjointlab.core.field.StandardActivations;
import java.util.List;
import java.util.stream.Stream;

/// The activations.
public final class Activations {
    /// Degree of a polynomial.
    public static final Key<Integer> DEGREE =
            Key.whole("degree", "Degree", 3, new Int(1, 16, 1, 8)).withSymbol("k");

    /// In display order.
    public static final Catalog<Activation> CATALOG = new Catalog<>(
            "activation",
            List.of(
                    entry("tanh", "tanh", "tanh z.", StandardActivations.TANH),
                    entry("sigmoid", "Sigmoid", "1/(1 + e⁻ᶻ).", StandardActivations.SIGMOID),
                    entry("softplus", "Softplus", "ln(1 + eᶻ).", StandardActivations.SOFTPLUS),
                    entry(
                            "softplus-shifted",
                            "Softplus − ln 2",
                            "ln(1 + eᶻ) − ln 2, which maps 0 to 0.",
                            StandardActivations.SHIFTED_SOFTPLUS),
                    entry("relu", "ReLU", "max(0, z).", StandardActivations.RELU),
                    entry("leaky-relu", "Leaky ReLU", "z or z/100.", StandardActivations.LEAKY_RELU),
                    entry("elu", "ELU", "z or eᶻ − 1.", StandardActivations.ELU),
                    entry("gelu", "GELU", "z·Φ(z), exact.", StandardActivations.GELU),
                    entry("silu", "SiLU", "z·sigmoid(z).", StandardActivations.SILU),
                    entry("hardtanh", "Hard tanh", "z clipped to [−1, 1].", StandardActivations.HARDTANH),
                    entry("sine", "Sine", "sin z.", StandardActivations.SINE),
                    entry("quadratic", "Quadratic", "z².", StandardActivations.QUADRATIC),
                    new Entry<>(
                            "polynomial",
                            "Polynomial",
                            "zᵏ/√((2k − 1)!!), of mean square 1 where z is standard normal.",
                            "",
                            List.of(DEGREE),
                            v -> new Polynomial(v.get(DEGREE))),
                    entry("identity", "Identity", "z.", StandardActivations.IDENTITY)));

    /// The parameter that chooses one: whatever has one activation calls it so.
    public static final Key<Entry<Activation>> CHOICE = Key.of("activation", "Activation", "tanh", CATALOG.choice());

    private Activations() {}

    /// The activations without parameters as a parameter's choices.
    ///
    /// @param defaultValue an id
    static Key<Entry<Activation>> plain(String name, String label, String defaultValue) {
        return Key.of(
                name,
                label,
                defaultValue,
                new Type.Choice<>(CATALOG.choice().options().stream()
                        .filter(option -> option.value().parameters().isEmpty())
                        .toList()));
    }

    /// The parameter with another label and default.
    ///
    /// @param defaultValue an id
    static Key<Entry<Activation>> choice(String label, String defaultValue) {
        return CHOICE.withLabel(label).withDefault(CATALOG.get(defaultValue));
    }

    /// A parameter that chooses an activation, and beside it those that activations have; each of them does
    /// something only where the chosen activation has it.
    static List<Key<?>> withParameters(Key<Entry<Activation>> choice) {
        return Stream.<Key<?>>concat(
                        Stream.of(choice),
                        CATALOG.entries().stream()
                                .flatMap(entry -> entry.parameters().stream())
                                .distinct()
                                .map(key -> key.when(selection -> selection
                                        .values()
                                        .get(choice)
                                        .parameters()
                                        .contains(key))))
                .toList();
    }

    /// The activation that values choose, with what they say of its parameters.
    ///
    /// @param values of the entry that both are parameters of
    /// @param choice which of them chooses
    static Activation of(Values values, Key<Entry<Activation>> choice) {
        Entry<Activation> entry = values.get(choice);
        return entry.create(values.of(entry.parameters()));
    }

    private static Entry<Activation> entry(String id, String label, String summary, Activation activation) {
        return Entry.plain(id, label, summary, "", activation);
    }
}
