package adjointlab.core.table;

import adjointlab.core.field.Shape;
import adjointlab.core.math.Numbers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The binary form of CIFAR-10: a label and 3 × 32 × 32 bytes for each image. Krizhevsky, "Learning multiple layers of
/// features from tiny images", 2009.
final class CifarFile {
    private static final Shape SHAPE = new Shape(3, 32, 32);
    private static final int CLASSES = 10;

    private static final String FIRST = "data_batch_1.bin";
    private static final String TEST = "test_batch.bin";
    private static final int BATCHES = 5;

    private CifarFile() {}

    /// Whether a folder is the one of all batches, packed by gzip or not.
    static boolean isFolder(Path folder) {
        return place(folder, FIRST).isPresent();
    }

    /// The files of such a folder: batches in order, and where it is there, last, the test.
    static List<Path> files(Path folder) {
        List<Path> files = new ArrayList<>();
        for (int i = 1; i <= BATCHES; i++) {
            place(folder, "data_batch_" + i + ".bin").ifPresent(files::add);
        }
        place(folder, TEST).ifPresent(files::add);
        return files;
    }

    private static Optional<Path> place(Path folder, String name) {
        return Stream.of(name, name + ".gz")
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /// All batches of a folder as one, with the test apart.
    static LabelledSamples folder(Path folder, int most) throws IOException {
        List<byte[]> x = new ArrayList<>();
        List<double[]> y = new ArrayList<>();
        Optional<LabelledSamples> test = Optional.empty();
        int all = 0;
        for (Path file : files(folder)) {
            SampleFile.check(file);
            boolean tests = SampleFile.plainName(file).equals(TEST);
            all += tests ? 0 : (int) (Files.size(file) / (SHAPE.size() + 1));
            int left = tests ? most : most - y.size();
            if (left > 0) {
                LabelledSamples read = read(file, left);
                if (tests) {
                    test = Optional.of(read);
                } else if (read.inputs() instanceof Inputs.Pixels(byte[][] rows)) {
                    x.addAll(List.of(rows));
                    y.addAll(List.of(read.y()));
                }
            }
        }
        double[] labels = y.stream().mapToDouble(row -> row[0]).toArray();
        return new LabelledSamples(
                new Inputs.Pixels(x.toArray(byte[][]::new)),
                y.toArray(double[][]::new),
                SHAPE,
                List.of(),
                test,
                facts(all, labels));
    }

    /// The first are taken: the authors have mixed them.
    ///
    /// @param all how many there are, as far as that is known without unpacking
    private static SampleFacts facts(int all, double... labels) {
        List<String> remarks = labels.length < all
                ? List.of("the first " + Numbers.count(labels.length) + " are taken, which are mixed in the file")
                : List.of();
        return new SampleFacts(
                "images of CIFAR-10 of " + SHAPE,
                all,
                labels.length,
                List.of(),
                ClassLabels.counts(SampleFile.column(labels)),
                remarks);
    }

    static LabelledSamples read(Path file, int most) throws IOException {
        int each = SHAPE.size() + 1;
        SampleFile.checkPixels(most, each, file);
        try (InputStream in = SampleFile.open(file)) {
            byte[] all = in.readNBytes(most * each);
            int count = all.length / each;
            if (count == 0 || all.length % each != 0) {
                throw new IOException(file + " is not a file of CIFAR-10: its length is no multiple of 3,073");
            }
            byte[][] x = new byte[count][];
            double[] labels = new double[count];
            for (int s = 0; s < count; s++) {
                labels[s] = all[s * each] & 0xff;
                if (labels[s] >= CLASSES) {
                    throw new IOException(file + " is not a file of CIFAR-10: the label of image " + (s + 1) + " is "
                            + (int) labels[s] + "; allowed: 0 to 9");
                }
                x[s] = Arrays.copyOfRange(all, s * each + 1, (s + 1) * each);
            }
            int there = in.read() < 0 ? count : (int) (Files.size(file) / each);
            return LabelledSamples.of(new Inputs.Pixels(x), SampleFile.column(labels), SHAPE)
                    .with(facts(there, labels));
        }
    }
}
