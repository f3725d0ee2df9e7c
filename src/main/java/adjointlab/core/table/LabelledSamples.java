package adjointlab.core.table;

import adjointlab.core.data.Npy;
import adjointlab.core.data.Npy.Fields;
import adjointlab.core.data.Refusal;
import adjointlab.core.field.Shape;
import adjointlab.core.math.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/// Vectors or images with what belongs to each, from a file that a person opens: IDX images with their labels (MNIST),
/// the binary form of CIFAR-10, one batch or the folder of all, cropped digits of SVHN, a folder of images with a
/// folder for each class, a table of a text, of NumPy or of MATLAB with a column of targets, or an archive of inputs
/// and targets. IDX, CIFAR-10, SVHN and texts may be packed by gzip. Bytes of images become numbers from 0 to 1.
///
/// @param inputs [N][d], an image's channel by channel, rows one after another
/// @param y [N][outputs], a class or values; not copied
/// @param shape of an input
/// @param names of the classes, where they have some
/// @param test others that are not to be trained on, where the file has them apart
/// @param facts what was understood of the file
public record LabelledSamples(
        Inputs inputs,
        double[][] y,
        Shape shape,
        List<String> names,
        Optional<LabelledSamples> test,
        SampleFacts facts) {
    /// More classes than this are taken for values.
    public static final int MOST_CLASSES = 1000;

    private static final String FILES = ".*\\.(csv|tsv|tab|dat|data|parquet|pq|bin|npz|npy|mat|h5|hdf5|hdf)";

    public LabelledSamples {
        names = List.copyOf(names);
    }

    /// Vectors of numbers.
    ///
    /// @param x [N][d], not copied
    public LabelledSamples(double[][] x, double[][] y) {
        this(new Inputs.Numbers(x), y, Shape.vector(x[0].length), List.of(), Optional.empty());
    }

    /// Without a word of the file.
    public LabelledSamples(
            Inputs inputs, double[][] y, Shape shape, List<String> names, Optional<LabelledSamples> test) {
        this(inputs, y, shape, names, test, SampleFacts.NONE);
    }

    static LabelledSamples of(Inputs inputs, double[][] y, Shape shape) {
        return new LabelledSamples(inputs, y, shape, List.of(), Optional.empty());
    }

    /// Reads a file or a folder.
    ///
    /// @param most samples that are taken; of more they are drawn, of each class in proportion
    /// @throws IOException in one sentence, if it cannot be read or is none of these
    public static LabelledSamples read(Path file, int most) throws IOException {
        return read(file, most, TableOptions.USUAL);
    }

    /// The same, as a person chose.
    ///
    /// @param options of tables and archives; images have no such
    public static LabelledSamples read(Path file, int most, TableOptions options) throws IOException {
        return Refusal.of(file, () -> byName(file, most, options));
    }

    private static LabelledSamples byName(Path file, int most, TableOptions options) throws IOException {
        if (Files.isDirectory(file)) {
            return CifarFile.isFolder(file) ? CifarFile.folder(file, most) : ImageFolder.read(file, most);
        }
        SampleFile.check(file);
        String name = SampleFile.plainName(file);
        if (name.endsWith(".bin")) {
            return CifarFile.read(file, most);
        }
        if (name.matches(MatSamples.NAMES)) {
            return MatSamples.read(file, most, options);
        }
        if (name.endsWith(".npz")) {
            return SampleArchive.read(file, most, options);
        }
        if (name.endsWith(".npy")) {
            Fields matrix = Npy.readFields(file, SampleFile.MOST_BYTES, SampleFile.MOST_NUMBERS);
            return new ArraySamples(file.toString(), "NumPy array", most, options).table(matrix);
        }
        if (IdxFile.is(file)) {
            return IdxFile.read(file, most);
        }
        FileKind.check(file);
        return table(TextTable.read(file, most, options, true));
    }

    private static LabelledSamples table(TextTable read) {
        Shape shape = Shape.vector(read.x()[0].length);
        return new LabelledSamples(
                new Inputs.Numbers(read.x()), read.y(), shape, read.classes(), Optional.empty(), read.facts());
    }

    /// The files that [#read] looks into: the file itself and, beside images, their labels; of a folder of CIFAR-10
    /// all.
    ///
    /// @param file no folder of images
    public static List<Path> files(Path file) {
        if (Files.isDirectory(file)) {
            return CifarFile.files(file);
        }
        boolean alone = SampleFile.plainName(file).matches(FILES) || !IdxFile.is(file);
        return alone ? List.of(file) : List.of(file, IdxFile.labelsOf(file));
    }

    /// The same with what was understood of the file.
    LabelledSamples with(SampleFacts understood) {
        return new LabelledSamples(inputs, y, shape, names, test, understood);
    }

    /// All inputs as numbers [N][d]; a copy where they are kept otherwise.
    public double[][] x() {
        double[][] x = new double[inputs.size()][];
        Arrays.setAll(x, inputs::row);
        return x;
    }

    /// N.
    public int size() {
        return y.length;
    }

    /// Bytes that they take.
    long bytes() {
        return inputs.bytes()
                + DataStore.bytes(y)
                + test.map(LabelledSamples::bytes).orElse(0L);
    }

    /// The same with others for the test, in place of those that it may have.
    ///
    /// @param others of the same form
    /// @param where they come from, for the sentence of an error
    /// @throws IllegalArgumentException in one sentence, if they are of another form
    public LabelledSamples withTest(LabelledSamples others, String where) {
        if (!others.shape.equals(shape)) {
            throw new IllegalArgumentException(
                    "its samples have the size " + shape + ", but those of " + where + " " + others.shape);
        }
        if (others.y[0].length != y[0].length) {
            throw new IllegalArgumentException("its targets are " + y[0].length + " numbers for a sample, but those of "
                    + where + " " + others.y[0].length);
        }
        if (!others.names.equals(names) && !names.isEmpty() && names.containsAll(others.names)) {
            return withTest(others.renumbered(names), where);
        }
        if (!others.names.equals(names)) {
            throw new IllegalArgumentException("its classes are " + String.join(", ", names) + ", but those of " + where
                    + " " + String.join(", ", others.names));
        }
        LabelledSamples alone =
                new LabelledSamples(others.inputs, others.y, shape, names, Optional.empty(), others.facts);
        return new LabelledSamples(inputs, y, shape, names, Optional.of(alone), facts);
    }

    /// The same with classes counted as in a longer list of names.
    private LabelledSamples renumbered(List<String> all) {
        double[][] counted = Arrays.stream(y)
                .map(row -> new double[] {all.indexOf(names.get((int) row[0]))})
                .toArray(double[][]::new);
        return new LabelledSamples(inputs, counted, shape, all, test, facts);
    }

    /// The same with whole numbers that do not count from 0 made classes that do, by their size: −1 and 1, or 1 to 10,
    /// as the UCR archive has them. What counts from 0 already stays, even where a class has no sample.
    public LabelledSamples asClasses() {
        double[] all = DoubleStream.concat(values(), test.stream().flatMapToDouble(LabelledSamples::values))
                .distinct()
                .sorted()
                .toArray();
        boolean whole = Arrays.stream(all).allMatch(value -> value == Math.rint(value));
        boolean fromOne = all[0] == 1 && all[all.length - 1] == all.length;
        if (!names.isEmpty() || y[0].length != 1 || !whole || all.length > MOST_CLASSES || all[0] >= 0 && !fromOne) {
            return this;
        }
        List<String> called =
                Arrays.stream(all).mapToObj(value -> Numbers.brief(value, 9)).toList();
        return counted(called, all);
    }

    private DoubleStream values() {
        return Arrays.stream(y).mapToDouble(row -> row[0]);
    }

    private LabelledSamples counted(List<String> called, double... all) {
        double[][] counted = Arrays.stream(y)
                .map(row -> new double[] {Arrays.binarySearch(all, row[0])})
                .toArray(double[][]::new);
        return new LabelledSamples(
                inputs, counted, shape, called, test.map(others -> others.counted(called, all)), facts);
    }

    /// The same with smaller images, those of the test too; see [Inputs.Averaged].
    ///
    /// @param side pixels of a square that becomes one, along a side; 1 leaves them
    /// @throws IllegalArgumentException in one sentence, if they are no images or have no such squares
    public LabelledSamples averaged(int side) {
        if (side == 1) {
            return this;
        }
        if (shape.height() == 1 && shape.width() == 1) {
            throw new IllegalArgumentException("its samples are vectors; only images can be made smaller");
        }
        Inputs.Averaged smaller = new Inputs.Averaged(inputs, shape, side);
        return new LabelledSamples(
                smaller, y, smaller.shape(), names, test.map(others -> others.averaged(side)), facts);
    }

    /// How many classes the targets are of, those of the test among them, where they are classes.
    public int classes() {
        int own = 1 + (int) Arrays.stream(y).mapToDouble(row -> row[0]).max().orElse(0);
        return Math.max(own, test.map(LabelledSamples::classes).orElse(0));
    }

    /// Whether a file's name is one that [#read] knows, or it is a folder.
    public static boolean knows(Path file) {
        String name = SampleFile.plainName(file);
        return name.matches(FILES + "|.*[-.]idx\\d-\\w+") || Files.isDirectory(file);
    }

    /// Whether each y is a class, those of the test too: one of 0, 1, 2, … below [#MOST_CLASSES].
    public boolean areClasses() {
        return firstOther() < 0 && test.map(LabelledSamples::areClasses).orElse(true);
    }

    /// The first of these whose y is no class; −1 where there is none.
    private int firstOther() {
        for (int s = 0; s < y.length; s++) {
            double label = y[s][0];
            if (y[s].length != 1 || !(label >= 0 && label < MOST_CLASSES && label == Math.rint(label))) {
                return s;
            }
        }
        return -1;
    }

    /// What is wrong with the targets as classes, in one sentence.
    ///
    /// @throws IllegalStateException where they are classes
    public String otherTargets() {
        int first = firstOther();
        if (first < 0) {
            return "of the test, "
                    + test.orElseThrow(() -> new IllegalStateException("they are classes"))
                            .otherTargets();
        }
        return "sample " + (first + 1) + " has the target " + Arrays.toString(y[first]) + "; its targets are no classes"
                + " 0, 1, 2, …; take the numbers themselves";
    }
}
