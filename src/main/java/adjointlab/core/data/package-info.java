/// Data in files: readers, writers and generators of data sets.
///
/// Files are written whole or not at all ([AtomicFile]); readers limit what they take and say in one sentence what is
/// wrong with a file.
@NullMarked
package adjointlab.core.data;

import org.jspecify.annotations.NullMarked;
