package adjointlab.core.catalog;

import adjointlab.core.catalog.Parameter.Reals;
import adjointlab.core.field.Initializer;
import adjointlab.core.field.StandardInitializers;
import java.util.Arrays;
import java.util.List;

/// The choices of start weights.
public final class Initializers {
    /// In display order.
    public static final Catalog<Initializer> CATALOG = new Catalog<>(
            "initializer",
            List.of(
                    new Entry<>(
                            "values",
                            "Given",
                            "These numbers; a single one is taken for every weight.",
                            "",
                            List.of(new Parameter(
                                    "values",
                                    "θ₀",
                                    "Start weights",
                                    "",
                                    new Reals(1, 4096, Ranges.any(-4, 4)),
                                    List.of(0.0),
                                    false)),
                            v -> given(v.reals("values"))),
                    new Entry<>(
                            "normal",
                            "Normal",
                            "Independent N(0, s²).",
                            "",
                            List.of(Parameter.real(
                                    "deviation", "s", "Standard deviation", 0.5, Ranges.notNegative(2), false)),
                            v -> normal(v.real("deviation"))),
                    Entry.plain(
                            "pytorch",
                            "PyTorch",
                            "Uniform in ±1/√in, biases too; PyTorch's default for linear layers.",
                            "",
                            new StandardInitializers.PyTorch()),
                    Entry.plain(
                            "glorot",
                            "Glorot",
                            "Uniform in ±√(6/(in + out)), biases zero.",
                            "Glorot and Bengio, AISTATS 2010, equation (16)",
                            new StandardInitializers.Glorot()),
                    Entry.plain(
                            "he",
                            "He",
                            "N(0, 2/in), biases zero.",
                            "He et al., ICCV 2015, equation (10)",
                            new StandardInitializers.He()),
                    new Entry<>(
                            "ntk",
                            "Tangent kernel scaling",
                            "N(0, s²/in), biases N(0, b²).",
                            "Jacot, Gabriel and Hongler, NeurIPS 2018, equation (1)",
                            List.of(
                                    Parameter.real("weights", "s", "Weights", 1, Ranges.notNegative(3), false),
                                    Parameter.real("biases", "b", "Biases", 0.1, Ranges.notNegative(1), false)),
                            v -> new StandardInitializers.Ntk(v.real("weights"), v.real("biases"))),
                    new Entry<>(
                            "stability-informed",
                            "Stability-informed",
                            "The start dynamics decay within the solver's stability region.",
                            "Westny et al., ICML 2024",
                            List.of(
                                    Parameter.real(
                                            "limit",
                                            "",
                                            "End of the stability region",
                                            2.785,
                                            Ranges.positive(1, 10),
                                            false),
                                    Parameter.real("step", "h", "Expected step", 0.1, Ranges.positive(1e-3, 1), false)),
                            v -> new StandardInitializers.StabilityInformed(v.real("limit"), v.real("step")))));

    private Initializers() {}

    private static Initializer given(double[] values) {
        return (layout, _, theta) -> {
            if (values.length == 1) {
                Arrays.fill(theta, values[0]);
            } else if (values.length == layout.size()) {
                System.arraycopy(values, 0, theta, 0, values.length);
            } else {
                throw new InvalidValueException(values.length + " start weights given; allowed: 1 or " + layout.size());
            }
        };
    }

    private static Initializer normal(double deviation) {
        return (_, random, theta) -> {
            for (int j = 0; j < theta.length; j++) {
                theta[j] = deviation * random.nextGaussian();
            }
        };
    }
}
