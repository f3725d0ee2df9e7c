/// Data in files: readers, writers and generators of data sets.
///
/// Files are written whole or not at all ([AtomicFile]); readers limit what they take and say in one sentence what is
/// wrong with a file.
///
/// Decided 2026-11-21: NPY and NPZ are read and written here, some two hundred lines, since the libraries for Java load
/// NumPy or a tensor framework; CSV is written by FastCSV.
@NullMarked
package adjointlab.core.data;

import org.jspecify.annotations.NullMarked;
