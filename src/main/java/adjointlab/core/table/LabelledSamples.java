package adjointlab.core.table;

import adjointlab.core.data.Npy;
import adjointlab.core.field.Shape;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/// Vectors or images with what belongs to each, from a file that a person opens: IDX images with their labels (MNIST),
/// the binary form of CIFAR-10, one batch or the folder of all, cropped digits of SVHN, a folder of images with a
/// folder for each class, a CSV table or a NumPy matrix whose last column is the target, or a NumPy archive of arrays x
/// and y. IDX, CIFAR-10, SVHN and tables may be packed by gzip. Bytes of images become numbers from 0 to 1.
///
/// @param inputs [N][d], an image's channel by channel, rows one after another
/// @param y [N][outputs], a class or values; not copied
/// @param shape of an input
/// @param names of the classes, where they have some
/// @param test others that are not to be trained on, where the file has them apart
public record LabelledSamples(
        Inputs inputs, double[][] y, Shape shape, List<String> names, Optional<LabelledSamples> test) {
    /// More classes than this are taken for values.
    public static final int MOST_CLASSES = 1000;

    private static final String FILES = ".*(\\.csv|\\.tsv|\\.bin|\\.npz|\\.npy|\\.mat)";

    public LabelledSamples {
        names = List.copyOf(names);
    }

    /// Vectors of numbers.
    ///
    /// @param x [N][d], not copied
    public LabelledSamples(double[][] x, double[][] y) {
        this(new Inputs.Numbers(x), y, Shape.vector(x[0].length), List.of(), Optional.empty());
    }

    static LabelledSamples of(Inputs inputs, double[][] y, Shape shape) {
        return new LabelledSamples(inputs, y, shape, List.of(), Optional.empty());
    }

    /// Reads a file or a folder.
    ///
    /// @param most samples that are read; the rest is left
    /// @throws IOException in one sentence, if it cannot be read or is none of these
    public static LabelledSamples read(Path file, int most) throws IOException {
        if (Files.isDirectory(file)) {
            return CifarFile.isFolder(file) ? CifarFile.folder(file, most) : ImageFolder.read(file, most);
        }
        SampleFile.check(file);
        String name = SampleFile.plainName(file);
        try {
            if (name.endsWith(".csv") || name.endsWith(".txt") || name.endsWith(".tsv")) {
                return table(file, most);
            }
            if (name.endsWith(".bin")) {
                return CifarFile.read(file, most);
            }
            if (name.endsWith(".mat")) {
                return SvhnFile.read(file, most);
            }
            if (name.endsWith(".npz")) {
                return SampleArchive.read(file, most);
            }
            if (name.endsWith(".npy")) {
                return matrix(file, most);
            }
            return IdxFile.read(file, most);
        } catch (EOFException | ZipException e) {
            throw new IOException(file + " is cut off or damaged", e);
        }
    }

    /// The files that [#read] looks into: the file itself and, beside images, their labels; of a folder of CIFAR-10
    /// all.
    ///
    /// @param file no folder of images
    public static List<Path> files(Path file) {
        if (Files.isDirectory(file)) {
            return CifarFile.files(file);
        }
        boolean alone = SampleFile.plainName(file).matches(FILES + "|.*\\.txt");
        return alone ? List.of(file) : List.of(file, IdxFile.labelsOf(file));
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
        if (!others.names.equals(names)) {
            throw new IllegalArgumentException("its classes are " + String.join(", ", names) + ", but those of " + where
                    + " " + String.join(", ", others.names));
        }
        LabelledSamples alone = new LabelledSamples(others.inputs, others.y, shape, names, Optional.empty());
        return new LabelledSamples(inputs, y, shape, names, Optional.of(alone));
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
        return new LabelledSamples(smaller, y, smaller.shape(), names, test.map(others -> others.averaged(side)));
    }

    /// How many classes the targets are of, those of the test among them, where they are classes.
    public int classes() {
        int own = 1 + (int) Arrays.stream(y).mapToDouble(row -> row[0]).max().orElse(0);
        return Math.max(own, test.map(LabelledSamples::classes).orElse(0));
    }

    /// Whether a file's name is one that [#read] knows, or it is a folder.
    public static boolean knows(Path file) {
        String name = SampleFile.plainName(file);
        return name.matches(FILES + "|.*[-.]idx\\d-ubyte") || Files.isDirectory(file);
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

    private static LabelledSamples table(Path file, int most) throws IOException {
        Csv csv = Csv.read(file, most);
        return lastApart(csv.rows(), file);
    }

    private static LabelledSamples matrix(Path file, int most) throws IOException {
        return lastApart(SampleArchive.rows(Npy.read(file, SampleFile.MOST_BYTES), most, file.toString()), file);
    }

    private static LabelledSamples lastApart(double[][] rows, Path file) throws IOException {
        int last = rows[0].length - 1;
        if (last < 1) {
            throw new IOException(file + " has one column; samples need inputs and, last, a target");
        }
        return new LabelledSamples(columns(rows, 0, last), columns(rows, last, last + 1));
    }

    private static double[][] columns(double[][] rows, int from, int to) {
        return Arrays.stream(rows).map(row -> Arrays.copyOfRange(row, from, to)).toArray(double[][]::new);
    }
}
