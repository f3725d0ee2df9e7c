/// Series of observations in files of the forms that people have: the UEA archive's `.ts`, tables in long form or of
/// one recording, NumPy's archives, and folders or zip archives of recordings.
///
/// Decided 2026-11-29: rows of a table may stand in any order of series, but the times of one series rise, or fall all
/// along, which is the newest first. Anything else is refused with its line instead of sorted: two rows that were
/// exchanged, a clock that was set back and a second recording behind the first look alike, and only a person knows.
///
/// Decided 2026-11-29: dates become seconds since the first observation of their series; numbers stay as they are,
/// whatever their unit, and so the gaps that are shown have that unit.
@NullMarked
package adjointlab.core.table.series;

import org.jspecify.annotations.NullMarked;
