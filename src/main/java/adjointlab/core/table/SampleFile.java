package adjointlab.core.table;

import adjointlab.core.data.InputFile;
import adjointlab.core.field.Shape;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/// What all readers of samples do alike: limits, and files that gzip has packed.
public final class SampleFile {
    /// Bytes that a file may have.
    public static final int MOST_BYTES = 512 << 20;
    static final int MOST_NUMBERS = 100_000_000;
    private static final int MOST_PIXELS = 600_000_000;
    private static final int GZIP = 0x1f8b;

    private SampleFile() {}

    /// A file's name in small letters, without gzip's ending.
    public static String plainName(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    }

    /// @throws IOException in one sentence, if there is no such file or it is too large
    public static void check(Path file) throws IOException {
        InputFile.check(file, MOST_BYTES);
    }

    /// A file's bytes, unpacked where they are packed.
    public static InputStream open(Path file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(InputFile.open(file, MOST_BYTES), 1 << 16);
        in.mark(2);
        int magic = in.read() << 8 | in.read();
        in.reset();
        return magic == GZIP ? new GZIPInputStream(in, 1 << 16) : in;
    }

    /// The same, which also ends where it has unpacked more than a file may have.
    ///
    /// @param where the bytes come from, for the sentence of an error
    public static InputStream unpacked(Path file, String where) throws IOException {
        return InputFile.limited(open(file), where, MOST_BYTES);
    }

    /// @throws IOException if samples are too many to be kept as numbers
    static void checkNumbers(long samples, long each, Path file) throws IOException {
        check(samples, each, MOST_NUMBERS, file);
    }

    /// @throws IOException if samples are too many to be kept as bytes
    static void checkPixels(long samples, long each, Path file) throws IOException {
        check(samples, each, MOST_PIXELS, file);
    }

    private static void check(long samples, long each, int most, Path file) throws IOException {
        if (each > most || samples * each > most) {
            throw new IOException(file + ": " + samples + " samples of " + each + " numbers are more than " + most
                    + " numbers; take fewer samples");
        }
    }

    /// Numbers as one column.
    static double[][] column(double[] values) {
        return Arrays.stream(values).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
    }

    /// What is said of images.
    ///
    /// @param form of the file
    /// @param all how many it has
    /// @param labels of those that are taken
    /// @param classOf the class of each in the file
    static SampleFacts imageFacts(String form, Shape shape, int all, double[] labels, int... classOf) {
        boolean drawn = labels.length < all;
        return new SampleFacts(
                form + " of " + shape,
                all,
                labels.length,
                List.of(),
                ClassLabels.counts(column(labels)),
                drawn ? List.of(ClassLabels.drawn(labels.length, classOf)) : List.of());
    }
}
