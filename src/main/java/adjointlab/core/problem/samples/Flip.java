package adjointlab.core.problem.samples;

import adjointlab.core.kernel.Batch;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import java.util.List;
import java.util.random.RandomGenerator;

/// Swap the ends of a line at T = 1: x → −x for points around −1 and 1. No flow on the line can, since trajectories
/// would have to cross. Dupont, Doucet and Teh, "Augmented neural ODEs", NeurIPS 2019, Proposition 1.
///
/// @param samples points on each side
/// @param spread half-width of the interval around ±1 from which they come
public record Flip(int samples, double spread) implements Problem {
    @Override
    public int dim() {
        return 1;
    }

    @Override
    public int samples(long seed) {
        return 2 * samples;
    }

    @Override
    public ProblemData data(long seed) {
        RandomGenerator random = RandomStreams.of(seed, "data");
        Batch points = new Batch(1, 2 * samples);
        Batch target = new Batch(1, 2 * samples);
        for (int s = 0; s < 2 * samples; s++) {
            double x = (s < samples ? -1 : 1) + spread * (2 * random.nextDouble() - 1);
            points.set(0, s, x);
            target.set(0, s, -x);
        }
        points.padState();
        target.padState();
        return new ProblemData(points, 0, new double[] {1}, List.of(target), ProblemData.Truth.UNKNOWN);
    }
}
