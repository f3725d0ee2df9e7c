/// What integration takes: evaluations, steps, stability, horizons, and errors against a varied setting.
///
/// Decided 2026-11-28: evaluations are counted by the solvers themselves; panels never estimate them.
@NullMarked
package adjointlab.panel.solver;

import org.jspecify.annotations.NullMarked;
