/// Model families: embed the data into a state, let a field move it, read the prediction out.
@NullMarked
package adjointlab.core.family;

import org.jspecify.annotations.NullMarked;
