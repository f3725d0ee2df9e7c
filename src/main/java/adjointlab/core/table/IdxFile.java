package adjointlab.core.table;

import adjointlab.core.field.Shape;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Images in the form of MNIST, the labels in a file beside them. LeCun, Cortes and Burges, "The MNIST database".
final class IdxFile {
    private static final int UNSIGNED_BYTES = 8;

    /// @param sizes of the dimensions behind the first
    /// @param all how many the file has
    /// @param rows those that were read
    private record Block(int[] sizes, int all, byte[][] rows) {}

    private IdxFile() {}

    /// The file of labels that belongs to one of images, packed likewise or not; the file itself where its name
    /// says nothing of images.
    static Path labelsOf(Path images) {
        String name =
                String.valueOf(images.getFileName()).replace("images", "labels").replaceFirst("idx\\d", "idx1");
        Path likewise = images.resolveSibling(name);
        Path other = images.resolveSibling(name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name + ".gz");
        return !Files.exists(likewise) && Files.exists(other) ? other : likewise;
    }

    static LabelledSamples read(Path file, int most) throws IOException {
        Path beside = labelsOf(file);
        if (SampleFile.plainName(file).contains("labels")) {
            throw new IOException(file + " has labels only; open the file of the images beside it");
        }
        if (beside.equals(file) || !Files.isRegularFile(beside)) {
            throw new IOException(file + " has no labels beside it; expected " + beside.getFileName());
        }
        Block images = block(file, most);
        Block labels = block(beside, most);
        if (labels.sizes.length != 0) {
            throw new IOException(beside + " has " + (1 + labels.sizes.length)
                    + " dimensions; labels are a single row of bytes, IDX1");
        }
        if (images.all != labels.all) {
            throw new IOException(file + " has " + images.all + " images, but " + beside.getFileName() + " "
                    + labels.all + " labels");
        }
        double[][] y = Arrays.stream(labels.rows)
                .map(row -> new double[] {row[0] & 0xff})
                .toArray(double[][]::new);
        return LabelledSamples.of(new Inputs.Pixels(images.rows), y, shape(images.sizes));
    }

    private static Shape shape(int... sizes) {
        return switch (sizes.length) {
            case 2 -> new Shape(1, sizes[0], sizes[1]);
            case 3 -> new Shape(sizes[0], sizes[1], sizes[2]);
            default -> Shape.vector(Arrays.stream(sizes).reduce(1, (a, b) -> a * b));
        };
    }

    private static Block block(Path file, int most) throws IOException {
        SampleFile.check(file);
        try (InputStream in = SampleFile.open(file)) {
            byte[] head = in.readNBytes(4);
            if (head.length < 4 || head[0] != 0 || head[1] != 0 || head[2] != UNSIGNED_BYTES || head[3] < 1) {
                throw new IOException(file + " is not an IDX file of bytes");
            }
            int[] sizes = sizes(in, head[3], file);
            int all = sizes[0];
            int count = Math.min(most, all);
            long each = 1;
            for (int i = 1; i < sizes.length; i++) {
                each *= sizes[i];
                SampleFile.checkPixels(count, each, file);
            }
            byte[][] rows = new byte[count][];
            for (int s = 0; s < count; s++) {
                rows[s] = in.readNBytes((int) each);
                if (rows[s].length < each) {
                    throw new IOException(
                            file + " ends in sample " + (s + 1) + " of " + all + ": it is cut off or damaged");
                }
            }
            if (count == all && in.read() >= 0) {
                throw new IOException(file + " holds more bytes than the " + all + " samples that it says it has");
            }
            return new Block(Arrays.copyOfRange(sizes, 1, sizes.length), all, rows);
        }
    }

    private static int[] sizes(InputStream in, int dimensions, Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(in.readNBytes(4 * dimensions));
        if (bytes.capacity() < 4 * dimensions) {
            throw new EOFException();
        }
        int[] sizes = new int[dimensions];
        for (int i = 0; i < dimensions; i++) {
            sizes[i] = bytes.getInt();
            if (sizes[i] < 1) {
                throw new IOException(file + " says that it holds no samples");
            }
        }
        return sizes;
    }
}
