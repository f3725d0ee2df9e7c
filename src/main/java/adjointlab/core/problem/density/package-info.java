/// Densities in the plane and from pictures, learned by flows.
@NullMarked
package adjointlab.core.problem.density;

import org.jspecify.annotations.NullMarked;
