/// Sweeps: many independent trainings over a grid of settings, each one small result file named by a hash of its
/// settings, so that they can be split over machines, interrupted and resumed without changing a byte.
@NullMarked
package adjointlab.lab.sweep;

import org.jspecify.annotations.NullMarked;
