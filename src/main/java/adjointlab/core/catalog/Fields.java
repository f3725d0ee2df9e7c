package adjointlab.core.catalog;

import adjointlab.core.catalog.Parameter.Int;
import adjointlab.core.catalog.Parameter.Option;
import adjointlab.core.catalog.Parameter.Real;
import adjointlab.core.catalog.Parameter.Reals;
import adjointlab.core.catalog.Parameter.Scale;
import adjointlab.core.field.Activation;
import adjointlab.core.field.ConcatSquash;
import adjointlab.core.field.Driven;
import adjointlab.core.field.FieldTemplate;
import adjointlab.core.field.LinearField;
import adjointlab.core.field.LinearField.Coupling;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.PreActivation;
import adjointlab.core.field.Signal;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.problem.GradientFlow;
import adjointlab.core.table.Csv;
import adjointlab.core.table.DataStore;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// The vector fields.
public final class Fields {
    private static final Parameter WIDTHS = new Parameter(
            "widths",
            "",
            "Hidden widths",
            "",
            new Reals(0, 32, new Real(1, 65_536, 1, 128, Scale.LINEAR)),
            List.of(20.0, 20.0),
            false);

    private static final Parameter LAYER_ACTIVATIONS =
            new Parameter("layerActivations", "", "Activations by layer", "", new Parameter.Text(1024), "", false);

    /// In display order.
    public static final Catalog<FieldTemplate> CATALOG = new Catalog<>(
            "field",
            List.of(
                    new Entry<>(
                            "linear",
                            "Linear",
                            "ẋ = Ax, each entry a parameter or tied to a few.",
                            "Okamoto, Takeuchi and Sakemi, equation (4)",
                            List.of(Parameter.choice(
                                    "coupling",
                                    "Coupling of the entries",
                                    "free",
                                    new Option("free", "Free: every entry"),
                                    new Option("scalar", "Scalar: aI"),
                                    new Option("diagonal", "Diagonal"),
                                    new Option("rotation", "Rotation: [[a, −b], [b, a]]"))),
                            v -> linear(Coupling.valueOf(v.choice("coupling").toUpperCase(Locale.ROOT)))),
                    new Entry<>(
                            "mlp",
                            "Perceptron",
                            "A multi-layer perceptron of the state, and of time where wanted.",
                            "Chen et al., NeurIPS 2018",
                            List.of(
                                    WIDTHS,
                                    Activations.choice("activation", "Activation", "tanh"),
                                    LAYER_ACTIVATIONS,
                                    Activations.choice("outputActivation", "Activation of the output", "identity"),
                                    Parameter.flag("time", "Time is an input", false, false)),
                            Fields::mlp),
                    new Entry<>(
                            "concat-squash",
                            "Concat-squash",
                            "A perceptron whose layers time gates and shifts.",
                            "Grathwohl et al., ICLR 2019",
                            List.of(WIDTHS, Activations.choice("activation", "Activation", "tanh")),
                            v -> (inputDim, dim) ->
                                    new ConcatSquash(widths(v, inputDim, dim), activation(v, "activation"))),
                    new Entry<>(
                            "driven",
                            "Driven perceptron",
                            "A perceptron of the state and of an input over time: seeded white noise or a file's column, without"
                                    + " its mean, joined by straight lines.",
                            "Xia et al., NeurIPS 2021, appendix E.1",
                            List.of(
                                    new Parameter("widths", "", "Hidden widths", "", WIDTHS.type(), List.of(), false),
                                    Activations.choice("activation", "Activation", "tanh"),
                                    Parameter.whole(
                                            "inputSeed", "", "Seed of the input", 0, new Int(0, 1_000_000, 0, 100)),
                                    Parameter.whole(
                                            "inputLength", "", "Length of the input", 64, new Int(1, 100_000, 1, 200)),
                                    new Parameter(
                                            "inputFile",
                                            "",
                                            "CSV file of the input, none for noise",
                                            "",
                                            new Parameter.Text(1024),
                                            "",
                                            false),
                                    Parameter.whole(
                                            "inputColumn", "", "Column of the file", 1, new Int(1, 4096, 1, 16)),
                                    Parameter.real(
                                            "inputScale", "", "Size of the input", 1, Ranges.notNegative(10), false)),
                            Fields::driven),
                    new Entry<>(
                            "pre-activation",
                            "Pre-activation",
                            "ḣ = (σ_w/√n) Wφ(h), scaled for wide states.",
                            "Gao et al., ICLR 2025, equation (2)",
                            Stream.concat(
                                            Activations.choiceOfAll("Activation", "softplus").stream(),
                                            Stream.of(Parameter.real(
                                                    "sigmaW", "σ_w", "Scale", 1, Ranges.notNegative(3), false)))
                                    .toList(),
                            Fields::preActivation),
                    new Entry<>(
                            "gradient-flow",
                            "Gradient flow",
                            "−∇F of a test function, without parameters.",
                            "Xia et al., NeurIPS 2021, equations (7) and (8)",
                            List.of(LearningProblems.FUNCTION, LearningProblems.CONDITION),
                            v -> gradientFlow(new GradientFlow(LearningProblems.function(v))))));

