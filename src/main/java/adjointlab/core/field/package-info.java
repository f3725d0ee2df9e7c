/// Vector fields f(t, y; θ) with their vector-Jacobian and Jacobian-vector products. A field holds no weights.
@NullMarked
package adjointlab.core.field;

import org.jspecify.annotations.NullMarked;
