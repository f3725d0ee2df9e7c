/// The window: title row, run list, gallery, inspector, transport bar, dialogs.
///
/// Views here show models of [adjointlab.ui.model] and call back; none of them knows how runs are trained.
///
/// Decided 2026-11-21: one scene with sheets above it instead of windows of dialogs: a sheet can be tested without a
/// display and never hides behind another window.
@NullMarked
package adjointlab.ui.shell;

import org.jspecify.annotations.NullMarked;
