/// The words of the field explained where they stand: cards on hover and on F1, and the glossary with all of them.
@NullMarked
package adjointlab.ui.explain;

import org.jspecify.annotations.NullMarked;
