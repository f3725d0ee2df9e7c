/// Batches of states, scratch memory, kernels and random streams: the only package that knows how numbers lie in
/// memory.
@NullMarked
package adjointlab.core.math;

import org.jspecify.annotations.NullMarked;
