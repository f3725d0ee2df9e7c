/// Long work with dense matrices that can be stopped in its middle: a decomposition of some thousand rows takes
/// minutes, and who closes a window does not wait for it.
///
/// Decided 2026-11-30: eigenvalues and singular values are EJML's, asked through the methods that it lets others
/// override. Its decompositions of Cholesky and Gauss, and its products, have no such methods; small ones are still
/// its own, large ones go row by row here.
@NullMarked
package adjointlab.core.matrix;

import org.jspecify.annotations.NullMarked;
