/// What an update does: its step, its promise, its curvature, its price, and how it depends on the rate.
@NullMarked
package adjointlab.panel.optimizer;

import org.jspecify.annotations.NullMarked;
