/// True systems, and what is learned from their trajectories.
@NullMarked
package adjointlab.core.problem.dynamics;

import org.jspecify.annotations.NullMarked;
