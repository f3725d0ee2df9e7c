/// True systems, and what is learned from their trajectories.
///
/// Decided 2026-11-28: truths are integrated by their own classic method with steps far below the data's spacing, so
/// that no solver under test judges itself.
///
/// Decided 2026-11-29: truths are integrated by the lab's own adaptive methods, each trajectory twice, since classic
/// steps of a fixed number were wrong by as much as the data for a stiff system and not finite for a stiffer one. The
/// solvers are judged by tests against references from elsewhere; data that two solves do not agree on are refused.
/// Series that stand for measured ones keep their classic steps.
@NullMarked
package adjointlab.core.problem.dynamics;

import org.jspecify.annotations.NullMarked;
