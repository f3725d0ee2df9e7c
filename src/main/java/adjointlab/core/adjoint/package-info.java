/// Gradients of losses of a solution: continuous and discrete adjoints, forward sensitivities.
///
/// Decided 2026-11-21:
/// - The tape keeps a step's start and stage slopes, not its stage states: the states follow by a cheap combination,
///   and the derivative by the step size and by a loss's time within the step needs the slopes.
/// - Step sizes are constants of differentiation, as in torchdiffeq; t₁ moves the last step (clamped), the point of
///   interpolation, or all equal steps.
/// - dL/dt₀ and dL/dt₁ of continuous methods are computed from the slopes at both ends when asked for, so that who does
///   not ask pays no evaluation. The integral of aᵀ∂f/∂t is kept all the same, because torchdiffeq's error norm sees
/// it.
@NullMarked
package adjointlab.core.adjoint;

import org.jspecify.annotations.NullMarked;
