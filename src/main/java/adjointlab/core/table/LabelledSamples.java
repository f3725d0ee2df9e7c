package adjointlab.core.table;

import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npy;
import adjointlab.core.data.Npz;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Vectors with what belongs to each, from a file that a person opens: IDX images with their labels (LeCun, Cortes and
/// Burges, "The MNIST database"), the binary form of CIFAR-10 (Krizhevsky, 2009), a CSV table or a NumPy matrix whose
/// last column is the target, or a NumPy archive of arrays x and y. All but NumPy's may be packed by gzip. Bytes of
/// images become numbers from 0 to 1.
///
/// @param x [N][d]; not copied
/// @param y [N][outputs], a class or values; not copied
public record LabelledSamples(double[][] x, double[][] y) {
    /// More classes than this are taken for values.
    public static final int MOST_CLASSES = 1000;

    private static final long MOST_BYTES = 512L << 20;
    private static final int MOST_NUMBERS = 100_000_000;
    private static final int GZIP = 0x1f8b;
    private static final int UNSIGNED_BYTES = 8;
    private static final int CIFAR_PIXELS = 3 * 32 * 32;

    /// Reads a file.
    ///
    /// @param most samples that are read; the rest is left
    /// @throws IOException in one sentence, if it cannot be read or is none of these
    public static LabelledSamples read(Path file, int most) throws IOException {
        check(file);
        String name = plainName(file);
        try {
            if (name.endsWith(".csv") || name.endsWith(".txt") || name.endsWith(".tsv")) {
                return table(file, most);
            }
            if (name.endsWith(".bin")) {
                return cifar(file, most);
            }
            if (name.endsWith(".npz")) {
                return archive(file, most);
            }
            if (name.endsWith(".npy")) {
                return matrix(file, most);
            }
            return images(file, most);
        } catch (EOFException | ZipException e) {
            throw new IOException(file + " is cut off or damaged", e);
        }
    }

    /// The files that [#read] looks into: the file itself and, beside images, their labels.
    static List<Path> files(Path file) {
        String name = plainName(file);
        boolean alone = name.matches(".*\\.(csv|txt|tsv|bin|npz|npy)");
        return alone ? List.of(file) : List.of(file, labelsOf(file));
    }

    private static Path labelsOf(Path file) {
        String name = String.valueOf(file.getFileName());
        return file.resolveSibling(name.replace("images", "labels").replace("idx3", "idx1"));
    }

    /// How many classes the targets are of, where they are classes.
    public int classes() {
        return 1 + (int) Arrays.stream(y).mapToDouble(row -> row[0]).max().orElse(0);
    }

    /// Whether a file's name is one that [#read] knows.
    public static boolean knows(Path file) {
        String name = plainName(file);
        return name.matches(".*(\\.csv|\\.tsv|\\.bin|\\.npz|\\.npy|[-.]idx\\d-ubyte)");
    }

    /// Whether each y is a class, one of 0, 1, 2, … below [#MOST_CLASSES].
    public boolean areClasses() {
        return Arrays.stream(y)
                .allMatch(
                        row -> row.length == 1 && row[0] >= 0 && row[0] < MOST_CLASSES && row[0] == Math.rint(row[0]));
    }

    private static String plainName(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    }

    private static void check(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + (Files.exists(file) ? " is no file" : " does not exist"));
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " is larger than " + (MOST_BYTES >> 20) + " MiB");
        }
    }

    private static InputStream open(Path file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.mark(2);
        int magic = in.read() << 8 | in.read();
        in.reset();
        return magic == GZIP ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private static LabelledSamples table(Path file, int most) throws IOException {
        Csv csv = Csv.read(file, most);
        int columns = csv.names().size();
        if (columns < 2) {
            throw new IOException(file + " has one column; samples need inputs and, last, a target");
        }
        return lastApart(csv.rows());
    }

    private static LabelledSamples lastApart(double[][] rows) {
        int last = rows[0].length - 1;
        return new LabelledSamples(columns(rows, 0, last), columns(rows, last, last + 1));
    }

    private static double[][] columns(double[][] rows, int from, int to) {
        return Arrays.stream(rows).map(row -> Arrays.copyOfRange(row, from, to)).toArray(double[][]::new);
    }

    private static double[][] column(double[] values) {
        return Arrays.stream(values).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
    }

    private static LabelledSamples matrix(Path file, int most) throws IOException {
        double[][] rows = rows(Npy.read(file, MOST_BYTES), most, file.toString());
        if (rows[0].length < 2) {
            throw new IOException(file + " has one column; samples need inputs and, last, a target");
        }
        return lastApart(rows);
    }

    private static LabelledSamples archive(Path file, int most) throws IOException {
        Map<String, NdArray> arrays = Npz.read(file, MOST_BYTES);
        NdArray x = arrays.get("x");
        NdArray y = arrays.get("y");
        if (x == null || y == null) {
            throw new IOException(file + " has no arrays x and y; it has " + String.join(", ", arrays.keySet()));
        }
        if (x.shape().length == 0 || y.shape().length == 0 || x.shape()[0] != y.shape()[0]) {
            throw new IOException(file + ": x has shape " + Arrays.toString(x.shape()) + " and y "
                    + Arrays.toString(y.shape()) + "; both begin with the number of samples");
        }
        return new LabelledSamples(rows(x, most, file + ": x"), rows(y, most, file + ": y"));
    }

    /// An array's first index counts samples, the others are run through.
    private static double[][] rows(NdArray array, int most, String where) throws IOException {
        int samples = array.shape().length == 0 ? 0 : array.shape()[0];
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

    private static LabelledSamples cifar(Path file, int most) throws IOException {
        try (InputStream in = open(file)) {
            byte[] all = in.readNBytes(size(most, CIFAR_PIXELS + 1, file));
            int count = all.length / (CIFAR_PIXELS + 1);
            if (count == 0 || all.length % (CIFAR_PIXELS + 1) != 0) {
                throw new IOException(file + " is not a file of CIFAR-10: its length is no multiple of 3,073");
            }
            double[][] x = new double[count][];
            double[] labels = new double[count];
            for (int s = 0; s < count; s++) {
                labels[s] = all[s * (CIFAR_PIXELS + 1)] & 0xff;
                x[s] = pixels(all, s * (CIFAR_PIXELS + 1) + 1, CIFAR_PIXELS);
            }
            return new LabelledSamples(x, column(labels));
        }
    }

    private static LabelledSamples images(Path file, int most) throws IOException {
        Path beside = labelsOf(file);
        if (beside.equals(file) || !Files.isRegularFile(beside)) {
            throw new IOException(file + " has no labels beside it; expected " + beside.getFileName());
        }
        double[][] x = idx(file, most, 1);
        double[][] labels = idx(beside, most, 255);
        if (x.length != labels.length || labels[0].length != 1) {
            throw new IOException(file + " has " + x.length + " images, but " + labels.length + " labels");
        }
        return new LabelledSamples(x, labels);
    }

    private static double[][] idx(Path file, int most, double scale) throws IOException {
        check(file);
        try (InputStream in = open(file)) {
            // bytes come as parts of 255; labels are the bytes themselves
            byte[] head = in.readNBytes(4);
            if (head.length < 4 || head[0] != 0 || head[1] != 0 || head[2] != UNSIGNED_BYTES || head[3] < 1) {
                throw new IOException(file + " is not an IDX file of bytes");
            }
            ByteBuffer sizes = ByteBuffer.wrap(in.readNBytes(4 * head[3]));
            if (sizes.capacity() < 4 * head[3]) {
                throw new EOFException();
            }
            int count = Math.min(most, sizes.getInt());
            long each = 1;
            while (sizes.hasRemaining()) {
                each *= sizes.getInt();
            }
            if (count < 1 || each < 1 || each > MOST_NUMBERS) {
                throw new IOException(file + " says that it holds no samples");
            }
            byte[] all = in.readNBytes(size(count, (int) each, file));
            if (all.length < count * each) {
                throw new EOFException();
            }
            double[][] x = new double[count][];
            for (int s = 0; s < count; s++) {
                x[s] = pixels(all, (int) (s * each), (int) each);
                for (int i = 0; i < x[s].length && scale != 1; i++) {
                    x[s][i] = Math.rint(scale * x[s][i]);
                }
            }
            return x;
        }
    }

    private static int size(int samples, int each, Path file) throws IOException {
        if ((long) samples * each > MOST_NUMBERS) {
            throw new IOException(file + ": " + samples + " samples of " + each + " numbers are more than "
                    + MOST_NUMBERS + " numbers");
        }
        return samples * each;
    }

    private static double[] pixels(byte[] all, int from, int count) {
        double[] pixels = new double[count];
        for (int i = 0; i < count; i++) {
            pixels[i] = (all[from + i] & 0xff) / 255.0;
        }
        return pixels;
    }
}
