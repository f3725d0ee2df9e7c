package adjointlab.core.problem;

import adjointlab.core.field.Shape;
import adjointlab.core.kernel.Batch;
import adjointlab.core.math.MadeOnce;
import java.util.List;
import java.util.Optional;

/// A problem whose inputs have mean 0 and standard deviation 1 over the samples that are trained on, each channel of an
/// image or each component of a vector by itself. Those for validation and test are moved and scaled by the same
/// numbers. A channel of one value only is moved alone.
///
/// @param whole with inputs as they come
public record Standardised(Problem whole) implements Subset {
    private static final int MOST = 8;
    private static final String WORD = ", scaled";

    /// What was found of problems lately, so that samples need not be made once more for the test's sake.
    private static final MadeOnce<Scaled, Scale> FOUND = MadeOnce.kept(MOST);

    private record Scaled(Problem whole, long seed) {}

    /// @param mean [channels]
    /// @param factor [channels], what is left is multiplied by it
    private record Scale(double[] mean, double[] factor) {
        static Scale of(Batch x, Shape shape) {
            int pixels = shape.height() * shape.width();
            double numbers = (double) pixels * x.size();
            double[] mean = new double[shape.channels()];
            double[] factor = new double[shape.channels()];
            for (int c = 0; c < mean.length; c++) {
                double sum = 0;
                for (int i = c * pixels; i < (c + 1) * pixels; i++) {
                    for (int s = 0; s < x.size(); s++) {
                        sum += x.get(i, s);
                    }
                }
                mean[c] = sum / numbers;
                double squares = 0;
                for (int i = c * pixels; i < (c + 1) * pixels; i++) {
                    for (int s = 0; s < x.size(); s++) {
                        double from = x.get(i, s) - mean[c];
                        squares += from * from;
                    }
                }
                factor[c] = squares > 0 ? 1 / Math.sqrt(squares / numbers) : 1;
            }
            return new Scale(mean, factor);
        }

        ProblemData of(ProblemData data) {
            Batch x = data.initial();
            Batch scaled = new Batch(x.dim(), x.size());
            int pixels = x.dim() / mean.length;
            for (int i = 0; i < x.dim(); i++) {
                for (int s = 0; s < x.size(); s++) {
                    scaled.set(i, s, (x.get(i, s) - mean[i / pixels]) * factor[i / pixels]);
                }
            }
            scaled.padState();
            return data.startingFrom(scaled);
        }
    }

    /// A component's name, with a word of it that its numbers are not in a person's units any more.
    ///
    /// @param name with the word or without
    public static String scaled(String name) {
        return name.endsWith(WORD) ? name : name + WORD;
    }

    @Override
    public List<String> componentNames() {
        return whole.componentNames().stream().map(Standardised::scaled).toList();
    }

    private Scale scale(long seed) {
        return FOUND.of(new Scaled(whole, seed), () -> Scale.of(whole.data(seed).initial(), whole.shape()));
    }

    @Override
    public int samples(long seed) {
        return whole.samples(seed);
    }

    @Override
    public Extent extent(long seed) {
        return whole.extent(seed);
    }

    @Override
    public ProblemData data(long seed) {
        ProblemData trained = whole.data(seed);
        return FOUND.of(new Scaled(whole, seed), () -> Scale.of(trained.initial(), whole.shape()))
                .of(trained);
    }

    @Override
    public Optional<ProblemData> validation(long seed) {
        return whole.validation(seed).map(scale(seed)::of);
    }

    @Override
    public Optional<ProblemData> test(long seed) {
        return whole.test(seed).map(scale(seed)::of);
    }
}
