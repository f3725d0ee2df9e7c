/// Colours, type and icons of the window.
@NullMarked
package adjointlab.ui.look;

import org.jspecify.annotations.NullMarked;
