package adjointlab.core.table;

import adjointlab.core.field.Shape;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Images in the form of MNIST, the labels in a file beside them. LeCun, Cortes and Burges, "The MNIST database".
/// Numbers are bytes, integers or floating ones; QMNIST's labels, of eight numbers of which the first is the class, are
/// read too (Yadav and Bottou, "Cold case: the lost MNIST digits", NeurIPS 2019).
final class IdxFile {
    private static final int QMNIST = 8;

    /// What numbers are.
    private enum Type {
        UNSIGNED(0x08, 1),
        BYTE(0x09, 1),
        SHORT(0x0b, 2),
        INT(0x0c, 4),
        FLOAT(0x0d, 4),
        DOUBLE(0x0e, 8);

        private final int code;
        private final int bytes;

        Type(int code, int bytes) {
            this.code = code;
            this.bytes = bytes;
        }

        static Optional<Type> of(int code) {
            return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
        }

        private double read(ByteBuffer in) {
            return switch (this) {
                case UNSIGNED -> Byte.toUnsignedInt(in.get());
                case BYTE -> in.get();
                case SHORT -> in.getShort();
                case INT -> in.getInt();
                case FLOAT -> in.getFloat();
                case DOUBLE -> in.getDouble();
            };
        }
    }

    /// @param sizes of the dimensions; not copied
    private record Header(Type type, int[] sizes) {
        int all() {
            return sizes[0];
        }

        /// Numbers of a sample.
        long each(Path file) throws IOException {
            long each = 1;
            for (int i = 1; i < sizes.length; i++) {
                each *= sizes[i];
                SampleFile.checkPixels(1, each, file);
            }
            return each;
        }
    }

    private IdxFile() {}

