/// What models make of samples of known classes, images above all: which they get wrong, how one flows through t, and
/// weights that can be looked at as pictures.
///
/// Decided 2026-11-28: which image is spoken of is an option that panels share by its name, not a setting of the lab:
/// a click sets it in all of them, layouts keep it, undo takes it back, and two panels may still be set to different
/// ones.
@NullMarked
package adjointlab.panel.image;

import org.jspecify.annotations.NullMarked;
