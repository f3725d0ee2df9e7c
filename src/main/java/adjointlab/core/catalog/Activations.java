package adjointlab.core.catalog;

import adjointlab.core.catalog.Parameter.Int;
import adjointlab.core.catalog.Parameter.Option;
import adjointlab.core.field.Activation;
import adjointlab.core.field.Polynomial;
import adjointlab.core.field.StandardActivations;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The activations.
public final class Activations {
    /// The parameter that chooses one.
    public static final String CHOICE = "activation";

    private static final Parameter DEGREE = Parameter.whole("degree", "k", "Degree", 3, new Int(1, 16, 1, 8));

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
                    new Entry<>(
                            "polynomial",
                            "Polynomial",
                            "z^k/√((2k − 1)!!), of mean square 1 where z is standard normal.",
                            "",
                            List.of(DEGREE),
                            v -> new Polynomial(v.whole("degree"))),
                    entry("identity", "Identity", "z.", StandardActivations.IDENTITY)));

    private Activations() {}

    /// The activations without parameters as a parameter's choices.
    static Parameter choice(String name, String label, String defaultValue) {
        return choice(name, label, defaultValue, entry -> entry.parameters().isEmpty());
    }

    /// All activations as the choices of a parameter `activation`, and beside it the parameters that they have.
    static List<Parameter> choiceOfAll(String label, String defaultValue) {
        return Stream.concat(
                        Stream.of(choice(CHOICE, label, defaultValue, _ -> true)),
                        CATALOG.entries().stream()
                                .flatMap(entry -> entry.parameters().stream())
                                .distinct())
                .toList();
    }

    /// The activation that values choose, with what they say of its parameters.
    ///
    /// @param values with a choice by the name [#CHOICE]
    public static Activation of(Values values) {
        Entry<Activation> entry = CATALOG.get(values.choice(CHOICE));
        Values own = Values.EMPTY;
        for (Parameter parameter : entry.parameters()) {
            Object value = values.map().get(parameter.name());
            own = value == null ? own : own.with(parameter.name(), value);
        }
        return entry.create(own.complete(entry.parameters()));
    }

    /// Whether a parameter beside an activation's choice belongs to another activation than the chosen one.
    ///
    /// @param values of the entry that both are parameters of
    public static boolean isIdle(String name, Values values) {
        return values.map().get(CHOICE) instanceof String chosen
                && CATALOG.entries().stream().anyMatch(entry -> has(entry, name))
                && !has(CATALOG.get(chosen), name);
    }

    private static boolean has(Entry<Activation> entry, String name) {
        return entry.parameters().stream()
                .anyMatch(parameter -> parameter.name().equals(name));
    }

    private static Parameter choice(
            String name, String label, String defaultValue, Predicate<Entry<Activation>> offered) {
        return Parameter.choice(
                name,
                label,
                defaultValue,
                CATALOG.entries().stream()
                        .filter(offered)
                        .map(e -> new Option(e.id(), e.label()))
                        .toArray(Option[]::new));
    }

    private static Entry<Activation> entry(String id, String label, String summary, Activation activation) {
        return Entry.plain(id, label, summary, "", activation);
    }
}
