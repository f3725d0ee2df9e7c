/// What panels share: what a panel is and sees, how runs are called and coloured, what is known of a run at an
/// iteration, and grids and planes to draw on. It knows no panel.
@NullMarked
package adjointlab.panel.kit;

import org.jspecify.annotations.NullMarked;
