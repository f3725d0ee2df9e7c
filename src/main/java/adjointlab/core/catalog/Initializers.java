package adjointlab.core.catalog;

import adjointlab.core.catalog.Type.Reals;
import adjointlab.core.field.Initializer;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.StandardInitializers;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// The choices of start weights.
public final class Initializers {
    /// The start weights themselves.
    public static final Key<List<Double>> VALUES = Key.reals(
                    "values", "Start weights", List.of(0.0), new Reals(1, 4096, Ranges.any(-4, 4)))
            .withSymbol("θ₀", "a₀"); // the simplest neural ODE's own letter

    private static final Key<Double> DEVIATION = Key.real("deviation", "Standard deviation", 0.5, Ranges.notNegative(2))
            .withSymbol("s");
    private static final Key<Double> WEIGHTS =
            Key.real("weights", "Weights", 1, Ranges.notNegative(3)).withSymbol("s");
    private static final Key<Double> BIASES =
            Key.real("biases", "Biases", 0.1, Ranges.notNegative(1)).withSymbol("b");
    private static final Key<Double> SCALE =
            Key.real("scale", "Scale", 1, Ranges.positive(1e-3, 2)).withSymbol("s");
    private static final Key<Double> LIMIT =
            Key.real("limit", "End of the stability region", 2.785, Ranges.positive(1, 10));
    private static final Key<Double> STEP =
            Key.real("step", "Expected step", 0.1, Ranges.positive(1e-3, 1)).withSymbol("h");

    private static final Key<String> FILE = Key.text("file", "Archive of weights, none for PyTorch's", 1024);
    private static final Key<String> RUN = Key.text("run", "Of the run, empty for the first", 256);

    /// In display order.
    public static final Catalog<Initializer> CATALOG = new Catalog<>(
            "initializer",
            List.of(
                    new Entry<>(
                            "values",
                            "Given",
                            "These numbers; a single one is taken for every weight.",
                            "",
                            List.of(VALUES),
                            v -> new Given(v.get(VALUES))),
                    new Entry<>(
                            "stored",
                            "Stored",
                            "Weights that a training has written, by their names, or that PyTorch has saved as NPZ, by"
                                    + " order and shape.",
                            "",
                            List.of(FILE, RUN),
                            v -> new StoredWeights(v.get(FILE), v.get(RUN))),
                    new Entry<>(
                            "normal",
                            "Normal",
                            "Independent N(0, s²).",
                            "",
                            List.of(DEVIATION),
                            v -> normal(v.get(DEVIATION))),
                    new Entry<>(
                            "pytorch",
                            "PyTorch",
                            "Uniform in ±s/√in, biases too; with s = 1 PyTorch's default for linear layers.",
                            "",
                            List.of(SCALE),
                            v -> new StandardInitializers.PyTorch(v.get(SCALE))),
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
                            List.of(WEIGHTS, BIASES),
                            v -> new StandardInitializers.Ntk(v.get(WEIGHTS), v.get(BIASES))),
                    new Entry<>(
                            "stability-informed",
                            "Stability-informed",
                            "The start dynamics decay within the solver's stability region.",
                            "Westny et al., ICML 2024",
                            List.of(LIMIT, STEP),
                            v -> new StandardInitializers.StabilityInformed(v.get(LIMIT), v.get(STEP)))));

    private Initializers() {}

    /// Given numbers.
    ///
    /// @param values one for every weight, or [p]
    record Given(List<Double> values) implements Initializer {
        @Override
        public void fill(ParameterLayout layout, RandomGenerator random, double[] theta) {
            if (values.size() != 1 && values.size() != layout.size()) {
                throw new InvalidValueException(values.size() + " start weights given; allowed: 1 or " + layout.size());
            }
            Arrays.setAll(theta, j -> values.get(values.size() == 1 ? 0 : j));
        }

        @Override
        public boolean knowsAll() {
            return values.size() > 1;
        }
    }

    private static Initializer normal(double deviation) {
        return (_, random, theta) -> {
            for (int j = 0; j < theta.length; j++) {
                theta[j] = deviation * random.nextGaussian();
            }
        };
    }
}
