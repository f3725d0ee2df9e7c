package adjointlab.core.train;

import adjointlab.core.optim.OptimizerState;

/// Enough to continue a training bit for bit.
///
/// @param iteration updates made so far
/// @param theta [p], not shared with the trainer
/// @param optimizer what the optimizer remembers, not shared with the trainer
public record Checkpoint(long iteration, double[] theta, OptimizerState optimizer) {}
