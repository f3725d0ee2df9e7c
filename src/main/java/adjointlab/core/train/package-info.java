/// One training: an experiment is evaluated, stepped, inspected and checkpointed. Nothing here knows of threads.
@NullMarked
package adjointlab.core.train;

import org.jspecify.annotations.NullMarked;
