package adjointlab.core.table;

import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npz;
import adjointlab.core.field.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A NumPy archive of inputs x and targets y, and perhaps others for the test, x_test and y_test. Inputs are images
/// [N×channels×height×width] or [N×height×width], or vectors; their numbers are taken as they stand.
final class SampleArchive {
    private SampleArchive() {}

    static LabelledSamples read(Path file, int most) throws IOException {
        Map<String, NdArray> arrays = Npz.read(file, SampleFile.MOST_BYTES);
        LabelledSamples train = pair(arrays, "x", "y", file, most);
        if (!arrays.containsKey("x_test") && !arrays.containsKey("y_test")) {
            return train;
        }
        LabelledSamples test = pair(arrays, "x_test", "y_test", file, most);
        try {
            return train.withTest(test, "x_test and y_test");
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static LabelledSamples pair(Map<String, NdArray> arrays, String inputs, String targets, Path file, int most)
            throws IOException {
        NdArray x = arrays.get(inputs);
        NdArray y = arrays.get(targets);
        if (x == null || y == null) {
            throw new IOException(file + " has no arrays " + inputs + " and " + targets + "; it has "
                    + String.join(", ", arrays.keySet()));
        }
        if (samples(x) < 0 || samples(x) != samples(y)) {
            throw new IOException(file + ": " + inputs + " has shape " + Arrays.toString(x.shape()) + " and " + targets
                    + " " + Arrays.toString(y.shape()) + "; both begin with the number of samples");
        }
        double[][] rows = rows(x, most, file + ": " + inputs);
        return LabelledSamples.of(
                new Inputs.Numbers(rows), rows(y, most, file + ": " + targets), shape(rows[0].length, x.shape()));
    }

    private static int samples(@Nullable NdArray array) {
        return array == null || array.shape().length == 0 ? -1 : array.shape()[0];
    }

    private static Shape shape(int dim, int... sizes) {
        return switch (sizes.length) {
            case 3 -> new Shape(1, sizes[1], sizes[2]);
            case 4 -> new Shape(sizes[1], sizes[2], sizes[3]);
            default -> Shape.vector(dim);
        };
    }

    /// An array's first index counts samples, the others are run through.
    static double[][] rows(NdArray array, int most, String where) throws IOException {
        int samples = Math.max(0, samples(array));
        int each = samples == 0 ? 0 : array.values().length / samples;
        if (each == 0) {
            throw new IOException(where + " has shape " + Arrays.toString(array.shape()) + " and holds no samples");
        }
        double[][] rows = new double[Math.min(most, samples)][];
        for (int s = 0; s < rows.length; s++) {
            rows[s] = Arrays.copyOfRange(array.values(), s * each, (s + 1) * each);
            if (!Arrays.stream(rows[s]).allMatch(Double::isFinite)) {
                throw new IOException(where + ": sample " + (s + 1) + " is not finite");
            }
        }
        return rows;
    }
}
