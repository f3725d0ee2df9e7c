/// The one host of every panel: it draws what a panel of the catalogue says and offers its options, export and place.
@NullMarked
package adjointlab.ui.panel;

import org.jspecify.annotations.NullMarked;
