package adjointlab.core.optim;

/// A learning-rate schedule: what the rate is multiplied by at each iteration.
@FunctionalInterface
public interface Schedule {
    /// The rate stays.
    Schedule CONSTANT = _ -> 1;

    /// The factor for the update number `iteration`, which counts from 0.
    double factor(long iteration);
}
