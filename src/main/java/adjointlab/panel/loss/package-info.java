/// What trainings reach: the loss over iterations and over weights, the mean over runs, runs as a table.
@NullMarked
package adjointlab.panel.loss;

import org.jspecify.annotations.NullMarked;
