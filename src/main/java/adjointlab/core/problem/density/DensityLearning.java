package adjointlab.core.problem.density;

import adjointlab.core.kernel.Batch;
import adjointlab.core.math.CountedStream;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.Sampler;
import java.util.List;
import java.util.Optional;

/// Learn a density from samples, by carrying them from t = 1 to t = 0, where they should be normal. There is nothing to
/// hit: the one target is zero, for losses that want one.
///
/// @param density where samples come from
/// @param samples in a batch
/// @param fresh whether each iteration draws its own
public record DensityLearning(Sampler density, int samples, boolean fresh) implements Problem {
    private static final String STREAM = "data";

    @Override
    public int dim() {
        return density.dim();
    }

    @Override
    public int outputDim() {
        return 1;
    }

    @Override
    public ProblemData data(long seed) {
        Batch points = new Batch(dim(), samples);
        density.sample(new CountedStream(seed, STREAM).at(0), points);
        Batch nothing = new Batch(1, samples);
        return new ProblemData(points, 1, new double[] {0}, List.of(nothing), ProblemData.Truth.UNKNOWN);
    }

    @Override
    public Optional<Draws> draws(long seed) {
        CountedStream stream = new CountedStream(seed, STREAM);
        return fresh
                ? Optional.of((iteration, dataOut) -> density.sample(stream.at(iteration), dataOut.initial()))
                : Optional.empty();
    }
}
