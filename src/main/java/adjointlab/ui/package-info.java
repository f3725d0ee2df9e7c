/// The window's entry point.
///
/// Decided 2026-11-21: the entry point starts JavaFX and nothing else, so that the command line can open the window and
/// a missing display is one sentence.
@NullMarked
package adjointlab.ui;

import org.jspecify.annotations.NullMarked;