    private static final int MOST_ROWS = 2_000_000;

    private Fields() {}

    private static FieldTemplate linear(Coupling coupling) {
        return (inputDim, dim) -> {
            if (inputDim != dim) {
                throw new InvalidValueException(
                        "a linear field has as many inputs as outputs, not " + inputDim + " and " + dim);
            }
            return new LinearField(dim, coupling);
        };
    }

    private static FieldTemplate mlp(Values v) {
        return (inputDim, dim) -> {
            List<Integer> widths = widths(v, inputDim, dim);
            List<Activation> activations = hiddenActivations(v, widths.size() - 2);
            activations.add(activation(v, "outputActivation"));
            return new Mlp(widths, activations, v.flag("time"));
        };
    }

    /// The same for each hidden layer, or one by one as `layerActivations` names them.
    private static List<Activation> hiddenActivations(Values v, int layers) {
        String named = v.choice(LAYER_ACTIVATIONS.name()).strip();
        if (named.isEmpty()) {
            return new ArrayList<>(Collections.nCopies(layers, activation(v, "activation")));
        }
        List<String> ids = List.of(named.split("[\\s,]+"));
        Parameter offered = Activations.choice(LAYER_ACTIVATIONS.name(), LAYER_ACTIVATIONS.label(), "tanh");
        if (ids.size() != layers) {
            throw new InvalidValueException(LAYER_ACTIVATIONS.name() + " names " + ids.size()
                    + "; allowed: one for each of the " + layers + " hidden layers, or none");
        }
        List<Activation> activations = new ArrayList<>();
        for (String id : ids) {
            offered.type().check(id);
            activations.add(Activations.CATALOG.get(id).createDefault());
        }
        return activations;
    }

    private static FieldTemplate preActivation(Values v) {
        return (inputDim, dim) -> {
            if (inputDim != dim) {
                throw new InvalidValueException(
                        "a pre-activation field has as many inputs as outputs, not " + inputDim + " and " + dim);
            }
            return new PreActivation(dim, Activations.of(v), v.real("sigmaW"));
        };
    }

    private static FieldTemplate driven(Values v) {
        double[] input = v.choice("inputFile").isBlank() ? noise(v) : fromFile(v);
        List<Double> samples = new ArrayList<>();
        for (double value : input) {
            samples.add(v.real("inputScale") * value);
        }
        return (inputDim, dim) ->
                new Driven(Mlp.of(widths(v, inputDim, dim), activation(v, "activation"), true), new Signal(samples));
    }

    private static double[] noise(Values v) {
        RandomGenerator random = RandomStreams.of(v.whole("inputSeed"), "input");
        double[] noise = new double[v.whole("inputLength")];
        for (int k = 0; k < noise.length; k++) {
            noise[k] = random.nextGaussian();
        }
        return noise;
    }

    /// The first samples of a column, less the mean of the whole column.
    private static double[] fromFile(Values v) {
        String file = v.choice("inputFile");
        int column = v.whole("inputColumn");
        Csv table;
        try {
            table = DataStore.SHARED.table(Path.of(file), MOST_ROWS);
        } catch (IOException | InvalidPathException e) {
            throw new InvalidValueException(String.valueOf(e.getMessage()));
        }
        if (column > table.names().size()) {
            throw new InvalidValueException(
                    file + " has " + table.names().size() + " columns; there is no column " + column);
        }
        double[] values = table.column(column - 1);
        double mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values)
                .limit(v.whole("inputLength"))
                .map(value -> value - mean)
                .toArray();
    }

    private static FieldTemplate gradientFlow(GradientFlow field) {
        return (inputDim, dim) -> {
            if (inputDim != 2 || dim != 2) {
                throw new InvalidValueException(
                        "a test function's field has 2 inputs and outputs, not " + inputDim + " and " + dim);
            }
            return field;
        };
    }

    private static Activation activation(Values v, String name) {
        return Activations.CATALOG.get(v.choice(name)).createDefault();
    }

    private static List<Integer> widths(Values v, int inputDim, int dim) {
        List<Integer> widths = new ArrayList<>();
        widths.add(inputDim);
        for (double width : v.reals("widths")) {
            widths.add(width(width, "widths"));
        }
        widths.add(dim);
        return widths;
    }

    /// One of several widths as a whole number.
    static int width(double width, String name) {
        if (width != Math.rint(width)) {
            throw new InvalidValueException(name + " has " + width + "; allowed: whole numbers from 1");
        }
        return (int) width;
    }
}
