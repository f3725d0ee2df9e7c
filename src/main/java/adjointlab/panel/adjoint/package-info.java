/// What comes back: the adjoint over time and training, its eigenvalues, and how true the gradient is.
@NullMarked
package adjointlab.panel.adjoint;

import org.jspecify.annotations.NullMarked;
