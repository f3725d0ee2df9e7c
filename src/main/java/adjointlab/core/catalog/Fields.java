package adjointlab.core.catalog;

import adjointlab.core.catalog.Parameter.Option;
import adjointlab.core.field.FieldTemplate;
import adjointlab.core.field.LinearField;
import adjointlab.core.field.LinearField.Coupling;
import java.util.List;
import java.util.Locale;

/// The vector fields.
public final class Fields {
    /// In display order.
    public static final Catalog<FieldTemplate> CATALOG = new Catalog<>(
            "field",
            List.of(new Entry<>(
                    "linear",
                    "Linear",
                    "ẋ = Ax, each entry a parameter or tied to a few.",
                    "Okamoto and Kojima, equation (4)",
                    List.of(Parameter.choice(
                            "coupling",
                            "Coupling of the entries",
                            "free",
                            new Option("free", "Free: every entry"),
                            new Option("scalar", "Scalar: aI"),
                            new Option("diagonal", "Diagonal"),
                            new Option("rotation", "Rotation: [[a, −b], [b, a]]"))),
                    v -> linear(Coupling.valueOf(v.choice("coupling").toUpperCase(Locale.ROOT))))));

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
}
