/// Test functions of optimisation, and the descent along them as a flow.
@NullMarked
package adjointlab.core.problem.function;

import org.jspecify.annotations.NullMarked;
