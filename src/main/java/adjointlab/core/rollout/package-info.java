/// The one way from weights to predictions and back: data are put into a state, which a solve moves, and observations
/// make it jump; predictions are read on the way.
///
/// Decided 2026-11-28: a state that jumps is integrated by a gradient method's work for each stretch between
/// observations, and is itself such a work, so that whoever drives a solve need not know whether there are jumps.
@NullMarked
package adjointlab.core.rollout;

import org.jspecify.annotations.NullMarked;
