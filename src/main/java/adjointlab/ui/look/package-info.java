/// Colours, type and icons of the window.
///
/// Decided 2026-11-21: AtlantaFX carries the controls and one style sheet the rest; colours are named once for light,
/// dark and presentation, and figures take theirs from the same names.
@NullMarked
package adjointlab.ui.look;

import org.jspecify.annotations.NullMarked;
