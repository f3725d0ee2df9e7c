/// Vector fields f(t, y; θ) with their vector-Jacobian and Jacobian-vector products. A field holds no weights.
///
/// Decided 2026-11-21: a field holds no weights and batches have samples side by side, so that one evaluation is a few
/// products over all samples.
@NullMarked
package adjointlab.core.field;

import org.jspecify.annotations.NullMarked;
