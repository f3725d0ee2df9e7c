/// Tables of numbers in text files, which catalogues may read.
///
/// Decided 2026-11-21: our own reader of tables, since it takes comma, semicolon, tab and blank in one file, which
/// FastCSV does not; it refuses with line and column.
@NullMarked
package adjointlab.core.table;

import org.jspecify.annotations.NullMarked;
