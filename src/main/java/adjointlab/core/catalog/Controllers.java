package adjointlab.core.catalog;

import adjointlab.core.catalog.Parameter.Real;
import adjointlab.core.catalog.Parameter.Scale;
import adjointlab.core.ode.IntegralController;
import adjointlab.core.ode.StepController;
import java.util.List;

/// The step-size controllers of adaptive methods.
public final class Controllers {
    private static final List<Parameter> LIMITS = List.of(
            Parameter.real("safety", "", "Safety", 0.9, new Real(0.01, 1, 0.5, 1, Scale.LINEAR), true),
            Parameter.real("min", "", "Smallest factor", 0.2, new Real(1e-3, 1, 0.01, 1, Scale.LOG), true),
            Parameter.real("max", "", "Largest factor", 10, new Real(1, 1e6, 1, 100, Scale.LOG), true));

    /// In display order.
    public static final Catalog<StepController> CATALOG = new Catalog<>(
            "controller",
            List.of(new Entry<>(
                    "i",
                    "Integral",
                    "The elementary controller; torchdiffeq's.",
                    "Hairer, Nørsett and Wanner I, equation (II.4.13)",
                    LIMITS,
                    v -> new IntegralController(v.real("safety"), v.real("min"), v.real("max")))));

    private Controllers() {}
}
