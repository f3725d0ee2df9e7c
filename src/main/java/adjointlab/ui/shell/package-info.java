/// The window: title row, run list, gallery, inspector, transport bar, dialogs.
///
/// Views here show models of [adjointlab.ui.model] and call back; none of them knows how runs are trained.
@NullMarked
package adjointlab.ui.shell;

import org.jspecify.annotations.NullMarked;
