/// True systems, and what is learned from their trajectories.
///
/// Decided 2026-11-28: truths are integrated by their own classic method with steps far below the data's spacing, so
/// that no solver under test judges itself.
@NullMarked
package adjointlab.core.problem.dynamics;

import org.jspecify.annotations.NullMarked;
