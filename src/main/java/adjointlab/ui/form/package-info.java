/// Controls made from catalogue parameters.
///
/// A [FieldModel] checks and remembers one value and knows nothing of the scene; a [FieldView] is its control. A form
/// is a column of them. Nothing here knows what the parameters mean.
@NullMarked
package adjointlab.ui.form;

import org.jspecify.annotations.NullMarked;
