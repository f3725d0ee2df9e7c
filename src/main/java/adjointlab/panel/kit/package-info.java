/// What panels share: what a panel is and sees, how runs are called and coloured, what is known of a run at an
/// iteration, and grids and planes to draw on. It knows no panel.
///
/// Decided 2026-11-28: views of mini-batch trainings are of all samples, of the first ones where there are many (512 of
/// few numbers, fewer of large images), and say so.
@NullMarked
package adjointlab.panel.kit;

import org.jspecify.annotations.NullMarked;
