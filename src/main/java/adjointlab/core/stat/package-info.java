/// Statistics of measured numbers.
@NullMarked
package adjointlab.core.stat;

import org.jspecify.annotations.NullMarked;
