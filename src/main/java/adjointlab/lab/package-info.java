/// The laboratory without a window: presets, runs, documents and checks.
///
/// Decided 2026-11-21: nothing here knows JavaFX, so that command line, tests and window drive the same laboratory.
@NullMarked
package adjointlab.lab;

import org.jspecify.annotations.NullMarked;
