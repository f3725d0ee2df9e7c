/// The reproduction cards in the window: what the papers claim, what our runs give, and what that says.
@NullMarked
package adjointlab.ui.cards;

import org.jspecify.annotations.NullMarked;
