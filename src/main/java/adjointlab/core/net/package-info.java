/// Networks as parts: a part maps a batch of samples to another and knows its derivatives; a chain of parts is a part.
///
/// Decided 2026-11-28:
/// - A part is an immutable description; what a thread needs beside it is its [adjointlab.core.net.Part.Work], made for
///   a number of samples and bound to weights once a solve, so that weights can be packed or turned to single precision
///   there and nowhere else.
/// - One pass up leaves one record, from which everything else is had: the way back, a direction, and the way back of a
///   direction, which is what traces and exact second derivatives are made of.
/// - The perceptron of `core.field` is the fast twin of the chain of dense layers and activations: a test holds them
///   against each other.
@NullMarked
package adjointlab.core.net;

import org.jspecify.annotations.NullMarked;
