/// What is measured of runs afterwards or beside them, from their checkpoints: training neither waits for it nor
/// changes by it.
///
/// Decided 2026-11-21: probes recompute from checkpoints instead of collecting while training: a panel that nobody
/// looks at costs nothing.
@NullMarked
package adjointlab.lab.probe;

import org.jspecify.annotations.NullMarked;
