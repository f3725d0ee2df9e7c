/// What integration takes: evaluations, steps, stability, horizons, and errors against a varied setting.
@NullMarked
package adjointlab.panel.solver;

import org.jspecify.annotations.NullMarked;
