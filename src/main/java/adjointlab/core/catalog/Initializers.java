package adjointlab.core.catalog;

import adjointlab.core.catalog.Parameter.Reals;
import adjointlab.core.field.Initializer;
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
                            v -> normal(v.real("deviation")))));

    private Initializers() {}

    private static Initializer given(double[] values) {
        return (layout, _, theta) -> {
            if (values.length == 1) {
                Arrays.fill(theta, values[0]);
            } else if (values.length == layout.size()) {
                System.arraycopy(values, 0, theta, 0, values.length);
            } else {
                throw new InvalidValueException(
                        values.length + " start weights given; allowed: 1 or " + layout.size());
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
