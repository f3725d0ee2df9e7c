/// Update rules, learning-rate schedules and gradient clipping, each separate so that they compose.
@NullMarked
package adjointlab.core.optim;

import org.jspecify.annotations.NullMarked;
