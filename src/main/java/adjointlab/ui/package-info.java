/// The window's entry point.
@NullMarked
package adjointlab.ui;

import org.jspecify.annotations.NullMarked;
