package adjointlab.core.catalog;

import adjointlab.core.catalog.Type.Real;
import adjointlab.core.catalog.Type.Reals;
import adjointlab.core.catalog.Type.Scale;
import adjointlab.core.field.Activation;
import adjointlab.core.field.ConcatSquash;
import adjointlab.core.field.Driven;
import adjointlab.core.field.FieldTemplate;
import adjointlab.core.field.LinearField;
import adjointlab.core.field.LinearField.Coupling;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.PreActivation;
import adjointlab.core.field.Signal;
import adjointlab.core.formula.Formula;
import adjointlab.core.net.ConvStack.TimeChannel;
import adjointlab.core.problem.function.GradientFlow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// The vector fields.
public final class Fields {
    private static final Key<List<Double>> WIDTHS = Key.reals(
            "widths",
            "Hidden widths",
            List.of(20.0, 20.0),
            new Reals(0, 32, new Real(1, 65_536, 1, 128, Scale.LINEAR)));

    private static final Key<Coupling> COUPLING = Key.choice(
            "coupling",
            "Coupling of the entries",
            new Option<>("free", "Free: every entry", Coupling.FREE),
            new Option<>("scalar", "Scalar: aI", Coupling.SCALAR),
            new Option<>("diagonal", "Diagonal", Coupling.DIAGONAL),
            new Option<>("rotation", "Rotation: [[a, −b], [b, a]]", Coupling.ROTATION));

    private static final Key<Entry<Activation>> ACTIVATION =
            Activations.plain(Activations.CHOICE.name(), "Activation", "tanh");
    private static final Key<Entry<Activation>> OUTPUT_ACTIVATION =
            Activations.plain("outputActivation", "Activation of the output", "identity");
    private static final Key<String> LAYER_ACTIVATIONS = Key.text("layerActivations", "Activations by layer", 1024);
    private static final Key<Boolean> TIME = Key.flag("time", "Time is an input", false);

    private static final Key<Entry<Activation>> WIDE_ACTIVATION = Activations.choice("Activation", "softplus");
    private static final Key<Double> SIGMA_W =
            Key.real("sigmaW", "Scale of the weights", 1, Ranges.notNegative(3)).withSymbol("σ");

    /// Table of a driven field's input; none for a made one.
    public static final Key<String> INPUT_FILE = DrivingInput.FILE;

    /// Channels behind each layer of a field of convolutions but the last.
    public static final Key<List<Double>> CHANNELS = Convolutions.CHANNELS;

    /// Pixels of a side of the kernels between its first layer and its last.
    public static final Key<Integer> KERNEL = Convolutions.KERNEL;

    /// Pixels of a side of its first kernel and of its last.
    public static final Key<Integer> OUTER_KERNEL = Convolutions.OUTER_KERNEL;

    /// Whether time is a channel of each of its layers.
    public static final Key<Boolean> TIME_CHANNEL = Convolutions.TIME;

    /// Which channel that is.
    public static final Key<TimeChannel> TIME_PLACE = Convolutions.TIME_PLACE;

    /// Whether they are computed in single precision.
    public static final Key<Boolean> SINGLE = Convolutions.SINGLE;

    /// In display order.
    public static final Catalog<FieldTemplate> CATALOG = new Catalog<>(
            "field",
            List.of(
                    new Entry<>(
                            "linear",
                            "Linear",
                            "ẋ = Ax, each entry a parameter or tied to a few.",
                            "Okamoto, Takeuchi and Sakemi, equation (4)",
                            List.of(COUPLING),
                            v -> linear(v.get(COUPLING))),
                    new Entry<>(
                            "mlp",
                            "Perceptron",
                            "A multi-layer perceptron of the state, and of time where wanted.",
                            "Chen et al., NeurIPS 2018",
                            List.of(WIDTHS, ACTIVATION, LAYER_ACTIVATIONS, OUTPUT_ACTIVATION, TIME),
                            Fields::mlp),
                    new Entry<>(
                            "concat-squash",
                            "Concat-squash",
                            "A perceptron whose layers time gates and shifts.",
                            "Grathwohl et al., ICLR 2019",
                            List.of(WIDTHS, ACTIVATION),
                            v -> (inputDim, dim) -> new ConcatSquash(
                                    widths(v, inputDim, dim), v.get(ACTIVATION).createDefault())),
                    Convolutions.entry(),
                    new Entry<>(
                            "driven",
                            "Driven perceptron",
                            "A perceptron of the state and of inputs over time: columns of a table or some that are"
                                    + " made here.",
                            "Xia et al., NeurIPS 2021, appendix E.1",
                            Stream.concat(
                                            Stream.of(WIDTHS.withDefault(List.of()), ACTIVATION),
                                            DrivingInput.PARAMETERS.stream())
                                    .toList(),
                            Fields::driven),
                    new Entry<>(
                            "pre-activation",
                            "Pre-activation",
                            "dh/dt = (σ/√n) Wφ(h), scaled for wide states.",
                            "Gao et al., ICLR 2025, equation (2)",
                            Stream.<Key<?>>concat(
                                            Activations.withParameters(WIDE_ACTIVATION).stream(), Stream.of(SIGMA_W))
                                    .toList(),
                            Fields::preActivation),
                    new Entry<>(
                            "gradient-flow",
                            "Gradient flow",
                            "−∇F of a test function, without parameters.",
                            "Xia et al., NeurIPS 2021, equations (7) and (8)",
                            TestFunctions.PARAMETERS_OF_FIELD,
                            v -> gradientFlow(new GradientFlow(TestFunctions.of(v)))),
                    Formulas.field()));

