package adjointlab.core.catalog;

import adjointlab.core.optim.Clipping;
import adjointlab.core.optim.StandardClippings;
import java.util.List;

/// The gradient clippings.
public final class Clippings {
    private static final Key<Double> MAX = Key.real("max", "Largest", 1, Ranges.positive(1e-3, 1e3));

    /// In display order.
    public static final Catalog<Clipping> CATALOG = new Catalog<>(
            "clipping",
            List.of(
                    Entry.plain("none", "None", "The gradient stays as it is.", "", Clipping.NONE),
                    new Entry<>(
                            "norm",
                            "By norm",
                            "Scaled down to a largest norm.",
                            "Pascanu, Mikolov and Bengio, ICML 2013, Algorithm 1",
                            List.of(MAX),
                            v -> new StandardClippings.ByNorm(v.get(MAX))),
                    new Entry<>(
                            "value",
                            "By value",
                            "Each entry limited.",
                            "",
                            List.of(MAX),
                            v -> new StandardClippings.ByValue(v.get(MAX)))));

    private Clippings() {}
}
