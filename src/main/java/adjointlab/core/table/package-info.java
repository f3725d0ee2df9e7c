/// Tables of numbers and samples in files of many forms, which catalogues may read.
///
/// Decided 2026-11-28: FastCSV (Oliver Siegmar, MIT) parts tables into cells, by its rules of quotes. One separator
/// holds for a whole file and is found out before; a file that mixes them, which our own reader took until then, is
/// refused, since it read `1,5;2,3` as four numbers without a word. What is a number, and where none is, is said here.
///
/// Decided 2026-11-28: MATLAB 5 is read by the MAT File Library (HEBI Robotics, Apache 2.0), which leaves the numbers
/// of an array until they are asked for; how much it may unpack is limited here, and what it throws becomes a sentence.
/// Bytes of images stay bytes: sixty thousand of MNIST take 47 MB instead of 376.
@NullMarked
package adjointlab.core.table;

import org.jspecify.annotations.NullMarked;
