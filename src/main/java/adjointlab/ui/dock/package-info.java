/// Dockable panels, behind a small wrapper: BentoFX is younger than version one and is named nowhere else.
///
/// Decided 2026-11-21: BentoFX instead of docking of our own or of split panes: it moves panels between tabs and sides,
/// is under the MIT licence, and fits behind two classes if it has to go.
@NullMarked
package adjointlab.ui.dock;

import org.jspecify.annotations.NullMarked;
