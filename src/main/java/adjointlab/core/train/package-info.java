/// One training: an experiment is evaluated, stepped, inspected and checkpointed, and its optimizer told what it needs.
/// Nothing here knows of threads.
@NullMarked
package adjointlab.core.train;

import org.jspecify.annotations.NullMarked;
