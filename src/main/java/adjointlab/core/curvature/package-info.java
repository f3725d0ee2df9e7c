/// Curvature of losses and of what they are made of: the Jacobian of the predictions and its spectrum, Q_uu of
/// differential programming in matrices, vectors and outer products, and the statistics of dense layers
/// and convolutions whose products stand for it.
///
/// Decided 2026-11-28:
/// - All of it goes the one way from weights to predictions, [adjointlab.core.rollout.Rollout], with its jumps; what an
///   optimizer is told of it is an interface of `core.optim`, and `core.train` brings the two together. So this package
///   knows rollouts, and neither trainings nor the catalogue.
/// - A solve as a linear map stays in `core.adjoint`: it is the discrete adjoint and its transpose, and the roll-out
///   stands on it, as this package stands on the roll-out. Experiments, pipelines and predictors belong to the roll-out
///   for the same reason.
/// - A convolution is a dense layer that a sample uses once at each location: it is told band by band, so that patches
///   of all images are never held at once. Its factors are means over samples and locations, and the optimizer counts
///   their product as often as there are locations; with Δt in each cotangent that is the authors' `num_locations`, and
///   the same product as that of Grosse and Martens, who sum Ā over locations. Factors are gathered in double precision
///   whatever the field computes in; a model with 64 channels as in the second-order paper has some of 585 and 1024
///   rows, and to gather them a hundred times and decompose them takes as long as some tens of iterations.
/// - Q_uu passes a jump as it passes a layer of a network: with the jump's Jacobian, whose own curvature does not
///   count.
@NullMarked
package adjointlab.core.curvature;

import org.jspecify.annotations.NullMarked;
