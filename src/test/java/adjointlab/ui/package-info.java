/// Tests of the window as a whole, and the tool that takes its pictures.
@NullMarked
package adjointlab.ui;

import org.jspecify.annotations.NullMarked;
