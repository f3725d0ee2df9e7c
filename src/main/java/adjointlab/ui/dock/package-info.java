/// Dockable panels, behind a small wrapper: BentoFX is younger than version one and is named nowhere else.
@NullMarked
package adjointlab.ui.dock;

import org.jspecify.annotations.NullMarked;