    private Fields() {}

    private static FieldTemplate linear(Coupling coupling) {
        return (inputDim, dim) -> {
            if (inputDim != dim) {
                throw new InvalidValueException("a linear field has as many inputs as outputs, not " + inputDim
                        + " and " + dim + "; choose the perceptron as field, or a family of first order");
            }
            if (coupling == Coupling.ROTATION && dim != 2) {
                throw new InvalidValueException("a rotation has 2 dimensions, not " + dim
                        + "; choose another coupling, or a problem of dimension 2");
            }
            return new LinearField(dim, coupling);
        };
    }

    private static FieldTemplate mlp(Values v) {
        return (inputDim, dim) -> {
            List<Integer> widths = widths(v, inputDim, dim);
            List<Activation> activations = hiddenActivations(v, widths.size() - 2);
            activations.add(v.get(OUTPUT_ACTIVATION).createDefault());
            return new Mlp(widths, activations, v.get(TIME));
        };
    }

    /// The same for each hidden layer, or one by one as `layerActivations` names them.
    private static List<Activation> hiddenActivations(Values v, int layers) {
        String named = v.get(LAYER_ACTIVATIONS).strip();
        if (named.isEmpty()) {
            return new ArrayList<>(Collections.nCopies(layers, v.get(ACTIVATION).createDefault()));
        }
        List<String> ids = List.of(named.split("[\\s,]+"));
        if (ids.size() != layers) {
            throw new InvalidValueException(LAYER_ACTIVATIONS.name() + " names " + ids.size()
                    + "; allowed: one for each of the " + layers + " hidden layers, or none");
        }
        List<Activation> activations = new ArrayList<>();
        for (String id : ids) {
            activations.add(ACTIVATION.type().value(ACTIVATION.type().check(id)).createDefault());
        }
        return activations;
    }

    private static FieldTemplate preActivation(Values v) {
        return (inputDim, dim) -> {
            if (inputDim != dim) {
                throw new InvalidValueException("a pre-activation field has as many inputs as outputs, not " + inputDim
                        + " and " + dim + "; choose the perceptron as field, or a family of first order");
            }
            return new PreActivation(dim, Activations.of(v, WIDE_ACTIVATION), v.get(SIGMA_W));
        };
    }

    /// What drives a field.
    ///
    /// @param values of one that has [#INPUT_FILE]
    /// @throws InvalidValueException in one sentence, if its table cannot be read or has not what is asked of it
    public static List<Signal> inputs(Values values) {
        return DrivingInput.all(values);
    }

    /// The same by name, u1 first: what a formula does not name does not drive it.
    ///
    /// @param values of a field that has [#INPUT_FILE]
    /// @throws InvalidValueException in one sentence, if its table cannot be read or has not what is asked of it
    public static SequencedMap<String, Signal> drivers(Values values) {
        List<String> named = values.find(Formulas.FIELD).map(Formulas::named).orElse(Formula.INPUTS);
        List<Signal> inputs = inputs(values);
        SequencedMap<String, Signal> drivers = new LinkedHashMap<>();
        for (int j = 0; j < inputs.size(); j++) {
            String name = Formula.INPUTS.get(j);
            if (named.contains(name)) {
                drivers.put(name, inputs.get(j));
            }
        }
        return drivers;
    }

    /// What was understood of the file that drives a field or a system; nothing where there is none.
    ///
    /// @param values of one that has [#INPUT_FILE]
    /// @throws InvalidValueException in one sentence, if its table cannot be read or has not what is asked of it
    public static Optional<InputFacts> inputFacts(Values values) {
        return DrivingInput.facts(values);
    }

    /// The columns of numbers of the table that drives a field but that of times.
    ///
    /// @param values of one that has [#INPUT_FILE] and may take several columns
    /// @param targets what is learned, by name, or by number from 1 behind a #: no input
    /// @throws InvalidValueException in one sentence, if its table cannot be read or no column of it could drive
    public static InputColumns inputColumns(Values values, List<String> targets) {
        return DrivingInput.possible(values, targets);
    }

    private static FieldTemplate driven(Values v) {
        List<Signal> inputs = inputs(v);
        return (inputDim, dim) ->
                new Driven(Mlp.of(widths(v, inputDim, dim), v.get(ACTIVATION).createDefault(), false), inputs);
    }

    private static FieldTemplate gradientFlow(GradientFlow field) {
        return (inputDim, dim) -> {
            if (inputDim != 2 || dim != 2) {
                throw new InvalidValueException(
                        "a test function's field has 2 inputs and outputs, not " + inputDim + " and " + dim
                                + "; choose another field, or a problem and a family whose state has 2 components");
            }
            return field;
        };
    }

    private static List<Integer> widths(Values v, int inputDim, int dim) {
        List<Integer> widths = new ArrayList<>();
        widths.add(inputDim);
        for (double width : v.get(WIDTHS)) {
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
