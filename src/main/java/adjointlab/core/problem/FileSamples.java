package adjointlab.core.problem;

import adjointlab.core.math.Batch;
import adjointlab.core.math.RandomStreams;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Samples that were read from a file: in an order that follows from the seed, first those that are trained on, then
/// those for the test, so that none is both.
///
/// @param x [N][d], not copied
/// @param y [N][outputs], not copied
/// @param counts how many are used; clipped to what there is
/// @param normalised whether inputs are scaled to ‖x‖ = √d
/// @param horizon T, s
public record FileSamples(double[][] x, double[][] y, Samples.Counts counts, boolean normalised, double horizon)
        implements Problem {
    @Override
    public int dim() {
        return x[0].length;
    }

    @Override
    public int outputDim() {
        return y[0].length;
    }

    @Override
    public ProblemData data(long seed) {
        return part(seed, 0, Math.min(counts.train(), x.length));
    }

    @Override
    public Optional<ProblemData> test(long seed) {
        int from = Math.min(counts.train(), x.length);
        int count = Math.min(counts.test(), x.length - from);
        return count == 0 ? Optional.empty() : Optional.of(part(seed, from, count));
    }

    private ProblemData part(long seed, int from, int count) {
        int[] order = order(seed);
        double[][] inputs = new double[count][];
        double[][] targets = new double[count][];
        for (int i = 0; i < count; i++) {
            inputs[i] = x[order[from + i]].clone();
            targets[i] = y[order[from + i]];
            if (normalised) {
                Samples.normalise(inputs[i]);
            }
        }
        return new ProblemData(
                Batch.ofRows(inputs),
                0,
                new double[] {horizon},
                List.of(Batch.ofRows(targets)),
                ProblemData.Truth.UNKNOWN);
    }

    /// Fisher and Yates' shuffle.
    private int[] order(long seed) {
        RandomGenerator random = RandomStreams.of(seed, "order");
        int[] order = new int[x.length];
        for (int i = 0; i < order.length; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
