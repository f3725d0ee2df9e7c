/// Controls made from catalogue parameters.
///
/// A [FieldModel] checks and remembers one value and knows nothing of the scene; a [FieldView] is its control. A form
/// is a column of them. Nothing here knows what the parameters mean.
///
/// Decided 2026-11-21: forms are made from keys and never written by hand, so that a new parameter appears in window,
/// command line and file at once.
@NullMarked
package adjointlab.ui.form;

import org.jspecify.annotations.NullMarked;
