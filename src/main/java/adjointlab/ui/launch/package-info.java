/// What stands between an operating system and the window: one window for all files, reports of crashes, the program's
/// folders, and what a start costs.
///
/// Decided 2026-11-29: files that are opened while a window is open go to it through a socket of the file system in a
/// folder that only this user can enter. A watched folder would have been as private and slower, a port would have been
/// a network.
@NullMarked
package adjointlab.ui.launch;

import org.jspecify.annotations.NullMarked;
