package adjointlab.core.catalog;

import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.adjoint.ContinuousAdjoint;
import adjointlab.core.adjoint.DiscreteAdjoint;
import adjointlab.core.ode.ErrorNorms;
import java.util.List;

/// The gradient methods.
public final class Gradients {
    /// In display order.
    public static final Catalog<AdjointMethod> CATALOG = new Catalog<>(
            "gradient",
            List.of(
                    Entry.plain(
                            "continuous",
                            "Continuous adjoint",
                            "State, adjoint and gradient are solved back together; constant memory.",
                            "Chen et al., NeurIPS 2018, Algorithm 1; Okamoto, Takeuchi and Sakemi, Algorithm 1",
                            new ContinuousAdjoint(ErrorNorms.BLOCKS)),
                    Entry.plain(
                            "discrete",
                            "Discrete adjoint",
                            "The exact gradient of the computed solution; keeps every step.",
                            "Hager, Numer. Math. 87 (2000) 247",
                            new DiscreteAdjoint())));

    private Gradients() {}
}
