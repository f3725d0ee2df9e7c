/// Sweeps in the window: what is varied, and the trainings of one as a table.
@NullMarked
package adjointlab.ui.sweep;

import org.jspecify.annotations.NullMarked;
