/// The one way from weights to predictions and back: data are put into a state, which a solve moves, and observations
/// make it jump; predictions are read on the way.
///
/// Decided 2026-11-28:
/// - A state that jumps is integrated by a gradient method's work for each stretch between observations, and is itself
///   such a work, so that whoever drives a solve need not know whether there are jumps.
/// - With solves that are linear maps ([adjointlab.core.adjoint.Linearized]) the same roll-out takes a direction of the
///   weights to the predictions, and cotangents back for each sample by itself: Jacobians have no way of their own.
/// - Experiments and their pipeline, which adds the loss, belong here, below whoever trains or asks for curvature.
///
/// Decided 2026-11-29: where a gradient method keeps nothing but states, one work goes through all stretches of a way
/// and is brought back to each; of jumps only the states before them are kept, and what their part records is made
/// again on the way back. Memory then grows with states, not with solvers and records.
///
/// Decided 2026-11-29: a jump at a surface is found by a solve of its own, and the gradient method's work then ends
/// there: every method goes with it, and none knows of events. The price is a second solve forward, and a gradient that
/// is that of the computed states up to the tolerance only, since the moment of the jump moves by the field and not by
/// the steps.
@NullMarked
package adjointlab.core.rollout;

import org.jspecify.annotations.NullMarked;
