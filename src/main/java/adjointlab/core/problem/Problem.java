package adjointlab.core.problem;

import java.util.Optional;

/// What is to be learned; an immutable description. Its data follow from it and a seed.
public interface Problem {
    /// Components d of a data sample.
    int dim();

    /// Components of a target.
    default int outputDim() {
        return dim();
    }

    /// The system that the data come from, where there is one.
    default Optional<Dynamics> dynamics() {
        return Optional.empty();
    }

    /// The data.
    ///
    /// @param seed of whatever is random in them
    ProblemData data(long seed);
}
