/// Kernels of wide models: the Gaussian process that a random model tends to with its width, its neural tangent kernel,
/// and the empirical tangent kernel of any model.
///
/// The model and the equation numbers are those of Gao, Sun, Liu and Gao, "Global convergence in neural ODEs: impact of
/// activation functions", ICLR 2025. Weights are shared over depth, so every pair of layers counts: the recursions run
/// over two depths at once, and a recursion over one depth gives other numbers.
///
/// Decided 2026-11-21: recursions are written as in the paper, over two depths, and are checked against sampled
/// networks; no table of fitted values.
@NullMarked
package adjointlab.core.ntk;

import org.jspecify.annotations.NullMarked;
