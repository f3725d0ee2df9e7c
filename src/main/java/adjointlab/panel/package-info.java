/// What the lab's panels show, without a window: each panel is one file that makes a [adjointlab.figure.Figure] of
/// runs.
///
/// The window hosts them, the command line exports them; both see the same figure. Builders run on background threads,
/// may compute (they look at parameter snapshots, never at a trainer) and must honour the context's cancellation.
///
/// Each folder holds the panels of one subject; it knows the kit that all share and no other folder. The list of all
/// panels is here.
///
/// Decided 2026-11-21: panels are catalogue entries like solvers: window, command line and presets find them by id.
@NullMarked
package adjointlab.panel;

import org.jspecify.annotations.NullMarked;
