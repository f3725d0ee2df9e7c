/// Test functions of optimisation, and the descent along them as a flow.
///
/// Decided 2026-11-28: test functions are problems without targets, so that descent, heavy balls and training share
/// solvers and panels.
@NullMarked
package adjointlab.core.problem.function;

import org.jspecify.annotations.NullMarked;
