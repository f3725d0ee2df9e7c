/// Pages over the window to choose from: presets, and panels; with their small pictures.
///
/// Decided 2026-11-29: a page is one Tab stop however many cards it has. The card that the arrows reached is the only
/// one that takes part in traversal.
@NullMarked
package adjointlab.ui.gallery;

import org.jspecify.annotations.NullMarked;
