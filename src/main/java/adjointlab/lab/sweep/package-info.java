/// Sweeps: many independent trainings over a grid of settings, each one small result file named by a hash of its
/// settings, so that they can be split over machines, interrupted and resumed without changing a byte.
///
/// Decided 2026-11-21: a file for each cell, named by its content, instead of a database: folders can be copied, merged
/// and resumed by anyone.
@NullMarked
package adjointlab.lab.sweep;

import org.jspecify.annotations.NullMarked;
