/// What is measured of runs afterwards or beside them, from their checkpoints: training neither waits for it nor
/// changes by it.
@NullMarked
package adjointlab.lab.probe;

import org.jspecify.annotations.NullMarked;
