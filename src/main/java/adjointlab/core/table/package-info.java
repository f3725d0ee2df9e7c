/// Tables of numbers and samples in files of many forms, which catalogues may read.
///
/// Decided 2026-11-28: FastCSV (Oliver Siegmar, MIT) parts tables into cells, by its rules of quotes. One separator
/// holds for a whole file and is found out before; a file that mixes them, which our own reader took until then, is
/// refused, since it read `1,5;2,3` as four numbers without a word. What is a number, and where none is, is said here.
///
/// Decided 2026-11-29: a table of vectors is read twice, once to find out how it is written and what its columns have,
/// and once for the rows that are taken: a decimal mark or a word in the last line counts as much as one in the first.
/// Columns that are no numbers, and indices of rows, are left out with a word; a column of numbers with one word in
/// it is refused, since that is a mistake in the file. What was understood goes with the samples ([SampleFacts]) to
/// the sheet of the window and to the command line. Where more rows are there than are read, they are drawn with seed
/// 0.
///
/// Decided 2026-11-30: MATLAB 7.3 is HDF5, which jHDF (James Mudd, MIT) reads, and tables of Parquet are read by
/// Hardwood (Apache 2.0), which needs no library of others but those that unpack Snappy (Apache 2.0) and Zstandard
/// (BSD). A table of Parquet becomes the lines that it has as a text, so that all that is found out and said of tables
/// holds for it; its names and its decimal mark are no question.
///
/// Decided 2026-11-28: MATLAB 5 is read by the MAT File Library (HEBI Robotics, Apache 2.0), which leaves the numbers
/// of an array until they are asked for; how much it may unpack is limited here, and what it throws becomes a sentence.
/// Bytes of images stay bytes: sixty thousand of MNIST take 47 MB instead of 376.
@NullMarked
package adjointlab.core.table;

import org.jspecify.annotations.NullMarked;
