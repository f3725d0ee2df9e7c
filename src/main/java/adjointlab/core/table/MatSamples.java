package adjointlab.core.table;

import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npy.Fields;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Samples in a file of MATLAB or of HDF5: cropped digits of street view house numbers, one matrix whose columns are
/// inputs and a target, or inputs and targets by name, as in an archive of NumPy.
final class MatSamples {
    /// What files with such arrays are called, in small letters.
    static final String NAMES = ".*\\.(mat|h5|hdf5|hdf)";

    private static final int IMAGES = 3;

    private MatSamples() {}

    static LabelledSamples read(Path file, int most, TableOptions options) throws IOException {
        List<MatArrays.Header> headers = MatArrays.headers(file);
        List<String> names = headers.stream().map(MatArrays.Header::name).toList();
        if (MatArrays.isNamedMatlab(file) && isDigits(headers)) {
            return SvhnFile.read(file, most);
        }
        checkAny(file, names);
        ArraySamples samples = new ArraySamples(file.toString(), form(file), most, options);
        if (names.size() == 1) {
            return samples.table(new Fields(List.of(), array(file, names.getFirst())));
        }
        SampleArchive.Pair pair = SampleArchive.pair(names, options, file.toString());
        NdArray y = array(file, pair.y());
        // MATLAB has no vectors: a row of one target each is a column
        NdArray column =
                y.shape().length == 2 && y.shape()[0] == 1 ? new NdArray(new int[] {y.shape()[1], 1}, y.values()) : y;
        return samples.pair(
                new ArraySamples.Named(pair.x(), array(file, pair.x())), new ArraySamples.Named(pair.y(), column));
    }

    /// Inputs alone: the matrix that a person names, the only one, or X.
    static Csv vectors(Path file, int most, TableOptions options) throws IOException {
        List<String> names =
                MatArrays.headers(file).stream().map(MatArrays.Header::name).toList();
        checkAny(file, names);
        String asked = options.columns().strip();
        boolean named = names.contains(asked);
        String name = named
                ? asked
                : Stream.of("X", "x", names.size() == 1 ? names.getFirst() : "X")
                        .filter(names::contains)
                        .findFirst()
                        .orElseThrow(() -> new IOException(
                                file + " has no array X; it has " + NumberCells.listed(names) + "; name one of them"));
        return new ArraySamples(file + ": " + name, form(file), most, named ? options.withColumns("") : options)
                .vectors(new Fields(List.of(), array(file, name)));
    }

    private static void checkAny(Path file, List<String> names) throws IOException {
        if (names.isEmpty()) {
            throw new IOException(file + " has no arrays of numbers side by side; save some, as x and y");
        }
    }

    private static String form(Path file) {
        return MatArrays.isNamedMatlab(file) ? "MATLAB file" : "HDF5 file";
    }

    private static boolean isDigits(List<MatArrays.Header> headers) {
        return headers.isEmpty()
                || headers.stream().anyMatch(header -> header.name().equals("X") && header.dimensions() >= IMAGES)
                || headers.size() == 1
                        && Set.of("X", "y").contains(headers.getFirst().name());
    }

    private static NdArray array(Path file, String name) throws IOException {
        try (MatArrays arrays = MatArrays.open(file, name::equals)) {
            MatArrays.Numbers numbers =
                    arrays.numbers(name).orElseThrow(() -> new IOException(file + " has changed while it was read"));
            SampleFile.checkNumbers(numbers.count(), 1, file);
            return MatArrays.array(numbers);
        } catch (RuntimeException e) { // the library reads some numbers only when asked for them
            throw MatArrays.damaged(file, e);
        }
    }
}
