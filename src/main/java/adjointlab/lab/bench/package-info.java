/// The short benchmark that users run: solves and gradients of two perceptrons beside this machine's measured peak.
///
/// Decided 2026-11-21: bench measures here what people run, with the peak of the same machine in the same run; JMH is
/// for the kernels.
@NullMarked
package adjointlab.lab.bench;

import org.jspecify.annotations.NullMarked;
