/// Update rules, learning-rate schedules and gradient clipping, each separate so that they compose.
///
/// Decided 2026-11-21: an optimizer says what evidence it needs and gets it in one object; so trainings do not know
/// kinds of optimizers.
@NullMarked
package adjointlab.core.optim;

import org.jspecify.annotations.NullMarked;
