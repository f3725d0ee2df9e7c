/// Panels about many trainings: which settings they differ in, what they reached and what it cost. Of the visible runs,
/// or of the results of a sweep.
@NullMarked
package adjointlab.panel.sweep;

import org.jspecify.annotations.NullMarked;
