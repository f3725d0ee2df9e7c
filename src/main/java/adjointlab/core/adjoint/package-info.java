/// Gradients of losses of a solution: continuous and discrete adjoints, forward sensitivities.
@NullMarked
package adjointlab.core.adjoint;

import org.jspecify.annotations.NullMarked;
