/// Runs in the background: [TrainingService] executes presets, [MetricLog] and [History] are what others read of them.
///
/// Trainer threads own weights and workspaces; whoever watches reads logs, never trainers. Commands go through the
/// service only and act between iterations; stopping also acts between solver steps. A live change is an event in the
/// run's list, applied before a named iteration, so that a replay gives the same weights bit for bit.
///
/// Decided 2026-11-21: trainers are plain platform threads with the lowest priority, one a processor, which take
/// iterations in turns: thirty runs stay fair, and a stop needs no interrupt.
@NullMarked
package adjointlab.lab.run;

import org.jspecify.annotations.NullMarked;
