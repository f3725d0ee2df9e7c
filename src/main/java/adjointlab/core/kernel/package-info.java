/// How numbers lie in memory and how they are worked through: batches, scratch memory, products and elementwise
/// functions, and the crew of threads that shares a batch. The only package that knows vectors.
///
/// Decided 2026-11-28: separate from [adjointlab.core.math], which knows single numbers and small matrices only and
/// does not know this package.
@NullMarked
package adjointlab.core.kernel;

import org.jspecify.annotations.NullMarked;
