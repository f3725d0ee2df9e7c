package adjointlab.core.field;

/// What the random numbers of a solve belong to: the seed of the experiment and the iteration. Each purpose has a
/// stream of its own beside it. Whoever owns it moves it between solves, never during one.
public final class Context {
    private final long seed;
    private long iteration;

    /// The first iteration of an experiment.
    ///
    /// @param seed of the experiment
    public Context(long seed) {
        this.seed = seed;
    }

    /// The seed of the experiment.
    public long seed() {
        return seed;
    }

    /// The iteration, from 0.
    public long iteration() {
        return iteration;
    }

    /// Goes to an iteration.
    ///
    /// @return this
    public Context at(long iteration) {
        this.iteration = iteration;
        return this;
    }
}
