/// What width does: tangent kernels, their spectra, drift and modes, activations and distributions.
///
/// Decided 2026-11-28: kernels are asked for a forecast of their memory before they are computed, and refused in a
/// sentence.
@NullMarked
package adjointlab.panel.kernel;

import org.jspecify.annotations.NullMarked;
