/// The short benchmark that users run: solves and gradients of two perceptrons beside this machine's measured peak.
@NullMarked
package adjointlab.lab.bench;

import org.jspecify.annotations.NullMarked;
