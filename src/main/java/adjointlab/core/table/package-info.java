/// Tables of numbers and samples in files of many forms, which catalogues may read.
///
/// Decided 2026-11-21: our own reader of tables, since it takes comma, semicolon, tab and blank in one file, which
/// FastCSV does not; it refuses with line and column.
///
/// Decided 2026-11-28: MATLAB 5 is read by the MAT File Library (HEBI Robotics, Apache 2.0), which leaves the numbers
/// of an array until they are asked for; how much it may unpack is limited here, and what it throws becomes a sentence.
/// Bytes of images stay bytes: sixty thousand of MNIST take 47 MB instead of 376.
@NullMarked
package adjointlab.core.table;

import org.jspecify.annotations.NullMarked;
