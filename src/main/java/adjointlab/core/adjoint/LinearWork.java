package adjointlab.core.adjoint;

import adjointlab.core.field.ParameterGradient;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;

/// A solve that is known as a linear map as well, from changes of y₀ and θ to those of the states, and as its
/// transpose. Both may be asked for as often as wanted after one [#forward]; the costs since then add up.
public interface LinearWork extends AdjointMethod.Work {
    /// The states' changes.
    ///
    /// @param y0Dot ẏ₀ [dim×n], not modified
    /// @param thetaDot θ̇ [≥p], not modified
    /// @param yDotOut at each time [times][dim×n], overwritten
    /// @throws java.util.concurrent.CancellationException where the last [#forward]'s cancellation asks for it
    void product(Batch y0Dot, double[] thetaDot, Batch[] yDotOut);

    /// Cotangents of the states taken back to θ and y₀, whose cotangent is [#gradInitial] then.
    ///
    /// @param cotangents at each time [times][dim×n], padding zero, not modified
    /// @param gThetaAcc [1×≥p] summed over the batch or [n×≥p] per sample, added to
    /// @param cancellation asked between steps
    SolveStatus transposedProduct(Batch[] cotangents, ParameterGradient gThetaAcc, Cancellation cancellation);
}
