/// Benchmarks of kernels, solves and gradients, with peers doing the same work in the same run.
@NullMarked
package adjointlab.bench;

import org.jspecify.annotations.NullMarked;
