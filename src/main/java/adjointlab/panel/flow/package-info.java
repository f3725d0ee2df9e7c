/// Where states go: trajectories, points, densities and phase portraits under the learned field.
@NullMarked
package adjointlab.panel.flow;

import org.jspecify.annotations.NullMarked;
