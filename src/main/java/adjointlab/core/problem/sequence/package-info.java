/// Series that are observed at times of their own, and what is learned from them: the next observation, a forecast, a
/// class.
///
/// Decided 2026-11-28: samples of a batch share one grid, the union of their times, and a mask says who was observed.
/// Every sample is then solved exactly as alone, whatever its gaps.
///
/// Decided 2026-11-29: the other way, gaps as factors of the field, is a choice beside it, since published programs go
/// it and its cost does not grow with the number of different times: observations are then counted, each sample's gap
/// is its pace, and what a sample's own time is follows from its paces.
@NullMarked
package adjointlab.core.problem.sequence;

import org.jspecify.annotations.NullMarked;
