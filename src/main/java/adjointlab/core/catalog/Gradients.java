package adjointlab.core.catalog;

import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.adjoint.ContinuousAdjoint;
import adjointlab.core.adjoint.DiscreteAdjoint;
import adjointlab.core.adjoint.ForwardSensitivity;
import adjointlab.core.adjoint.InterpolatedAdjoint;
import adjointlab.core.catalog.Type.Int;
import adjointlab.core.ode.ErrorNorms;
import java.util.List;

/// The gradient methods.
public final class Gradients {
    private static final Key<Integer> CHECKPOINTS =
            Key.whole("checkpoints", "Kept states", 8, new Int(1, 1_000_000, 1, 64));

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
                            new DiscreteAdjoint(new DiscreteAdjoint.Everything())),
                    new Entry<>(
                            "discrete-checkpointed",
                            "Discrete adjoint with checkpoints",
                            "The same gradient from a few kept states; steps are computed again.",
                            "Griewank and Walther, ACM Trans. Math. Softw. 26 (2000) 19",
                            List.of(CHECKPOINTS),
                            v -> new DiscreteAdjoint(new DiscreteAdjoint.Checkpoints(v.get(CHECKPOINTS)))),
                    Entry.plain(
                            "continuous-seminorm",
                            "Continuous adjoint, seminorm",
                            "Backward steps follow state and adjoint only, not the gradient's integrals.",
                            "Kidger, Chen and Lyons, ICML 2021",
                            new ContinuousAdjoint(ErrorNorms.SEMINORM)),
                    Entry.plain(
                            "continuous-interpolated",
                            "Continuous adjoint, interpolated",
                            "The state comes from the forward solve's dense output instead of a second solve.",
                            "Daulbaev et al., NeurIPS 2020",
                            new InterpolatedAdjoint(ErrorNorms.BLOCKS)),
                    Entry.plain(
                            "forward",
                            "Forward sensitivities",
                            "Derivatives by every parameter are solved forward; for few parameters.",
                            "Hairer, Nørsett and Wanner I, equation (I.14.7)",
                            new ForwardSensitivity())));

    private Gradients() {}
}
