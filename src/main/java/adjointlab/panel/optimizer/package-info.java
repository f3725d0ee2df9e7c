/// What an update does: its step, its promise, its curvature, its price, and how it depends on the rate.
///
/// Decided 2026-11-28: an optimizer's step is taken again beside the training, by the same code, and never logged by
/// it.
@NullMarked
package adjointlab.panel.optimizer;

import org.jspecify.annotations.NullMarked;
