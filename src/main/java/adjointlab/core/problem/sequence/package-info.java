/// Series that are observed at times of their own, and what is learned from them: the next observation, a forecast, a
/// class.
///
/// Decided 2026-11-28: samples of a batch share one grid, the union of their times, and a mask says who was observed.
/// Every sample is then solved exactly as alone, whatever its gaps.
@NullMarked
package adjointlab.core.problem.sequence;

import org.jspecify.annotations.NullMarked;
