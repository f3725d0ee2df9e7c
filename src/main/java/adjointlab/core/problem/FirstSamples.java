package adjointlab.core.problem;

import adjointlab.core.field.Shape;
import adjointlab.core.problem.dynamics.Dynamics;
import java.util.Optional;

/// The first samples of a problem, the same in every iteration: for a look at a model that is trained on more.
///
/// @param problem with all samples
/// @param most how many, all if there are fewer
public record FirstSamples(Problem problem, int most) implements Problem {
    @Override
    public int dim() {
        return problem.dim();
    }

    @Override
    public Shape shape() {
        return problem.shape();
    }

    @Override
    public int outputDim() {
        return problem.outputDim();
    }

    @Override
    public int observed() {
        return problem.observed();
    }

    @Override
    public boolean tellsClasses() {
        return problem.tellsClasses();
    }

    @Override
    public Optional<Dynamics> dynamics() {
        return problem.dynamics();
    }

    @Override
    public int samples(long seed) {
        return Math.min(most, problem.samples(seed));
    }

    @Override
    public ProblemData data(long seed) {
        return problem.data(seed).first(most);
    }

    @Override
    public Optional<ProblemData> test(long seed) {
        return problem.test(seed);
    }
}
