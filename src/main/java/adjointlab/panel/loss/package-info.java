/// What trainings reach: the loss over iterations and over weights, the mean over runs, runs as a table.
///
/// Decided 2026-11-28: surfaces are solved on a grid that is refined while one waits, coarse first.
@NullMarked
package adjointlab.panel.loss;

import org.jspecify.annotations.NullMarked;
