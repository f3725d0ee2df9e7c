/// Composing figures in the window: a document of several panels, its form, and the page at its true size.
@NullMarked
package adjointlab.ui.figure;

import org.jspecify.annotations.NullMarked;
