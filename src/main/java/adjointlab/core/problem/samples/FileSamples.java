package adjointlab.core.problem.samples;

import adjointlab.core.kernel.Batch;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.table.LabelledSamples;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Samples that were read from a file: in an order that follows from the seed, first those that are trained on, then
/// those for the test, so that none is both.
///
/// @param read vectors and what belongs to each; the same reading for the same file
/// @param coding of classes; none where targets are the numbers themselves
/// @param counts how many are used; clipped to what there is
/// @param normalised whether inputs are scaled to ‖x‖ = √d
/// @param horizon T, s
public record FileSamples(
        LabelledSamples read,
        Optional<Samples.Coding> coding,
        Samples.Counts counts,
        boolean normalised,
        double horizon)
        implements Problem {
    public FileSamples {
        if (coding.isPresent() && !read.areClasses()) {
            throw new IllegalArgumentException("its targets are no classes 0, 1, 2, …; take the numbers themselves");
        }
    }

    @Override
    public int dim() {
        return read.x()[0].length;
    }

    @Override
    public int outputDim() {
        return coding.map(code -> code.dim(read.classes())).orElse(read.y()[0].length);
    }

    @Override
    public boolean tellsClasses() {
        return coding.isPresent();
    }

    private int there() {
        return read.x().length;
    }

    private double[] target(int sample, int classes) {
        double[] given = read.y()[sample];
        return coding.isPresent() ? coding.get().coded((int) given[0], classes) : given;
    }

    @Override
    public int samples(long seed) {
        return Math.min(counts.train(), there());
    }

    @Override
    public ProblemData data(long seed) {
        return part(seed, 0, Math.min(counts.train(), there()));
    }

    @Override
    public Optional<ProblemData> test(long seed) {
        int from = Math.min(counts.train(), there());
        int count = Math.min(counts.test(), there() - from);
        return count == 0 ? Optional.empty() : Optional.of(part(seed, from, count));
    }

    private ProblemData part(long seed, int from, int count) {
        int[] order = order(seed);
        int classes = coding.isPresent() ? read.classes() : 0;
        double[][] inputs = new double[count][];
        double[][] targets = new double[count][];
        for (int i = 0; i < count; i++) {
            inputs[i] = read.x()[order[from + i]].clone();
            targets[i] = target(order[from + i], classes);
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
        int[] order = new int[there()];
        for (int i = 0; i < order.length; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
