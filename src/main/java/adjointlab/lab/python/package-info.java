/// Models as small programs in Python that need NumPy alone, and give the same numbers.
@NullMarked
package adjointlab.lab.python;

import org.jspecify.annotations.NullMarked;
