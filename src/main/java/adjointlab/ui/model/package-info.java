/// What the window knows, without a scene: undo, preferences and commands.
@NullMarked
package adjointlab.ui.model;

import org.jspecify.annotations.NullMarked;
