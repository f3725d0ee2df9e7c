package adjointlab.core.catalog;

import adjointlab.core.catalog.Parameter.Option;
import adjointlab.core.catalog.Parameter.Real;
import adjointlab.core.catalog.Parameter.Reals;
import adjointlab.core.catalog.Parameter.Scale;
import adjointlab.core.field.Activation;
import adjointlab.core.field.ConcatSquash;
import adjointlab.core.field.FieldTemplate;
import adjointlab.core.field.LinearField;
import adjointlab.core.field.LinearField.Coupling;
import adjointlab.core.field.Mlp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
                                    Activations.choice("outputActivation", "Activation of the output", "identity"),
                                    Parameter.flag("time", "Time is an input", false, false)),
                            Fields::mlp),
                    new Entry<>(
                            "concat-squash",
                            "Concat-squash",
                            "A perceptron whose layers time gates and shifts.",
                            "Grathwohl et al., ICLR 2019",
                            List.of(WIDTHS, Activations.choice("activation", "Activation", "tanh")),
                            v -> (inputDim, dim) -> new ConcatSquash(
                                    widths(v, inputDim, dim), activation(v, "activation")))));

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
            List<Activation> activations = new ArrayList<>();
            for (int l = 0; l < widths.size() - 2; l++) {
                activations.add(activation(v, "activation"));
            }
            activations.add(activation(v, "outputActivation"));
            return new Mlp(widths, activations, v.flag("time"));
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
