package adjointlab.core.problem.samples;

import adjointlab.core.field.Shape;
import adjointlab.core.kernel.Batch;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.problem.Extent;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A problem of independent samples: vectors with one target each, at a horizon.
///
/// @param source where samples come from
/// @param counts how many there are
/// @param normalised whether inputs are scaled to ‖x‖ = √d, as assumption 1 of Gao et al., ICLR 2025, asks
/// @param horizon T, s
public record Samples(Source source, Counts counts, boolean normalised, double horizon) implements Problem {
    /// Makes samples; immutable.
    public interface Source {
        /// Components d of an input.
        int dim();

        /// How they hang together.
        default Shape shape() {
            return Shape.vector(dim());
        }

        /// Components of a target.
        int outputDim();

        /// Whether targets are classes, as [Problem#tellsClasses] has it.
        default boolean tellsClasses() {
            return false;
        }

        /// Makes several samples.
        ///
        /// @param random the only source of chance
        /// @param xOut [count][dim], overwritten
        /// @param yOut [count][outputDim], overwritten
        void fill(RandomGenerator random, double[][] xOut, double[][] yOut);
    }

    /// How classes become numbers.
    public enum Coding {
        /// A component for each class, 1 at the sample's own.
        ONE_HOT,
        /// One component, −1 for the first half of the classes and +1 for the others.
        HALVES;

        /// Components of a target.
        int dim(int classes) {
            return this == ONE_HOT ? classes : 1;
        }

        /// A class as a new target.
        ///
        /// @param label from 0
        public double[] coded(int label, int classes) {
            double[] target = new double[dim(classes)];
            write(label, classes, target);
            return target;
        }

        /// Writes a class.
        void write(int label, int classes, double[] yOut) {
            if (this == HALVES) {
                yOut[0] = 2 * label < classes ? -1 : 1;
                return;
            }
            java.util.Arrays.fill(yOut, 0);
            yOut[label] = 1;
        }
    }

    /// @param train samples that are trained on, at least 1
    /// @param test samples that are not, 0 for none
    public record Counts(int train, int test) {}

    @Override
    public int dim() {
        return source.dim();
    }

    @Override
    public Shape shape() {
        return source.shape();
    }

    @Override
    public int outputDim() {
        return source.outputDim();
    }

    @Override
    public boolean tellsClasses() {
        return source.tellsClasses();
    }

    @Override
    public int samples(long seed) {
        return counts.train();
    }

    @Override
    public Extent extent(long seed) {
        return new Extent(counts.train(), 1, 0, horizon);
    }

    @Override
    public ProblemData data(long seed) {
        return make(seed, "data", counts.train());
    }

    @Override
    public Optional<ProblemData> test(long seed) {
        return counts.test() == 0 ? Optional.empty() : Optional.of(make(seed, "test", counts.test()));
    }

    private ProblemData make(long seed, String stream, int count) {
        double[][] x = new double[count][source.dim()];
        double[][] y = new double[count][source.outputDim()];
        source.fill(RandomStreams.of(seed, stream), x, y);
        if (normalised) {
            for (double[] row : x) {
                normalise(row);
            }
        }
        return new ProblemData(
                Batch.ofRows(x), 0, new double[] {horizon}, List.of(Batch.ofRows(y)), ProblemData.Truth.UNKNOWN);
    }

    /// Scales a vector to ‖x‖ = √d; one of zeros stays.
    static void normalise(double[] x) {
        double squares = 0;
        for (double value : x) {
            squares += value * value;
        }
        if (squares > 0) {
            double factor = Math.sqrt(x.length / squares);
            for (int i = 0; i < x.length; i++) {
                x[i] *= factor;
            }
        }
    }
}
