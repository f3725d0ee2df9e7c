/// What the window knows, without a scene: undo, preferences and commands.
///
/// Decided 2026-11-21: models of the window hold no scene, so that their tests need no display and run in milliseconds.
@NullMarked
package adjointlab.ui.model;

import org.jspecify.annotations.NullMarked;
