/// The laboratory without a window: presets, runs, documents and checks.
@NullMarked
package adjointlab.lab;

import org.jspecify.annotations.NullMarked;
