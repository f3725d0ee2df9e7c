/// What is to be learned: initial states, targets, horizon; and the losses that measure it.
@NullMarked
package adjointlab.core.problem;

import org.jspecify.annotations.NullMarked;
