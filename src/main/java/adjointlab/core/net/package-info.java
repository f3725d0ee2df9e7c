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
/// - The perceptron of `core.field` is the fast twin of the chain of dense layers and activations: a test holds them
///   against each other.
@NullMarked
package adjointlab.core.net;

import org.jspecify.annotations.NullMarked;
