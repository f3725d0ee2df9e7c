/// Models as small programs in Python that need NumPy alone, or PyTorch with torchdiffeq, and give the same numbers.
@NullMarked
package adjointlab.lab.python;

import org.jspecify.annotations.NullMarked;
