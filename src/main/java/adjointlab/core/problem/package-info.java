/// What is to be learned: initial states, targets, horizon; and the losses that measure it.
///
/// Decided 2026-11-21: a problem is an immutable description, and data follow from it and a seed; nothing is read or
/// drawn by a setting that only changes how one trains.
@NullMarked
package adjointlab.core.problem;

import org.jspecify.annotations.NullMarked;
