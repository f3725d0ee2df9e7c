/// Update rules, learning-rate schedules and gradient clipping, each separate so that they compose.
///
/// Decided 2026-11-21: an optimizer says what evidence it needs and gets it in one object; so trainings do not know
/// kinds of optimizers.
///
/// Decided 2026-11-28: weights that have an optimizer of their own are a stretch of θ, the field's or all around it,
/// since the authors of SNOpt train so and θ already stands in that order; only the first group may want more than its
/// gradient. A jump's layers have no Kronecker factors: Adam is what these authors give them.
@NullMarked
package adjointlab.core.optim;

import org.jspecify.annotations.NullMarked;
