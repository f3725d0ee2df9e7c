/// Initial value problems: steppers step, controllers decide, [adjointlab.core.ode.Solve] is the only loop.
///
/// Decided 2026-11-21:
/// - Every Runge-Kutta method's dense output is a sum of its stages with polynomial weights, Hermite's included, so
///   that one cotangent serves all of them and the discrete adjoint is exact at losses within a step and past the end
/// too.
/// - Implicit stages are solved to rounding, not to a fraction of the tolerance: the price is two or three evaluations
///   a stage, the gain is a discrete adjoint that is exact and a step that does not depend on its first guess.
/// - A step that leaves the finite numbers is tried again smaller; only when it cannot shrink further the solve ends
///   with NON_FINITE. Fixed steps end at once.
/// - At tolerances near 1e-9 and with kinks in the field, the sequence of backward steps is decided by rounding: sums
///   in another order gave 272 to 374 evaluations where torchdiffeq needs 290. Forward sequences agree exactly.
@NullMarked
package adjointlab.core.ode;

import org.jspecify.annotations.NullMarked;
