/// What comes back: the adjoint over time and training, its eigenvalues, and how true the gradient is.
///
/// Decided 2026-11-28: adjoints are drawn at the times that the gradient method reached and are not interpolated.
@NullMarked
package adjointlab.panel.adjoint;

import org.jspecify.annotations.NullMarked;
