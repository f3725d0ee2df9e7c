/// Tables of numbers in text files, which catalogues may read.
@NullMarked
package adjointlab.core.table;

import org.jspecify.annotations.NullMarked;