    /// Whether a file is of this form, by its name or its first bytes.
    static boolean is(Path file) {
        if (SampleFile.plainName(file).matches(".*idx\\d.*")) {
            return true;
        }
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = SampleFile.open(file)) {
            byte[] head = in.readNBytes(4);
            return head.length == 4
                    && head[0] == 0
                    && head[1] == 0
                    && Type.of(head[2]).isPresent()
                    && head[3] > 0
                    && head[3] < 9;
        } catch (IOException _) {
            return false; // whoever reads it says better what is wrong with it
        }
    }

    /// The file of labels that belongs to one of images, packed likewise or not; the file itself where its name
    /// says nothing of images.
    static Path labelsOf(Path images) {
        String name =
                String.valueOf(images.getFileName()).replace("images", "labels").replaceFirst("idx\\d", "idx1");
        Path likewise = images.resolveSibling(name);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        return Stream.concat(
                        Stream.of(plain),
                        Stream.of("int", "ubyte", "byte", "short")
                                .map(type -> plain.replaceFirst("idx1-.*", "idx2-" + type)))
                .flatMap(each -> Stream.of(each, each + ".gz"))
                .map(images::resolveSibling)
                .filter(Files::exists)
                .findFirst()
                .filter(_ -> !Files.exists(likewise))
                .orElse(likewise);
    }

    static LabelledSamples read(Path file, int most) throws IOException {
        Path beside = labelsOf(file);
        if (SampleFile.plainName(file).contains("labels")) {
            throw new IOException(file + " has labels only; open the file of the images beside it");
        }
        if (beside.equals(file) || !Files.isRegularFile(beside)) {
            throw new IOException(file + " has no labels beside it; expected " + beside.getFileName());
        }
        Header header = header(file);
        double[] labels = labels(beside);
        if (header.all() != labels.length) {
            throw new IOException(file + " has " + header.all() + " images, but " + beside.getFileName() + " "
                    + labels.length + " labels");
        }
        int[] classOf = ClassLabels.classOf(labels);
        int[] drawn = Draw.rows(classOf, most);
        double[] y = Arrays.stream(drawn).mapToDouble(s -> labels[s]).toArray();
        Shape shape = shape(file, Arrays.copyOfRange(header.sizes, 1, header.sizes.length));
        Inputs inputs = header.type == Type.UNSIGNED ? pixels(file, drawn) : numbers(file, drawn);
        return LabelledSamples.of(inputs, SampleFile.column(y), shape)
                .with(SampleFile.imageFacts("IDX images", shape, header.all(), y, classOf));
    }

    private static double[] labels(Path file) throws IOException {
        Header header = header(file);
        boolean table = header.sizes.length == 2
                && (header.sizes[1] == 1 || header.sizes[1] == QMNIST && header.type == Type.INT);
        if (header.sizes.length != 1 && !table) {
            throw new IOException(file + " has " + header.sizes.length
                    + " dimensions; labels are a single row, IDX1, or the eight columns of QMNIST");
        }
        int[] all = IntStream.range(0, header.all()).toArray();
        return Arrays.stream(numbers(file, all).rows())
                .mapToDouble(row -> row[0])
                .toArray();
    }

    private static Shape shape(Path file, int... sizes) throws IOException {
        long each = 1;
        for (int size : sizes) {
            if (size < 1) {
                throw new IOException(file + " has samples of no numbers");
            }
            each *= size;
            SampleFile.checkPixels(1, each, file);
        }
        return switch (sizes.length) {
            case 2 -> new Shape(1, sizes[0], sizes[1]);
            case 3 -> new Shape(sizes[0], sizes[1], sizes[2]);
            default -> Shape.vector(Arrays.stream(sizes).reduce(1, (a, b) -> a * b));
        };
    }

    /// Takes the bytes of a sample.
    private interface Taker {
        void take(byte[] bytes) throws IOException;
    }

    private static Inputs pixels(Path file, int... drawn) throws IOException {
        SampleFile.checkPixels(drawn.length, header(file).each(file), file);
        List<byte[]> rows = new java.util.ArrayList<>();
        walk(file, rows::add, drawn);
        return new Inputs.Pixels(rows.toArray(byte[][]::new));
    }

    private static Inputs.Numbers numbers(Path file, int... drawn) throws IOException {
        Header header = header(file);
        int each = (int) header.each(file);
        SampleFile.checkNumbers(drawn.length, each, file);
        List<double[]> rows = new java.util.ArrayList<>();
        walk(
                file,
                bytes -> {
                    ByteBuffer in = ByteBuffer.wrap(bytes);
                    double[] row = IntStream.range(0, each)
                            .mapToDouble(_ -> header.type.read(in))
                            .toArray();
                    if (!Arrays.stream(row).allMatch(Double::isFinite)) {
                        throw new IOException(file + ": sample " + (drawn[rows.size()] + 1) + " is not finite");
                    }
                    rows.add(row);
                },
                drawn);
        return new Inputs.Numbers(rows.toArray(double[][]::new));
    }

    /// @param drawn rising
    private static void walk(Path file, Taker taker, int... drawn) throws IOException {
        try (InputStream in = SampleFile.open(file)) {
            Header header = header(in, file);
            int bytes = (int) header.each(file) * header.type.bytes;
            int taken = 0;
            for (int s = 0; s < header.all() && taken < drawn.length; s++) {
                byte[] row = in.readNBytes(bytes);
                if (row.length < bytes) {
                    throw new IOException(
                            file + " ends in sample " + (s + 1) + " of " + header.all() + ": it is cut off or damaged");
                }
                if (s == drawn[taken]) {
                    taker.take(row);
                    taken++;
                }
            }
            if (drawn.length == header.all() && in.read() >= 0) {
                throw new IOException(
                        file + " holds more bytes than the " + header.all() + " samples that it says it has");
            }
        }
    }

    private static Header header(Path file) throws IOException {
        SampleFile.check(file);
        try (InputStream in = SampleFile.open(file)) {
            return header(in, file);
        }
    }

    private static Header header(InputStream in, Path file) throws IOException {
        byte[] head = in.readNBytes(4);
        Optional<Type> type = head.length < 4 || head[0] != 0 || head[1] != 0 ? Optional.empty() : Type.of(head[2]);
        if (type.isEmpty() || head[3] < 1) {
            throw new IOException(file + " is not an IDX file of numbers");
        }
        ByteBuffer bytes = ByteBuffer.wrap(in.readNBytes(4 * head[3]));
        if (bytes.capacity() < 4 * head[3]) {
            throw new EOFException();
        }
        int[] sizes = new int[head[3]];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = bytes.getInt();
            if (sizes[i] < 1) {
                throw new IOException(file + " says that it holds no samples");
            }
        }
        return new Header(type.get(), sizes);
    }
}
