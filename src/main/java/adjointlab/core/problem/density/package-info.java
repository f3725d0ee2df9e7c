/// Densities in the plane and from pictures, learned by flows.
///
/// Decided 2026-11-28: densities are given by how they are sampled; entropies, where claims need them, are computed in
/// tests.
@NullMarked
package adjointlab.core.problem.density;

import org.jspecify.annotations.NullMarked;
