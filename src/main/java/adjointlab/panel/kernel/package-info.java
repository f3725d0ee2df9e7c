/// What width does: tangent kernels, their spectra, drift and modes, activations and distributions.
@NullMarked
package adjointlab.panel.kernel;

import org.jspecify.annotations.NullMarked;
