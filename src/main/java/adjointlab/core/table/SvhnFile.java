package adjointlab.core.table;

import adjointlab.core.field.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import us.hebi.matlab.mat.format.BufferAllocator;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;

/// Cropped digits of street view house numbers: a MATLAB 5 file with images X [rows×columns×channels×N] of bytes and
/// labels y [N×1], of which 10 stands for the digit 0. Netzer et al., "Reading digits in natural images with
/// unsupervised feature learning", NIPS Workshop 2011. The MAT File Library reads it.
final class SvhnFile {
    private static final int HEADER = 128;
    private static final int MOST_INFLATED = 700_000_000;
    private static final int CLASSES = 10;
    private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final String WANTED = "; open the cropped digits, train_32x32.mat, or save it with -v7";

    private SvhnFile() {}

    static LabelledSamples read(Path file, int most) throws IOException {
        checkVersion(file);
        try (MatFile arrays = arrays(file)) {
            Matrix x = array(arrays, "X", file);
            Matrix y = array(arrays, "y", file);
            int samples = y.getNumElements();
            if (y.getNumDimensions() != 2 || Math.min(y.getNumRows(), y.getNumCols()) != 1) {
                throw new IOException(file + ": y has size " + size(y) + "; labels are one column");
            }
            int[] sizes = x.getDimensions();
            // MATLAB leaves a last size of 1 out
            boolean one = sizes.length == 3 && samples == 1;
            if (sizes.length != 4 && !one) {
                throw new IOException(file + ": X has size " + size(x) + " for " + samples
                        + " labels; expected rows × columns × channels × images");
            }
            int images = one ? 1 : sizes[3];
            if (images != samples || images < 1) {
                throw new IOException(file + " has " + images + " images in X, but " + samples + " labels in y");
            }
            if (x.getType() != MatlabType.UInt8) {
                throw new IOException(file + ": X holds numbers of type "
                        + x.getType().name().toLowerCase(java.util.Locale.ROOT) + "; images are of uint8");
            }
            Shape shape = new Shape(sizes[2], sizes[0], sizes[1]);
            int count = Math.min(most, images);
            return LabelledSamples.of(
                    new Inputs.Pixels(pixels(x, shape, count)), SampleFile.column(labels(y, count, file)), shape);
        } catch (RuntimeException e) { // the library reads some numbers only when asked for them
            throw damaged(file, e);
        }
    }

    private static void checkVersion(Path file) throws IOException {
        try (InputStream in = SampleFile.open(file)) {
            byte[] head = in.readNBytes(HEADER);
            String text = new String(head, StandardCharsets.ISO_8859_1);
            if (text.startsWith("MATLAB 7.3") || Arrays.equals(head, 0, Math.min(8, head.length), HDF5, 0, 8)) {
                throw new IOException(file + " is a file of MATLAB 7.3, which is HDF5" + WANTED);
            }
            if (head.length < HEADER) {
                throw new IOException(file + " is no MATLAB file: it is shorter than the header of one");
            }
            if (head[0] == 0 || head[1] == 0 || head[2] == 0 || head[3] == 0) {
                throw new IOException(file + " is no file of MATLAB 5, but of MATLAB 4 or none" + WANTED);
            }
            String order = text.substring(126);
            if (!order.equals("IM") && !order.equals("MI")) {
                throw new IOException(file + " is no file of MATLAB 5: its header does not tell the order of bytes");
            }
            int version = ByteBuffer.wrap(head)
                    .order(order.equals("IM") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                    .getShort(124);
            if (version != 0x0100) {
                throw new IOException(file + " is of version 0x" + Integer.toHexString(version & 0xffff)
                        + " and not of MATLAB 5, which is 0x100" + WANTED);
            }
        }
    }

    private static MatFile arrays(Path file) throws IOException {
        try (InputStream in = SampleFile.open(file);
                Source source = Sources.wrapInputStream(in)) {
            return Mat5.newReader(source)
                    .setEntryFilter(entry -> Set.of("X", "y").contains(entry.getName()))
                    .setBufferAllocator(new Limited())
                    .disableSubsystemProcessing()
                    .readMat();
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // the library throws what it comes across, and a damaged size may ask for more than there is
            throw damaged(file, e);
        }
    }

    private static IOException damaged(Path file, Throwable cause) {
        return new IOException(file + " is cut off or damaged, or no MATLAB file of images X and labels y", cause);
    }

    /// What arrays may take together.
    private static final class Limited implements BufferAllocator {
        private long left = MOST_INFLATED;

        @Override
        public ByteBuffer allocate(int bytes) {
            left -= bytes;
            if (bytes < 0 || left < 0) {
                throw new IllegalArgumentException("arrays of more than " + MOST_INFLATED + " bytes");
            }
            return ByteBuffer.allocate(bytes);
        }

        @Override
        public void release(ByteBuffer buffer) {
            // the collector's business
        }
    }

    private static Matrix array(MatFile arrays, String name, Path file) throws IOException {
        for (MatFile.Entry entry : arrays.getEntries()) {
            if (entry.getName().equals(name)) {
                if (entry.getValue() instanceof Matrix matrix && !matrix.isComplex()) {
                    return matrix;
                }
                throw new IOException(file + ": " + name + " is no array of numbers");
            }
        }
        throw new IOException(file + " has no array " + name + "; cropped digits have images X and labels y");
    }

    private static String size(Matrix array) {
        return Arrays.stream(array.getDimensions()).mapToObj(Integer::toString).collect(Collectors.joining(" × "));
    }

    /// From columns one after another to rows one after another.
    private static byte[][] pixels(Matrix x, Shape shape, int count) {
        int height = shape.height();
        int width = shape.width();
        byte[][] rows = new byte[count][shape.size()];
        int at = 0;
        for (byte[] row : rows) {
            for (int c = 0; c < shape.channels(); c++) {
                for (int j = 0; j < width; j++) {
                    for (int i = 0; i < height; i++) {
                        row[(c * height + i) * width + j] = x.getByte(at++);
                    }
                }
            }
        }
        return rows;
    }

    private static double[] labels(Matrix y, int count, Path file) throws IOException {
        double[] labels = new double[count];
        for (int s = 0; s < count; s++) {
            double label = y.getDouble(s);
            if (!(label >= 0 && label <= CLASSES && label == Math.rint(label))) {
                throw new IOException(file + ": the label of image " + (s + 1) + " is " + label
                        + "; allowed: 1 to 9 for these digits, 10 or 0 for 0");
            }
            labels[s] = label % CLASSES;
        }
        return labels;
    }
}
