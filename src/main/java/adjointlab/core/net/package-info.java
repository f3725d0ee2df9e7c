/// Networks as parts: a part maps a batch of samples to another and knows its derivatives; a chain of parts is a part.
///
/// Decided 2026-11-28:
/// - A part is an immutable description; what a thread needs beside it is its [adjointlab.core.net.Part.Work], made for
///   a number of samples and bound to weights once a solve, so that weights can be packed or turned to single precision
///   there and nowhere else.
/// - One pass up leaves one record, from which everything else is had: the way back, a direction, and the way back of a
///   direction, which is what traces and exact second derivatives are made of.
/// - Any part that gives as many components as it takes has a trace, exact or estimated, with its gradient: Jε is a
///   direction, and what εᵀJε is worth goes the way back of a direction. Along a direction, a trace changes by its
///   gradient times the direction, a sample at a time; only sensitivities forward ask for that.
/// - Perceptrons that time gates (`concat-squash`, in all presets of flows) keep a form of their own, because it pays:
///   on 2-32-32-32-2 with tanh, 256 samples and an exact trace, one evaluation and product takes 0.27 ms of processor
///   time, the chain of parts 0.82 ms; with one probe 0.19 and 0.42 ms (Intel Xeon, one thread, AVX-512). A test holds
///   the two against each other.
/// - The perceptron of `core.field` stays beside the chain of dense layers and activations that it is; a test holds
///   them against each other. On one thread a chain is as fast, with the same bits where time is no input, since it
///   writes cotangents afresh and activations over what they take. The perceptron's time and then the chain's, for one
///   evaluation with its product and for a gradient by discrete adjoints with dopri5 at 1e-7 (Intel Xeon, AVX-512,
///   processor time, least of 14 rounds on a busy machine): 2-20-20-2 ELU with 120 samples 16.3 and 17.4 µs, 0.45 and
///   0.48 ms; 64-64-64 tanh with 256 samples 0.26 and 0.25 ms, 16 and 16 to 19 ms; 2-50-50-2 tanh with one sample 4.9
///   and 5.1 µs, 0.11 and 0.10 ms (before a single sample went through the perceptron as vectors, which made that two
///   to three times as fast). To let the perceptron go costs what is not measured there: a crew that shares a large
///   batch's way up and down by samples, the last digits of fields that take time (a column of the matrix in a chain, a
///   bias in the perceptron), and the layered fields (gates, blocks, inputs) that lend it their weights and have traces
///   through it.
/// - Convolutions in single precision are one part, not a chain: what lies between its layers never leaves a core's
///   caches, a few images at a time, and its way back goes up again. Images lie pixel by pixel with their channels
///   side by side, so that gradients of weights sum over pixels without summing lanes. Kernels of 3×3 go tile by tile
///   (F(4×4, 3×3), Lavin and Gray, CVPR 2016) whatever their size: with 92 channels of 28×28 in batches of 64 one pass
///   up runs at 270 GFLOP/s and up and back at 250, counted as direct sums have them, on a core whose peak is about
///   170 (Intel Xeon, AVX-512); its values differ from double precision by 2e-6 of their size.
@NullMarked
package adjointlab.core.net;

import org.jspecify.annotations.NullMarked;
