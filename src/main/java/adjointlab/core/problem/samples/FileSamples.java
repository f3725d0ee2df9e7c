package adjointlab.core.problem.samples;

import adjointlab.core.field.Shape;
import adjointlab.core.kernel.Batch;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.Standardised;
import adjointlab.core.table.LabelledSamples;
import java.util.List;
import java.util.Optional;

/// Samples that were read from a file: in an order that follows from the seed, first those that are trained on, then
/// those for the test, so that none is both. Where the file has samples for the test apart, those are taken.
///
/// @param read inputs and what belongs to each; the same reading for the same file
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
            throw new IllegalArgumentException(read.otherTargets());
        }
    }

    @Override
    public int dim() {
        return read.shape().size();
    }

    /// As the file has them; of inputs that are scaled with a word of it.
    @Override
    public List<String> componentNames() {
        return read.facts().names().inputs().stream()
                .map(name -> normalised ? Standardised.scaled(name) : name)
                .toList();
    }

    @Override
    public List<String> targetNames() {
        return read.facts().names().targets();
    }

    @Override
    public Shape shape() {
        return read.shape();
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
        return read.size();
    }

    @Override
    public int samples(long seed) {
        return Math.min(counts.train(), there());
    }

    @Override
    public ProblemData data(long seed) {
        return part(read, RandomStreams.shuffled(seed, "order", there()), 0, Math.min(counts.train(), there()));
    }

    @Override
    public Optional<ProblemData> test(long seed) {
        LabelledSamples from = read.test().orElse(read);
        int first = read.test().isPresent() ? 0 : Math.min(counts.train(), there());
        int count = Math.min(counts.test(), from.size() - first);
        if (count == 0) {
            return Optional.empty();
        }
        String stream = read.test().isPresent() ? "order of the test" : "order";
        return Optional.of(part(from, RandomStreams.shuffled(seed, stream, from.size()), first, count));
    }

    private ProblemData part(LabelledSamples from, int[] order, int first, int count) {
        int classes = coding.isPresent() ? read.classes() : 0;
        Batch inputs = new Batch(dim(), count);
        double[] input = new double[dim()];
        double[][] targets = new double[count][];
        for (int s = 0; s < count; s++) {
            int sample = order[first + s];
            from.inputs().copy(sample, input);
            if (normalised) {
                Samples.normalise(input);
            }
            for (int i = 0; i < input.length; i++) {
                inputs.set(i, s, input[i]);
            }
            double[] given = from.y()[sample];
            targets[s] = coding.isPresent() ? coding.get().coded((int) given[0], classes) : given;
        }
        inputs.padState();
        return new ProblemData(
                inputs, 0, new double[] {horizon}, List.of(Batch.ofRows(targets)), ProblemData.Truth.UNKNOWN);
    }
}
