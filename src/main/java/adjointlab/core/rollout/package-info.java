/// The one way from weights to predictions and back: data are put into a state, which a solve moves, and observations
/// make it jump; predictions are read on the way.
///
/// Decided 2026-11-28:
/// - A state that jumps is integrated by a gradient method's work for each stretch between observations, and is itself
///   such a work, so that whoever drives a solve need not know whether there are jumps.
/// - With solves that are linear maps ([adjointlab.core.adjoint.Linearized]) the same roll-out takes a direction of the
///   weights to the predictions, and cotangents back for each sample by itself: Jacobians have no way of their own.
/// - Experiments and their pipeline, which adds the loss, belong here, below whoever trains or asks for curvature.
@NullMarked
package adjointlab.core.rollout;

import org.jspecify.annotations.NullMarked;
