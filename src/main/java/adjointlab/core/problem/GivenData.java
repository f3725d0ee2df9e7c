package adjointlab.core.problem;

/// A problem whose data are given.
///
/// @param data whatever the seed
/// @param outputDim components of a target
public record GivenData(ProblemData data, int outputDim) implements Problem {
    @Override
    public int dim() {
        return data.initial().dim();
    }

    @Override
    public ProblemData data(long seed) {
        return data;
    }
}
