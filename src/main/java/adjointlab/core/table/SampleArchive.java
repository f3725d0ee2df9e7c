package adjointlab.core.table;

import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npy;
import adjointlab.core.data.Npz;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A NumPy archive of inputs and targets, and perhaps others for the test: x and y, x_train and y_train with x_test and
/// y_test, data and target, or those that a person names. What else it holds does not matter.
final class SampleArchive {
    private static final String FORM = "NumPy archive";

    /// The pairs that are looked for, the first one first; capitals do not matter where small letters are not there.
    private static final List<Pair> USUAL = List.of(
            new Pair("x", "y"),
            new Pair("x_train", "y_train"),
            new Pair("xtrain", "ytrain"),
            new Pair("train_x", "train_y"),
            new Pair("data", "target"),
            new Pair("data", "targets"),
            new Pair("data", "label"),
            new Pair("data", "labels"),
            new Pair("images", "labels"),
            new Pair("train_images", "train_labels"),
            new Pair("features", "labels"),
            new Pair("features", "targets"),
            new Pair("inputs", "targets"),
            new Pair("inputs", "labels"));

    private SampleArchive() {}

    /// @param x name of the inputs
    /// @param y name of the targets
    record Pair(String x, String y) {
        /// What the test's arrays are called.
        private List<Pair> tests() {
            return x.toLowerCase(Locale.ROOT).contains("train")
                    ? List.of(new Pair(test(x), test(y)))
                    : List.of(new Pair(x + "_test", y + "_test"), new Pair("test_" + x, "test_" + y));
        }

        private static String test(String name) {
            return name.replace("train", "test").replace("TRAIN", "TEST").replace("Train", "Test");
        }
    }

    static LabelledSamples read(Path file, int most, TableOptions options) throws IOException {
        List<String> names = Npz.names(file);
        ArraySamples samples = new ArraySamples(file.toString(), FORM, most, options);
        if (names.size() == 1) {
            NdArray only = arrays(file, names).get(names.getFirst());
            if (only != null && only.shape().length == 2) {
                return samples.table(new Npy.Fields(List.of(), only));
            }
        }
        Pair pair = pair(names, options, file.toString());
        Optional<Pair> test = pair.tests().stream()
                .filter(each ->
                        find(names, each.x).isPresent() || find(names, each.y).isPresent())
                .findFirst();
        LabelledSamples train = samples.pair(named(file, names, pair.x, pair), named(file, names, pair.y, pair));
        if (test.isEmpty()) {
            return train;
        }
        Pair others = test.get();
        LabelledSamples tests =
                samples.pair(named(file, names, others.x, others), named(file, names, others.y, others));
        try {
            return train.withTest(tests, others.x + " and " + others.y);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /// Inputs alone: the array that a person names, the only one, or that of the inputs beside targets.
    static Csv vectors(Path file, int most, TableOptions options) throws IOException {
        List<String> names = Npz.names(file);
        String asked = options.columns().strip();
        String name = find(names, asked)
                .or(() -> names.size() == 1
                        ? Optional.of(names.getFirst())
                        : USUAL.stream()
                                .map(pair -> find(names, pair.x))
                                .flatMap(Optional::stream)
                                .findFirst())
                .orElseThrow(() -> new IOException(file + " has no array " + (asked.isEmpty() ? "x" : asked)
                        + "; it has " + NumberCells.listed(names) + "; name one of them"));
        NdArray array = named(file, names, name, new Pair(name, name)).array();
        TableOptions inner = find(names, asked).isPresent() ? options.withColumns("") : options;
        return new ArraySamples(file + ": " + name, FORM, most, inner).vectors(new Npy.Fields(List.of(), array));
    }

    /// The arrays that hold inputs and targets.
    ///
    /// @param names of all
    static Pair pair(List<String> names, TableOptions options, String where) throws IOException {
        String inputs = options.columns().strip();
        String target = options.target().strip();
        for (Pair each : USUAL) {
            String x = inputs.isEmpty() ? each.x : inputs;
            String y = target.isEmpty() ? each.y : target;
            if (find(names, x).isPresent() && find(names, y).isPresent()) {
                return new Pair(find(names, x).get(), find(names, y).get());
            }
        }
        throw new IOException(where + " has no arrays " + (inputs.isEmpty() ? "x" : inputs) + " and "
                + (target.isEmpty() ? "y" : target) + "; it has " + NumberCells.listed(names)
                + "; name that of the inputs and that of the targets");
    }

    private static Optional<String> find(List<String> names, String wanted) {
        return names.contains(wanted)
                ? Optional.of(wanted)
                : names.stream().filter(wanted::equalsIgnoreCase).findFirst();
    }

    private static ArraySamples.Named named(Path file, List<String> names, String name, Pair pair) throws IOException {
        String found = find(names, name)
                .orElseThrow(() -> new IOException(file + " has no arrays " + pair.x + " and " + pair.y + "; it has "
                        + NumberCells.listed(names)));
        NdArray array = arrays(file, List.of(found)).get(found);
        if (array == null) {
            throw new IOException(file + " has changed while it was read");
        }
        return new ArraySamples.Named(found, array);
    }

    private static Map<String, NdArray> arrays(Path file, List<String> wanted) throws IOException {
        return Npz.read(file, SampleFile.MOST_BYTES, SampleFile.MOST_NUMBERS, wanted::contains);
    }
}
