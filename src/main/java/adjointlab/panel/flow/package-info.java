/// Where states go: trajectories, points, densities and phase portraits under the learned field.
///
/// Decided 2026-11-28: panels of one subject stand together and know the kit only; what two folders need moves there.
@NullMarked
package adjointlab.panel.flow;

import org.jspecify.annotations.NullMarked;
