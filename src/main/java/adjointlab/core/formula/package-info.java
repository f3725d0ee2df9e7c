/// Formulas that people type: read, differentiated exactly and compiled. A formula can compute, and nothing else.
@NullMarked
package adjointlab.core.formula;

import org.jspecify.annotations.NullMarked;
